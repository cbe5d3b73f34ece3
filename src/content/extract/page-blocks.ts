/** The page as a row of blocks. */
import {
  type Block,
  type BlockKind,
  captionMark,
  goneMark,
  type PageBlocks,
  type Piece,
  type Removed,
} from './blocks.ts';
import { isPicture } from './images.ts';
import { isNamed } from './tokens.ts';
import { attribute, collapse, type PageElement, type PageTree, type TextNode, textOf, upward } from './tree.ts';

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

/** What a text of plain letters has none of: there is nothing to collapse in it, and nothing to count twice. */
const unusual = /[^\x20-\x7e]| {2}/;

/** How much a text says: its length, with the signs of dense scripts counted twice. */
export function sizeOf(text: string): number {
  return mayBeWide.test(text) ? text.length + (text.match(wide)?.length ?? 0) : text.length;
}

const kinds = new Map<string, BlockKind>(
  Object.entries({
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
  }),
);

/** A cell that shows a value; old pages lay out whole articles in cells. */
function isDataCell(cell: PageElement): boolean {
  return cell.last - cell.index <= 12 && textOf(cell, 400).length < 250;
}

function inside(element: PageElement, outer: Context): Context {
  const { tag } = element;
  const quote = tag === 'blockquote' ? element : outer.quote;
  const figure = tag === 'figure' ? element : outer.figure;
  const kind = (tag === 'td' || tag === 'th') && !isDataCell(element) ? 'text' : kinds.get(tag);
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

/** What the walk need not read again. */
interface Known {
  readonly page: PageBlocks;
  /** For every element the first one from there on that is marked. */
  readonly nextMark: Int32Array;
}

interface Walk {
  readonly blocks: Block[];
  readonly removed: Removed | null;
  /** Where to note which blocks stand in which element. */
  readonly places: Pick<PageBlocks, 'starts' | 'ends'> | null;
  known: Known | null;
  readonly run: Run;
}

const noLinks: PageElement[] = [];

function makeBlock(pieces: readonly Piece[], parent: PageElement, context: Context): Block | null {
  let raw = '';
  let links: PageElement[] = noLinks;
  let linked = 0;
  for (const { node, link } of pieces) {
    raw += node ? node.text : '\n';
    if (!node || !link) continue;
    linked += sizeOf(collapse(node.text)) + Number(/\s/.test(node.text.charAt(node.text.length - 1)));
    if (links === noLinks) links = [link];
    else if (links[links.length - 1] !== link) links.push(link);
  }
  const { kind, level, quote, figure } = context;
  const isPlain = !unusual.test(raw);
  const text = kind === 'pre' ? raw.replace(/^\n+/, '').trimEnd() : isPlain ? raw.trim() : collapse(raw);
  if (text === '') return null;
  const size = isPlain ? text.length : sizeOf(text);
  return { kind, level, text, size, linkSize: Math.min(linked, size), links, parent, pieces, quote, figure };
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
  const { run } = walk;
  if (run.pieces.length === 0) return;
  const pieces = run.pieces.slice();
  run.pieces.length = 0;
  run.breaks = 0;
  const broken = context.kind !== 'pre' && context.kind !== 'heading' && pieces.some((piece) => piece.node === null);
  for (const group of broken ? splitLines(pieces, parent) : [pieces]) {
    const block = makeBlock(group, parent, context);
    if (block) walk.blocks.push(block);
  }
}

function addText(walk: Walk, node: TextNode, parent: PageElement, kind: BlockKind, link: PageElement | null): void {
  const { run } = walk;
  const isBlank = !/\S/.test(node.text);
  // Half of a page's texts are the line ends between its elements: a line begins with its first word.
  if (isBlank && run.pieces.length === 0 && link === null && node.parent === parent && kind !== 'pre') return;
  run.pieces.push({ node, parent, link });
  if (!isBlank) run.breaks = 0;
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
      addText(walk, child, block, context.kind, link);
      continue;
    }
    const mark = walk.removed?.[child.index];
    // Text that is only for subscribers' browsers to decode counts nowhere.
    if (mark === goneMark || child.kind.isSilent || isNamed(child, 'coded')) continue;
    if (child.tag === 'br') addBreak(walk, block, context);
    else if (child.tag === 'img' || child.tag === 'amp-img') addImage(walk, child, context);
    else if (child.kind.isInline && mark !== captionMark) {
      visit(walk, child, block, context, child.tag === 'a' && attribute(child, 'href') !== '' ? child : link);
    } else {
      flush(walk, block, context);
      if (isUntouched(walk, child)) copyBlocks(walk, child);
      else if (mark === captionMark) visitCaption(walk, child, { ...context, kind: 'caption' }, link);
      else visitBox(walk, child, inside(child, context), link);
    }
  }
}

function visitBox(walk: Walk, box: PageElement, context: Context, link: PageElement | null): void {
  const start = walk.blocks.length;
  visit(walk, box, box, context, link);
  flush(walk, box, context);
  if (!walk.places) return;
  walk.places.starts[box.index] = start;
  walk.places.ends[box.index] = walk.blocks.length;
}

/** What stands in a caption is one, too, whatever it was before. */
function visitCaption(walk: Walk, caption: PageElement, context: Context, link: PageElement | null): void {
  const { known } = walk;
  walk.known = null;
  visitBox(walk, caption, context, link);
  walk.known = known;
}

/** True for an element that nothing was taken out of: it has the blocks that it had. */
function isUntouched({ known }: Walk, { index, last }: PageElement): boolean {
  return known !== null && (known.nextMark[index] ?? 0) > last;
}

function copyBlocks({ blocks, known }: Walk, { index }: PageElement): void {
  if (!known) return;
  const { page } = known;
  for (let at = page.starts[index] ?? 0; at < (page.ends[index] ?? 0); at++) blocks.push(page.blocks[at] as Block);
}

function walkFrom(from: PageElement, given: Pick<Walk, 'removed' | 'places' | 'known'>): Block[] {
  const walk: Walk = { ...given, blocks: [], run: { pieces: [], breaks: 0 } };
  visit(walk, from, from, top, null);
  flush(walk, from, top);
  return walk.blocks;
}

/** The blocks of a page in document order. Linear; at most as deep as the tree. */
export function pageBlocks(tree: PageTree): PageBlocks {
  const places = { starts: new Int32Array(tree.elements.length), ends: new Int32Array(tree.elements.length) };
  return { blocks: walkFrom(tree.root, { removed: null, places, known: null }), ...places };
}

/** The blocks inside an element, without what was removed. */
export function blocksIn(element: PageElement, removed: Removed | null): Block[] {
  return walkFrom(element, { removed, places: null, known: null });
}

/** The blocks of a page without what was removed: only elements that lost something are read again. */
export function blocksWithout(tree: PageTree, page: PageBlocks, removed: Removed): Block[] {
  const nextMark = new Int32Array(removed.length);
  let next = removed.length;
  for (let at = removed.length - 1; at >= 0; at--) {
    if (removed[at] !== 0) next = at;
    nextMark[at] = next;
  }
  return walkFrom(tree.root, { removed, places: null, known: { page, nextMark } });
}
