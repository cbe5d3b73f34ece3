/** Where the article begins and ends among the blocks of its container. */
import { type Block, isProse } from './blocks.ts';
import { isOwnLink, type Place } from './filter-lines.ts';
import { beginsWith, phrasesFor, plainWords } from './phrases.ts';
import { isNamed } from './tokens.ts';
import { attribute, contains, type PageElement, upward } from './tree.ts';

/** What was cut away at the ends, because other fields want it. */
export interface Ends {
  readonly blocks: Block[];
  /** The standfirst, where one was found above the body. */
  readonly dek: string | null;
  /** Links that stood behind a heading such as "Related". */
  readonly tailLinks: readonly PageElement[];
}

function proseIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + (isProse(block) ? block.size : 0), 0);
}

/** True where the block, or something it stands in below the container, has one of the names. */
export function standsIn(block: Block, container: PageElement, list: 'dek' | 'byline' | 'date'): boolean {
  for (const element of upward(block.parent)) {
    if (element === container || !contains(container, element)) return false;
    if (isNamed(element, list)) return true;
  }
  return false;
}

function sameWords(one: string, other: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return bare(one) === bare(other);
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
  return blocks.filter(
    (block, at) => (at >= start || block.kind === 'image') && !(block.size < 300 && sameWords(block.text, titleText)),
  );
}

const month = /\p{L}{3,12}/u;

/** A line that is mostly a date: "3 March 2024, 10:15", "Mon 12/02/2023". */
export function isDateLine(text: string): boolean {
  if (text.length > 70 || !/\d/.test(text)) return false;
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  const numbers = text.match(/\d+/g)?.length ?? 0;
  return (
    numbers >= 2 &&
    words <= 6 &&
    (/\d{4}/.test(text) || /\d:\d\d/.test(text) || /\d[./-]\d/.test(text)) &&
    (month.test(text) || numbers >= 3)
  );
}

const byLine =
  /^(?:by|von|por|par|di|door|av|af|от|автор|текст|بقلم|كتب|مאת|نوشته|作者|記者|记者|文|text|words|posted by|written by)\s*[:：]?\s+\p{Lu}/iu;

function isFragment(block: Block): boolean {
  return block.kind !== 'heading' && block.kind !== 'pre' && block.size < 30 && !/[.!?…。！？؟।"”»]$/.test(block.text);
}

/** Takes dates, bylines, the dek and scraps off the top; stops at the first real paragraph. */
function trimStart(
  blocks: readonly Block[],
  container: PageElement,
): { readonly from: number; readonly dek: string | null } {
  const total = blocks.reduce((sum, block) => sum + block.size, 0);
  let dek: string | null = null;
  let from = 0;
  let dropped = 0;
  for (const [at, block] of blocks.slice(0, 25).entries()) {
    if (block.kind === 'image') continue;
    const isDek =
      dek === null &&
      block.size < 700 &&
      (standsIn(block, container, 'dek') || (block.kind === 'heading' && block.size >= 60 && from === at));
    const goes =
      isDek ||
      isDateLine(block.text) ||
      (block.size < 150 && byLine.test(block.text) && !/[.!?]$/.test(block.text)) ||
      (block.size < 200 && (standsIn(block, container, 'byline') || standsIn(block, container, 'date'))) ||
      isFragment(block);
    if (!goes) break;
    // A dek that is most of what the page says is its text.
    if (isDek && total - dropped - block.size < 250) break;
    if (isDek) dek = block.text;
    dropped += block.size;
    from = at + 1;
  }
  return { from, dek };
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
  const rest = line.slice(phrase.length).replace(/[^\p{L}\p{N}]/gu, '');
  if (rest === '') return true;
  // A line of its own must say nothing else; a heading may go on ("More from our archive").
  return block.kind === 'heading' && phrase.includes(' ') && rest.length < 40;
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

/** Headings that nothing follows. */
function trimEnd(blocks: readonly Block[]): Block[] {
  let end = blocks.length;
  while (end > 0 && blocks[end - 1]?.kind === 'heading') end--;
  return blocks.slice(0, end);
}

/** Finds the two ends of the article among the blocks of its container. */
export function findEnds(
  blocks: readonly Block[],
  container: PageElement,
  title: { readonly element: PageElement | null; readonly text: string },
  place: Place,
): Ends {
  const below = afterTitle(blocks, title.element, title.text);
  const { from, dek } = trimStart(below, container);
  const started = below.filter((block, at) => at >= from || block.kind === 'image');
  const { kept, tail } = cutTail(started, place);
  return { blocks: trimEnd(kept), dek, tailLinks: tail.flatMap((block) => block.links) };
}
