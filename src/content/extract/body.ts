/** Finding the body: prune, score, pick, filter, and again with less pruning where too little was left. */
import { type Block, blocksOf, isProse } from './blocks.ts';
import { findEnds } from './filter-ends.ts';
import { dropLines, type Place } from './filter-lines.ts';
import { phrasesFor } from './phrases.ts';
import { type Boldness, type Measured, prune } from './prune.ts';
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
  /** Elements whose links are offered as related, and links of a cut tail. */
  readonly related: readonly PageElement[];
  readonly tailLinks: readonly PageElement[];
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

function attempt(
  page: Measured,
  comments: readonly PageElement[],
  boldness: Boldness,
  place: Place,
  titleText: string,
): Body {
  const { tree } = page;
  const { removed, related } = prune(page, comments, boldness);
  const blocks = blocksOf(tree, removed);
  const scores = scoreElements(tree, blocks, phrasesFor('boilerplate', place.language));
  const container = pickContainer({ tree, blocks, scores, title: page.title });
  const within = blocks.filter((block) => contains(container, block.parent));
  const ends = findEnds(within, container, { element: page.title, text: titleText }, place);
  const words = trimHeadings(dropLines(ends.blocks, place).filter((block) => block.kind !== 'image'));
  return {
    blocks: withPictures(mergeBack(ends.blocks, words), new Set(words)),
    words,
    size: sizeOfWords(words),
    container,
    dek: ends.dek,
    related,
    tailLinks: ends.tailLinks,
  };
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

/** The best body that the page yields. `comments` stay out at every step. */
export function findBody(page: Measured, comments: readonly PageElement[], place: Place, titleText: string): Body {
  const gone = comments.reduce((sum, root) => sum + (page.prose[root.index] ?? 0), 0);
  const prose = (page.prose[0] ?? 0) - gone;
  let best: Body | null = null;
  for (const boldness of ladder) {
    const body = attempt(page, comments, boldness, place, titleText);
    if (!best || proseOf(body) > 1.5 * proseOf(best) || best.size === 0) best = body;
    if (proseOf(best) >= enoughOfPage * prose) break;
  }
  return best as Body;
}

function proseOf(body: Body): number {
  return body.words.reduce((sum, block) => sum + (isProse(block) ? block.size : 0), 0);
}
