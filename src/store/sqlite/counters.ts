/** How many articles, and how many of them unread, stand under each source, section and tag: kept, never counted by scanning. */
import type { Database } from './database.ts';

/** Where one article is counted; `section` 0 stands for articles that name none. */
export interface Place {
  readonly source: number;
  readonly section: number;
  readonly tags: readonly number[];
}

export interface Tally {
  /** Adds to the counts of everything that an article stands under. */
  readonly add: (place: Place, articles: number, unread: number) => void;
  /** Writes what was added, inside the caller's transaction. */
  readonly write: () => void;
}

interface Change {
  articles: number;
  unread: number;
}

function bump(changes: Map<string, Change>, key: string, articles: number, unread: number): void {
  const change = changes.get(key);
  if (!change) changes.set(key, { articles, unread });
  else {
    change.articles += articles;
    change.unread += unread;
  }
}

const raise = 'DO UPDATE SET articles = articles + excluded.articles, unread = unread + excluded.unread';

/** Gathers the changes of one transaction, so that fifty articles of one source are one write to its counter. */
export function tally(db: Database): Tally {
  const sources = new Map<string, Change>();
  const sections = new Map<string, Change>();
  const tags = new Map<string, Change>();

  function writeAll(changes: Map<string, Change>, sql: string): void {
    for (const [key, { articles, unread }] of changes) {
      if (articles !== 0 || unread !== 0) db.run(sql, ...key.split(' ').map(Number), articles, unread);
    }
    changes.clear();
  }

  return {
    add: (place, articles, unread) => {
      bump(sources, `${place.source}`, articles, unread);
      bump(sections, `${place.section} ${place.source}`, articles, unread);
      for (const tag of place.tags) bump(tags, `${tag} ${place.source}`, articles, unread);
    },
    write: () => {
      writeAll(sources, `INSERT INTO count_source VALUES (?, ?, ?) ON CONFLICT (source) ${raise}`);
      writeAll(sections, `INSERT INTO count_section VALUES (?, ?, ?, ?) ON CONFLICT (section, source) ${raise}`);
      writeAll(tags, `INSERT INTO count_tag VALUES (?, ?, ?, ?) ON CONFLICT (tag, source) ${raise}`);
    },
  };
}

/** Raises the number that version() tells: in every transaction that changes what a reader can see. */
export function touch(db: Database): void {
  db.run("UPDATE state SET value = value + 1 WHERE key = 'version'");
}
