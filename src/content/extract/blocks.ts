/** The page as a row of blocks: lines of running text as a reader sees them, each with where it stands. */
import { attribute, collapse, inlineTags, isSilent, type PageElement, type PageTree, type TextNode } from './tree.ts';

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

interface Context {
  readonly kind: BlockKind;
  readonly level: number;
  readonly quote: PageElement | null;
  readonly figure: PageElement | null;
}

interface Run {
  pieces: Piece[];
  links: PageElement[];
  text: string[];
  linkText: number;
  /** Line breaks seen since the last text. */
  breaks: number;
}

const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;
const mayBeWide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/;

/** How much a text says: its length, with the signs of dense scripts counted twice. */
export function sizeOf(text: string): number {
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

function inside(element: PageElement, outer: Context): Context {
  const { tag } = element;
  const quote = tag === 'blockquote' ? element : outer.quote;
  const figure = tag === 'figure' ? element : outer.figure;
  const kind = kinds[tag];
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

function newRun(): Run {
  return { pieces: [], links: [], text: [], linkText: 0, breaks: 0 };
}

/** An image's address, from whichever attribute lazy loading left it in; empty for spacers and inline data. */
export function imageAddress(image: PageElement): string {
  const names = ['data-src', 'data-lazy-src', 'data-original', 'data-lazy', 'data-image', 'data-hi-res-src', 'src'];
  for (const name of names) {
    const value = attribute(image, name).trim();
    if (value !== '' && !/^(?:data|blob|javascript):/i.test(value) && !/[{}<>]/.test(value)) return value;
  }
  const set = attribute(image, 'data-srcset') || attribute(image, 'srcset');
  return /^\s*(?!data:)([^\s,]+)/.exec(set)?.[1] ?? '';
}

const furniture =
  /avatar|gravatar|emoji|smil(?:ey|ies)|icon|logo|pixel|spacer|blank\.|1x1|badge|button|sprite|tracking|loader/i;

function isPicture(image: PageElement): boolean {
  const address = imageAddress(image);
  if (address === '' || furniture.test(address) || furniture.test(attribute(image, 'class'))) return false;
  const tooSmall = (name: string): boolean =>
    /^\d+/.test(attribute(image, name)) && Number.parseInt(attribute(image, name), 10) < 50;
  return !tooSmall('width') && !tooSmall('height');
}

interface Walk {
  readonly blocks: Block[];
  readonly removed: Removed | null;
  run: Run;
}

function flush(walk: Walk, parent: PageElement, context: Context): void {
  const { run } = walk;
  if (run.pieces.length === 0) return;
  walk.run = newRun();
  const raw = run.text.join('');
  const text = context.kind === 'pre' ? raw.replace(/^\n+|\s+$/g, '') : collapse(raw);
  if (text === '') return;
  const size = sizeOf(text);
  walk.blocks.push({
    ...context,
    text,
    size,
    linkSize: Math.min(run.linkText, size),
    links: run.links,
    parent,
    pieces: run.pieces,
  });
}

function addText(walk: Walk, node: TextNode, parent: PageElement, link: PageElement | null): void {
  const { run } = walk;
  run.pieces.push({ node, parent, link });
  run.text.push(node.text);
  if (link) {
    run.linkText += sizeOf(collapse(node.text)) + Number(/\s$/.test(node.text));
    if (run.links.at(-1) !== link) run.links.push(link);
  }
  if (/\S/.test(node.text)) run.breaks = 0;
}

function addBreak(walk: Walk, br: PageElement, parent: PageElement, context: Context): void {
  const { run } = walk;
  run.breaks++;
  run.pieces.push({ node: null, parent: br.parent ?? parent, link: null });
  run.text.push('\n');
  if (run.breaks >= 2 && context.kind !== 'pre') flush(walk, parent, context);
}

function addImage(walk: Walk, image: PageElement, context: Context): void {
  if (!isPicture(image)) return;
  walk.blocks.push({
    ...context,
    kind: 'image',
    text: '',
    size: 0,
    linkSize: 0,
    links: [],
    parent: image,
    pieces: [],
  });
}

/** Walks one element; `block` is the block element that inline content belongs to. */
function visit(walk: Walk, element: PageElement, block: PageElement, context: Context, link: PageElement | null): void {
  for (const child of element.children) {
    if (child.tag === null) {
      addText(walk, child, block, link);
      continue;
    }
    const mark = walk.removed?.[child.index];
    if (mark === goneMark || isSilent(child.tag)) continue;
    if (child.tag === 'br') addBreak(walk, child, block, context);
    else if (child.tag === 'img' || child.tag === 'amp-img') addImage(walk, child, context);
    else if (inlineTags.has(child.tag) && mark !== captionMark) {
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
  const walk: Walk = { blocks: [], removed, run: newRun() };
  visit(walk, from, from, top, null);
  flush(walk, from, top);
  return walk.blocks;
}

/** True for a block that carries text of its own, not links: what an article is made of. */
export function isProse(block: Block): boolean {
  return block.size >= 60 && block.linkSize < 0.4 * block.size;
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
