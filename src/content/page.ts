/** The page that a layout is written on: lines so far, the marks beside the text, and the place in the article. */
import type { Direction } from '../core/article.ts';
import type { FlowOptions } from './flow.ts';
import type { Layout, Line, Role, Span } from './line.ts';
import { graphemes, widthOf } from './width.ts';

/** What stands before the lines of a block: `first` before its first line, `text` before the others; equally wide. */
export interface Prefix {
  first: string;
  readonly text: string;
  readonly role: Role;
}

export interface Page {
  readonly lines: Line[];
  readonly images: Layout['images'][number][];
  /** Cells that a line may take with its prefixes. */
  readonly area: number;
  readonly direction: Direction;
  readonly flow: FlowOptions;
  /** Outermost first. */
  readonly prefixes: Prefix[];
  block: number;
  /** Characters of the block on the lines so far. */
  offset: number;
}

/** Text beside marks keeps at least this many cells: deeper marks are left out, or nothing could be read. */
const leastRoom = 8;

/** Cells that are left for text. */
export function pageRoom(page: Page): number {
  return page.area - prefixCells(page);
}

function prefixCells(page: Page): number {
  return page.prefixes.reduce((sum, prefix) => sum + widthOf(prefix.text), 0);
}

/** Lays out what `write` writes with one more prefix, if there is room for it. */
export function withPrefix(page: Page, prefix: Prefix, write: () => void): void {
  const fits = pageRoom(page) - widthOf(prefix.text) >= leastRoom;
  if (fits) page.prefixes.push(prefix);
  write();
  if (fits) page.prefixes.pop();
}

/** `start` is where the line begins in the text that page.offset does not count yet. */
export function putLine(page: Page, spans: readonly Span[], cells: number, direction: Direction, start: number): void {
  const marks = page.prefixes.map((prefix) => prefixSpan(prefix));
  const place = { block: page.block, offset: page.offset + start, direction };
  if (direction === 'ltr' || !page.flow.visual) {
    page.lines.push({ spans: [...marks, ...spans], ...place });
    return;
  }
  const filling = page.area - prefixCells(page) - cells;
  const left: readonly Span[] = filling > 0 ? [{ text: ' '.repeat(filling), roles: [], link: null }] : [];
  page.lines.push({ spans: [...left, ...spans, ...marks.reverse().map(turned)], ...place });
}

/** An empty line, save for the bars of quotes; it belongs to what stands before it. */
export function putBlank(page: Page): void {
  const marks = page.prefixes.map((prefix) => ({ text: prefix.text, roles: [prefix.role], link: null }));
  const isBare = marks.every((mark) => mark.text.trim() === '');
  const direction = page.lines.at(-1)?.direction ?? page.direction;
  if (!isBare && direction === 'rtl' && page.flow.visual) {
    const filling = { text: ' '.repeat(Math.max(0, pageRoom(page))), roles: [], link: null };
    page.lines.push({
      spans: [filling, ...marks.reverse().map(turned)],
      block: page.block,
      offset: page.offset,
      direction,
    });
    return;
  }
  page.lines.push({ spans: isBare ? [] : marks, block: page.block, offset: page.offset, direction });
}

/** The next text begins after `length` more characters. */
export function advance(page: Page, length: number): void {
  page.offset += length;
}

function prefixSpan(prefix: Prefix): Span {
  const span = { text: prefix.first, roles: [prefix.role], link: null };
  prefix.first = prefix.text;
  return span;
}

/** A mark as it stands on the right side: "12. " is " .12", the digits themselves as they are. */
function turned(mark: Span): Span {
  const parts = mark.text.match(/\d+|\D+/g) ?? [];
  const text = parts.reverse().map((part) => (/\d/.test(part) ? part : [...graphemes(part)].reverse().join('')));
  return { ...mark, text: text.join('') };
}
