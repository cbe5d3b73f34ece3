/** The page as a row of blocks: lines of running text as a reader sees them, each with where it stands. */
import { isPicture } from './images.ts';
import {
  attribute,
  collapse,
  contains,
  type PageElement,
  type PageTree,
  type TextNode,
  textOf,
  upward,
} from './tree.ts';

type BlockKind = 'text' | 'paragraph' | 'heading' | 'item' | 'cell' | 'pre' | 'caption' | 'image';

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

interface Context {
  readonly kind: BlockKind;
  readonly level: number;
  readonly quote: PageElement | null;
  readonly figure: PageElement | null;
}

interface Run {
  readonly pieces: Piece[];
  /** Line breaks seen since the last text. */
  breaks: number;
}

const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;
const mayBeWide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/;

/** How much a text says: its length, with the signs of dense scripts counted twice. */
function sizeOf(text: string): number {
  return mayBeWide.test(text) ? text.length + (text.match(wide)?.length ?? 0) : text.length;
}

const kinds: Readonly<Record<string, BlockKind>> = {
  p: 'paragraph',
  li: 'item',
  td: 'cell',
  th: 'cell',
  pre: 'pre',
  figcaption: 'caption',
  caption: 'caption',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
};

/** A cell that shows a value; old pages lay out whole articles in cells. */
function isDataCell(cell: PageElement): boolean {
  return cell.last - cell.index <= 12 && textOf(cell, 400).length < 250;
}

function inside(element: PageElement, outer: Context): Context {
  const { tag } = element;
  const quote = tag === 'blockquote' ? element : outer.quote;
  const figure = tag === 'figure' ? element : outer.figure;
  const kind = (tag === 'td' || tag === 'th') && !isDataCell(element) ? 'text' : kinds[tag];
  if (kind === undefined) return quote === outer.quote && figure === outer.figure ? outer : { ...outer, quote, figure };
  // A paragraph in a heading or a caption is still the heading's text.
  const kept = kind === 'paragraph' && ['heading', 'caption', 'pre'].includes(outer.kind) ? outer.kind : kind;
  return {
    kind: kept,
    level: kind === 'heading' ? Number(tag.charAt(1)) : kept === 'heading' ? outer.level : 0,
    quote,
    figure,
  };
}

const top: Context = { kind: 'text', level: 0, quote: null, figure: null };

interface Walk {
  readonly blocks: Block[];
  readonly removed: Removed | null;
  run: Run;
}

function makeBlock(pieces: readonly Piece[], parent: PageElement, context: Context): Block | null {
  const parts: string[] = [];
  const links: PageElement[] = [];
  let linked = 0;
  for (const { node, link } of pieces) {
    parts.push(node ? node.text : '\n');
    if (!node || !link) continue;
    linked += sizeOf(collapse(node.text)) + Number(/\s$/.test(node.text));
    if (links.at(-1) !== link) links.push(link);
  }
  const raw = parts.join('');
  const text = context.kind === 'pre' ? raw.replace(/^\n+|\s+$/g, '') : collapse(raw);
  if (text === '') return null;
  const size = sizeOf(text);
  return { ...context, text, size, linkSize: Math.min(linked, size), links, parent, pieces };
}

const emphasis = new Set(['b', 'strong', 'i', 'em', 'small', 'u']);

/** What a line between two breaks is: all of it links, all of it emphasis, or ordinary text. */
function lineKind(line: readonly Piece[], block: PageElement): 'link' | 'emphasis' | 'plain' | 'empty' {
  let kind: 'link' | 'emphasis' | 'empty' = 'empty';
  for (const { node, link } of line) {
    if (!node || !/[\p{L}\p{N}]/u.test(node.text)) continue;
    if (link) {
      if (kind === 'empty') kind = 'link';
      continue;
    }
    let marked = false;
    for (const outer of upward(node.parent)) {
      if (outer === block || !outer.kind.isInline) break;
      marked ||= emphasis.has(outer.tag);
    }
    if (!marked) return 'plain';
    kind = 'emphasis';
  }
  return kind;
}

/**
 * Old pages put headings, paragraphs and lists of links into one element, with a single break between them. A line that
 * is all emphasis or all links stands alone, ordinary lines stay together; a poem all in italics stays whole.
 */
function splitLines(pieces: readonly Piece[], block: PageElement): (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.node === null) lines.push([]);
    else lines.at(-1)?.push(piece);
  }
  const kinds = lines.map((line) => lineKind(line, block));
  if (!kinds.includes('link') && !(kinds.includes('emphasis') && kinds.includes('plain'))) return [pieces];
  const groups: Piece[][] = [];
  let open = false;
  for (const [at, line] of lines.entries()) {
    const plain = kinds[at] === 'plain' || kinds[at] === 'empty';
    if (plain && open) groups.at(-1)?.push({ node: null, parent: block, link: null }, ...line);
    else groups.push(line);
    open = plain;
  }
  return groups;
}

function flush(walk: Walk, parent: PageElement, context: Context): void {
  const { pieces } = walk.run;
  if (pieces.length === 0) return;
  walk.run = { pieces: [], breaks: 0 };
  const broken = context.kind !== 'pre' && context.kind !== 'heading' && pieces.some((piece) => piece.node === null);
  for (const group of broken ? splitLines(pieces, parent) : [pieces]) {
    const block = makeBlock(group, parent, context);
    if (block) walk.blocks.push(block);
  }
}

function addText(walk: Walk, node: TextNode, parent: PageElement, link: PageElement | null): void {
  walk.run.pieces.push({ node, parent, link });
  if (/\S/.test(node.text)) walk.run.breaks = 0;
}

function addBreak(walk: Walk, parent: PageElement, context: Context): void {
  walk.run.breaks++;
  walk.run.pieces.push({ node: null, parent, link: null });
  if (walk.run.breaks >= 2 && context.kind !== 'pre') flush(walk, parent, context);
}

function addImage(walk: Walk, image: PageElement, context: Context): void {
  if (!isPicture(image)) return;
  const nothing = { text: '', size: 0, linkSize: 0, links: [], pieces: [] };
  walk.blocks.push({ ...context, ...nothing, kind: 'image', parent: image });
}

/** Walks one element; `block` is the block element that inline content belongs to. */
function visit(walk: Walk, element: PageElement, block: PageElement, context: Context, link: PageElement | null): void {
  for (const child of element.children) {
    if (child.tag === null) {
      addText(walk, child, block, link);
      continue;
    }
    const mark = walk.removed?.[child.index];
    if (mark === goneMark || child.kind.isSilent) continue;
    if (child.tag === 'br') addBreak(walk, block, context);
    else if (child.tag === 'img' || child.tag === 'amp-img') addImage(walk, child, context);
    else if (child.kind.isInline && mark !== captionMark) {
      visit(walk, child, block, context, child.tag === 'a' && attribute(child, 'href') !== '' ? child : link);
    } else {
      flush(walk, block, context);
      const within = mark === captionMark ? { ...context, kind: 'caption' as const } : inside(child, context);
      visit(walk, child, child, within, link);
      flush(walk, child, within);
    }
  }
}

/** The blocks of a page in document order, without what was removed. Linear; at most as deep as the tree. */
export function blocksOf(tree: PageTree, removed: Removed | null, from: PageElement = tree.root): Block[] {
  const walk: Walk = { blocks: [], removed, run: { pieces: [], breaks: 0 } };
  visit(walk, from, from, top, null);
  flush(walk, from, top);
  return walk.blocks;
}

/** True for a block that carries text of its own, not links: what an article is made of. */
export function isProse(block: Block): boolean {
  return block.size >= 60 && block.linkSize < 0.4 * block.size;
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
  const sums = new Float64Array(tree.elements.length);
  for (const block of blocks) sums[block.parent.index] = (sums[block.parent.index] ?? 0) + value(block);
  for (let at = tree.elements.length - 1; at > 0; at--) {
    const parent = tree.elements[at]?.parent;
    if (parent) sums[parent.index] = (sums[parent.index] ?? 0) + (sums[at] ?? 0);
  }
  return sums;
}
