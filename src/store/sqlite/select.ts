/**
 * Conditions as SQL that gives rows. Each alternative of a condition is read from the one index that leaves least to
 * read, in the order of time, and checked against the rest; alternatives are merged, so that the first page of any of
 * a million articles costs little more than the first of a thousand.
 */
import type { SQLInputValue } from 'node:sqlite';
import { alternatives, type Condition } from './conditions.ts';
import { type Database, intOf } from './database.ts';

/** A SELECT without ORDER BY whose only column is `row`. */
export interface Select {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

interface Part {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** A place to read rows from. `row` is the column that stands in the order of time. */
interface Stream extends Part {
  readonly from: string;
  readonly row: string;
}

/** Numbers are bound as floating point, and FTS5 reads on past a bound that is no integer, to the end of a word's places. */
export const bound = 'CAST(? AS INTEGER)';

/** Below so many articles it is cheaper to look each up in the full-text index than to read all hits of a word. */
const fewForText = 3000;
/** A set of sources with at most so many articles is sorted; a larger one is met soon enough reading by time. */
const fewToSort = 20_000;

/**
 * Rows of articles that fit and may be shown. `whole`: all of them will be read, so that a "not" over text is better
 * found once than asked for each article.
 */
export function select(db: Database, condition: Condition, removed: readonly number[], whole: boolean): Select {
  const terms = alternatives(condition);
  const shown = visible(removed);
  if (!terms) {
    const check = predicate(condition, 'a.row', whole);
    return {
      sql: `SELECT a.row AS row FROM article a NOT INDEXED WHERE ${shown} AND ${check.sql}`,
      values: check.values,
    };
  }
  if (terms.length === 0) return { sql: 'SELECT row FROM article WHERE 0', values: [] };
  const selects = terms.map((term) => selectTerm(db, term, shown, whole));
  return { sql: selects.map(({ sql }) => sql).join(' UNION '), values: selects.flatMap(({ values }) => values) };
}

function visible(removed: readonly number[]): string {
  return removed.length === 0 ? 'a.hidden = 0' : `a.hidden = 0 AND a.source NOT IN (${removed.join(', ')})`;
}

function selectTerm(db: Database, term: readonly Condition[], shown: string, whole: boolean): Select {
  const conditions = joinTexts(term);
  const driver = chooseDriver(db, conditions);
  const stream = driver ? streamOf(driver) : scan;
  const others = conditions.filter((condition) => condition !== driver);
  const atOnce = whole || (others.some(asksText) && isWide(db, driver));
  const checks = others.map((condition) => predicate(condition, stream.row, atOnce));
  const where = [stream.sql, shown, ...checks.map(({ sql }) => sql)].filter(Boolean).join(' AND ');
  return {
    sql: `SELECT ${stream.row} AS row FROM ${stream.from} WHERE ${where}`,
    values: [...stream.values, ...checks.flatMap(({ values }) => values)],
  };
}

/** True where a text must be looked at beside the index that is read. */
function asksText(condition: Condition): boolean {
  if (condition.is === 'and') return condition.all.some(asksText);
  if (condition.is === 'or') return condition.any.some(asksText);
  return condition.is === 'text' || (condition.is === 'not' && asksText(condition.condition));
}

/** Asking the full-text index about each article in turn would take minutes where a word that must not stand in it stands in all. */
function isWide(db: Database, driver: Condition | null): boolean {
  return driver === null || estimate(db, driver) > fewForText;
}

/** All texts of a term as one expression: FTS5 joins its own lists faster than we could. */
function joinTexts(term: readonly Condition[]): readonly Condition[] {
  const wanted = term.flatMap((condition) => (condition.is === 'text' ? [condition.match] : []));
  if (wanted.length === 0) return term;
  const unwanted: string[] = [];
  const others = term.filter((condition) => {
    if (condition.is === 'not' && condition.condition.is === 'text') unwanted.push(condition.condition.match);
    else return condition.is !== 'text';
    return false;
  });
  const and = wanted.map((match) => `(${match})`).join(' AND ');
  const match = unwanted.length === 0 ? and : `(${and}) NOT (${unwanted.map((match) => `(${match})`).join(' OR ')})`;
  return [...others, { is: 'text', match }];
}

const scan: Stream = { from: 'article a NOT INDEXED', row: 'a.row', sql: '', values: [] };

const drivers: ReadonlySet<Condition['is']> = new Set([
  'tag',
  'source',
  'section',
  'sectionless',
  'language',
  'unread',
  'read',
  'favorite',
  'id',
  'text',
]); // prettier-ignore

/** The condition whose index is read; null where nothing beats reading all articles by time. */
function chooseDriver(db: Database, term: readonly Condition[]): Condition | null {
  const candidates = term.filter(({ is }) => drivers.has(is));
  const [first] = candidates;
  if (!first) return null;
  if (candidates.length === 1 && !isSet(first)) return first;
  const text = candidates.find(({ is }) => is === 'text') ?? null;
  let best: Condition | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === text) continue;
    const size = estimate(db, candidate);
    if (size >= least || (isSet(candidate) && size > fewToSort)) continue;
    best = candidate;
    least = size;
  }
  return text && least > fewForText ? text : best;
}

function isSet(condition: Condition): boolean {
  if (condition.is === 'source' || condition.is === 'sectionless') return condition.sources.length > 1;
  return condition.is === 'language' && condition.languages.length > 1;
}

/** About how many articles a condition fits, from the counters. */
function estimate(db: Database, condition: Condition): number {
  const total = (sql: string, ...values: SQLInputValue[]) => intOf(db.get(sql, ...values)?.total);
  const bounded = (where: string) =>
    total(`SELECT count(*) AS total FROM (SELECT 1 FROM article a WHERE ${where} LIMIT 10000)`);
  switch (condition.is) {
    case 'tag':
      return total('SELECT sum(articles) AS total FROM count_tag WHERE tag = ?', condition.tag);
    case 'section':
      return total('SELECT sum(articles) AS total FROM count_section WHERE section = ?', condition.section);
    case 'source':
    case 'sectionless':
      return total(`SELECT sum(articles) AS total FROM count_source WHERE source IN (${condition.sources.join(', ')})`);
    case 'unread':
      return total('SELECT sum(unread) AS total FROM count_source');
    case 'id':
      return condition.ids.length;
    case 'language':
      return bounded(`a.language IN (${condition.languages.join(', ')})`);
    case 'read':
      return bounded('a.read_at IS NOT NULL');
    case 'favorite':
      return bounded('a.favorite_at IS NOT NULL');
    default:
      return Number.POSITIVE_INFINITY;
  }
}

function streamOf(condition: Condition): Stream {
  const byIndex = (index: string, sql: string): Stream => ({
    from: `article a INDEXED BY ${index}`,
    row: 'a.row',
    sql,
    values: [],
  });
  switch (condition.is) {
    case 'tag':
      return {
        from: 'article_tag t CROSS JOIN article a ON a.row = t.row',
        row: 't.row',
        sql: 't.tag = ?',
        values: [condition.tag],
      };
    case 'text': {
      const from = 'article_text f CROSS JOIN article a ON a.row = f.rowid';
      return { from, row: 'f.rowid', sql: 'f.article_text MATCH ?', values: [condition.match] };
    }
    case 'source':
      return byIndex('article_source', `a.source ${oneOf(condition.sources)}`);
    case 'sectionless':
      return byIndex('article_source', `a.source ${oneOf(condition.sources)} AND a.section IS NULL`);
    case 'section':
      return byIndex('article_section', `a.section = ${condition.section}`);
    case 'language':
      return byIndex('article_language', `a.language ${oneOf(condition.languages)}`);
    case 'unread':
      return byIndex('article_unread', 'a.read_at IS NULL AND a.hidden = 0');
    case 'read':
      return byIndex('article_read', 'a.read_at IS NOT NULL');
    case 'favorite':
      return byIndex('article_favorite', 'a.favorite_at IS NOT NULL');
    case 'id':
      return {
        from: 'article a',
        row: 'a.row',
        sql: 'a.id IN (SELECT value FROM json_each(?))',
        values: [JSON.stringify(condition.ids)],
      };
    default:
      return scan;
  }
}

function oneOf(numbers: readonly number[]): string {
  return numbers.length === 1 ? `= ${numbers[0]}` : `IN (${numbers.join(', ')})`;
}

/** The condition as a check on article `a`, true or false and never unknown, so that NOT may stand before it. */
function predicate(condition: Condition, row: string, whole: boolean): Part {
  const plain = (sql: string, ...values: SQLInputValue[]): Part => ({ sql, values });
  // Rows of another index are checked in indexes, where neighbors stand on one page, before their articles are fetched.
  const isAhead = row !== 'a.row';
  switch (condition.is) {
    case 'any':
      return plain('1');
    case 'none':
      return plain('0');
    case 'tag':
      return plain(`EXISTS (SELECT 1 FROM article_tag e WHERE e.tag = ? AND e.row = ${row})`, condition.tag);
    case 'source':
      return isAhead && !isSet(condition)
        ? plain(listed('article_source', `e.source = ${condition.sources[0]}`, row))
        : plain(`a.source IN (${condition.sources.join(', ')})`);
    case 'sectionless':
      return plain(`(a.section IS NULL AND a.source IN (${condition.sources.join(', ')}))`);
    case 'section':
      return isAhead
        ? plain(listed('article_section', `e.section = ${condition.section}`, row))
        : plain(`a.section IS ${condition.section}`);
    case 'language':
      return plain(`coalesce(a.language, 0) IN (${condition.languages.join(', ')})`);
    case 'from':
      return plain(`${row} >= ${bound}`, condition.row);
    case 'before':
      return plain(`${row} < ${bound}`, condition.row);
    case 'arrived':
      return plain(`a.fetched_at >= ${bound}`, condition.at);
    case 'unread':
      return plain('a.read_at IS NULL');
    case 'read':
      return plain('a.read_at IS NOT NULL');
    case 'favorite':
      return plain('a.favorite_at IS NOT NULL');
    case 'id':
      return plain('a.id IN (SELECT value FROM json_each(?))', JSON.stringify(condition.ids));
    case 'text':
      return whole
        ? plain('a.row IN (SELECT rowid FROM article_text WHERE article_text MATCH ?)', condition.match)
        : plain(
            'EXISTS (SELECT 1 FROM article_text e WHERE e.article_text MATCH ? AND e.rowid = a.row)',
            condition.match,
          );
    case 'not': {
      const part = predicate(condition.condition, row, whole);
      return plain(`NOT (${part.sql})`, ...part.values);
    }
    case 'and':
    case 'or':
      return joined(condition.is === 'and' ? condition.all : condition.any, condition.is, row, whole);
  }
}

function listed(index: string, sql: string, row: string): string {
  return `EXISTS (SELECT 1 FROM article e INDEXED BY ${index} WHERE ${sql} AND e.row = ${row})`;
}

function joined(conditions: readonly Condition[], is: 'and' | 'or', row: string, whole: boolean): Part {
  if (conditions.length === 0) return { sql: is === 'and' ? '1' : '0', values: [] };
  const parts = conditions.map((condition) => predicate(condition, row, whole));
  const sql = `(${parts.map((part) => part.sql).join(is === 'and' ? ' AND ' : ' OR ')})`;
  return { sql, values: parts.flatMap(({ values }) => values) };
}
