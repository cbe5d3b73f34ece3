/** Ids as they are shown and typed. */
import { normalizeId } from '../../core/ids.ts';
import { type Database, intOf, textOf } from './database.ts';
import { keyOf, plainLink } from './keys.ts';

const shortest = 4;

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** The shortest prefix of at least 4 characters that no other id in the store has: its neighbors in order decide. */
export function shortIdOf(id: string, before: string | null, after: string | null): string {
  return id.slice(0, Math.max(shortest, sharedLength(id, before ?? '') + 1, sharedLength(id, after ?? '') + 1));
}

/** The rows that an id, an id prefix or a link may mean: at most `limit`, hidden ones among them where `isVisible` lets them. */
export function rowsNamed(
  db: Database,
  typed: string,
  limit: number,
  isVisible: (row: number) => boolean,
): readonly number[] {
  const name = typed.trim();
  if (name === '') return [];
  const exact = db.get('SELECT row FROM article WHERE id = ?', name.toLowerCase());
  if (exact && isVisible(intOf(exact.row))) return [intOf(exact.row)];
  return name.includes(':') || name.includes('/') || name.includes('.')
    ? rowsLinked(db, name, limit, isVisible)
    : rowsPrefixed(db, normalizeId(name) ?? name.toLowerCase(), limit, isVisible);
}

function rowsPrefixed(
  db: Database,
  prefix: string,
  limit: number,
  isVisible: (row: number) => boolean,
): readonly number[] {
  const rows: number[] = [];
  const end = `${prefix}\u{10ffff}`;
  for (const row of db.each('SELECT row FROM article WHERE id >= ? AND id < ? ORDER BY id', prefix, end)) {
    if (isVisible(intOf(row.row))) rows.push(intOf(row.row));
    if (rows.length >= limit) break;
  }
  return rows;
}

/** Articles with exactly this link; where there are none, those whose link differs in scheme, fragment or closing slash. */
function rowsLinked(db: Database, link: string, limit: number, isVisible: (row: number) => boolean): readonly number[] {
  const plain = plainLink(link);
  // Keys stand under their sources, so each is asked.
  const keyed = `SELECT row, link FROM article INDEXED BY article_link
    WHERE source IN (SELECT num FROM source) AND link_key = ? ORDER BY row DESC LIMIT 1000`;
  const alike = db
    .all(keyed, keyOf(plain))
    .filter((row) => plainLink(textOf(row.link) ?? '') === plain && isVisible(intOf(row.row)));
  const exact = alike.filter((row) => row.link === link);
  return (exact.length > 0 ? exact : alike).slice(0, limit).map((row) => intOf(row.row));
}
