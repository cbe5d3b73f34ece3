/** Rows of spans to text with SGR codes, and the small arithmetic of filling a row. */
import { safeLine } from '../content/safe.ts';
import { cut, widthOf } from '../content/width.ts';
import type { PageSpan } from './article-page.ts';
import type { PictureSlice } from './picture.ts';
import type { Look, Theme } from './theme.ts';

export type Row = readonly PageSpan[];

export function span(text: string, ...roles: readonly Look[]): PageSpan {
  return { text, roles, link: null };
}

export function widthOfRow(row: Row): number {
  let cells = 0;
  for (const { text } of row) cells += widthOf(text);
  return cells;
}

/** The row exactly `cells` wide: cut with "…" or filled with blanks. */
export function fitRow(row: Row, cells: number): Row {
  const kept: PageSpan[] = [];
  let left = cells;
  for (const piece of row) {
    const width = widthOf(piece.text);
    if (width > left) {
      const short = cut(piece.text, left);
      kept.push({ ...piece, text: short });
      left -= widthOf(short);
      break;
    }
    kept.push(piece);
    left -= width;
  }
  return left > 0 ? [...kept, span(' '.repeat(left))] : kept;
}

/** One row with something at its left end and something at its right end; the left part gives way. */
export function spread(left: Row, right: Row, cells: number): Row {
  const rightWidth = widthOfRow(right);
  if (rightWidth >= cells) return fitRow(right, cells);
  return [...fitRow(left, cells - rightWidth), ...right];
}

/** What no text of ours or of the store holds; looked for once more at the last step before the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unsafe = /[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** `drawSlice`: what draws a row of a picture; without it there are blanks. */
export function paintRow(row: Row, theme: Theme, drawSlice?: (slice: PictureSlice) => string): string {
  let out = '';
  for (const span of row) {
    const { roles } = span;
    const text = unsafe.test(span.text) ? safeLine(span.text) : span.text;
    if (text === '') continue;
    if (span.slice && drawSlice && text.length === span.slice.columns) {
      out += drawSlice(span.slice);
      continue;
    }
    let codes = '';
    for (const role of roles) codes += theme.open(role);
    if (span.pixels) codes += theme.pixels(span.pixels.top, span.pixels.bottom);
    out += codes === '' ? text : codes + text + theme.close;
  }
  return out;
}
