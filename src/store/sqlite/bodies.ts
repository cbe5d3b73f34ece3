/** Bodies stand in a table of their own, compressed, so that lists never page through them. */
import type { Comment, RelatedLink } from '../../core/article.ts';
import { type Database, intOf, textOf } from './database.ts';
import { damageOf } from './failure.ts';

export interface Body {
  readonly html: string | null;
  readonly text: string | null;
  readonly related: readonly RelatedLink[];
  readonly comments: readonly Comment[];
}

const emptyBody: Body = { html: null, text: null, related: [], comments: [] };
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

/** zlib is loaded when the first body is, not by a list of headlines. */
let zlib: typeof import('node:zlib') | null = null;
function compressor(): typeof import('node:zlib') {
  zlib ??= process.getBuiltinModule('node:zlib');
  return zlib;
}

/** The form in which a body is stored. */
export function packBody(body: Body): string | Uint8Array {
  const json = JSON.stringify([body.html, body.text, body.related, body.comments]);
  if (json.length < worthwhile) return json;
  const { zstdCompressSync, constants } = compressor();
  const { ZSTD_c_compressionLevel, ZSTD_c_checksumFlag, ZSTD_c_windowLog, ZSTD_c_hashLog, ZSTD_c_chainLog } = constants;
  // Four bytes more, and a text of which the disk has lost a bit is not taken for the text.
  const checked = { [ZSTD_c_checksumFlag]: 1 };
  if (json.length >= shortBody)
    return zstdCompressSync(json, { params: { ...checked, [ZSTD_c_compressionLevel]: level } });
  const small = { [ZSTD_c_windowLog]: 14, [ZSTD_c_hashLog]: shortLog, [ZSTD_c_chainLog]: shortLog };
  const params = { ...checked, ...small, [ZSTD_c_compressionLevel]: shortLevel };
  return zstdCompressSync(json, { chunkSize: shortResult, params });
}

function unpack(data: string | Uint8Array): Body {
  const json = typeof data === 'string' ? data : compressor().zstdDecompressSync(data).toString('utf8');
  const [html, text, related, comments] = JSON.parse(json);
  return { html, text, related, comments };
}

/** True where stored data can be read as a body. */
export function isBody(data: string | Uint8Array): boolean {
  try {
    const { html, text, related, comments } = unpack(data);
    const isMaybeText = (part: unknown) => part === null || typeof part === 'string';
    return isMaybeText(html) && isMaybeText(text) && Array.isArray(related) && Array.isArray(comments);
  } catch {
    return false;
  }
}

/** The rows of bodies that cannot be read. Looks through all of them. */
export function badBodies(db: Database): readonly number[] {
  const bad: number[] = [];
  for (const { row, data } of db.each('SELECT row, data FROM body')) {
    const isWhole = (typeof data === 'string' || data instanceof Uint8Array) && isBody(data);
    if (!isWhole) bad.push(intOf(row));
  }
  return bad;
}

/** Throws an error of damage where what is stored is no body any more. */
export function readBody(db: Database, row: number): Body {
  const data = db.get('SELECT data FROM body WHERE row = ?', row)?.data;
  const packed = data instanceof Uint8Array ? data : textOf(data);
  if (packed === null) return emptyBody;
  try {
    return unpack(packed);
  } catch {
    throw damageOf('the text of an article cannot be read');
  }
}

/** `packed` is the body as packBody() made it, where that is done already. */
export function writeBody(db: Database, row: number, body: Body, packed?: Uint8Array): void {
  const isEmpty = body.html === null && body.text === null && body.related.length === 0 && body.comments.length === 0;
  if (isEmpty) db.run('DELETE FROM body WHERE row = ?', row);
  else db.run('INSERT OR REPLACE INTO body VALUES (?, ?)', row, packed ?? packBody(body));
}
