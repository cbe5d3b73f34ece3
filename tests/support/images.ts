/** Small images made for tests: flat fields of color, upper half and lower half. */
import { deflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

/** Red, green, blue, and how opaque if not wholly. */
type Color = readonly [number, number, number] | readonly [number, number, number, number];

function fields(width: number, height: number, upper: Color, lower: Color): Buffer {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < width * height; at += 1) data.set(at < (width * height) / 2 ? upper : lower, at * 4);
  return data;
}

export function pngOf(width: number, height: number, upper: Color, lower: Color): Buffer {
  const png = new PNG({ width, height });
  fields(width, height, upper, lower).copy(png.data);
  return PNG.sync.write(png);
}

export function jpegOf(width: number, height: number, upper: Color, lower: Color): Buffer {
  return jpeg.encode({ width, height, data: fields(width, height, upper, lower) }, 95).data;
}

/** 16 x 8, upper half (200, 16, 24), lower half (20, 40, 180); a second frame turns them around. */
export function gif(): Buffer {
  return Buffer.from(
    'R0lGODlhEAAIAIAAAMgQGBQotCwAAAAAEAAIAAACDYSPqcvtHaKctNqLMy4ALAAAAAAQAAgAAAINjI+py+0Nopy02oszLgA7',
    'base64',
  );
}

/** The same as WebP, without loss and with. */
export const webps = {
  lossless: Buffer.from('UklGRioAAABXRUJQVlA4TB0AAAAvD8ABAA9wCIwzIR+Dc/5DC2LBJH/prjlE9D9jAAA=', 'base64'),
  lossy: Buffer.from(
    'UklGRlgAAABXRUJQVlA4IEwAAACQAwCdASoQAAgAAMASJagCdLoB+AEsA/gH4AXf/dgH8ABq8cGQAP7+SG24pq/+Zsf/rnb3gMS/15l/15l/9hCbspX6V7TNv0G65AAA',
    'base64',
  ),
} as const;

/** A small, sound PNG whose header says another size. The checksum of the header is not mended: nothing may come so far. */
export function lyingPng(width: number, height: number): Buffer {
  const png = pngOf(8, 8, [9, 9, 9], [9, 9, 9]);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

/** An interlaced PNG of 64 x 64 whose data unpack to so many bytes. */
export function swollenPng(bytes: number): Buffer {
  const png = pngOf(64, 64, [1, 2, 3], [1, 2, 3]);
  const header = Buffer.from(png.subarray(0, 33));
  header[28] = 1;
  header.writeUInt32BE(crcOf(header.subarray(12, 29)), 29);
  return Buffer.concat([header, chunk('IDAT', deflateSync(Buffer.alloc(bytes))), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crcOf(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

/** PNG (third edition), annex D. */
function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
