/** Images as the screen shows them, row by row: in pixels where the terminal can, else in half-blocks, two pixels a cell. */
import type { Direction } from '../core/article.ts';
import type { PageSpan } from './article-page.ts';
import type { Graphics } from './graphics.ts';

/** Red, green and blue, a byte each, row by row from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export interface Picture extends Pixels {
  /** Tells pictures apart for the terminal: from 1 on. */
  readonly id: number;
}

/** What is known of an image's address; "failed" leaves its alternative text alone. */
export type PictureState = Picture | 'waiting' | 'failed';
export type Pictures = ReadonlyMap<string, PictureState>;

/** No picture takes more cells than this: a line's measure in width, a screen of common height in height. */
export const mostColumns = 80;
export const mostRows = 24;

/** The picture at most so many pixels wide and high, its shape kept, by the mean of what falls together. Never larger. */
export function shrunk(picture: Pixels, mostWidth: number, mostHeight: number): Pixels {
  const scale = Math.min(1, mostWidth / picture.width, mostHeight / picture.height);
  const width = Math.max(1, Math.floor(picture.width * scale));
  const height = Math.max(1, Math.floor(picture.height * scale));
  if (width === picture.width && height === picture.height) return picture;
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const rows = stretch(y, height, picture.height);
    for (let x = 0; x < width; x += 1) {
      const columns = stretch(x, width, picture.width);
      pixels.set(meanOf(picture, columns, rows), (y * width + x) * 3);
    }
  }
  return { width, height, pixels };
}

/** The pixels [from, to) of `all` that the one at `index` of `count` stands for: at least one. */
function stretch(index: number, count: number, all: number): readonly [number, number] {
  const from = Math.floor((index * all) / count);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * all) / count))];
}

function meanOf(
  { width, pixels }: Pixels,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
): readonly [number, number, number] {
  let [red, green, blue] = [0, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let at = (y * width + left) * 3; at < (y * width + right) * 3; at += 3) {
      red += pixels[at] ?? 0;
      green += pixels[at + 1] ?? 0;
      blue += pixels[at + 2] ?? 0;
    }
  }
  const count = (right - left) * (bottom - top);
  return [Math.round(red / count), Math.round(green / count), Math.round(blue / count)];
}

/** One row of cells of a picture that is drawn in pixels. */
export interface PictureSlice {
  readonly picture: Picture;
  /** From 0. */
  readonly row: number;
  /** Cells that the whole picture takes. */
  readonly columns: number;
  readonly rows: number;
}

/** Rows at most `cells` wide; those of a right-to-left block stand at the right. */
export function pictureRows(
  picture: Picture,
  cells: number,
  direction: Direction,
  graphics: Graphics,
): readonly (readonly PageSpan[])[] {
  const { columns, rows, content } =
    graphics.kind === 'blocks' ? blockRows(picture, cells) : slices(picture, cells, graphics);
  const left: readonly PageSpan[] =
    direction === 'rtl' && cells > columns ? [{ text: ' '.repeat(cells - columns), roles: [], link: null }] : [];
  return Array.from({ length: rows }, (_, row) => [...left, ...content(row)]);
}

interface PictureLayout {
  readonly columns: number;
  readonly rows: number;
  readonly content: (row: number) => readonly PageSpan[];
}

function slices(picture: Picture, cells: number, { cell }: Graphics): PictureLayout {
  const { width, height } = picture;
  const scale = Math.min(1, (Math.min(cells, mostColumns) * cell.width) / width, (mostRows * cell.height) / height);
  const columns = Math.max(1, Math.min(cells, Math.ceil((width * scale) / cell.width)));
  const rows = Math.max(1, Math.ceil((height * scale) / cell.height));
  const blank = ' '.repeat(columns);
  return {
    columns,
    rows,
    content: (row) => [{ text: blank, roles: [], link: null, slice: { picture, row, columns, rows } }],
  };
}

function blockRows(picture: Picture, cells: number): PictureLayout {
  const { width, height, pixels } = shrunk(picture, Math.min(cells, mostColumns), 2 * mostRows);
  const color = (x: number, y: number) => {
    const at = (y * width + x) * 3;
    return y < height ? ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0) : null;
  };
  const content = (row: number) => {
    const spans: PageSpan[] = [];
    let from = 0;
    // Neighbors of the same colors are one span: a blue sky costs no more codes than a word.
    for (let x = 1; x <= width; x += 1) {
      const [top, bottom] = [color(from, 2 * row) ?? 0, color(from, 2 * row + 1)];
      if (x < width && color(x, 2 * row) === top && color(x, 2 * row + 1) === bottom) continue;
      spans.push({ text: '▀'.repeat(x - from), roles: [], link: null, pixels: { top, bottom } });
      from = x;
    }
    return spans;
  };
  return { columns: width, rows: Math.ceil(height / 2), content };
}
