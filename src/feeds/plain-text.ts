/** Words that may or may not be HTML. */
import { decodeReferences, withoutControls } from './references.ts';

const htmlNames = new Set(
  (
    'a abbr acronym address article aside audio b bdi bdo big blockquote body br button caption center cite code col ' +
    'colgroup dd del details dfn div dl dt em embed fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 ' +
    'h6 head header hr html i iframe img input ins kbd label legend li link main map mark meta nav nobr noscript ' +
    'object ol p param picture pre q s samp script section small source span strike strong style sub summary sup ' +
    'svg table tbody td textarea tfoot th thead time tr tt u ul var video wbr'
  ).split(' '),
);
/** Tags that part words; others ("<b>") do not. */
const parting = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul'.split(
    ' ',
  ),
);

/** Text that fits on one line: blanks of all kinds become one space, controls go. */
export function oneLine(text: string): string {
  return withoutControls(text)
    .replace(/[\s\u0085\u2028\u2029]+/g, ' ')
    .trim();
}

/** Index after what starts at a "<", with the tag's name ("!" for comments); null where it is only a character. */
function tagAt(html: string, from: number, gt: number, absent: Set<string>): { name: string; end: number } | null {
  if (html.startsWith('<!--', from)) {
    const end = absent.has('-->') ? -1 : html.indexOf('-->', from + 4);
    if (end < 0) absent.add('-->');
    return end < 0 ? null : { name: '!', end: end + 3 };
  }
  const found = /^<(\/?[a-zA-Z][a-zA-Z0-9:-]{0,30})(?=[\s/>])/.exec(html.slice(from, from + 36));
  if (!found) return null;
  const name = (found[1] ?? '').toLowerCase();
  if (name !== 'script' && name !== 'style') return { name: name.replace('/', ''), end: gt + 1 };
  const close = absent.has(name) ? -1 : html.indexOf(`</${name}`, gt);
  if (close < 0) absent.add(name);
  return { name, end: close < 0 ? gt + 1 : close };
}

/** Drops tags (all, or only those that HTML has), comments, scripts and styles; then decodes references once. */
export function htmlToLine(html: string, only: 'all-tags' | 'known-tags'): string {
  let plain = '';
  let from = 0;
  let gt = -1;
  // What does not occur in the rest is not looked for again, so that the time is linear.
  const absent = new Set<string>();
  for (let lt = html.indexOf('<'); lt >= 0; lt = html.indexOf('<', Math.max(lt + 1, from))) {
    if (gt < lt) gt = html.indexOf('>', lt);
    if (gt < 0) break;
    const tag = tagAt(html, lt, gt, absent);
    if (!tag || (only === 'known-tags' && tag.name !== '!' && !htmlNames.has(tag.name))) continue;
    plain += html.slice(from, lt) + (parting.has(tag.name) ? ' ' : '');
    from = tag.end;
  }
  return oneLine(decodeReferences(plain + html.slice(from)));
}

/** After so many tags that say nothing, no other will. */
const mostTags = 10_000;

/**
 * Whether words from a place that does not say are HTML: they hold a reference, an end tag of HTML's or one of its
 * empty elements, or a tag with a quoted attribute. "Use <b> for bold" and "Vec<T>" are not.
 */
export function looksLikeHtml(text: string): boolean {
  if (/&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});/.test(text)) return true;
  let seen = 0;
  for (const found of text.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]{0,12})(?=[\s/>])/g)) {
    if (++seen > mostTags) break;
    const name = (found[2] ?? '').toLowerCase();
    if (found[1] ? htmlNames.has(name) : /^(?:br|img|hr|wbr)$/.test(name)) return true;
    const after = found.index + found[0].length;
    if (text.charAt(after) === '>' || !htmlNames.has(name)) continue;
    if (/^\s+[a-zA-Z-]{1,30}\s?=\s?["']/.test(text.slice(after, after + 50))) return true;
  }
  return false;
}

/** The content of a CDATA section that was escaped as a whole, so that its marks became text. */
export function withoutCdataMarks(text: string): string {
  const given = text.trim();
  return given.startsWith('<![CDATA[') && given.endsWith(']]>') ? given.slice(9, -3).trim() : given;
}

/** A line from words that may be HTML, as RSS gives its titles; null where nothing is left. */
export function guessedLine(text: string | null): string | null {
  if (text === null) return null;
  const given = withoutCdataMarks(text);
  return (looksLikeHtml(given) ? htmlToLine(given, 'known-tags') : oneLine(given)) || null;
}

/** Plain text as HTML that shows it: escaped, blank lines part paragraphs. */
export function textToHtml(text: string): string {
  const escaped = text.trim().replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const paragraphs = escaped.split(/\n[ \t\r]*\n\s*/);
  return paragraphs.length < 2 ? escaped : paragraphs.map((words) => `<p>${words}</p>`).join('\n');
}

/** HTML from words that may be HTML or plain. */
export function guessedHtml(text: string | null): string | null {
  const given = text?.trim();
  if (!given) return null;
  return looksLikeHtml(given) ? given : textToHtml(given);
}
