/** What must hold of a database file whatever happened to the processes that wrote it, counted by SQL of its own. */
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';

const tallies: readonly (readonly [name: string, kept: string, counted: string])[] = [
  [
    'sources',
    'SELECT source, articles, unread FROM count_source WHERE articles > 0 ORDER BY 1',
    'SELECT source, count(*) AS articles, sum(read_at IS NULL) AS unread FROM article WHERE hidden = 0 GROUP BY 1 ORDER BY 1',
  ],
  [
    'sections',
    'SELECT section, source, articles, unread FROM count_section WHERE articles > 0 ORDER BY 1, 2',
    `SELECT coalesce(section, 0) AS section, source, count(*) AS articles, sum(read_at IS NULL) AS unread FROM article
       WHERE hidden = 0 GROUP BY 1, 2 ORDER BY 1, 2`,
  ],
  [
    'tags',
    'SELECT tag, source, articles, unread FROM count_tag WHERE articles > 0 ORDER BY 1, 2',
    `SELECT tag, source, count(*) AS articles, sum(read_at IS NULL) AS unread FROM article_tag JOIN article USING (row)
       WHERE hidden = 0 GROUP BY 1, 2 ORDER BY 1, 2`,
  ],
  ['bodies without an article', 'SELECT row FROM body EXCEPT SELECT row FROM article', 'SELECT 1 WHERE 0'],
  ['rows of the index', 'SELECT rowid AS row FROM article_text ORDER BY 1', 'SELECT row FROM article ORDER BY 1'],
  ['tags without an article', 'SELECT row FROM article_tag EXCEPT SELECT row FROM article', 'SELECT 1 WHERE 0'],
];

/** Fails where the file, its full-text index, its counters or the parts of its articles do not agree. Returns how many articles there are. */
export function expectConsistent(path: string): number {
  const database = new DatabaseSync(path);
  try {
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.exec("INSERT INTO article_text (article_text) VALUES ('integrity-check')");
    for (const [name, kept, counted] of tallies)
      expect(database.prepare(kept).all(), name).toEqual(database.prepare(counted).all());
    return Number(database.prepare('SELECT count(*) AS total FROM article').get()?.total);
  } finally {
    database.close();
  }
}
