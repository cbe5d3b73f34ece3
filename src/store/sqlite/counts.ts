/** What there is to filter by, with counts: from the counters where they know, else by going through what fits. */
import { foldName } from '../../core/fold.ts';
import type { Count } from '../../core/ports.ts';
import type { Filter } from '../../core/query.ts';
import { sourceMatches } from '../../core/source.ts';
import { resolve } from './conditions.ts';
import { type Database, intOf, jsonOf, textOf } from './database.ts';
import type { NameKind, Names } from './names.ts';
import { select } from './select.ts';
import { type NumberedSource, readSources, removedSources } from './sources.ts';

/** Counts by folded name. */
type Counts = Map<string, { name: string; articles: number; unread: number }>;

function add(counts: Counts, name: string, articles: number, unread: number): void {
  const folded = foldName(name);
  const count = counts.get(folded);
  if (!count) counts.set(folded, { name, articles, unread });
  else {
    count.articles += articles;
    count.unread += unread;
  }
}

/** Those with articles, the most first. A name is spelled as the store first met it. */
function inOrder(names: Names, kind: NameKind, counts: Counts): readonly Count[] {
  return [...counts.values()]
    .filter(({ articles }) => articles > 0)
    .map((count) => {
      const number = names.find(kind, count.name);
      return number === null ? count : { ...count, name: names.nameOf(kind, number) };
    })
    .sort((a, b) => b.articles - a.articles || (foldName(a.name) < foldName(b.name) ? -1 : 1));
}

/** The sources whose counters answer a filter; null where it asks for more than that. */
function countedSources(db: Database, filter: Filter): readonly NumberedSource[] | null {
  if (filter.kind === 'all' || isUnread(filter)) return readSources(db);
  if (filter.kind === 'source') return readSources(db).filter((source) => sourceMatches(source, filter.name));
  return null;
}

function isUnread(filter: Filter): boolean {
  return filter.kind === 'read' && !filter.read;
}

/** The counters of what is unread stand for all articles where only unread ones are asked for. */
function articlesColumn(filter: Filter): 'articles' | 'unread' {
  return isUnread(filter) ? 'unread' : 'articles';
}

function among(sources: readonly NumberedSource[]): string {
  return `source IN (${sources.map(({ num }) => num).join(', ')})`;
}

export function tags(db: Database, names: Names, filter: Filter): readonly Count[] {
  const counts: Counts = new Map();
  const sources = countedSources(db, filter);
  if (!sources) {
    for (const { row, source } of fitting(db, names, filter)) {
      const all = [
        ...jsonOf<readonly string[]>(row.tags, []),
        ...(source?.tags ?? []),
        ...jsonOf<readonly string[]>(row.own_tags, []),
      ];
      for (const tag of new Map(all.map((tag) => [foldName(tag), tag])).values())
        add(counts, tag, 1, row.read_at === null ? 1 : 0);
    }
    return inOrder(names, 'tag', counts);
  }
  const counted = articlesColumn(filter);
  const sums = `SELECT t.name, sum(${counted}) AS articles, sum(unread) AS unread FROM count_tag JOIN tag t ON t.num = tag
    WHERE ${among(sources)} GROUP BY tag`;
  for (const row of db.all(sums)) add(counts, textOf(row.name) ?? '', intOf(row.articles), intOf(row.unread));
  for (const source of sources)
    for (const tag of source.tags) addSourceTag(db, names, counts, source.num, tag, counted);
  return inOrder(names, 'tag', counts);
}

/** A tag of a source stands on all its articles: count those that do not bear it themselves. */
function addSourceTag(
  db: Database,
  names: Names,
  counts: Counts,
  source: number,
  tag: string,
  counted: 'articles' | 'unread',
): void {
  const all = db.get(`SELECT ${counted} AS articles, unread FROM count_source WHERE source = ?`, source);
  const own = db.get(
    `SELECT ${counted} AS articles, unread FROM count_tag WHERE tag = ? AND source = ?`,
    names.find('tag', tag) ?? 0,
    source,
  );
  add(counts, tag, intOf(all?.articles) - intOf(own?.articles), intOf(all?.unread) - intOf(own?.unread));
}

export function sections(db: Database, names: Names, filter: Filter): readonly Count[] {
  const counts: Counts = new Map();
  const sources = countedSources(db, filter);
  if (!sources) {
    for (const { row, source } of fitting(db, names, filter)) {
      const name = row.section === null ? source?.section : names.nameOf('section', intOf(row.section));
      if (name) add(counts, name, 1, row.read_at === null ? 1 : 0);
    }
    return inOrder(names, 'section', counts);
  }
  const byNumber = new Map(sources.map((source) => [source.num, source]));
  for (const row of db.all(
    `SELECT section, source, ${articlesColumn(filter)} AS articles, unread FROM count_section WHERE ${among(sources)}`,
  )) {
    const own = intOf(row.section);
    const name = own === 0 ? byNumber.get(intOf(row.source))?.section : names.nameOf('section', own);
    if (name) add(counts, name, intOf(row.articles), intOf(row.unread));
  }
  return inOrder(names, 'section', counts);
}

function* fitting(db: Database, names: Names, filter: Filter) {
  const sources = new Map(readSources(db).map((source) => [source.num, source]));
  const { sql, values } = select(db, resolve(db, names, filter), removedSources(db), true);
  const columns = 'a.tags, a.own_tags, a.section, a.source, a.read_at';
  for (const row of db.each(`SELECT ${columns} FROM (${sql}) x CROSS JOIN article a ON a.row = x.row`, ...values)) {
    yield { row, source: sources.get(intOf(row.source)) };
  }
}

/** Every source by its id, in the order of adding. */
export function sourceCounts(db: Database): readonly Count[] {
  const rows = db.all(
    `SELECT id, coalesce(articles, 0) AS articles, coalesce(unread, 0) AS unread
      FROM source LEFT JOIN count_source ON source = num WHERE removed = 0 ORDER BY num`,
  );
  return rows.map((row) => ({ name: textOf(row.id) ?? '', articles: intOf(row.articles), unread: intOf(row.unread) }));
}

/** How many articles fit. All, all unread and all of a source are known without looking. */
export function count(db: Database, names: Names, filter: Filter): number {
  const sources = countedSources(db, filter);
  if (sources) {
    return intOf(
      db.get(`SELECT sum(${articlesColumn(filter)}) AS total FROM count_source WHERE ${among(sources)}`)?.total,
    );
  }
  const { sql, values } = select(db, resolve(db, names, filter), removedSources(db), true);
  return intOf(db.get(`SELECT count(*) AS total FROM (${sql})`, ...values)?.total);
}
