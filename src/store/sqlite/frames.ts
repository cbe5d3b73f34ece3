/**
 * Zstandard frames of many short texts. node:zlib makes a compressor for each text, which takes twice as long as
 * compressing it, and has no way to keep one. This does what minizlib does, with which npm unpacks: the part that answers
 * at once (_processChunk) closes the compressor when it is done, so closing is made to do nothing.
 */
import type { ZstdCompress, ZstdOptions } from 'node:zlib';

type Zlib = typeof import('node:zlib');

/** A frame that holds the text, or null where this Node has another inside than the ones that we know. */
export type Framer = (text: string) => Uint8Array | null;

/** What we use of a compressor that its types do not tell. */
interface Inside {
  _handle: { close: () => void } | null;
  readonly _processChunk?: (chunk: Uint8Array, flush: number) => Buffer;
}

/** Compresses one text after the other; where that fails once, it is not tried again. */
export function framer(zlib: Zlib, options: ZstdOptions): Framer {
  let compress: ((text: string) => Buffer) | null = null;
  let isUsable = true;
  return (text) => {
    if (!isUsable) return null;
    try {
      compress ??= tried(zlib, options);
      // A copy: the next frame is written to the same place.
      return Buffer.from(compress(text));
    } catch {
      isUsable = false;
      return null;
    }
  };
}

function tried(zlib: Zlib, options: ZstdOptions): (text: string) => Buffer {
  const compress = kept(zlib.createZstdCompress(options), zlib.constants.ZSTD_e_end);
  // It must read back more than once, and also what does not fit its place at once.
  for (const text of ['a text', 'another', `${Math.PI}`.repeat(500)]) {
    if (zlib.zstdDecompressSync(compress(text)).toString() !== text)
      throw new Error('the frame does not hold the text');
  }
  return compress;
}

function kept(compressor: ZstdCompress, endOfFrame: number): (text: string) => Buffer {
  const inside = compressor as unknown as Inside;
  const handle = inside._handle;
  if (handle === null) throw new Error('the compressor is closed');
  handle.close = () => {};
  return (text) => {
    if (!inside._processChunk) throw new Error('the compressor has no part that answers at once');
    const frame = inside._processChunk(Buffer.from(text), endOfFrame);
    inside._handle = handle;
    // Each call listens for errors anew.
    compressor.removeAllListeners('error');
    return frame;
  };
}
