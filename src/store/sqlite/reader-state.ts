/** What the reader does to articles: read times, own tags, hiding. Counters follow in the same transaction. */
import type { Filter } from '../../core/query.ts';
import { distinctTags } from './article-rows.ts';
import { readBody } from './bodies.ts';
import { resolve } from './conditions.ts';
import { type Place, type Tally, tally, touch } from './counters.ts';
import { type Database, intOf, jsonOf, listJson, numberOf, type Row, textOf } from './database.ts';
import { indexArticle } from './full-text.ts';
import { type Names, tagNumbers } from './names.ts';
import { select } from './select.ts';
import { removedSources } from './sources.ts';
import { replaceTags } from './write-article.ts';

interface ReadState {
  readonly id: string;
  readonly read: number | null;
}

/** So many articles change in one transaction: others wait less than a second for their turn. */
const batch = 50_000;

const readable = 'row, id, source, section, tags, own_tags, hidden, read_at';

/** Sets the read time of all articles that fit and are not in that state yet; returns what it was. */
export function markRead(db: Database, names: Names, filter: Filter, read: number | null): readonly ReadState[] {
  const state = read === null ? ({ is: 'read' } as const) : ({ is: 'unread' } as const);
  const condition = { is: 'and', all: [resolve(db, names, filter), state] } as const;
  const { sql, values } = select(db, condition, removedSources(db), true);
  const rows = db.all(`${sql} ORDER BY row DESC`, ...values).map(({ row }) => intOf(row));
  const before: ReadState[] = [];
  for (let start = 0; start < rows.length; start += batch) {
    changeAll(db, rows.slice(start, start + batch), `SELECT ${readable} FROM article WHERE row = ?`, (row, counts) => {
      if (!setReadAt(db, names, row, read, counts)) return;
      before.push({ id: textOf(row.id) ?? '', read: numberOf(row.read_at) });
    });
  }
  return before;
}

/** One transaction over articles found by a key; what is not there is passed over. */
function changeAll<K extends string | number>(
  db: Database,
  keys: readonly K[],
  find: string,
  change: (row: Row, counts: Tally, key: K) => void,
): void {
  if (keys.length === 0) return;
  db.write(() => {
    const counts = tally(db);
    for (const key of keys) {
      const row = db.get(find, key);
      if (row) change(row, counts, key);
    }
    counts.write();
    touch(db);
  });
}

/** Where the counters count an article; `row` with source, section, tags and own_tags. */
export function placeOf(names: Names, row: Row): Place {
  const tags = [...jsonOf<readonly string[]>(row.tags, []), ...jsonOf<readonly string[]>(row.own_tags, [])];
  return { source: intOf(row.source), section: intOf(row.section), tags: tagNumbers(names, tags) };
}

function setReadAt(db: Database, names: Names, row: Row, read: number | null, counts: Tally): boolean {
  if (numberOf(row.read_at) === read) return false;
  db.run('UPDATE article SET read_at = ? WHERE row = ?', read, intOf(row.row));
  const was = row.read_at === null ? 1 : 0;
  const is = read === null ? 1 : 0;
  if (row.hidden === 0 && was !== is) counts.add(placeOf(names, row), 0, is - was);
  return true;
}

const byId = 'SELECT * FROM article WHERE id = ?';

export function setRead(db: Database, names: Names, states: readonly ReadState[]): void {
  const reads = new Map(states.map(({ id, read }) => [id, read]));
  const ids = [...reads.keys()];
  for (let start = 0; start < ids.length; start += batch) {
    changeAll(db, ids.slice(start, start + batch), byId, (row, counts, id) => {
      setReadAt(db, names, row, reads.get(id) ?? null, counts);
    });
  }
}

export function setOwnTags(
  db: Database,
  names: Names,
  states: readonly { readonly id: string; readonly ownTags: readonly string[] }[],
): void {
  const wanted = new Map(
    states.map(({ id, ownTags }) => [id, distinctTags(ownTags.filter((tag) => tag.trim() !== ''))]),
  );
  changeAll(db, [...wanted.keys()], byId, (row, counts, id) => {
    const number = intOf(row.row);
    const ownTags = wanted.get(id) ?? [];
    const tags = distinctTags([...jsonOf<readonly string[]>(row.tags, []), ...ownTags]);
    const before = placeOf(names, row);
    const after = { ...before, tags: tagNumbers(names, tags) };
    db.run('UPDATE article SET own_tags = ? WHERE row = ?', listJson(ownTags), number);
    replaceTags(db, number, before.tags, after.tags);
    if (row.hidden === 0) {
      const unread = row.read_at === null ? 1 : 0;
      counts.add(before, -1, -unread);
      counts.add(after, 1, unread);
    }
    const authors = jsonOf<readonly string[]>(row.authors, []);
    const { text } = readBody(db, number);
    indexArticle(db, number, { title: textOf(row.title), text, summary: textOf(row.summary), authors, tags }, false);
  });
}

export function hideArticles(db: Database, names: Names, ids: readonly string[], hidden: boolean): void {
  changeAll(db, [...new Set(ids)], byId, (row, counts) => {
    if ((row.hidden === 1) === hidden) return;
    db.run('UPDATE article SET hidden = ? WHERE row = ?', hidden ? 1 : 0, intOf(row.row));
    const sign = hidden ? -1 : 1;
    counts.add(placeOf(names, row), sign, row.read_at === null ? sign : 0);
  });
}
