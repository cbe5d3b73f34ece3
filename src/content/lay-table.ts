/** Tables within a width: columns as wide as they need, then narrower with wrapped cells, then row by row as "header: value". */
import type { Direction } from '../core/article.ts';
import type { Block, Inline, InlineText, TableCell } from './block.ts';
import { wordsOf } from './block.ts';
import { type FlowLine, flow, flowLength, flowWords } from './flow.ts';
import type { Role, Span } from './line.ts';
import { advance, type Page, pageRoom, putBlank, putLine } from './page.ts';
import { widthOf } from './width.ts';

type Table = Extract<Block, { kind: 'table' }>;
type PutText = (text: InlineText, roles: readonly Role[]) => void;

/** More columns than this make no readable table, and a hostile one of many columns and rows must not grow by their product. */
const maxColumns = 24;
/** No column is made narrower than its longest word, or than this where that is longer. */
const leastColumn = 8;
const gap = ' │ ';

/** A cell in its place. */
interface Placed {
  readonly cell: TableCell;
  readonly column: number;
  readonly columns: number;
}

type Row = readonly Placed[];

/** Puts the table on the page; `putText` puts running text there. */
export function layOutTable(page: Page, table: Table, putText: PutText): void {
  if (table.caption.length > 0) putText(table.caption, ['caption']);
  const rows = placeCells(table);
  const widths = rows === null ? null : columnWidths(page, rows);
  if (rows === null || widths === null) putRecords(page, table, putText);
  else putRows(page, table, rows, widths);
}

/** Every cell with its column, cells that reach down from above counted; null where there are too many columns. */
function placeCells(table: Table): readonly Row[] | null {
  const taken: number[] = [];
  const rows: Row[] = [];
  for (const cells of table.rows) {
    let column = 0;
    const row: Placed[] = [];
    for (const cell of cells) {
      while ((taken[column] ?? 0) > 0) column += 1;
      if (column + cell.columns > maxColumns) return null;
      row.push({ cell, column, columns: cell.columns });
      for (let next = column; next < column + cell.columns; next += 1)
        taken[next] = Math.max(taken[next] ?? 0, cell.rows);
      column += cell.columns;
    }
    for (let next = 0; next < taken.length; next += 1) taken[next] = Math.max(0, (taken[next] ?? 0) - 1);
    rows.push(row);
  }
  return rows;
}

/** Cells for each column, or null where they cannot stand side by side. */
function columnWidths(page: Page, rows: readonly Row[]): readonly number[] | null {
  const wanted: number[] = [];
  const least: number[] = [];
  for (const { cell, column, columns } of rows.flat()) {
    for (let next = column; next < column + columns; next += 1) {
      wanted[next] ??= 1;
      least[next] ??= 1;
    }
    if (columns > 1) continue;
    const words = flowWords(cell.text, page.flow);
    wanted[column] = Math.max(wanted[column] ?? 1, ...words.split('\n').slice(0, 50).map(widthOf));
    const longest = words.split(/[ \n]/).reduce((most, word) => Math.max(most, widthOf(word)), 1);
    least[column] = Math.max(least[column] ?? 1, Math.min(longest, leastColumn));
  }
  const room = pageRoom(page) - gap.length * (wanted.length - 1);
  if (sum(wanted) <= room) return wanted;
  return sum(least) > room ? null : shrunk(wanted, least, room);
}

/** The widest columns give way first, until all fit. */
function shrunk(wanted: readonly number[], least: readonly number[], room: number): readonly number[] {
  let low = 1;
  let high = Math.max(...wanted);
  const at = (limit: number) => wanted.map((width, index) => Math.max(least[index] ?? 1, Math.min(width, limit)));
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sum(at(middle)) <= room) low = middle;
    else high = middle - 1;
  }
  const widths = at(low);
  // What is left over goes to the columns that still wrap, one cell each.
  let left = room - sum(widths);
  return widths.map((width, index) => {
    if (left <= 0 || width >= (wanted[index] ?? 0)) return width;
    left -= 1;
    return width + 1;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, next) => total + next, 0);
}

function putRows(page: Page, table: Table, rows: readonly Row[], widths: readonly number[]): void {
  const direction = table.direction ?? page.direction;
  const numeric = numericColumns(rows, widths.length);
  const cells = sum(widths) + gap.length * (widths.length - 1);
  for (const [index, row] of rows.entries()) {
    putRow(page, row, widths, numeric, direction);
    const isHead = row.length > 0 && row.every(({ cell }) => cell.header);
    const nextIsHead = rows[index + 1]?.every(({ cell }) => cell.header) ?? true;
    if (isHead && !nextIsHead) {
      const line = widths.map((width) => '─'.repeat(width));
      putLine(page, [border(ordered(line, direction, page).join('─┼─'))], cells, direction, 0);
    }
  }
}

/** In visual order a table of right-to-left text begins with its first column on the right. */
function ordered<T>(columns: readonly T[], direction: Direction, page: Page): readonly T[] {
  return direction === 'rtl' && page.flow.visual ? columns.toReversed() : columns;
}

function putRow(
  page: Page,
  row: Row,
  widths: readonly number[],
  numeric: readonly boolean[],
  direction: Direction,
): void {
  const columns: { readonly lines: readonly FlowLine[]; readonly width: number; readonly right: boolean }[] = [];
  for (let column = 0; column < widths.length; ) {
    const placed = row.find((one) => one.column === column);
    const span = placed?.columns ?? 1;
    const width = sum(widths.slice(column, column + span)) + gap.length * (span - 1);
    const roles: readonly Role[] = placed?.cell.header ? ['table-head'] : [];
    const lines = placed ? flow(placed.cell.text, width, direction, roles, page.flow) : [];
    columns.push({
      lines,
      width,
      right: direction === 'rtl' || (span === 1 && numeric[column] === true && !placed?.cell.header),
    });
    column += span;
  }
  const height = columns.reduce((most, { lines }) => Math.max(most, lines.length), 1);
  const cells = sum(widths) + gap.length * (widths.length - 1);
  for (let line = 0; line < height; line += 1) {
    const parts = columns.map(({ lines, width, right }) => padded(lines[line], width, right));
    const spans = ordered(parts, direction, page).flatMap((part, index) => (index > 0 ? [border(gap), ...part] : part));
    putLine(page, spans, cells, direction, 0);
  }
  for (const { cell } of row) advance(page, flowLength(cell.text, page.flow));
}

function padded(line: FlowLine | undefined, width: number, right: boolean): readonly Span[] {
  const blanks = width - (line?.cells ?? 0);
  const filling: readonly Span[] = blanks > 0 ? [{ text: ' '.repeat(blanks), roles: [], link: null }] : [];
  const spans = line?.spans ?? [];
  return right ? [...filling, ...spans] : [...spans, ...filling];
}

function border(text: string): Span {
  return { text, roles: ['table-border'], link: null };
}

/** Columns whose values are nearly all numbers stand right-aligned. */
function numericColumns(rows: readonly Row[], count: number): readonly boolean[] {
  const numbers = new Array<number>(count).fill(0);
  const others = new Array<number>(count).fill(0);
  for (const { cell, column, columns } of rows.flat()) {
    const words = wordsOf(cell.text).trim();
    if (cell.header || columns > 1 || words === '') continue;
    const isNumber =
      words.length < 24 &&
      /^[-+−~≈<>]?[\p{Sc}]?\s?\p{N}[\p{N}.,:/ \u00a0\u202f]*\s?(?:%|\p{Sc}|\p{L}{1,4})?$/u.test(words);
    const counts = isNumber ? numbers : others;
    counts[column] = (counts[column] ?? 0) + 1;
  }
  return numbers.map((found, column) => found > 0 && (others[column] ?? 0) * 4 <= found);
}

/** Each row as lines "header: value", rows parted by a blank line. */
function putRecords(page: Page, table: Table, putText: PutText): void {
  const [first = [], ...others] = table.rows;
  const hasHeads = others.length > 0 && first.every((cell) => cell.header);
  for (const [index, row] of (hasHeads ? others : table.rows).entries()) {
    if (index > 0) putBlank(page);
    for (const [column, cell] of row.entries()) {
      if (cell.text.length === 0) continue;
      const head = hasHeads ? first[column] : undefined;
      const label: readonly Inline[] =
        head && head.text.length > 0 ? [...head.text.map(asHead), { text: ': ', roles: [], link: null }] : [];
      putText([...label, ...cell.text], []);
    }
  }
}

function asHead(piece: Inline): Inline {
  return { ...piece, text: piece.text.replaceAll('\n', ' '), roles: ['table-head', ...piece.roles], link: null };
}
