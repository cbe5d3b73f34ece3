/** Makes again from the articles whatever follows from them: tags by number, counters, indexes, favorites, search. */

import { distinctTags } from './article-rows.ts';
import { badBodies, readBody } from './bodies.ts';
import { tally, touch } from './counters.ts';
import { type Database, intOf, jsonOf, textOf } from './database.ts';
import { indexArticle } from './full-text.ts';
import { textIndex } from './migrations.ts';
import type { Names } from './names.ts';
import { placeOf } from './reader-state.ts';

/**
 * One transaction: whoever reads meanwhile sees what was there before, and a process that is killed leaves it so.
 * Throws what SQLite throws where the file is too damaged for it.
 */
export function rebuild(db: Database, names: Names): void {
  db.write(() => {
    db.run('DROP TABLE article_text');
    db.exec(textIndex);
    db.exec(
      'REINDEX; DELETE FROM article_tag; DELETE FROM count_source; DELETE FROM count_section; DELETE FROM count_tag',
    );
    dropBadBodies(db);
    const wanted = '(SELECT at FROM favorite f WHERE f.id = article.id)';
    db.run(`UPDATE article SET favorite_at = ${wanted} WHERE favorite_at IS NOT ${wanted}`);
    // The index of favorites is looked through again with the next command.
    db.run("DELETE FROM state WHERE key = 'favorites'");
    writeDerived(db, names);
    db.run("INSERT OR IGNORE INTO state VALUES ('version', 0)");
    touch(db);
  });
}

/** Rows of articles are read so many at a time: changes are made between the reads. */
const batch = 500;

function writeDerived(db: Database, names: Names): void {
  const counts = tally(db);
  for (let after = -1; ; ) {
    const rows = db.all('SELECT * FROM article WHERE row > ? ORDER BY row LIMIT ?', after, batch);
    for (const row of rows) {
      const number = intOf(row.row);
      const place = placeOf(names, row);
      for (const tag of place.tags) db.run('INSERT INTO article_tag VALUES (?, ?)', tag, number);
      if (row.hidden === 0) counts.add(place, 1, row.read_at === null ? 1 : 0);
      const all = [...jsonOf<readonly string[]>(row.tags, []), ...jsonOf<readonly string[]>(row.own_tags, [])];
      const { text } = readBody(db, number);
      const authors = jsonOf<readonly string[]>(row.authors, []);
      const indexed = {
        title: textOf(row.title),
        text,
        summary: textOf(row.summary),
        authors,
        tags: distinctTags(all),
      };
      indexArticle(db, number, indexed, true);
    }
    if (rows.length < batch) break;
    after = intOf(rows.at(-1)?.row);
  }
  counts.write();
}

/** An article whose text cannot be read is taken for changed by the next refresh that lists it, which brings the text again. */
function dropBadBodies(db: Database): void {
  db.run('DELETE FROM body WHERE row NOT IN (SELECT row FROM article)');
  for (const row of badBodies(db)) {
    db.run('DELETE FROM body WHERE row = ?', row);
    db.run("UPDATE article SET text_length = 0, fingerprint = '' WHERE row = ?", row);
  }
}

/** A quarter of the file must be free before it is written anew: that takes as much room again while it lasts. */
const worthwhile = 0.25;

/** Pages of the search index that are merged in one transaction: a fraction of a second. */
const mergedPages = 512;

/**
 * Merges the search index in steps, so that others who write get their turn (a negative number begins where nothing needs
 * it, and a step that changes less than two rows was the last: https://www.sqlite.org/fts5.html#the_merge_command); gives
 * back the room of what was deleted, and empties the log.
 */
export function compact(db: Database): void {
  const merge = (pages: number) =>
    db.write(() => {
      const before = intOf(db.get('SELECT total_changes() AS n')?.n);
      db.run("INSERT INTO article_text (article_text, rank) VALUES ('merge', ?)", pages);
      return intOf(db.get('SELECT total_changes() AS n')?.n) - before;
    });
  for (let changed = merge(-mergedPages); changed >= 2; ) changed = merge(mergedPages);
  const free = intOf(db.get('PRAGMA freelist_count')?.freelist_count);
  const pages = intOf(db.get('PRAGMA page_count')?.page_count);
  if (free > pages * worthwhile) db.exec('VACUUM');
  db.get('PRAGMA wal_checkpoint(TRUNCATE)');
}
