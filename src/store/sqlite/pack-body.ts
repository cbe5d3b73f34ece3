/** Writes bodies (bodies.ts) in the form in which they are stored. */
import type { ZstdOptions } from 'node:zlib';
import { type Body, compressor } from './bodies.ts';
import type { Database } from './database.ts';

/** Shorter ones gain nothing from compression. */
const worthwhile = 256;
/** Most bodies are short: tables of this size are cleared twice as fast as the usual ones and find as much in them. */
const shortBody = 16 * 1024;
const shortLog = 12;
/** Of a short body a higher level makes nothing smaller. */
const shortLevel = 2;
const level = 3;
/** Bytes set aside for the result, which is hardly ever longer where the body is short. */
const shortResult = 4096;

/** The form in which a body is stored. */
export function packBody(body: Body): string | Uint8Array {
  const json = JSON.stringify([body.html, body.text, body.related, body.comments]);
  if (json.length < worthwhile) return json;
  return compressor().zstdCompressSync(json, json.length < shortBody ? shortOptions() : { params: params(level, {}) });
}

function shortOptions(): ZstdOptions {
  const { ZSTD_c_windowLog, ZSTD_c_hashLog, ZSTD_c_chainLog } = compressor().constants;
  const small = { [ZSTD_c_windowLog]: 14, [ZSTD_c_hashLog]: shortLog, [ZSTD_c_chainLog]: shortLog };
  return { chunkSize: shortResult, params: params(shortLevel, small) };
}

function params(compressionLevel: number, others: Readonly<Record<number, number>>): Record<number, number> {
  const { ZSTD_c_compressionLevel, ZSTD_c_checksumFlag } = compressor().constants;
  // Four bytes more, and a text of which the disk has lost a bit is not taken for the text.
  return { [ZSTD_c_checksumFlag]: 1, ...others, [ZSTD_c_compressionLevel]: compressionLevel };
}

/** `packed` is the body as packBody() made it, where that is done already. */
export function writeBody(db: Database, row: number, body: Body, packed?: Uint8Array): void {
  if (!packed && isEmpty(body)) db.run('DELETE FROM body WHERE row = ?', row);
  else db.run('INSERT OR REPLACE INTO body VALUES (?, ?)', row, packed ?? packBody(body));
}

function isEmpty({ html, text, related, comments }: Body): boolean {
  return html === null && text === null && related.length === 0 && comments.length === 0;
}
