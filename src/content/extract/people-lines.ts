/** Authors as a page prints them without marks: in the lines under the headline, in credits inside and below the text. */
import words from '../../../data/extract/people.json' with { type: 'json' };
import { type Block, behind } from './blocks.ts';
import { isHelpCredit } from './credits.ts';
import { isDateLine } from './line-shapes.ts';
import { inBrackets, isCollective, isRoleOrOutlet, splitNames } from './names.ts';
import { mayBeName } from './names-east.ts';
import { isOfTeaser } from './people-around.ts';
import { isNoise, isProfile, splitFields } from './people-near.ts';
import { alternatives, and, byLength, isLabel, looksLikeName, startsWithBy } from './people-words.ts';
import { inOwnLetters, longestSignature, signature } from './signatures.ts';
import { bare, collapse, type PageElement, textOf } from './tree.ts';

const where = new RegExp(`\\s(?:${alternatives(words.places)})\\s+\\p{Lu}[\\p{L}\\p{M}'’ .-]{1,40}$`, 'u');
const beginsWithJoint = new RegExp(`^(?:[,&/]|,?\\s?(?:${and})(?=\\s|$))\\s*(.*)$`, 'iu');
const endsInJoint = new RegExp(`(?:,|\\s(?:${and}))$`, 'iu');
const credited = words.inText.map((pattern) => new RegExp(pattern, 'u'));
/** "Beirut – Sami Haddad" in scripts without capitals, alone in a line. */
const datelines = words.datelines.map((pattern) => new RegExp(pattern, 'u'));

function capture(patterns: readonly RegExp[], text: string): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

/** "13 May 2010, by Ana Silva" as two segments, with the comma or without. */
function byAfterComma(segment: string): readonly string[] {
  for (const match of segment.matchAll(/[,،]\s+|(?<=\d)\s+/g)) {
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
  const isOwn = block.links.every(isProfile);
  return isOwn ? splitNames(block.text, sites) : [];
}

/** Names that lead to the pages of those who bear them: no other word is needed beside them. */
function fromProfiles(block: Block, sites: readonly string[]): string[] {
  const names = block.links.filter(isProfile).map((link) => collapse(textOf(link, 100)));
  return names.every(looksLikeName) ? names.flatMap((name) => splitNames(name, sites)) : [];
}

/** A segment with those that joints join to it: each name may be a link or an element of its own. */
function joinedAt(segments: readonly string[], at: number): string {
  const names = [segments[at] ?? ''];
  for (let next = at + 1; next < segments.length; next++) {
    const segment = segments[next] ?? '';
    const joined = beginsWithJoint.exec(segment)?.[1];
    if (joined !== undefined && joined !== '') names.push(joined);
    else if (joined !== undefined || endsInJoint.test(names.at(-1) ?? '')) names.push(segments[++next] ?? '');
    else break;
  }
  return names.map((name) => name.replace(endsInJoint, '')).join(', ');
}

/** "Ana Silva, correspondent" and "Ana Silva | The Star": what stands beside says that the first is a person. */
function besideRole(segments: readonly string[], sites: readonly string[]): string[] {
  const [name = '', ...others] = segments.flatMap((segment) => segment.split(/\s*,\s*/));
  const isPerson = looksLikeName(name) && !isCollective(name) && others.length > 0;
  const isSaid = others.every((part) => isRoleOrOutlet(part, sites) || isHelpCredit(part) || isNoise(part));
  const isRoled = others.some((part) => isRoleOrOutlet(part, sites) || isHelpCredit(part));
  return isPerson && isSaid && isRoled ? splitNames(name, sites) : [];
}

/** Names from a line near the headline: "By X", or a name beside a date. */
function fromCredits(block: Block, sites: readonly string[]): string[] {
  // "The second teapot, by Jo Wu" leads to another article.
  if (block.links.some((link) => !isProfile(link) && textOf(link, 200).length > longestSignature / 2)) return [];
  // A wide blank parts the fields of a line in Chinese and Japanese.
  const pieces = block.pieces
    .flatMap(({ node }) => (node?.text ?? '').split(/[\u3000\u2003]+|\u00a0{2,}/))
    .map(collapse);
  const segments = pieces
    .filter((text) => text !== '')
    .flatMap((piece) => splitFields(piece).flatMap((field) => field.split(/\s*\/\s*/)))
    .flatMap(byAfterComma)
    .filter((segment) => segment !== '');
  const by = segments.findIndex((segment) => startsWithBy(segment) && !/[.!?]$/.test(segment));
  if (by >= 0) return splitNames(joinedAt(segments, by), sites);
  const opening = segments.findIndex(isLabel);
  if (opening >= 0 && segments[opening + 1] !== undefined) return splitNames(joinedAt(segments, opening + 1), sites);
  if (block.size > 140) return [];
  const beside = besideRole(segments, sites);
  if (beside.length > 0) return beside;
  if (!segments.some(isNoise) && !isDateLine(block.text)) return [];
  const outlet = segments.findIndex((segment) => sites.includes(bare(segment)));
  const behindOutlet = outlet < 0 ? '' : (segments[outlet + 1] ?? '');
  // "The Skarre Post - Ana Silva" beside a date: whoever stands behind the outlet, also in scripts without capitals.
  if (/^\p{Lo}+(?: \p{Lo}+){1,2}$/u.test(behindOutlet)) return splitNames(behindOutlet, sites);
  const parts = segments.flatMap((segment) => segment.split(/\s*,\s*/));
  return parts
    .map(withoutWhere)
    .filter((part) => looksLikeName(part) && !isNoise(part))
    .slice(0, 3)
    .flatMap((part) => splitNames(part, sites));
}

/** "Author, Ana Silva" as read aloud: lists of what is said of an article label each item. */
function opensWithLabel(block: Block): boolean {
  const opening = collapse(block.pieces.find(({ node }) => /\S/.test(node?.text ?? ''))?.node?.text ?? '');
  return /[,:：،]$/.test(opening) && isLabel(opening);
}

/** True where a whole name follows the by-word; in scripts without capitals the word must be a label ("文：…"). */
function isNamed(line: string): boolean {
  const length = byLength(line);
  const name = line.slice(length);
  return looksLikeName(name) || (/[:：／/|｜＝・]/.test(line.slice(0, length)) && mayBeName(name));
}

/** Further down, links to writers' pages belong to other articles. */
const nearHeadline = 6;

/** The authors named in the lines below the headline, else in a credit anywhere in the text. */
export function fromLines(blocks: readonly Block[], title: PageElement | null, sites: readonly string[]): string[] {
  const from = title ? behind(blocks, title) : 0;
  const below = blocks.slice(from, from + 12);
  for (const [at, block] of below.entries()) {
    if (block.size === 0 || block.size > 200 || (block.kind === 'item' && !opensWithLabel(block))) continue;
    const next = below.slice(at + 1).find((one) => one.size > 0);
    const names = isLabel(block.text) ? belowLabel(next, sites) : fromCredits(block, sites);
    if (names.length > 0 && !isOfTeaser(block.parent, title)) return names;
    const linked = at < nearHeadline ? fromProfiles(block, sites) : [];
    if (linked.length > 0) return linked;
    // A name in italics right under the headline needs no other word; that of a company is who sent the text.
    const alone = at < 3 && block.size < longestSignature && inOwnLetters(block) && looksLikeName(block.text);
    if (alone && !isCollective(block.text)) return splitNames(block.text, sites);
    const placed = block.size < longestSignature && inOwnLetters(block) ? capture(datelines, block.text) : null;
    if (placed !== null) return splitNames(placed, sites);
  }
  for (const block of blocks.slice(from, from + 200)) {
    if (block.size === 0) continue;
    const inText = capture(credited, block.text.length > 2_000 ? block.text.slice(0, 2_000) : block.text);
    if (inText !== null) return splitNames(inText, sites);
    const line = inBrackets(block.text);
    const alone = block.size < 80 && startsWithBy(line) && !/[.!?:]$/.test(line);
    if (alone && isNamed(line) && !isOfTeaser(block.parent, title)) return splitNames(line, sites);
  }
  return signature(blocks.slice(from, from + 400), sites);
}

/** The columnist at the end of a headline: "Nine gulls are enough, By Ana Silva". */
export function fromHeadline(headline: string, sites: readonly string[]): string[] {
  const last = headline.split(/,\s+/).at(-1) ?? '';
  const isBy = last !== headline && startsWithBy(last) && /^\p{Lu}/u.test(last);
  return isBy && looksLikeName(last.slice(byLength(last))) ? splitNames(last, sites) : [];
}
