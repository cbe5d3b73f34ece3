/** Bytes of an image to a small picture. Hostile bytes are expected: sizes are checked before anything is unpacked. */
import { inflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { decodeGif, isGif } from './decode-gif.ts';
import { type Pixels, shrunk } from './picture.ts';

/** A large photograph; what claims more is not unpacked. Four bytes a pixel, and as much again while decoding. */
const mostPixels = 12_000_000;
/** Smaller ones only count visitors. */
const leastSide = 4;
const decoderMegabytes = 300;

interface Format {
  readonly is: (bytes: Uint8Array) => boolean;
  readonly decode: (bytes: Uint8Array) => Pixels | Promise<Pixels>;
}

const formats: readonly Format[] = [
  { is: isPng, decode: decodePng },
  { is: isJpeg, decode: decodeJpeg },
  { is: isGif, decode: firstFrame },
  { is: isWebp, decode: decodeWebp },
];

/**
 * At most so many pixels wide and high. Throws an Error for anything that is no PNG, JPEG, GIF (its first frame counts) or WebP,
 * claims too many pixels, or does not hold what it claims.
 */
export async function decodeImage(
  bytes: Uint8Array,
  most: { readonly width: number; readonly height: number },
): Promise<Pixels> {
  const format = formats.find(({ is }) => is(bytes));
  if (!format) throw new Error('neither PNG, JPEG, GIF nor WebP');
  return shrunk(await format.decode(bytes), most.width, most.height);
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function isPng(bytes: Uint8Array): boolean {
  return pngSignature.every((byte, index) => bytes[index] === byte);
}

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

function checkSize(width: number, height: number): void {
  if (width < leastSide || height < leastSide) throw new Error('too small to be looked at');
  if (width * height > mostPixels) throw new Error('too many pixels');
}

/** PNG (third edition), section 5: chunks of length, type, data and checksum; section 11.2.1: the header. */
function decodePng(bytes: Uint8Array): Pixels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  checkSize(width, height);
  checkUnpacked(bytes, view, width, height);
  const { data } = PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return { width, height, pixels: onWhite(data) };
}

/** What is transparent is drawn on white, as on most pages. */
function onWhite(rgba: Uint8Array | Uint8ClampedArray): Uint8Array {
  const pixels = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
    const alpha = (rgba[from + 3] ?? 255) / 255;
    for (let channel = 0; channel < 3; channel += 1)
      pixels[to + channel] = Math.round((rgba[from + channel] ?? 0) * alpha + 255 * (1 - alpha));
  }
  return pixels;
}

const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Unpacks once under a limit, because the library unpacks interlaced images without one: a few kilobytes can hold gigabytes. */
function checkUnpacked(bytes: Uint8Array, view: DataView, width: number, height: number): void {
  const bits = (bytes[24] ?? 0) * (channelsOf[bytes[25] ?? 0] ?? 0);
  if (bits === 0 || bits > 64) throw new Error('no such color type');
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (view.getUint32(at + 4) === 0x49444154) parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  // Seven interlaced passes have at most 15/8 as many rows, each with a filter byte, and a byte of rounding.
  const most = Math.ceil((width * height * bits) / 8) + 4 * height + 64;
  inflateSync(Buffer.concat(parts), { maxOutputLength: most });
}

function decodeJpeg(bytes: Uint8Array): Pixels {
  const { width, height, data } = jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: true,
    maxResolutionInMP: mostPixels / 1_000_000,
    maxMemoryUsageInMB: decoderMegabytes,
  });
  checkSize(width, height);
  return { width, height, pixels: data };
}

function firstFrame(bytes: Uint8Array): Pixels {
  const { width, height, rgba } = decodeGif(bytes, checkSize);
  return { width, height, pixels: onWhite(rgba) };
}

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

function isWebp(bytes: Uint8Array): boolean {
  return ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP';
}

async function decodeWebp(bytes: Uint8Array): Promise<Pixels> {
  checkSize(...webpSize(bytes));
  const { readFile } = await import('node:fs/promises');
  const { default: decode, init } = await import('@jsquash/webp/decode.js');
  const built = new URL('./webp-decoder.wasm', import.meta.url);
  const source = import.meta.url.endsWith('.ts') ? import.meta.resolve('@jsquash/webp/codec/dec/webp_dec.wasm') : built;
  await init({ wasmBinary: await readFile(new URL(source)) });
  const { width, height, data } = await decode(new Uint8Array(bytes).buffer);
  return { width, height, pixels: onWhite(data) };
}

/** RFC 9649, sections 2.5 to 2.7: where each of the three kinds has its size. */
function webpSize(bytes: Uint8Array): [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (ascii(bytes, 12, 16)) {
    case 'VP8 ':
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case 'VP8X':
      return [(view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1];
    default:
      throw new Error('no such kind of WebP');
  }
}
