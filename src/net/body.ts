/** Undoes the one layer of compression that an answer may have, and never makes more than the limit. */
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';

export type DecodeFailure = 'too-large' | 'truncated' | 'corrupt' | 'unknown-encoding';

type Decoder = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

// Synchronous on purpose: a feed of ordinary size takes well under a millisecond, which is less than a visit to the thread
// pool costs, and the output limit bounds the worst case.
const decoders: Readonly<Record<string, Decoder>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
  // "deflate" is zlib's form (RFC 9110, 8.4.1.2), but raw streams are sent too; zlib's first byte ends in 8.
  deflate: (bytes, options) => (((bytes[0] ?? 0) & 0x0f) === 8 ? inflateSync : inflateRawSync)(bytes, options),
};

// Feeds shrink to a tenth at best.
const usualRatio = 16;
const usualSize = 65_536;

// Not encodings of HTTP, but sent by servers that mean "none".
const plain = new Set(['', 'identity', 'none', 'utf-8']);

/**
 * The bytes behind a Content-Encoding. `maxBytes` bounds what comes out; `room` is asked for the memory that both forms
 * take together, before it is taken. A cut-off stream is an error: half a document would look like a whole one.
 */
export async function decodeBody(
  encoding: string | undefined,
  bytes: Uint8Array,
  maxBytes: number,
  room: (bytes: number) => Promise<void>,
): Promise<Uint8Array | DecodeFailure> {
  const layers = (encoding ?? '')
    .toLowerCase()
    .split(',', 4)
    .map((name) => name.trim())
    .filter((name) => !plain.has(name));
  const [name, ...more] = layers;
  if (name === undefined || bytes.length === 0) return bytes;
  const decoder = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (more.length > 0 || !decoder) return 'unknown-encoding';
  // Twice the work for what is packed more tightly than text can be, so that all else asks for no more than it needs.
  const usual = Math.min(maxBytes, Math.max(bytes.length * usualRatio, usualSize));
  for (const maxOutputLength of [usual, maxBytes]) {
    await room(bytes.length + maxOutputLength);
    const decoded = attempt(decoder, bytes, maxOutputLength);
    if (decoded === 'too-large' && maxOutputLength < maxBytes) continue;
    if (typeof decoded !== 'string') await room(decoded.length);
    return decoded;
  }
  return 'too-large';
}

function attempt(decoder: Decoder, bytes: Uint8Array, maxOutputLength: number): Uint8Array | DecodeFailure {
  try {
    return decoder(bytes, { maxOutputLength });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'too-large';
    const isCut = error instanceof Error && 'errno' in error && error.errno === constants.Z_BUF_ERROR;
    return isCut ? 'truncated' : 'corrupt';
  }
}

/** The encodings that decodeBody undoes, as the value of Accept-Encoding. */
export const acceptEncoding = 'gzip, deflate, br, zstd';
