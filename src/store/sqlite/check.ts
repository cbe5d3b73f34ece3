/** Looks whether a database agrees with itself: the file, and what follows from the articles. Changes nothing. */
import { badBodies } from './bodies.ts';
import { type Database, intOf, jsonOf } from './database.ts';
import type { Names } from './names.ts';

export interface Finding {
  /** "damage": pages cannot be trusted. "askew": something that follows from the articles, and can be made again from them. */
  readonly kind: 'damage' | 'askew';
  readonly what: string;
}

/** Takes time on a large store: every page is read. */
export function findingsIn(db: Database, names: Names): readonly Finding[] {
  return db.read(() => {
    const file = fileFindings(db);
    return file.some(({ kind }) => kind === 'damage') ? file : [...file, ...derivedFindings(db, names)];
  });
}

/** Indexes of the file can be made again from the tables; of what else is wrong nobody knows how far it goes. */
const aboutIndexes = /missing from index|wrong # of entries in index|non-unique entry in index|FTS5/;

/** https://www.sqlite.org/pragma.html#pragma_integrity_check says "ok" in one row where nothing is wrong. */
function fileFindings(db: Database): readonly Finding[] {
  return db
    .all('PRAGMA integrity_check(100)')
    .map(({ integrity_check: said }) => String(said))
    .filter((said) => said !== 'ok')
    .map((what) => ({ kind: aboutIndexes.test(what) ? 'askew' : 'damage', what }));
}

const visible = 'FROM article a WHERE hidden = 0';

/** Counters by name, with what they should hold. */
const counters: readonly (readonly [table: string, columns: string, counted: string])[] = [
  ['count_source', 'source', `SELECT source, count(*), sum(read_at IS NULL) ${visible} GROUP BY 1`],
  [
    'count_section',
    'section, source',
    `SELECT coalesce(section, 0), source, count(*), sum(read_at IS NULL) ${visible} GROUP BY 1, 2`,
  ],
  [
    'count_tag',
    'tag, source',
    `SELECT t.tag, a.source, count(*), sum(a.read_at IS NULL) FROM article_tag t JOIN article a ON a.row = t.row
      WHERE a.hidden = 0 GROUP BY 1, 2`,
  ],
];

/** Counts of rows that should not be there, with words for them. */
const strays: readonly (readonly [what: string, sql: string])[] = [
  ['texts without an article', 'SELECT count(*) AS n FROM body WHERE row NOT IN (SELECT row FROM article)'],
  ['articles missing from the search index', missing('article', 'row', 'article_text_docsize', 'id')],
  ['entries of the search index without an article', missing('article_text_docsize', 'id', 'article', 'row')],
  [
    'articles whose favorite state is not that of the index',
    'SELECT count(*) AS n FROM article a LEFT JOIN favorite f ON f.id = a.id WHERE a.favorite_at IS NOT f.at',
  ],
];

function missing(table: string, key: string, other: string, otherKey: string): string {
  return `SELECT count(*) AS n FROM ${table} x WHERE NOT EXISTS (SELECT 1 FROM ${other} o WHERE o.${otherKey} = x.${key})`;
}

function derivedFindings(db: Database, names: Names): readonly Finding[] {
  const found: string[] = [];
  const texts = badBodies(db).length;
  if (texts > 0) found.push(`${texts} texts that cannot be read`);
  for (const [what, sql] of strays) {
    const count = intOf(db.get(sql)?.n);
    if (count > 0) found.push(`${count} ${what}`);
  }
  for (const [table, columns, counted] of counters) {
    const held = `SELECT ${columns}, articles, unread FROM ${table} WHERE articles <> 0 OR unread <> 0`;
    const count = intOf(
      db.get(
        `SELECT (SELECT count(*) FROM (${counted} EXCEPT ${held})) + (SELECT count(*) FROM (${held} EXCEPT ${counted})) AS n`,
      )?.n,
    );
    if (count > 0) found.push(`${count} wrong counts (${table})`);
  }
  const tags = wrongTags(db, names);
  if (tags > 0) found.push(`${tags} tags whose articles are not those that bear them`);
  return found.map((what) => ({ kind: 'askew', what }));
}

/** The tags of articles are spelled out in them, and stand by number in a table of their own. */
function wrongTags(db: Database, names: Names): number {
  const balance = new Map<number, number>();
  const add = (tag: number, count: number) => balance.set(tag, (balance.get(tag) ?? 0) + count);
  for (const row of db.each('SELECT tags, own_tags FROM article WHERE tags IS NOT NULL OR own_tags IS NOT NULL')) {
    const tags = [...jsonOf<readonly string[]>(row.tags, []), ...jsonOf<readonly string[]>(row.own_tags, [])];
    const numbers = new Set(tags.filter((tag) => tag.trim()).map((tag) => names.find('tag', tag) ?? -1));
    for (const number of numbers) add(number, 1);
  }
  for (const { tag, articles } of db.each('SELECT tag, count(*) AS articles FROM article_tag GROUP BY tag'))
    add(intOf(tag), -intOf(articles));
  return [...balance.values()].filter((count) => count !== 0).length;
}
