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

// Not encodings of HTTP, but sent by servers that mean "none".
const plain = new Set(['', 'identity', 'none', 'utf-8']);

/**
 * The bytes behind a Content-Encoding. `maxBytes` bounds what comes out. A cut-off stream is an error: half a document
 * would look like a whole one.
 */
export function decodeBody(
  encoding: string | undefined,
  bytes: Uint8Array,
  maxBytes: number,
): Uint8Array | DecodeFailure {
  const layers = (encoding ?? '')
    .toLowerCase()
    .split(',', 4)
    .map((name) => name.trim())
    .filter((name) => !plain.has(name));
  const [name, ...more] = layers;
  if (name === undefined || bytes.length === 0) return bytes.length > maxBytes ? 'too-large' : bytes;
  if (more.length > 0 || !Object.hasOwn(decoders, name)) return 'unknown-encoding';
  try {
    return decoders[name]?.(bytes, { maxOutputLength: maxBytes }) ?? 'unknown-encoding';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'too-large';
    return error instanceof Error && 'errno' in error && error.errno === constants.Z_BUF_ERROR
      ? 'truncated'
      : 'corrupt';
  }
}

/** The encodings that decodeBody undoes, as the value of Accept-Encoding. */
export const acceptEncoding = 'gzip, deflate, br, zstd';
