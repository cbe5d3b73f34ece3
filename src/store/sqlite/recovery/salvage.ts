/** What of a damaged file is taken over: the reader's sources first, then articles with their texts, then the rest. */
import type { Recovery, Saved } from '../../../core/upkeep.ts';
import { isBody } from '../bodies.ts';
import { type Database, intOf, type Row, textOf } from '../database.ts';
import { identityKey, linkKey } from '../keys.ts';
import type { StoredRecord, Value } from './records.ts';
import type { Trees } from './trees.ts';

export type Salvage = Omit<Recovery, 'kept'>;

/** Fills a new, empty database with what the trees of the damaged one still hold. The indexes are left to rebuild(). */
export function salvage(trees: Trees, db: Database): Salvage {
  const sources = saveSources(trees, db);
  for (const kind of ['section', 'language', 'tag'] as const) saveNames(trees, db, kind);
  const articles = saveArticles(trees, db);
  const texts = saveTexts(trees, db);
  saveOthers(trees, db);
  const lostSources = standIns(db);
  // The next refresh that lists such an article takes it for changed, and names its section again.
  for (const kind of ['section', 'language'])
    db.run(`UPDATE article SET ${kind} = NULL, fingerprint = '' WHERE ${kind} NOT IN (SELECT num FROM ${kind})`);
  return { sources: { saved: sources, lost: lostSources }, articles, texts };
}

// What cleaning keeps out of stored text (content/safe): a record that holds it was written over.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

type Test = (value: Value) => boolean;

const isCount: Test = (value) => typeof value === 'number' && Number.isSafeInteger(value);
const isText: Test = (value) => typeof value === 'string' && !controls.test(value);
const maybe =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
const isJson =
  (holds: (parsed: unknown) => boolean): Test =>
  (value) => {
    if (typeof value !== 'string' || controls.test(value)) return false;
    try {
      return holds(JSON.parse(value));
    } catch {
      return false;
    }
  };
const isTexts = isJson(
  (parsed) => Array.isArray(parsed) && parsed.every((one) => typeof one === 'string' && !controls.test(one)),
);
const isObject = isJson((parsed) => typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed));

/** What each column of an article must hold: a table of the schema in migrations.ts. The row number stands apart. */
const articleColumns: Readonly<Record<string, Test>> = {
  source: isCount,
  section: maybe(isCount),
  language: maybe(isCount),
  hidden: isCount,
  read_at: maybe(isCount),
  favorite_at: maybe(isCount),
  sorted_at: isCount,
  fetched_at: isCount,
  id: isText,
  identity_key: isCount,
  link_key: maybe(isCount),
  title: maybe(isText),
  link: maybe(isText),
  tags: maybe(isTexts),
  own_tags: maybe(isTexts),
  authors: maybe(isTexts),
  published: maybe(isCount),
  updated: maybe(isCount),
  rtl: isCount,
  minutes: maybe(isCount),
  summary: maybe(isText),
  image: maybe(isText),
  comments_link: maybe(isText),
  comment_count: maybe(isCount),
  identity: isText,
  fingerprint: isText,
  guid: maybe(isText),
  text_length: isCount,
  provenance: isObject,
  extra: maybe(isObject),
};

/** The names of a table's columns as they are now. Older files have the first of them: columns are only ever added. */
function columnsOf(db: Database, table: string): readonly string[] {
  return db.all(`PRAGMA table_info(${table})`).map(({ name }) => textOf(name) ?? '');
}

/** A record as a row. The row number's own column is null in the record. */
function rowOf({ row, values }: StoredRecord, columns: readonly string[]): Record<string, Value> {
  return Object.fromEntries(values.map((value, index) => [columns[index] ?? '', index === 0 ? row : value]));
}

/** False where a row with one of its unique values is there already. */
function insert(db: Database, table: string, row: Readonly<Record<string, Value>>): boolean {
  const names = Object.keys(row);
  const places = names.map(() => '?').join(', ');
  const sql = `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${places}) RETURNING 1`;
  return db.get(sql, ...Object.values(row)) !== undefined;
}

function saveSources(trees: Trees, db: Database): number {
  const columns = columnsOf(db, 'source');
  const fits = ({ values }: StoredRecord) =>
    values.length > 12 &&
    values.length <= columns.length &&
    values[0] === null &&
    [1, 3, 4].every((index) => isText(values[index] ?? null));
  let saved = 0;
  for (const record of trees.allRecords('source', fits)) {
    const row = rowOf(record, columns);
    const whole = {
      ...row,
      removed: row.removed === 1 ? 1 : 0,
      tags: isTexts(row.tags ?? null) ? (row.tags ?? null) : null,
      settings: isObject(row.settings ?? null) ? (row.settings ?? '{}') : '{}',
      state: withoutValidators(row.state ?? null),
      added_at: isCount(row.added_at ?? null) ? (row.added_at ?? 0) : 0,
    };
    if (insert(db, 'source', whole)) saved += 1;
  }
  return saved;
}

/** What was lost comes back with the next refresh only if the server does not answer that nothing is new. */
function withoutValidators(state: Value): string {
  if (typeof state !== 'string' || !isObject(state)) return '{}';
  const asked = { etag: null, lastModified: null, validatorsAt: null, bodyHash: null, freshUntil: null, nextAt: null };
  return JSON.stringify({ ...JSON.parse(state), ...asked });
}

/** From their own trees alone: tags, sections and languages look alike on a stray page, and a wrong section is worse than none. */
function saveNames(trees: Trees, db: Database, kind: 'section' | 'language' | 'tag'): void {
  const fits = ({ values: [num, folded = null, name = null, ...rest] }: StoredRecord) =>
    num === null && isText(folded) && isText(name) && rest.length === 0;
  for (const { row, values } of trees.records(kind, fits))
    insert(db, kind, { num: row, folded: values[1] ?? null, name: values[2] ?? null });
}

function saveArticles(trees: Trees, db: Database): Saved {
  const columns = columnsOf(db, 'article');
  const tests = columns.map((name) => articleColumns[name] ?? (() => true));
  const oldest = Object.keys(articleColumns).length + 1;
  const fits = ({ row, values }: StoredRecord) =>
    row >= 0 &&
    values.length >= oldest &&
    values.length <= columns.length &&
    values.every((value, index) => (index === 0 ? value === null : tests[index]?.(value)));
  let saved = 0;
  for (const record of trees.allRecords('article', fits)) {
    const row = rowOf(record, columns);
    const keys = {
      identity_key: identityKey(intOf(row.source), textOf(row.identity) ?? ''),
      link_key: linkKey(textOf(row.link)),
      favorite_at: null, // The favorites' file is the truth.
    };
    if (insert(db, 'article', { ...row, ...keys })) saved += 1;
  }
  return { saved, lost: countMissing(trees, db) };
}

/** The full-text index and the texts stand elsewhere in the file, under the same row numbers. */
function countMissing(trees: Trees, db: Database): number {
  const missing = new Set<number>();
  const note = ({ row }: StoredRecord) => {
    if (!db.get('SELECT 1 FROM article WHERE row = ?', row)) missing.add(row);
  };
  const isSize = ({ values }: StoredRecord) =>
    values.length === 3 && values[1] instanceof Uint8Array && isCount(values[2] ?? null);
  for (const record of trees.allRecords('article_text_docsize', isSize)) note(record);
  for (const record of trees.allRecords('body', isStoredBody)) note(record);
  return missing.size;
}

function isStoredBody({ values }: StoredRecord): boolean {
  const data = values[1];
  return values.length === 2 && (typeof data === 'string' || data instanceof Uint8Array) && isBody(data);
}

function saveTexts(trees: Trees, db: Database): Saved {
  let saved = 0;
  for (const { row, values } of trees.allRecords('body', isStoredBody)) {
    if (!db.get('SELECT 1 FROM article WHERE row = ?', row)) continue;
    if (insert(db, 'body', { row, data: values[1] ?? null })) saved += 1;
  }
  const lost = db.get(
    'SELECT count(*) AS lost FROM article WHERE text_length > 0 AND row NOT IN (SELECT row FROM body)',
  );
  // The next refresh that lists such an article takes it for changed, and brings its text again.
  db.run(
    "UPDATE article SET text_length = 0, fingerprint = '' WHERE text_length > 0 AND row NOT IN (SELECT row FROM body)",
  );
  return { saved, lost: intOf(lost?.lost) };
}

/** The undo journal, notes of the tool, and what retention took away: whatever of them is there. */
function saveOthers(trees: Trees, db: Database): void {
  const isEntry = ({ values }: StoredRecord) =>
    values.length === 3 && isCount(values[1] ?? null) && isObject(values[2] ?? null);
  for (const { row, values } of trees.allRecords('journal', isEntry))
    insert(db, 'journal', { id: row, at: values[1] ?? 0, action: values[2] ?? null });
  const isNote = ({ row, values }: StoredRecord) =>
    row === 0 && values.length === 2 && isText(values[0] ?? null) && isJson(() => true)(values[1] ?? null);
  for (const { values } of trees.records('note', isNote))
    insert(db, 'note', { key: values[0] ?? null, value: values[1] ?? null });
  const isTrace = ({ row, values }: StoredRecord) =>
    row === 0 &&
    values.length === 3 &&
    isCount(values[0] ?? null) &&
    isCount(values[1] ?? null) &&
    maybe(isCount)(values[2] ?? null);
  for (const { values } of trees.records('pruned', isTrace))
    insert(db, 'pruned', { source: values[0] ?? null, key: values[1] ?? null, missed_at: values[2] ?? null });
}

/** Articles whose source is lost stand under one that says so and is never fetched. Returns how many sources were lost. */
function standIns(db: Database): number {
  const orphans: readonly Row[] = db.all(
    'SELECT source, min(fetched_at) AS at FROM article WHERE source NOT IN (SELECT num FROM source) GROUP BY source',
  );
  for (const { source, at } of orphans) {
    insert(db, 'source', {
      num: intOf(source),
      id: `recovered${intOf(source)}`,
      address: `recovered:${intOf(source)}`,
      title: `Recovered: ${hostOfArticles(db, intOf(source)) ?? `source ${intOf(source)}`}`,
      settings: '{}',
      state: JSON.stringify({ gone: true }),
      added_at: intOf(at),
    });
  }
  return orphans.length;
}

function hostOfArticles(db: Database, source: number): string | null {
  const newest = db.get('SELECT link FROM article WHERE source = ? AND link IS NOT NULL ORDER BY row DESC', source);
  return /^https?:\/\/([^/:?#]+)/.exec(textOf(newest?.link) ?? '')?.[1] ?? null;
}
