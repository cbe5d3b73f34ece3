/** Finds articles, a page at a time. */
import type { Article } from '../../core/article.ts';
import { NewsError } from '../../core/errors.ts';
import { foldName } from '../../core/fold.ts';
import { type Found, type Page, type Query, textsOf } from '../../core/query.ts';
import { readArticles } from './article-rows.ts';
import { readBody } from './bodies.ts';
import { type Condition, resolve } from './conditions.ts';
import { type Database, intOf, textOf } from './database.ts';
import { phrasesOf } from './full-text.ts';
import type { Names } from './names.ts';
import { select } from './select.ts';
import { removedSources } from './sources.ts';

/** Rows of a page, and where the next one begins. */
interface Rows {
  readonly rows: readonly number[];
  readonly next: string | null;
}

/** What only a search needs, and loads. */
interface Searching {
  readonly rank: typeof import('./rank.ts').rank;
  readonly snippetOf: typeof import('./snippet.ts').snippetOf;
}

async function searching(): Promise<Searching> {
  const [{ rank }, { snippetOf }] = await Promise.all([import('./rank.ts'), import('./snippet.ts')]);
  return { rank, snippetOf };
}

interface Asked {
  readonly db: Database;
  readonly names: Names;
  readonly query: Query;
  readonly removed: readonly number[];
  readonly cursor: readonly [kind: string, place: string] | null;
}

export async function find(db: Database, names: Names, query: Query): Promise<Page<Article>> {
  const texts = textsOf(query.filter);
  const search = texts.length > 0 && (query.snippets || query.sort === 'relevance') ? await searching() : null;
  return db.read(() => {
    const asked: Asked = { db, names, query, removed: removedSources(db), cursor: parseCursor(query.after) };
    const { rows, next } = rowsOf(asked, search);
    const phrases = search && query.snippets ? texts.flatMap(phrasesOf) : [];
    const found = readArticles(db, rows, query.bodies).map(({ row, article }): Found<Article> => {
      if (!search || phrases.length === 0) return { article, snippet: null };
      const text = readBody(db, row).text ?? article.summary;
      return { article, snippet: text === null ? null : search.snippetOf(text, phrases) };
    });
    return { found, next };
  });
}

function rowsOf(asked: Asked, search: Searching | null): Rows {
  switch (asked.query.sort) {
    case 'newest':
    case 'oldest':
      return byTime(asked);
    case 'relevance':
      return search ? byRelevance(asked, search) : byTime(asked);
    case 'title':
      return byKey(asked, "sort_key(coalesce(a.title, ''))", 'article a');
    case 'source':
      return byKey(asked, 'sort_key(s.title)', 'article a JOIN source s ON s.num = a.source');
  }
}

/** Cursors are one letter for the order they belong to, and a place in it. */
function parseCursor(cursor: string | null): readonly [string, string] | null {
  if (cursor === null) return null;
  const match = /^([tokr])(\d{1,16})(?::(.*))?$/su.exec(cursor);
  if (!match) throw new NewsError('usage', `"${cursor}" is no place to go on from`, 'Start again from the first page.');
  return [match[1] ?? '', cursor.slice(1)];
}

function byTime({ db, names, query, removed, cursor }: Asked): Rows {
  const isOldest = query.sort === 'oldest';
  const place = cursor ? Number(cursor[1].split(':')[0]) : null;
  const after: Condition =
    place === null ? { is: 'any' } : isOldest ? { is: 'from', row: place + 1 } : { is: 'before', row: place };
  const condition: Condition = { is: 'and', all: [resolve(db, names, query.filter), after] };
  return pageOf(db, condition, removed, query.limit, isOldest ? 'ASC' : 'DESC');
}

function pageOf(
  db: Database,
  condition: Condition,
  removed: readonly number[],
  limit: number,
  direction: 'ASC' | 'DESC',
): Rows {
  const { sql, values } = select(db, condition, removed, false);
  const rows = db.all(`${sql} ORDER BY row ${direction} LIMIT ?`, ...values, limit + 1).map(({ row }) => intOf(row));
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit && page.length > 0 ? `t${page.at(-1)}` : null };
}

/** The ranked hits by their number, then those that were not ranked by time. */
function byRelevance({ db, names, query, removed, cursor }: Asked, { rank }: Searching): Rows {
  const { best, rest, inTitles } = rank(db, names, query.filter, removed);
  const isRest = cursor?.[0] === 't';
  const offset = isRest ? best.length : cursor ? Number(cursor[1].split(':')[0]) : 0;
  const rows = best.slice(offset, offset + query.limit);
  if (offset + query.limit < best.length) return { rows, next: `r${offset + rows.length}` };
  if (!rest) return { rows, next: null };
  const unranked: Condition[] = [
    resolve(db, names, query.filter),
    { is: 'before', row: isRest ? Number(cursor[1]) : rest.before },
    { is: 'not', condition: { is: 'and', all: [resolve(db, names, inTitles), { is: 'from', row: rest.titlesFrom }] } },
  ];
  const more = pageOf(db, { is: 'and', all: unranked }, removed, query.limit - rows.length, 'DESC');
  const onlyRanked = more.rows.length === 0 && rows.length === query.limit;
  return { rows: [...rows, ...more.rows], next: onlyRanked ? `r${best.length}` : more.next };
}

/** By a key made of a text: everything that fits is gone through, and the best page is kept while going. */
function byKey({ db, names, query, removed, cursor }: Asked, key: string, from: string): Rows {
  db.function('sort_key', { deterministic: true }, (text) => foldName(String(text ?? '')).slice(0, 200));
  const { sql, values } = select(db, resolve(db, names, query.filter), removed, true);
  const [row, ...words] = cursor ? cursor[1].split(':') : [];
  const last = words.join(':');
  const after = cursor ? 'WHERE key > ? OR (key = ? AND row < ?)' : '';
  const keyed = `SELECT a.row AS row, ${key} AS key FROM ${from} WHERE a.row IN (${sql})`;
  const found = db.all(
    `SELECT row, key FROM (${keyed}) ${after} ORDER BY key, row DESC LIMIT ?`,
    ...values,
    ...(cursor ? [last, last, Number(row)] : []),
    query.limit + 1,
  );
  const page = found.slice(0, query.limit);
  const end = found.length > query.limit ? page.at(-1) : undefined;
  return { rows: page.map((one) => intOf(one.row)), next: end ? `k${end.row}:${textOf(end.key) ?? ''}` : null };
}
