/** Finding the body: prune, score, pick, filter, and again with less pruning where too little was left. */
import { type Block, isProse, proseIn, sumUp } from './blocks.ts';
import { markCaptions } from './captions.ts';
import { findEnds } from './filter-ends.ts';
import { dropLines, type Place } from './filter-lines.ts';
import { blocksWithout } from './page-blocks.ts';
import { phrasesFor } from './phrases.ts';
import { type Boldness, type Measured, type Pruned, prune } from './prune.ts';
import { pickContainer, scoreElements } from './score.ts';
import { contains, type PageElement } from './tree.ts';

export interface Body {
  /** The article's blocks with its images and captions. */
  readonly blocks: readonly Block[];
  /** Those of them that are text. */
  readonly words: readonly Block[];
  readonly size: number;
  readonly container: PageElement;
  readonly dek: string | null;
  /** Elements that call themselves related; links of a cut tail and of dropped lines. */
  readonly related: readonly PageElement[];
  readonly links: readonly PageElement[];
}

const ladder: readonly Boldness[] = [
  { hard: true, hidden: true, names: true },
  { hard: false, hidden: true, names: true },
  { hard: false, hidden: false, names: true },
  { hard: false, hidden: false, names: false },
];
/** A result with less than this share of the page's prose was pruned too boldly. */
const enoughOfPage = 0.25;

function sizeOfWords(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.size, 0);
}

/** Blocks of text, with captions and images only where text stands round them or before them. */
function withPictures(all: readonly Block[], words: ReadonlySet<Block>): Block[] {
  const last = all.findLastIndex((block) => words.has(block));
  return all.filter(
    (block, at) => words.has(block) || (at <= last + 2 && (block.kind === 'image' || block.kind === 'caption')),
  );
}

/** What a body is looked for in. */
export interface Search {
  readonly page: Measured;
  /** Comments stay out at every step. */
  readonly comments: readonly PageElement[];
  readonly place: Place;
}

function attempt({ page, place }: Search, { removed, related, bylines }: Pruned, captions: boolean): Body {
  const { tree } = page;
  const left = blocksWithout(tree, page.whole, removed);
  const sizes = sumUp(tree, left, (block) => block.size);
  const blocks = markCaptions(left, sizes);
  const { scores, cards } = scoreElements({
    tree,
    blocks,
    sizes,
    phrases: phrasesFor('boilerplate', place.language),
    claimed: place.claimed,
  });
  const container = pickContainer({ tree, blocks, scores, title: page.title });
  const within = dropCards(
    blocks.filter((block) => contains(container, block.parent)),
    cards,
  );
  const ends = findEnds(within, container, page.title, bylines, place);
  const lines = dropLines(ends.blocks, { ...place, captions });
  const words = trimHeadings(lines.kept.filter((block) => block.kind !== 'image'));
  return {
    blocks: withPictures(mergeBack(ends.blocks, words), new Set(words)),
    words,
    size: sizeOfWords(words),
    container,
    dek: ends.dek,
    related,
    links: [...ends.tailLinks, ...lines.links],
  };
}

/** Teasers at the end of the container go; those between paragraphs may be the items of a list that was written by hand. */
function dropCards(blocks: readonly Block[], cards: ReadonlySet<Block>): readonly Block[] {
  const last = blocks.findLastIndex((block) => isProse(block) && !cards.has(block));
  const tail = blocks.slice(last + 1);
  const teasers = tail.filter((block) => cards.has(block));
  if (last < 0 || teasers.some((block) => block.size - block.linkSize > 200)) return blocks;
  return blocks.filter((block, at) => at <= last || !cards.has(block));
}

/** The blocks with pictures, with those of `words` that were changed in place of their originals. */
function mergeBack(all: readonly Block[], words: readonly Block[]): Block[] {
  const changed = new Map(words.map((block) => [block.pieces, block]));
  return all.map((block) => (block.kind === 'image' ? block : (changed.get(block.pieces) ?? block)));
}

function trimHeadings(blocks: readonly Block[]): Block[] {
  let end = blocks.length;
  while (end > 0 && blocks[end - 1]?.kind === 'heading') end--;
  return blocks.slice(0, end);
}

/** Below this a page has next to no text, and its captions may be what it tells. */
const littleText = 250;

/** The best body that the page yields. */
export function findBody(search: Search): Body {
  const { page } = search;
  const gone = search.comments.reduce((sum, root) => sum + (page.prose[root.index] ?? 0), 0);
  const prose = (page.prose[0] ?? 0) - gone;
  let pruned = prune(page, search.comments, ladder[0] as Boldness);
  let best = attempt(search, pruned, false);
  for (const boldness of ladder.slice(1)) {
    if (best.size > 0 && proseIn(best.words) >= enoughOfPage * prose) break;
    const before = pruned;
    pruned = prune(page, search.comments, boldness);
    // What takes out the same leaves the same body.
    if (isSame(before, pruned)) continue;
    const body = attempt(search, pruned, false);
    if (proseIn(body.words) > 1.5 * proseIn(best.words) || best.size === 0) best = body;
  }
  if (best.size >= littleText) return best;
  const told = attempt(search, prune(page, search.comments, { hard: false, hidden: true, names: true }), true);
  return told.size > 2 * best.size ? told : best;
}

function isSame(one: Pruned, other: Pruned): boolean {
  const same = (some: readonly PageElement[], others: readonly PageElement[]): boolean =>
    some.length === others.length && some.every((element, at) => element === others[at]);
  return (
    same(one.related, other.related) &&
    same(one.bylines, other.bylines) &&
    one.removed.every((mark, at) => mark === other.removed[at])
  );
}
