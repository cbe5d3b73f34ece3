/** A row of cells of a picture as a small file (iTerm2). Loaded when there is one to draw. */
import { PNG } from 'pngjs';
import type { Pixels } from './picture.ts';

/** `rows` rows of pixels as red, green, blue and opacity; what is outside of the picture is transparent. */
function cutOut({ width, pixels }: Pixels, from: number, rows: number, columns: number): Buffer {
  const data = Buffer.alloc(columns * rows * 4);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < Math.min(width, columns); x += 1) {
      const at = ((from + y) * width + x) * 3;
      if (at >= pixels.length) break;
      data.set(pixels.subarray(at, at + 3), (y * columns + x) * 4);
      data[(y * columns + x) * 4 + 3] = 255;
    }
  }
  return data;
}

/** A row of `columns` cells as a file in iTerm2's OSC 1337, stretched over exactly those cells. */
export function fileSlice(pixels: Pixels, from: number, rows: number, columns: number, cellWidth: number): string {
  const png = new PNG({ width: columns * cellWidth, height: rows });
  png.data = cutOut(pixels, from, rows, columns * cellWidth);
  const file = PNG.sync.write(png);
  const size = `size=${file.length};width=${columns};height=1`;
  return `\x1b]1337;File=inline=1;preserveAspectRatio=0;${size}:${file.toString('base64')}\x07`;
}
