/** Authors as a page prints them: in bylines, in the lines under the headline, in credits inside the text. */
import words from '../../../data/extract/people.json' with { type: 'json' };
import { type Block, behind, isProse } from './blocks.ts';
import { isDateLine } from './line-shapes.ts';
import { plainDigits } from './moments.ts';
import { oneOf } from './name-words.ts';
import { isCollective, isPictureCredit, splitNames } from './names.ts';
import { alternatives, and, byLength, startsWithBy } from './people-words.ts';
import { attribute, collapse, type PageElement, textOf } from './tree.ts';

const emphasis = new Set(['b', 'strong', 'i', 'em', 'u', 'font', 'big', 'small']);

function gather(element: PageElement, segments: string[]): void {
  for (const child of element.children) {
    if (segments.length > 60) return;
    if (child.tag === null) segments[segments.length - 1] += child.text;
    else if (!child.kind.isSilent && child.tag !== 'button' && child.tag !== 'time') {
      const own = !emphasis.has(child.tag);
      if (own) segments.push('');
      gather(child, segments);
      if (own) segments.push('');
    }
  }
}

/** The texts of an element as its inner elements part them: what style sets apart is apart. */
function segmentsOf(element: PageElement): string[] {
  const segments = [''];
  gather(element, segments);
  return segments.map(collapse).filter((text) => text !== '');
}

const profile = new RegExp(`/${oneOf('profilePaths')}/`, 'i');
const social = new RegExp(`${oneOf('networkAddresses')}|#$`, 'i');

/** The texts of links in an element that lead to writers' own pages. */
function profileLinks(element: PageElement): string[] {
  const found: string[] = [];
  const visit = (at: PageElement): void => {
    for (const child of at.children) {
      if (child.tag === null) continue;
      const href = attribute(child, 'href');
      const isAuthor =
        profile.test(href) || /author/i.test(attribute(child, 'rel')) || /author/i.test(attribute(child, 'class'));
      if (child.tag === 'a' && href !== '' && !social.test(href) && isAuthor) found.push(textOf(child, 200));
      else visit(child);
    }
  };
  visit(element);
  return found;
}

const nameShape = new RegExp(
  `^\\p{Lu}[\\p{L}\\p{M}'’.-]*(?:\\s(?:(?:${alternatives(words.particles)})\\s){0,2}\\p{Lu}[\\p{L}\\p{M}'’.-]*){1,3}$`,
  'u',
);

/** True for two to five words in the way names are written, in scripts that have capitals. */
function looksLikeName(text: string): boolean {
  return nameShape.test(text) && text.length < 50 && !/\d/.test(text);
}

function isNoise(segment: string): boolean {
  const line = plainDigits(segment);
  return (
    isDateLine(segment) ||
    /\d{1,2}[:.]\d{2}/.test(line) ||
    /(?:19|20)\d\d/.test(line) ||
    /^@/.test(segment) ||
    segment.length > 160
  );
}

const joint = new RegExp(`^(?:,|${and}|/)$`, 'i');
const colleague = new RegExp(`^[\\s,]*(?:${and})\\s+(.{3,60})$`, 'iu');

/** A last colleague without a page of their own: "and Bob Brown" behind links. */
function joinedTo(linked: readonly string[], segments: readonly string[], sites: readonly string[]): string[] {
  const last = segments.findLastIndex((segment) => linked.some((name) => segment.includes(name)));
  const match = colleague.exec(segments[last + 1] ?? '');
  const name = match?.[1] ?? '';
  return looksLikeName(name) ? splitNames(name, sites) : [];
}

const where = new RegExp(`\\s(?:${alternatives(words.places)})\\s+\\p{Lu}[\\p{L}\\p{M}'’ .-]{1,40}$`, 'u');
const roleLabels = new Set(words.roleLabels);

/** Labels such as "Position" go with what they label. */
function withoutRoles(segments: readonly string[]): readonly string[] {
  const label = segments.findIndex((segment) => roleLabels.has(segment.toLowerCase().replace(/[\s:：,،]+$/u, '')));
  return label > 0 ? segments.slice(0, label) : segments;
}

/** "Beirut - Ana Silva": one word before a whole name is where the writer is. */
function withoutPlace(segments: readonly string[]): readonly string[] {
  const [place, name] = segments;
  const isName = name !== undefined && (looksLikeName(name) || /^\p{Lo}+(?: \p{Lo}+){1,3}$/u.test(name));
  return isName && place !== undefined && /^[\p{L}\p{M}]+\s?[-–—:]?$/u.test(place) && byLength(`${place} X`) === 0
    ? segments.slice(1)
    : segments;
}

/** True for the words before a name ("Words by", "Author:") where the name itself stands elsewhere. */
function isLabel(segment: string): boolean {
  const bare = segment.replace(/[\s:：,]+$/, '');
  return bare !== '' && byLength(`${bare} X`) === bare.length + 1;
}

/** True for a sentence that is about nobody: "No wind is an ill wind." signs posts, "Ana Silva is a cook." a person. */
function isMotto(segment: string, names: readonly string[]): boolean {
  const name = names[0] ?? '';
  return /\p{L}[.!?]$/u.test(segment) && /\s\p{Ll}/u.test(name) && !looksLikeName(name);
}

/** The names in an element that calls itself a byline. */
export function namesIn(element: PageElement, sites: readonly string[]): string[] {
  const all = segmentsOf(element)
    .flatMap((segment) => segment.split(/\s*[|•·]\s*|\s[–—-]\s/))
    .filter((segment) => segment !== '');
  const pictures = all.findIndex((segment, at) => at > 0 && isPictureCredit(segment.replace(/^[\s,;.&]+/, '')));
  const segments = withoutPlace(withoutRoles(pictures < 0 ? all : all.slice(0, pictures)));
  const linked = profileLinks(element)
    .filter((text) => pictures < 0 || segments.some((segment) => segment.includes(text)))
    .flatMap((text) => splitNames(text, sites));
  if (linked.length > 0) return [...linked, ...joinedTo(linked, segments, sites)];
  const names: string[] = [];
  let waiting = false;
  for (const [at, segment] of segments.entries()) {
    const bare = segment.replace(/[\s:：,]+$/, '');
    if (isLabel(segment) || joint.test(bare)) {
      waiting = true;
      continue;
    }
    if (isNoise(segment) && !startsWithBy(segment)) continue;
    // After the first name only what is joined to it, or looks like one, is another name and no role or place.
    if (
      names.length > 0 &&
      !waiting &&
      !/[,&]$/.test(segments[at - 1] ?? '') &&
      !looksLikeName(segment) &&
      !startsWithBy(segment)
    )
      continue;
    const found = splitNames(segment, sites);
    if (!waiting && !startsWithBy(segment) && isMotto(segment, found)) continue;
    if (names.length > 0 && !waiting && !startsWithBy(segment) && !/[,&]$/.test(segments[at - 1] ?? '')) {
      // A second capitalized phrase without any joint is the outlet or the place as often as a colleague.
      continue;
    }
    names.push(...found);
    waiting = false;
  }
  return names;
}

const credited = words.inText.map((pattern) => new RegExp(pattern, 'u'));

/** "13 May 2010, by Ana Silva" as two segments. */
function byAfterComma(segment: string): readonly string[] {
  for (const match of segment.matchAll(/[,،]\s+/g)) {
    const rest = segment.slice(match.index + match[0].length);
    if (startsWithBy(rest)) return [segment.slice(0, match.index), rest];
  }
  return [segment];
}

/** "Ana Silva at Hill Park" is Ana Silva: reports of matches and trials say where they were written. */
function withoutWhere(part: string): string {
  const name = part.replace(where, '');
  return looksLikeName(name) ? name : part;
}

/** The name in the line below "Words by": some page builders set each word of a byline in a box of its own. */
function belowLabel(block: Block | undefined, sites: readonly string[]): string[] {
  if (!block || block.size > longestSignature || !looksLikeName(block.text)) return [];
  const isOwn = block.links.every((link) => profile.test(attribute(link, 'href')));
  return isOwn ? splitNames(block.text, sites) : [];
}

/** Names from a line near the headline: "By X", or a name beside a date. */
function fromCredits(block: Block, sites: readonly string[]): string[] {
  // A wide blank parts the fields of a line in Chinese and Japanese.
  const pieces = block.pieces
    .flatMap(({ node }) => (node?.text ?? '').split(/[\u3000\u2003]+|\u00a0{2,}/))
    .map(collapse);
  const segments = pieces
    .filter((text) => text !== '')
    .flatMap((piece) => piece.split(/\s*[|•·/]\s*|\s[–—-]\s/))
    .flatMap(byAfterComma)
    .filter((segment) => segment !== '');
  const by = segments.findIndex((segment) => startsWithBy(segment) && !/[.!?]$/.test(segment));
  if (by >= 0) return splitNames(segments[by] ?? '', sites);
  const opening = segments.findIndex(isLabel);
  if (opening >= 0 && segments[opening + 1] !== undefined) return splitNames(segments[opening + 1] ?? '', sites);
  const dated = segments.some(isNoise) || isDateLine(block.text);
  if (!dated || block.size > 140) return [];
  const outlet = segments.findIndex((segment) => sites.includes(segment.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')));
  const beside = outlet < 0 ? '' : (segments[outlet + 1] ?? '');
  // "The Skarre Post - Ana Silva" beside a date: whoever stands behind the outlet, also in scripts without capitals.
  if (/^\p{Lo}+(?: \p{Lo}+){1,2}$/u.test(beside)) return splitNames(beside, sites);
  const parts = segments.flatMap((segment) => segment.split(/\s*,\s*/));
  return parts
    .map(withoutWhere)
    .filter((part) => looksLikeName(part) && !isNoise(part))
    .slice(0, 3)
    .flatMap((part) => splitNames(part, sites));
}

/** The authors named in the lines below the headline, else in a credit anywhere in the text. */
export function fromLines(blocks: readonly Block[], title: PageElement | null, sites: readonly string[]): string[] {
  const from = title ? behind(blocks, title) : 0;
  const below = blocks.slice(from, from + 12);
  for (const [at, block] of below.entries()) {
    if (block.size === 0 || block.size > 200 || block.kind === 'item') continue;
    const next = below.slice(at + 1).find((one) => one.size > 0);
    const names = isLabel(block.text) ? belowLabel(next, sites) : fromCredits(block, sites);
    if (names.length > 0) return names;
    // A name in italics right under the headline needs no other word; that of a company is who sent the text.
    const alone = at < 3 && block.size < longestSignature && isMarked(block) && looksLikeName(block.text);
    if (alone && !isCollective(block.text)) return splitNames(block.text, sites);
  }
  for (const block of blocks.slice(from, from + 200)) {
    if (block.size === 0) continue;
    for (const pattern of credited) {
      const match = pattern.exec(block.text.length > 2_000 ? block.text.slice(0, 2_000) : block.text);
      if (match?.[1]) return splitNames(match[1], sites);
    }
    const alone = block.size < 80 && startsWithBy(block.text) && !/[.!?:]$/.test(block.text);
    if (alone && looksLikeName(block.text.slice(byLength(block.text)))) return splitNames(block.text, sites);
  }
  return signature(blocks.slice(from, from + 400), sites);
}

/** A line that holds more than a name and a word or two. */
const longestSignature = 60;
const marks = new Set(['i', 'em', 'b', 'strong']);

function isMarked(block: Block): boolean {
  return block.pieces.every(({ node }) => {
    if (!node || !/\p{L}/u.test(node.text)) return true;
    return marks.has(node.parent.tag) || marks.has(node.parent.parent?.tag ?? '');
  });
}

/** A name that stands alone below the text, to the right or set apart by its letters: how old papers sign. */
function signature(blocks: readonly Block[], sites: readonly string[]): string[] {
  for (const [at, block] of blocks.entries()) {
    if (block.size === 0 || block.size > longestSignature || !['text', 'paragraph'].includes(block.kind)) continue;
    const before = blocks[at - 1];
    const next = blocks[at + 1];
    const closed = before !== undefined && /[.!?…"”»]$/.test(before.text) && before.linkSize === 0;
    if (!closed || (next && isProse(next))) continue;
    const right = /right|end/.test(`${attribute(block.parent, 'align')} ${attribute(block.parent, 'style')}`);
    const marked = block.pieces.every(
      ({ node }) =>
        !node || !/\p{L}/u.test(node.text) || marks.has(node.parent.tag) || marks.has(node.parent.parent?.tag ?? ''),
    );
    const mail = block.pieces.some(({ node }) => /\S@\S/.test(node?.text ?? ''));
    const first = collapse(block.pieces.find(({ node }) => /\S/.test(node?.text ?? ''))?.node?.text ?? '');
    const [name] = first.split(/,\s/);
    if ((right || marked || mail) && name !== undefined && looksLikeName(name)) return splitNames(name, sites);
  }
  return [];
}
