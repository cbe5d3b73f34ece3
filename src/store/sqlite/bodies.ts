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
/** zlib is loaded when the first body is, not by a list of headlines. */
let zlib: typeof import('node:zlib') | null = null;
export function compressor(): typeof import('node:zlib') {
  zlib ??= process.getBuiltinModule('node:zlib');
  return zlib;
}

/** Throws where the data are no body. */
export function unpackBody(data: string | Uint8Array): Body {
  const json = typeof data === 'string' ? data : compressor().zstdDecompressSync(data).toString('utf8');
  const [html, text, related, comments] = JSON.parse(json);
  return { html, text, related, comments };
}

/** True where stored data can be read as a body. */
export function isBody(data: string | Uint8Array): boolean {
  try {
    const { html, text, related, comments } = unpackBody(data);
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
    return unpackBody(packed);
  } catch {
    throw damageOf('the text of an article cannot be read');
  }
}
