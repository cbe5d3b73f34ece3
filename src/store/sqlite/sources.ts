/** Sources: a removed one is only marked, and hides its articles by that mark alone, however many they are. */

import { type FetchState, freshState, plainSettings, type Source, type SourceSettings } from '../../core/source.ts';
import type { SourceUpdate } from '../../core/source-update.ts';
import { touch } from './counters.ts';
import { type Database, intOf, jsonOf, listJson, type Row, textOf } from './database.ts';

/** A source with its number in this database. */
export interface NumberedSource extends Source {
  readonly num: number;
}

/** Settings and state of an older version lack what came since: there the defaults stand. */
function sourceOf(row: Row): NumberedSource {
  return {
    num: intOf(row.num),
    id: textOf(row.id) ?? '',
    address: textOf(row.address) ?? '',
    title: textOf(row.title) ?? '',
    feedTitle: textOf(row.feed_title),
    link: textOf(row.link),
    language: textOf(row.language),
    section: textOf(row.section),
    tags: jsonOf<readonly string[]>(row.tags, []),
    // Rows of older versions lack what was added since.
    settings: { ...plainSettings, ...jsonOf<Partial<SourceSettings>>(row.settings, {}) },
    state: { ...freshState, ...jsonOf<Partial<FetchState>>(row.state, {}) },
    addedAt: intOf(row.added_at),
  };
}

export function readSources(db: Database): readonly NumberedSource[] {
  return db.all('SELECT * FROM source WHERE removed = 0 ORDER BY num').map(sourceOf);
}

export function sources(db: Database): readonly Source[] {
  return readSources(db).map(({ num, ...source }) => source);
}

/** The numbers of the sources whose articles must not show. */
export function removedSources(db: Database): readonly number[] {
  return db.all('SELECT num FROM source WHERE removed = 1').map(({ num }) => intOf(num));
}

const put = `INSERT INTO source (id, address, title, feed_title, link, language, section, tags, settings, state, added_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET removed = 0, address = excluded.address, title = excluded.title,
    feed_title = excluded.feed_title, link = excluded.link, language = excluded.language, section = excluded.section,
    tags = excluded.tags, settings = excluded.settings, state = excluded.state, added_at = excluded.added_at`;

export function putSources(db: Database, sources: readonly Source[]): void {
  db.write(() => {
    for (const source of sources) {
      const { id, address, title, feedTitle, link, language, section } = source;
      const json = [listJson(source.tags), JSON.stringify(source.settings), JSON.stringify(source.state)] as const;
      db.run(put, id, address, title, feedTitle, link, language, section, ...json, source.addedAt);
    }
    touch(db);
  });
}

export function setRemoved(db: Database, ids: readonly string[], removed: boolean): void {
  db.write(() => {
    for (const id of ids) db.run('UPDATE source SET removed = ? WHERE id = ?', removed ? 1 : 0, id);
    touch(db);
  });
}

/** The number of a source, removed or not; null where there is none. */
export function sourceNumber(db: Database, id: string): number | null {
  const row = db.get('SELECT num FROM source WHERE id = ?', id);
  return row ? intOf(row.num) : null;
}

/** The address that the reader gave is kept: ids of articles are made from it, and secrets belong to its origin alone. */
const move = `UPDATE source SET address = ?,
    settings = json_set(settings, '$.givenAddress', coalesce(json_extract(settings, '$.givenAddress'), address))
  WHERE num = ?`;

export function saveStates(
  db: Database,
  states: readonly { readonly sourceId: string; readonly state: FetchState }[],
): void {
  db.write(() => {
    for (const { sourceId, state } of states)
      db.run('UPDATE source SET state = ? WHERE id = ?', JSON.stringify(state), sourceId);
  });
}

/** Stores how the fetch went and what the feed says of itself; true where a reader could see a difference. */
export function updateSource(db: Database, num: number, update: SourceUpdate): boolean {
  db.run('UPDATE source SET state = ? WHERE num = ?', JSON.stringify(update.state), num);
  if (update.address !== null) db.run(move, update.address, num);
  const row = db.get('SELECT * FROM source WHERE num = ?', num);
  if (!update.feed || !row) return false;
  const source = sourceOf(row);
  const feedTitle = update.feed.title ?? source.feedTitle;
  const title = isStandIn(source) && feedTitle ? feedTitle : source.title;
  const link = update.feed.link ?? source.link;
  const language = update.feed.language ?? source.language;
  const same =
    feedTitle === source.feedTitle && title === source.title && link === source.link && language === source.language;
  if (same) return false;
  db.run(
    'UPDATE source SET title = ?, feed_title = ?, link = ?, language = ? WHERE num = ?',
    title,
    feedTitle,
    link,
    language,
    num,
  );
  return true;
}

/** True where the title is not the reader's: it is the feed's, or made from the address before the first fetch. */
function isStandIn({ title, feedTitle, address }: Source): boolean {
  if (feedTitle !== null) return title === feedTitle;
  const host = /^https?:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(address)?.[1];
  if (host) return title.includes('.') && host.endsWith(title);
  const file = address.replace(/^.*[/:]/, '');
  return title === '' || title === file || encodeURIComponent(title) === file;
}
