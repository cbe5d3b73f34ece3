/** Pictures on their way to a terminal that draws pixels, a row of cells at a time: a row can so be painted, and painted over, alone. */
import type * as FileEncoder from './encode-file.ts';
import { sixelImage } from './encode-sixel.ts';
import type { Graphics, GraphicsKind } from './graphics.ts';
import { kittyCells, kittyForgotten, kittyPicture } from './kitty.ts';
import { type Picture, type PictureSlice, type Pixels, shrunk } from './picture.ts';

let files: typeof FileEncoder | null = null;

/** To be awaited before the first picture is painted. */
export async function loadEncoder(kind: GraphicsKind): Promise<void> {
  if (kind === 'iterm2') files ??= await import('./encode-file.ts');
}

export interface SlicePainter {
  /** What draws a row of cells where the cursor stands, and leaves the cursor behind it. */
  readonly paint: (slice: PictureSlice, graphics: Graphics) => string;
  /** What must be sent before the rows that were painted since the last call. */
  readonly before: () => string;
  /** What frees the terminal's memory of all pictures; they are sent anew when they are painted again. */
  readonly forget: () => string;
}

interface Drawn {
  readonly columns: number;
  readonly pixels: Pixels;
  readonly rows: Map<number, string>;
}

export function slicePainter(): SlicePainter {
  const drawn = new WeakMap<Picture, Drawn>();
  /** By the picture's id, the size in cells that the terminal knows it in. */
  const sent = new Map<number, string>();
  let waiting = '';
  const kitty = ({ picture, row, columns, rows }: PictureSlice): string => {
    const size = `${columns}×${rows}`;
    if (sent.get(picture.id) !== size) waiting += kittyPicture(picture, columns, rows);
    sent.set(picture.id, size);
    return kittyCells(picture.id, row, columns);
  };
  return {
    paint(slice, graphics) {
      if (graphics.kind === 'kitty') return kitty(slice);
      const { picture, columns, row } = slice;
      let known = drawn.get(picture);
      if (known?.columns !== columns) {
        known = { columns, pixels: fitted(slice, graphics), rows: new Map() };
        drawn.set(picture, known);
      }
      const text = known.rows.get(row) ?? placed(encoded(known.pixels, slice, graphics), columns);
      known.rows.set(row, text);
      return text;
    },
    before() {
      const text = waiting;
      waiting = '';
      return text;
    },
    forget() {
      const text = [...sent.keys()].map(kittyForgotten).join('');
      sent.clear();
      waiting = '';
      return text;
    },
  };
}

function fitted({ picture, columns, rows }: PictureSlice, { cell }: Graphics): Pixels {
  return shrunk(picture, columns * cell.width, rows * cell.height);
}

function encoded(pixels: Pixels, { row, columns }: PictureSlice, { kind, cell }: Graphics): string {
  const from = row * cell.height;
  if (kind === 'sixel') return sixelImage(pixels, from, Math.min(cell.height, pixels.height - from));
  return files?.fileSlice(pixels, from, cell.height, columns, cell.width) ?? '';
}

/** The cells are blanked first; then the image, after which the cursor is anywhere, and is put behind the cells. */
function placed(image: string, columns: number): string {
  return `\x1b7${' '.repeat(columns)}\x1b8${image}\x1b8\x1b[${columns}C`;
}
