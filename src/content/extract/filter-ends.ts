/** Where the article begins and ends among the blocks of its container. */
import { type Block, isProse, proseIn } from './blocks.ts';
import { countIn, isCommentsHeading, isTemplateLine } from './comment-words.ts';
import { dekElement, dekText, isLead, longestDek } from './dek.ts';
import { isOwnLink, type Place } from './filter-lines.ts';
import { isCommenterLine, isCreditsLine, isDateLine, isShareLine } from './line-shapes.ts';
import { beforeEntries } from './live-entries.ts';
import { beginsWith, holds, phrasesFor, plainWords } from './phrases.ts';
import { isNamed } from './tokens.ts';
import { attribute, bare, contains, type PageElement, upward } from './tree.ts';

/** What was cut away at the ends, because other fields want it. */
export interface Ends {
  readonly blocks: Block[];
  /** The standfirst, where one was found above the body. */
  readonly dek: string | null;
  /** Links that stood behind a heading such as "Related". */
  readonly tailLinks: readonly PageElement[];
}

/** True where the block, or something it stands in below the container, has one of the names. */
function standsIn(block: Block, container: PageElement, list: 'byline' | 'date'): boolean {
  for (const element of upward(block.parent)) {
    if (element === container || !contains(container, element)) return false;
    if (isNamed(element, list)) return true;
  }
  return false;
}

/** True where a text is `words` but for case, blanks and signs; most texts differ in their first letter already. */
function saysOnly(text: string, words: string): boolean {
  if (text.length < words.length) return false;
  if (/^[a-z\d]/i.test(text) && text.charAt(0).toLowerCase() !== words.charAt(0)) return false;
  return bare(text) === words;
}

/** The blocks after the headline: what stands above it is the site's. */
function afterTitle(blocks: readonly Block[], title: PageElement | null, titleText: string): Block[] {
  let start = 0;
  if (title) {
    const at = blocks.findLastIndex(
      (block) =>
        block.kind !== 'image' &&
        block.parent.index <= title.last &&
        block.parent.index > 0 &&
        (contains(title, block.parent) || block.parent.index < title.index),
    );
    const before = blocks.slice(0, at + 1);
    if (proseIn(before) < 0.35 * proseIn(blocks)) start = at + 1;
  }
  const bareTitle = bare(titleText);
  return blocks.filter(
    (block, at) => (at >= start || block.kind === 'image') && !(block.size < 300 && saysOnly(block.text, bareTitle)),
  );
}

function isFragment(block: Block): boolean {
  return block.kind !== 'heading' && block.kind !== 'pre' && block.size < 30 && !/[.!?…。！？؟।"”»]$/.test(block.text);
}

/** How many blocks below the headline are looked at for a byline, and how much text may stand above it. */
const startBlocks = 14;
const startSize = 700;

/** The place behind the last line near the top that says who or when; 0 where there is none. */
function afterCredits(
  blocks: readonly Block[],
  most: number,
  container: PageElement,
  bylines: readonly PageElement[],
): number {
  const total = proseIn(blocks);
  const main = mainParent(blocks);
  let above = 0;
  let end = 0;
  let begun = 0;
  for (const [at, block] of blocks.slice(0, Math.min(startBlocks, most)).entries()) {
    if (block.kind === 'image' || block.kind === 'caption') continue;
    // Bylines that were taken out by their names still tell where the text begins.
    if (
      at > 0 &&
      bylines.some(({ index }) => index < block.parent.index && index > (blocks[at - 1]?.parent.index ?? 0))
    )
      end = at;
    const marked =
      block.size < 200 &&
      !isProse(block) &&
      (standsIn(block, container, 'byline') || standsIn(block, container, 'date'));
    if (marked || isCreditsLine(block.text) || isShareLine(block.text)) end = at + 1;
    else {
      above += block.size;
      // One paragraph above the byline is a standfirst; behind two of the body's own, dates are those of other boxes.
      if (isProse(block) && block.parent.parent === main && ++begun > 1) break;
    }
    if (above > startSize) break;
  }
  // A short article may end with its byline: most of the text must stand below.
  return proseIn(blocks.slice(end)) >= 0.7 * total ? end : 0;
}

/** Takes dates, bylines, the dek and scraps off the top; stops at the first real paragraph. */
function trimStart(
  blocks: readonly Block[],
  most: number,
  container: PageElement,
  title: PageElement | null,
  bylines: readonly PageElement[],
): { readonly from: number; readonly dek: string | null } {
  const main = mainParent(blocks);
  const total = blocks.reduce((sum, block) => sum + block.size, 0);
  const credits = afterCredits(blocks, most, container, bylines);
  const above = longest(blocks.slice(0, credits));
  const lines: Block[] = [];
  let around: PageElement | null = null;
  let from = credits;
  let dropped = 0;
  for (const [at, block] of blocks.slice(0, Math.min(25, most)).entries()) {
    if (at < credits || block.kind === 'image' || block.kind === 'caption') continue;
    const element =
      above !== null || isLead(block, main, title) || block.size >= longestDek ? null : dekElement(block, container);
    const isFirst = element !== null || (above === null && block.kind === 'heading' && block.size >= 60 && from === at);
    const isDek =
      lines.length === 0 ? isFirst && block.size < longestDek : around !== null && contains(around, block.parent);
    const goes =
      isDek ||
      isCreditsLine(block.text) ||
      isDateLine(block.text) ||
      (block.size < 200 && (standsIn(block, container, 'byline') || standsIn(block, container, 'date'))) ||
      isFragment(block);
    if (!goes) break;
    // A dek that is most of what the page says is its text.
    if (isDek && total - dropped - block.size < 250) break;
    if (isDek) lines.push(block);
    if (isDek) around ??= element;
    dropped += block.size;
    from = at + 1;
  }
  return { from, dek: above ?? dekText(lines) };
}

/** The standfirst among the lines above the byline: the longest one that is a sentence. */
function longest(above: readonly Block[]): string | null {
  let found: Block | null = null;
  for (const block of above) {
    if (
      block.kind === 'image' ||
      block.kind === 'caption' ||
      block.size < 30 ||
      isCreditsLine(block.text) ||
      isShareLine(block.text)
    )
      continue;
    if (block.size > (found?.size ?? 0) && block.linkSize < 0.5 * block.size) found = block;
  }
  return found?.text ?? null;
}

/** The parent that most of the article's paragraphs have. */
function mainParent(blocks: readonly Block[]): PageElement | null {
  const sums = new Map<PageElement, number>();
  for (const block of blocks) {
    const parent = block.parent.parent;
    if (isProse(block) && parent) sums.set(parent, (sums.get(parent) ?? 0) + block.size);
  }
  let most: PageElement | null = null;
  for (const [parent, sum] of sums) if (sum > (most ? (sums.get(most) ?? 0) : 0)) most = parent;
  return most;
}

function isTailHeading(block: Block, place: Place): boolean {
  if (block.kind === 'image' || block.size > 80) return false;
  const line = plainWords(block.text);
  const phrase = beginsWith(line, phrasesFor('tailHeadings', place.language));
  if (phrase === null) return false;
  const rest = line.slice(phrase.length).replace(/[^\p{L}]/gu, '');
  if (rest === '') return true;
  // A line of its own must say nothing else; a heading may go on ("More from our archive").
  return block.kind === 'heading' && phrase.includes(' ') && rest.length < 40;
}

/** "12 comments": what follows is the readers', however long it is. */
function isCommentsLine(block: Block): boolean {
  return block.kind !== 'image' && block.size <= 60 && block.kind !== 'cell' && countIn(block.text) !== null;
}

/** How many lines that name a commenter it takes where no heading says that readers speak. */
const enoughCommenters = 3;

/** Where readers' words begin that no element sets apart: at the first of several lines that name who says them. */
function commentsFrom(blocks: readonly Block[]): number {
  const lines = blocks.flatMap((block, at) =>
    block.kind !== 'image' && block.kind !== 'heading' && !block.quote && isCommenterLine(block.text) ? [at] : [],
  );
  const first = lines[0] ?? -1;
  const near = blocks.slice(Math.max(0, first - 12), Math.max(0, first));
  const above = near.findLastIndex((block) => block.size > 0 && isCommentsHeading(block.text));
  if (above >= 0) return first - near.length + above;
  // "Posted by" stands below a single post, too, and interviews say who speaks: several lines, and text above them.
  // "A spokesperson said:" leads to a quotation in many articles; comment templates write "says:", "wrote on …:" or "said…".
  return lines.length >= enoughCommenters && isTemplateLine(blocks[first]?.text ?? '') ? first : -1;
}

/** A wall's short call to subscribe: behind it stand only its terms. */
function isOffer(block: Block, place: Place, main: PageElement | null, follows: number, total: number): boolean {
  if (block.kind === 'image' || block.size > 120 || follows > 0.3 * total) return false;
  // A paragraph among the others may say of something else that the rest is for subscribers.
  if (isProse(block) && block.linkSize === 0 && block.parent.parent === main) return false;
  return holds(plainWords(block.text), phrasesFor('paywall', place.language)) !== null;
}

/** Everything from a heading such as "Related" on, if little prose follows; else only that heading and its links. */
function cutTail(blocks: readonly Block[], place: Place): { readonly kept: Block[]; readonly tail: Block[] } {
  const total = proseIn(blocks);
  const parent = mainParent(blocks);
  const tail: Block[] = [];
  const kept: Block[] = [];
  // From the end, so that what follows each heading is known without counting it again.
  const after = new Array<number>(blocks.length + 1).fill(0);
  const plainAfter = new Array<number>(blocks.length + 1).fill(0);
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at] as Block;
    const prose = isProse(block) ? block.size : 0;
    after[at] = (after[at + 1] ?? 0) + prose;
    const plain = prose > 0 && block.linkSize === 0 && block.parent.parent === parent ? prose : 0;
    plainAfter[at] = (plainAfter[at + 1] ?? 0) + plain;
  }
  let dropping = false;
  for (const [at, block] of blocks.entries()) {
    if (
      total - (after[at] ?? 0) > 0.3 * total &&
      (isCommentsLine(block) || isOffer(block, place, parent, after[at + 1] ?? 0, total))
    ) {
      tail.push(...blocks.slice(at));
      break;
    }
    if (isTailHeading(block, place)) {
      const follows = after[at + 1] ?? 0;
      if (kept.length > 0 && follows < 0.15 * total && (plainAfter[at + 1] ?? 0) < Math.max(1, 0.5 * follows)) {
        tail.push(...blocks.slice(at));
        break;
      }
      dropping = true;
      tail.push(block);
      continue;
    }
    const linked =
      block.linkSize > 0.6 * block.size && block.links.every((link) => isOwnLink(attribute(link, 'href'), place.host));
    if (dropping && block.kind !== 'image' && linked) tail.push(block);
    else {
      if (block.kind !== 'image') dropping = false;
      kept.push(block);
    }
  }
  return { kept, tail };
}

/** Finds the two ends of the article among the blocks of its container; `bylines` were taken out of it. */
export function findEnds(
  blocks: readonly Block[],
  container: PageElement,
  title: PageElement | null,
  bylines: readonly PageElement[],
  place: Place,
): Ends {
  const below = afterTitle(blocks, title, place.titleText);
  const entries = beforeEntries(below, container, title);
  const { from, dek } = trimStart(below, entries, container, title, bylines);
  const isReport = entries < below.length;
  const started = below.filter(
    (block, at) =>
      block.kind === 'image' ||
      block.kind === 'caption' ||
      (at >= from && (!isReport || at >= entries || isProse(block))),
  );
  const readers = commentsFrom(started);
  const spoken = readers > 0 && proseIn(started.slice(0, readers)) >= 200 ? started.slice(0, readers) : started;
  const { kept, tail } = cutTail(spoken, place);
  return { blocks: kept, dek, tailLinks: tail.flatMap((block) => block.links) };
}
