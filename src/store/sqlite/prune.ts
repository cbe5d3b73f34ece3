/** Takes articles away for good, and remembers their identities for as long as their source lists them. */
import type { SQLInputValue } from 'node:sqlite';
import { type Pruning, traceAfter } from '../../core/retention.ts';
import { tally, touch } from './counters.ts';
import { type Database, intOf, numberOf, type Row, textOf } from './database.ts';
import { identityKey } from './keys.ts';
import type { Names } from './names.ts';
import { placeOf } from './reader-state.ts';
import { firstRowAt } from './rows.ts';
import { sourceNumber } from './sources.ts';

interface Going {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/**
 * The rows that go as a part of a statement. Where unread articles stay, the index holds exactly those that may go; else
 * what is passed over are favorites and articles with own tags. Null where nothing can go.
 */
function going(db: Database, pruning: Pruning): Going | null {
  const source = sourceNumber(db, pruning.sourceId);
  if (source === null) return null;
  const edge = Math.max(pruning.before === null ? 0 : firstRowAt(pruning.before), lastKept(db, source, pruning.beyond));
  if (edge === 0) return null;
  const index = pruning.keepUnread ? 'article_spent' : 'article_source';
  const read = pruning.keepUnread ? 'AND read_at IS NOT NULL' : '';
  const sql = `FROM article INDEXED BY ${index}
    WHERE source = ? AND row < ? AND favorite_at IS NULL AND own_tags IS NULL ${read}`;
  return { sql, values: [source, edge] };
}

/** The row of the oldest article that stays for the number of those after it; 0 where there are not so many. */
function lastKept(db: Database, source: number, beyond: number | null): number {
  if (beyond === null) return 0;
  const row = db.get(
    'SELECT row FROM article WHERE source = ? ORDER BY row DESC LIMIT 1 OFFSET ?',
    source,
    Math.max(0, beyond - 1),
  );
  return intOf(row?.row);
}

export function prunable(
  db: Database,
  pruning: Pruning,
): { readonly articles: number; readonly oldest: number | null; readonly newest: number | null } {
  return db.read(() => {
    const found = going(db, pruning);
    const sums = 'SELECT count(*) AS articles, min(row) AS first, max(row) AS last';
    const row = found ? db.get(`${sums} ${found.sql}`, ...found.values) : undefined;
    const at = (place: Row[string] | undefined) =>
      numberOf(place) === null
        ? null
        : numberOf(db.get('SELECT sorted_at FROM article WHERE row = ?', intOf(place))?.sorted_at);
    return { articles: intOf(row?.articles), oldest: at(row?.first), newest: at(row?.last) };
  });
}

const columns = 'row, source, section, tags, own_tags, hidden, read_at, identity, link';

export function prune(db: Database, names: Names, pruning: Pruning, limit: number): number {
  return db.write(() => {
    const found = going(db, pruning);
    const rows = found ? db.all(`SELECT ${columns} ${found.sql} ORDER BY row LIMIT ?`, ...found.values, limit) : [];
    if (rows.length === 0) return 0;
    const counts = tally(db);
    for (const row of rows) {
      const place = placeOf(names, row);
      deleteArticle(db, intOf(row.row), place.tags);
      leaveTrace(db, row);
      if (row.hidden === 0) counts.add(place, -1, row.read_at === null ? -1 : 0);
    }
    counts.write();
    touch(db);
    return rows.length;
  });
}

function deleteArticle(db: Database, row: number, tags: readonly number[]): void {
  db.run('DELETE FROM article WHERE row = ?', row);
  db.run('DELETE FROM body WHERE row = ?', row);
  db.run('DELETE FROM article_text WHERE rowid = ?', row);
  for (const tag of tags) db.run('DELETE FROM article_tag WHERE tag = ? AND row = ?', tag, row);
}

/** Under its link too: the guids of a source that gives one to two articles are not believed from then on (core/merge). */
function leaveTrace(db: Database, row: Row): void {
  const source = intOf(row.source);
  const link = textOf(row.link);
  for (const identity of [textOf(row.identity) ?? '', ...(link === null ? [] : [`link:${link}`])])
    db.run('INSERT OR REPLACE INTO pruned VALUES (?, ?, NULL)', source, identityKey(source, identity));
}

export function pruned(db: Database, sourceId: string, identities: readonly string[]): readonly string[] {
  const source = sourceNumber(db, sourceId);
  if (source === null || !hasTraces(db, source)) return [];
  return identities.filter(
    (identity) =>
      db.get('SELECT 1 FROM pruned WHERE source = ? AND key = ?', source, identityKey(source, identity)) !== undefined,
  );
}

function hasTraces(db: Database, source: number): boolean {
  return db.get('SELECT 1 FROM pruned WHERE source = ? LIMIT 1', source) !== undefined;
}

/** Forgets what the source has not listed for long. Part of the transaction that stores what was read. */
export function renewTraces(db: Database, source: number, listed: readonly string[], now: number): void {
  if (!hasTraces(db, source)) return;
  const keys = new Set(listed.map((identity) => identityKey(source, identity)));
  for (const row of db.all('SELECT key, missed_at FROM pruned WHERE source = ?', source)) {
    const before = numberOf(row.missed_at);
    const after = traceAfter(before, keys.has(intOf(row.key)), now);
    if (after === 'drop') db.run('DELETE FROM pruned WHERE source = ? AND key = ?', source, intOf(row.key));
    else if (after !== before)
      db.run('UPDATE pruned SET missed_at = ? WHERE source = ? AND key = ?', after, source, intOf(row.key));
  }
}
