/**
 * Kitty's graphics protocol with Unicode placeholders: a picture is sent once, and characters that stand for its cells are then
 * text like any other, which scrolls and is painted over without a word to the terminal.
 */
import { deflateSync } from 'node:zlib';
import type { Picture } from './picture.ts';

/** So much of a transmission goes into one command. */
const chunkLength = 4096;
const placeholder = '\u{10eeee}';
/** Combining marks that number the rows of a picture; the first of those that the protocol lists, as many as a picture has rows at most. */
const rowMarks =
  '\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352\u0357\u035b\u0363\u0364\u0365\u0366\u0367\u0368\u0369';

/** Ids are the terminal's, not ours alone: the process has its share of them. 24 bits, as many as a color has. */
function idOf(picture: number): number {
  return ((process.pid & 0xffff) << 8) | (picture & 0xff);
}

/** Sends a picture (24-bit pixels, deflated) and places it, unseen, on so many cells. "q=2": the terminal answers nothing. */
export function kittyPicture({ id, width, height, pixels }: Picture, columns: number, rows: number): string {
  const data = deflateSync(pixels, { level: 3 }).toString('base64');
  const parts = data.match(new RegExp(`.{1,${chunkLength}}`, 'g')) ?? [''];
  const commands = parts.map((part, index) => {
    const more = index < parts.length - 1 ? 1 : 0;
    const head = index === 0 ? `a=t,f=24,o=z,s=${width},v=${height},i=${idOf(id)},` : '';
    return `\x1b_G${head}q=2,m=${more};${part}\x1b\\`;
  });
  return `${commands.join('')}\x1b_Ga=p,U=1,i=${idOf(id)},c=${columns},r=${rows},q=2\x1b\\`;
}

/** The cells of one row: the color is the picture's id, marks say which row; columns count up by themselves. */
export function kittyCells(picture: number, row: number, columns: number): string {
  const id = idOf(picture);
  const color = `${(id >> 16) & 255};${(id >> 8) & 255};${id & 255}`;
  const first = `${placeholder}${rowMarks[row] ?? ''}${rowMarks[0]}`;
  return `\x1b[38;2;${color}m${first}${placeholder.repeat(columns - 1)}\x1b[39m`;
}

export function kittyForgotten(picture: number): string {
  return `\x1b_Ga=d,d=I,i=${idOf(picture)},q=2\x1b\\`;
}
