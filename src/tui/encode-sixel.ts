/**
 * Pixels as a sixel image (DEC STD 070; VT330 programmer reference, chapter 14). The libraries that are there are unkept, or need
 * a compiler; all they would add is a palette fitted to the picture, and one palette for all lets rows be drawn alone unseen.
 */
import type { Pixels } from './picture.ts';

/** Steps of red, green and blue: 252 colors, as terminals have 256 registers. The eye tells greens apart best. */
const steps = [6, 7, 6] as const;
/** Bayer's order of 4 by 4: how much of a step a pixel at this place is lifted, so that mixed colors look like those between. */
const order = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
const bandRows = 6;

/** The rows [from, from + rows) of a picture. */
export function sixelImage(picture: Pixels, from: number, rows: number): string {
  const { width } = picture;
  const indexes = indexed(picture, from, rows);
  const used = [...new Set(indexes)];
  const bands: string[] = [];
  for (let top = 0; top < rows; top += bandRows) bands.push(band(indexes, width, top, Math.min(rows, top + bandRows)));
  return `\x1bP0;1;0q"1;1;${width};${rows}${used.map(register).join('')}${bands.join('-')}\x1b\\`;
}

/** The register of each pixel, its color dithered. */
function indexed({ width, pixels }: Pixels, from: number, rows: number): Uint8Array {
  const indexes = new Uint8Array(width * rows);
  for (let at = 0; at < indexes.length; at += 1) {
    const [x, y] = [at % width, from + Math.floor(at / width)];
    const lift = ((order[(y % 4) * 4 + (x % 4)] ?? 0) + 0.5) / order.length;
    let index = 0;
    for (const [channel, count] of steps.entries()) {
      const value = ((pixels[(from * width + at) * 3 + channel] ?? 0) / 255) * (count - 1);
      index = index * count + Math.min(count - 1, Math.floor(value + lift));
    }
    indexes[at] = index;
  }
  return indexes;
}

/** A color's register with its color, in percent. */
function register(index: number): string {
  const [red, green, blue] = [
    Math.floor(index / (steps[1] * steps[2])),
    Math.floor(index / steps[2]) % steps[1],
    index % steps[2],
  ];
  const percent = (value: number, count: number) => Math.round((100 * value) / (count - 1));
  return `#${index};2;${percent(red, steps[0])};${percent(green, steps[1])};${percent(blue, steps[2])}`;
}

/** Six rows: for each color of theirs a character a column, whose bits say which rows it is in. */
function band(indexes: Uint8Array, width: number, top: number, bottom: number): string {
  const masks = new Map<number, Uint8Array>();
  for (let y = top; y < bottom; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const color = indexes[y * width + x] ?? 0;
      const mask = masks.get(color) ?? new Uint8Array(width);
      masks.set(color, mask);
      mask[x] = (mask[x] ?? 0) | (1 << (y - top));
    }
  }
  return [...masks].map(([color, mask]) => `#${color}${runs(mask)}`).join('$');
}

/** Characters from "?" on; "!5~" is five of them. What ends in nothing is left out. */
function runs(mask: Uint8Array): string {
  let text = '';
  for (let at = 0; at < mask.length; ) {
    let end = at + 1;
    while (end < mask.length && mask[end] === mask[at]) end += 1;
    if (end === mask.length && mask[at] === 0) break;
    const character = String.fromCharCode(63 + (mask[at] ?? 0));
    text += end - at > 3 ? `!${end - at}${character}` : character.repeat(end - at);
    at = end;
  }
  return text;
}
