/** Containers while they are being read, and what becomes of tables and figures when they end. */
import { type Attributes, attributeOf } from './attributes.ts';
import { type Block, type Inline, type InlineText, type ListItem, wordsOf } from './block.ts';
import { hasLetters, letterDirection } from './language.ts';

interface AnyFrame {
  readonly tag: string;
  readonly blocks: Block[];
  readonly attributes?: Attributes;
  /** Captions of the figure, read but not yet placed. */
  captions?: readonly Block[];
  /** The items of the list that stray items go on, if the last block is one. */
  strayList?: ListItem[];
}

export interface ListFrame extends AnyFrame {
  readonly kind: 'list';
  readonly style: 'bullet' | 'number';
  next: number;
  readonly items: ListItem[];
}

export interface TableFrame extends AnyFrame {
  readonly kind: 'table';
  caption: readonly Block[];
  readonly rows: FrameCell[][];
}

interface FrameCell {
  readonly blocks: readonly Block[];
  readonly header: boolean;
  readonly columns: number;
  readonly rows: number;
}

export type Frame = ListFrame | TableFrame | (AnyFrame & { readonly kind: 'blocks'; readonly isPoured?: boolean });

/** Adds blocks to a container; one by one, since a call takes no 200,000 arguments. */
export function pour(blocks: readonly Block[], into: Frame): void {
  for (const block of blocks) into.blocks.push(block);
}

export function endList(frame: ListFrame, parent: Frame): void {
  if (frame.blocks.length > 0) frame.items.push({ number: frame.next, blocks: frame.blocks });
  if (frame.items.length > 0) parent.blocks.push({ kind: 'list', style: frame.style, items: frame.items });
}

/** An item outside of any list, and what describes a term, still are lists: of one kind after the other. */
export function endItem(frame: Frame, parent: Frame, value: string | null): void {
  if (frame.blocks.length === 0) return;
  if (parent.kind === 'list') {
    // Text that stood beside the items, not in one.
    if (parent.blocks.length > 0) parent.items.push({ number: parent.next, blocks: parent.blocks.splice(0) });
    const number = value === null ? parent.next : Number(value);
    parent.items.push({ number, blocks: frame.blocks });
    parent.next = number + 1;
    return;
  }
  const item = { number: 1, blocks: frame.blocks };
  const style = frame.tag === 'dd' ? 'none' : 'bullet';
  const last = parent.blocks.at(-1);
  if (last?.kind === 'list' && last.style === style && parent.strayList === last.items) {
    parent.strayList.push(item);
  } else {
    parent.strayList = [item];
    parent.blocks.push({ kind: 'list', style, items: parent.strayList });
  }
}

export function endCell(frame: Frame, parent: Frame | TableFrame, tag: string): void {
  if (parent.kind !== 'table') {
    pour(frame.blocks, parent);
    return;
  }
  if (parent.rows.length === 0) parent.rows.push([]);
  const span = (name: string) => Number(attributeOf(frame.attributes ?? [], name) ?? 1);
  parent.rows
    .at(-1)
    ?.push({ blocks: frame.blocks, header: tag === 'th', columns: span('colspan'), rows: span('rowspan') });
}

/** A table's blocks: itself where it holds data, and what its cells hold where it only arranges a page. */
export function closeTable(frame: TableFrame): readonly Block[] {
  const rows = frame.rows.filter((row) => row.some((cell) => cell.blocks.length > 0));
  const cells = rows.flat();
  const outside = [...frame.caption, ...frame.blocks];
  if (!isData(rows, cells)) return [...outside, ...cells.flatMap((cell) => cell.blocks)];
  const caption = flat(frame.caption);
  const table = rows.map((row) => row.map(({ blocks, ...cell }) => ({ ...cell, text: flat(blocks) })));
  const start = table.slice(0, 20).flat();
  const joined = start.map((cell) => wordsOf(cell.text)).join(' ');
  const direction = hasLetters(joined) ? letterDirection(joined) : null;
  const block: Block = { kind: 'table', caption, direction, rows: table };
  return [...frame.blocks, block];
}

/** Tables with a picture, a quote or another table in a cell, or of one column or row, arrange a page (newsletters do). */
function isData(rows: readonly (readonly FrameCell[])[], cells: readonly FrameCell[]): boolean {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const hasHeader = cells.some((cell) => cell.header);
  if (columns < 2 || (rows.length < 2 && !hasHeader)) return false;
  return cells.every((cell) =>
    cell.blocks.every((block) => block.kind === 'paragraph' || block.kind === 'list' || block.kind === 'heading'),
  );
}

/** The pictures with the caption under them, or whatever the figure holds and then its caption. */
export function closeFigure(frame: Frame): readonly Block[] {
  const caption = flat(frame.captions ?? []).map(asCaption);
  if (caption.length === 0) return frame.blocks;
  const last = frame.blocks.findLastIndex((block) => block.kind === 'image');
  const image = frame.blocks[last];
  if (image?.kind === 'image') return frame.blocks.with(last, { ...image, caption });
  const words = wordsOf(caption);
  const direction = hasLetters(words) ? letterDirection(words) : null;
  return [...frame.blocks, { kind: 'paragraph', text: caption, direction }];
}

function asCaption(piece: Inline): Inline {
  return { ...piece, roles: ['caption', ...piece.roles] };
}

/** Blocks as one text with line ends between them, for places that hold no blocks. */
function flat(blocks: readonly Block[]): InlineText {
  const pieces: Inline[] = [];
  for (const block of blocks) {
    if (pieces.length > 0) pieces.push(plain('\n'));
    for (const piece of flatBlock(block)) pieces.push(piece);
  }
  return pieces;
}

function flatBlock(block: Block): InlineText {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.text;
    case 'list':
      return block.items.flatMap((item, index) => [
        plain(`${index > 0 ? '\n' : ''}${block.style === 'number' ? `${item.number}. ` : '• '}`),
        ...flat(item.blocks),
      ]);
    case 'quote':
      return flat(block.blocks);
    case 'code':
      return [{ text: block.text, roles: ['code'], link: null }];
    case 'table':
      return block.rows.flatMap((row, index) => [
        ...(index > 0 ? [plain('\n')] : []),
        ...row.flatMap((cell, column) => (column > 0 ? [plain(' | '), ...cell.text] : cell.text)),
      ]);
    case 'image':
      return [{ text: block.alt === '' ? '[image]' : `[image: ${block.alt}]`, roles: ['image'], link: block.link }];
    case 'rule':
      return [];
  }
}

function plain(text: string): Inline {
  return { text, roles: [], link: null };
}
