/** The first frame of a GIF (GIF89a). Small enough to be written here: the usual library goes round for ever on damaged codes. */
import type { Pixels } from './picture.ts';

export interface GifFrame extends Pick<Pixels, 'width' | 'height'> {
  readonly rgba: Uint8Array;
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

interface Descriptor {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly interlaced: boolean;
  /** Red, green, blue. */
  readonly palette: Uint8Array;
}

export function isGif(bytes: Uint8Array): boolean {
  return /^GIF8[79]a$/.test(String.fromCharCode(...bytes.subarray(0, 6)));
}

/** The whole picture, transparent where the first frame paints nothing. `check` refuses sizes before there is memory for them. */
export function decodeGif(bytes: Uint8Array, check: (width: number, height: number) => void): GifFrame {
  const reader: Reader = { bytes, at: 6 };
  const [width, height] = [short(reader), short(reader)];
  check(width, height);
  const packed = byte(reader);
  reader.at += 2;
  const global = packed & 0x80 ? table(reader, packed & 7) : new Uint8Array(0);
  let transparent = -1;
  // Section 20 and 23 to 26: what stands before the first image; only what is transparent matters of it.
  for (let kind = byte(reader); kind !== 0x2c; kind = byte(reader)) {
    if (kind !== 0x21) throw new Error('no frame');
    const label = byte(reader);
    const content = blocks(reader);
    if (label === 0xf9 && (content[0] ?? 0) & 1) transparent = content[3] ?? -1;
  }
  const frame = descriptor(reader, global);
  if (frame.left + frame.width > width || frame.top + frame.height > height)
    throw new Error('a frame larger than the image');
  const size = byte(reader);
  // Section 22: 2 to 8; one bit is written as 2.
  if (size < 1 || size > 8) throw new Error('no such size of codes');
  const indexes = unpacked(blocks(reader), size, frame.width * frame.height);
  return { width, height, rgba: painted(frame, indexes, transparent, width, height) };
}

/** Section 20: place, size, and colors of its own where there are any. */
function descriptor(reader: Reader, global: Uint8Array): Descriptor {
  const [left, top, width, height] = [short(reader), short(reader), short(reader), short(reader)];
  const packed = byte(reader);
  const palette = packed & 0x80 ? table(reader, packed & 7) : global;
  return { left, top, width, height, interlaced: (packed & 0x40) !== 0, palette };
}

function byte(reader: Reader): number {
  const value = reader.bytes[reader.at];
  if (value === undefined) throw new Error('cut off');
  reader.at += 1;
  return value;
}

function short(reader: Reader): number {
  return byte(reader) | (byte(reader) << 8);
}

function table(reader: Reader, size: number): Uint8Array {
  const start = reader.at;
  reader.at += 3 << (size + 1);
  return reader.bytes.subarray(start, reader.at);
}

/** Section 15: parts with their lengths before them, up to an empty one. What is cut off is taken as far as it goes. */
function blocks(reader: Reader): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let length = byte(reader); length > 0; length = reader.bytes[reader.at++] ?? 0) {
    parts.push(reader.bytes.subarray(reader.at, reader.at + length));
    reader.at += length;
  }
  return Buffer.concat(parts);
}

/** Appendix F: codes of 3 to 12 bits; each new one is an older one and one more index. At most `count` indexes. */
function unpacked(data: Uint8Array, size: number, count: number): Uint8Array {
  const clear = 1 << size;
  const [before, last, length] = [new Uint16Array(4096), new Uint8Array(4096), new Uint16Array(4096)];
  for (let code = 0; code < clear; code += 1) [last[code], length[code]] = [code, 1];
  const out = new Uint8Array(count);
  let [filled, next, bits, previous] = [0, clear + 2, size + 1, -1];
  let [held, heldBits, at] = [0, 0, 0];
  while (filled < count) {
    while (heldBits < bits && at < data.length) {
      held |= (data[at++] ?? 0) << heldBits;
      heldBits += 8;
    }
    if (heldBits < bits) break;
    const code = held & ((1 << bits) - 1);
    held >>>= bits;
    heldBits -= bits;
    if (code === clear) {
      [next, bits, previous] = [clear + 2, size + 1, -1];
      continue;
    }
    if (code === clear + 1 || code > next || (previous < 0 && code >= clear)) break;
    // A code that is only now being made is the one before it and that one's own first index.
    const known = code < next ? code : previous;
    const run = length[known] ?? 0;
    let first = 0;
    for (let place = filled + run - 1, from = known; place >= filled; place -= 1) {
      first = last[from] ?? 0;
      if (place < count) out[place] = first;
      from = before[from] ?? 0;
    }
    filled += run;
    if (code === next && filled < count) out[filled++] = first;
    if (previous >= 0 && next < 4096) {
      [before[next], last[next], length[next]] = [previous, first, (length[previous] ?? 0) + 1];
      next += 1;
      if (next === 1 << bits && bits < 12) bits += 1;
    }
    previous = code;
  }
  return out;
}

function painted(
  { left, top, width, height, interlaced, palette }: Descriptor,
  indexes: Uint8Array,
  transparent: number,
  wholeWidth: number,
  wholeHeight: number,
): Uint8Array {
  const rgba = new Uint8Array(wholeWidth * wholeHeight * 4);
  const rows = interlaced ? interlacedRows(height) : null;
  for (let row = 0; row < height; row += 1) {
    let to = ((top + (rows?.[row] ?? row)) * wholeWidth + left) * 4;
    for (let column = 0; column < width; column += 1, to += 4) {
      const index = indexes[row * width + column] ?? 0;
      if (index === transparent) continue;
      rgba.set(palette.subarray(index * 3, index * 3 + 3), to);
      rgba[to + 3] = 255;
    }
  }
  return rgba;
}

/** Appendix E: every eighth row, those between, every fourth, every second. */
function interlacedRows(height: number): readonly number[] {
  return [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ].flatMap(([start = 0, by = 1]) =>
    Array.from({ length: Math.max(0, Math.ceil((height - start) / by)) }, (_, index) => start + index * by),
  );
}
