/** The links that a page itself offers as related to its article. */
import type { RelatedLink } from '../../core/article.ts';
import { webAddress } from '../addresses.ts';
import { isAgoLine, isDateLine } from './line-shapes.ts';
import { isProfile } from './people-near.ts';
import { beginsWith, type PhraseIndex, phrasesFor, plainWords } from './phrases.ts';
import { isNamed } from './tokens.ts';
import { attribute, bare, type PageElement, type PageTree, textOf, upward } from './tree.ts';

const maxRelated = 30;

interface RelatedSources {
  readonly tree: PageTree;
  /** Boxes that call themselves related, and single links from lines and tails that were cut. */
  readonly boxes: readonly PageElement[];
  readonly links: readonly PageElement[];
  readonly base: string | null;
  readonly pageUrl: string | null;
  readonly title: string | null;
  readonly language: string | null;
  readonly when: (element: PageElement) => number | null;
}

/** Texts of an element's parts, the parts being what its boxes set apart. */
function partsOf(link: PageElement): PageElement[] {
  const parts: PageElement[] = [];
  const visit = (element: PageElement): void => {
    const inner = element.children.flatMap((child) => (child.tag === null || child.tag === 'br' ? [] : [child]));
    const bareText = element.children.some((child) => child.tag === null && /\S/.test(child.text));
    if (inner.length === 0 || bareText) parts.push(element);
    else for (const child of inner) visit(child);
  };
  visit(link);
  return parts;
}

/** The text alternative of a picture in a link. */
function imageText(link: PageElement): string {
  const image = link.children.find((child) => child.tag === 'img');
  return image?.tag === 'img' ? attribute(image, 'alt') : '';
}

/** A part of a link this long is its headline; shorter ones before it are labels, longer ones behind it teasers. */
const enoughForTitle = 20;

/** True for a kicker, for "More:", "Read also" and what is said only to those who hear the page. */
function isLabel(part: PageElement, related: PhraseIndex): boolean {
  if ((['section', 'kicker', 'inline'] as const).some((list) => isNamed(part, list))) return true;
  const line = plainWords(textOf(part, 60)).trim();
  return /[:：|]$/.test(line) || (line !== '' && beginsWith(line, related) === line);
}

/** What stands in an element, without labels before it that are elements of their own. */
function unlabelled(element: PageElement, related: PhraseIndex): string {
  const labels = new Set<number>();
  for (const child of element.children) {
    if (child.tag === null ? /\S/.test(child.text) : !isLabel(child, related)) break;
    if (child.tag !== null) labels.add(child.index);
  }
  return textOf(element, 400, labels) || textOf(element, 400);
}

/** What the parts of an element say but for times, and for labels before the headline. */
function shownIn(element: PageElement, related: PhraseIndex): { readonly part: PageElement; readonly text: string }[] {
  const shown = partsOf(element).flatMap((part) => {
    const text = unlabelled(part, related);
    return text === '' || isAgoLine(text) || isDateLine(text) ? [] : [{ part, text }];
  });
  const first = shown.findIndex(({ part }) => !isLabel(part, related));
  return shown.slice(Math.max(0, first));
}

/** The headline in a link that also shows a label, a time or a teaser: its heading, else its first long part. */
function titleOf(link: PageElement, tree: PageTree, related: PhraseIndex): string {
  const heading = tree.elements.slice(link.index + 1, link.last + 1).find((one) => /^h[1-6]$/.test(one.tag));
  if (heading)
    return withoutLabel(
      shownIn(heading, related)
        .map(({ text }) => text)
        .join(' '),
      related,
    );
  let longest = '';
  for (const { part, text } of shownIn(link, related)) {
    if (isNamed(part, 'headline')) return text;
    if (text.length > longest.length && longest.length < enoughForTitle) longest = text;
  }
  if (longest === '') return attribute(link, 'aria-label') || attribute(link, 'title') || imageText(link);
  return withoutLabel(longest, related);
}

/** "Read also: Nine gulls", "READ ALSO Nine gulls" and "【延伸閱讀】…" are called Nine gulls; "Related work pays" is a headline. */
function withoutLabel(text: string, related: PhraseIndex): string {
  const phrase = beginsWith(plainWords(text.replace(/^[[【]/, '')), related);
  if (phrase === null) return text;
  const end = text.toLowerCase().indexOf(phrase) + phrase.length;
  const [label, rest] = [text.slice(0, end), text.slice(end)];
  const isShouted = label.length > 4 && !/\p{Ll}/u.test(label) && /\p{Lu}/u.test(label) && /\p{Ll}/u.test(rest);
  return isShouted || /^\s*[:：|»>→\]】-]/.test(rest) ? rest.replace(/^[\s:：|»>→\]】-]+/, '') : text;
}

/** The time printed in the same list item or card, if there is one. */
function timeNear(link: PageElement, sources: RelatedSources): number | null {
  for (const outer of upward(link)) {
    if (outer.last - outer.index > 30) return null;
    const time = sources.tree.elements.slice(outer.index, outer.last + 1).find((one) => one.tag === 'time');
    if (time) return sources.when(time);
  }
  return null;
}

const mayHead = new Set([
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'strong',
  'b',
  'p',
  'span',
  'div',
  'summary',
  'header',
  'legend',
  'dt',
  'td',
  'th',
  'font',
]);
/** A list of related news is seldom longer; whatever follows belongs to something else. */
const maxList = 12;

/** The links that stand behind a heading such as "Related", up to the next heading. */
function linksUnderHeadings(tree: PageTree, language: string | null): PageElement[] {
  const phrases = phrasesFor('related', language);
  const found: PageElement[] = [];
  for (const element of tree.elements) {
    if (!mayHead.has(element.tag) || element.last - element.index > 5 || found.length > 200) continue;
    const text = textOf(element, 120);
    if (text.length < 2 || text.length > 60) continue;
    const line = plainWords(text).replace(/^[^\p{L}\p{N}]+/u, '');
    const phrase = beginsWith(line, phrases);
    // A heading may say of whom or what ("More from our desk in Skarre"); a sentence says more.
    const most = /^h[1-6]$/.test(element.tag) ? 45 : 25;
    if (phrase === null || line.slice(phrase.length).replace(/[^\p{L}]/gu, '').length > most) continue;
    found.push(...linksBehind(tree, element));
  }
  return found;
}

function linksBehind(tree: PageTree, heading: PageElement): PageElement[] {
  const links: PageElement[] = [];
  const isHeading = /^h[1-6]$/.test(heading.tag);
  // The list stands beside its heading, or beside the box that the heading is in.
  for (const outer of [...upward(heading)].slice(0, 3)) {
    const end = outer.parent?.last ?? outer.last;
    let plain = 0;
    for (let at = outer.last + 1; at <= end && links.length < maxList && plain < 2; at++) {
      const element = tree.elements[at] as PageElement;
      if (/^h[1-3]$/.test(element.tag) && !holdsLink(element) && links.length > 0) break;
      if (element.tag === 'a' && attribute(element, 'href') !== '') links.push(element);
      // Paragraphs of their own are the story going on; below a heading one may be a teaser.
      if (element.tag === 'p' && !holdsLink(element) && textOf(element, 400).length > 150) {
        plain++;
        if (!isHeading) break;
      }
    }
    if (links.length > 0) return isHeading && plain > 0 ? links.slice(0, 1) : links;
  }
  return links;
}

/** True for an element that is or holds a link, or stands in one. */
function holdsLink(element: PageElement): boolean {
  if (element.children.some((child) => child.tag === 'a')) return true;
  for (const outer of upward(element)) if (outer.tag === 'a') return true;
  return false;
}

/** Shortest title of a link, by its letters; dense scripts say more with fewer. */
const leastTitle = 8;
const leastDense = 4;

/** A single word is a button or the name of a section, unless it is a compound. */
const longWord = 16;

function isTitle(text: string): boolean {
  const dense = (text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/gu) ?? []).length;
  const said = text.length >= longWord || (text.length >= leastTitle && /\s/.test(text));
  return text.length <= 300 && (dense >= leastDense || said) && /\p{L}{2}/u.test(text);
}

/** Related links in page order, one for each address, with the longest text that leads there. */
export function findRelated(sources: RelatedSources): RelatedLink[] {
  const inBoxes = sources.boxes.flatMap((box) =>
    sources.tree.elements.slice(box.index, box.last + 1).filter((one) => one.tag === 'a'),
  );
  const found = new Map<string, RelatedLink>();
  const related = phrasesFor('related', sources.language);
  const page = sources.pageUrl?.replace(/#.*$/, '') ?? null;
  for (const link of [
    ...new Set([...inBoxes, ...sources.links, ...linksUnderHeadings(sources.tree, sources.language)]),
  ].sort((a, b) => a.index - b.index)) {
    const address = webAddress(attribute(link, 'href'), sources.base)?.replace(/#.*$/, '') ?? null;
    const title = titleOf(link, sources.tree, related);
    if (address === null || address === page || isProfile(link) || !isTitle(title)) continue;
    if (sources.title !== null && bare(title) === bare(sources.title)) continue;
    const known = found.get(address);
    if (!known && found.size >= maxRelated) break;
    if (!known || known.title.length < title.length)
      found.set(address, { title, link: address, published: timeNear(link, sources) });
  }
  return [...found.values()];
}
