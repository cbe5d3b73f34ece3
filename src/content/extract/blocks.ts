/** Blocks: lines of running text as a reader sees them, each with where it stands on the page. */
import { contains, type PageElement, type PageTree, type TextNode, upward } from './tree.ts';

export type BlockKind = 'text' | 'paragraph' | 'heading' | 'item' | 'cell' | 'pre' | 'caption' | 'image';

/** A piece of a block: text under its link, or a line break. */
export interface Piece {
  readonly node: TextNode | null;
  readonly parent: PageElement;
  readonly link: PageElement | null;
}

export interface Block {
  readonly kind: BlockKind;
  /** 1 to 6 for a heading, else 0. */
  readonly level: number;
  readonly text: string;
  /** Characters, those of Chinese, Japanese and Korean counted twice: they say more. */
  readonly size: number;
  readonly linkSize: number;
  readonly links: readonly PageElement[];
  /** The block element the text stands in; for an image the img itself. */
  readonly parent: PageElement;
  readonly pieces: readonly Piece[];
  readonly quote: PageElement | null;
  readonly figure: PageElement | null;
}

/** For every element by index: 0 where it stands, `captionMark` for text under a picture, else it was taken out. */
export type Removed = Uint8Array;
export const goneMark = 1;
export const captionMark = 2;

/** The blocks of a page, and for every element that parts lines which of them stand in it. */
export interface PageBlocks {
  readonly blocks: readonly Block[];
  /** By the element's index: the place of its first block, and the place behind its last. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** True for a block that carries text of its own, not links: what an article is made of. */
export function isProse(block: Block): boolean {
  return block.size >= 60 && block.linkSize < 0.4 * block.size;
}

/** How many characters of prose blocks hold. */
export function proseIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + (isProse(block) ? block.size : 0), 0);
}

/** The place of the first block behind those whose text stands in an element; 0 where none does. */
export function behind(blocks: readonly Block[], element: PageElement): number {
  return blocks.findLastIndex((block) => block.pieces.some(({ node }) => node && contains(element, node.parent))) + 1;
}

/** The smallest element that holds all the text of a block: the b of a line that is all bold. */
export function innermost(block: Block): PageElement {
  const nodes = block.pieces.flatMap(({ node }) => (node && /\S/.test(node.text) ? [node.parent] : []));
  for (const outer of upward(nodes[0] ?? block.parent)) {
    if (outer === block.parent || nodes.every((element) => contains(outer, element))) return outer;
  }
  return block.parent;
}

/** Adds up a number of every block over the elements it stands in; the result is indexed by element. */
export function sumUp(tree: PageTree, blocks: readonly Block[], value: (block: Block) => number): Float64Array {
  const { parents } = tree;
  const sums = new Float64Array(parents.length);
  for (const block of blocks) sums[block.parent.index] = (sums[block.parent.index] ?? 0) + value(block);
  // An element stands behind its parent, so that what it holds is known before it is added.
  for (let at = parents.length - 1; at > 0; at--) {
    const parent = parents[at] ?? 0;
    sums[parent] = (sums[parent] ?? 0) + (sums[at] ?? 0);
  }
  return sums;
}
