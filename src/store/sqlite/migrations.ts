/**
 * The schema as an append-only list: `PRAGMA user_version` is how many are done. A released entry is never edited.
 *
 * An article's `row` is its place in time: the sorting time in milliseconds times 2,048, plus a place within that
 * millisecond (rows.ts). So the table, every index and the full-text index all stand in the order of lists, and any
 * of them can be read newest first without sorting.
 */

/** The full-text index: made anew where it is damaged, so it stands apart. */
export const textIndex = `CREATE VIRTUAL TABLE article_text USING fts5(
  title, body, authors, tags, marked,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
INSERT INTO article_text (article_text, rank) VALUES ('hashsize', 8388608);
INSERT INTO article_text (article_text, rank) VALUES ('pgsz', 8000);
INSERT INTO article_text (article_text, rank) VALUES ('automerge', 16);
`;

const first = `
CREATE TABLE source (
  num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, removed INTEGER NOT NULL DEFAULT 0,
  address TEXT NOT NULL, title TEXT NOT NULL, feed_title TEXT, link TEXT, language TEXT, section TEXT, tags TEXT,
  settings TEXT NOT NULL, state TEXT NOT NULL, added_at INTEGER NOT NULL
);
CREATE TABLE tag (num INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE section (num INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE language (num INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL);

CREATE TABLE article (
  row INTEGER PRIMARY KEY, source INTEGER NOT NULL, section INTEGER, language INTEGER, hidden INTEGER NOT NULL DEFAULT 0,
  read_at INTEGER, favorite_at INTEGER, sorted_at INTEGER NOT NULL, fetched_at INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE, identity_key INTEGER NOT NULL, link_key INTEGER,
  title TEXT, link TEXT, tags TEXT, own_tags TEXT, authors TEXT, published INTEGER, updated INTEGER, rtl INTEGER NOT NULL,
  minutes INTEGER, summary TEXT, image TEXT, comments_link TEXT, comment_count INTEGER,
  identity TEXT NOT NULL, fingerprint TEXT NOT NULL, guid TEXT, text_length INTEGER NOT NULL,
  provenance TEXT NOT NULL, extra TEXT
);
CREATE INDEX article_source ON article (source);
CREATE INDEX article_section ON article (section) WHERE section IS NOT NULL;
CREATE INDEX article_language ON article (language) WHERE language IS NOT NULL;
CREATE INDEX article_unread ON article (row) WHERE read_at IS NULL AND hidden = 0;
CREATE INDEX article_read ON article (row) WHERE read_at IS NOT NULL;
CREATE INDEX article_favorite ON article (row) WHERE favorite_at IS NOT NULL;
CREATE INDEX article_identity ON article (identity_key);
CREATE INDEX article_link ON article (link_key) WHERE link_key IS NOT NULL;
CREATE TABLE article_tag (tag INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (tag, row)) WITHOUT ROWID;
CREATE TABLE body (row INTEGER PRIMARY KEY, data ANY NOT NULL);
${textIndex}
CREATE TABLE count_source (source INTEGER PRIMARY KEY, articles INTEGER NOT NULL, unread INTEGER NOT NULL);
CREATE TABLE count_section (
  section INTEGER NOT NULL, source INTEGER NOT NULL, articles INTEGER NOT NULL, unread INTEGER NOT NULL,
  PRIMARY KEY (section, source)
) WITHOUT ROWID;
CREATE TABLE count_tag (
  tag INTEGER NOT NULL, source INTEGER NOT NULL, articles INTEGER NOT NULL, unread INTEGER NOT NULL,
  PRIMARY KEY (tag, source)
) WITHOUT ROWID;

CREATE TABLE favorite (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE journal (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, action ANY NOT NULL);
CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (key TEXT PRIMARY KEY, value ANY NOT NULL) WITHOUT ROWID;
INSERT INTO state VALUES ('version', 0);
`;

/**
 * Articles that retention took away, by the keys of their identities, so that a feed that still lists them does not bring
 * them back; and the articles that may go: read, no favorites, without own tags.
 */
const retention = `
CREATE TABLE pruned (source INTEGER NOT NULL, key INTEGER NOT NULL, missed_at INTEGER, PRIMARY KEY (source, key)) WITHOUT ROWID;
CREATE INDEX article_spent ON article (source)
  WHERE read_at IS NOT NULL AND favorite_at IS NULL AND own_tags IS NULL;
`;

/**
 * Keys under their sources: what a refresh looks up and adds then stands on a few pages of these indexes, where keys of all
 * sources together put every article on a page of its own, which has to be read, kept and written.
 */
const keysBySource = `
DROP INDEX article_identity;
DROP INDEX article_link;
CREATE INDEX article_identity ON article (source, identity_key);
CREATE INDEX article_link ON article (source, link_key) WHERE link_key IS NOT NULL;
`;

export const migrations: readonly string[] = [first, retention, keysBySource];

/** "news" in ASCII: tells our files from those of other programs (PRAGMA application_id). */
export const applicationId = 0x6e657773;
