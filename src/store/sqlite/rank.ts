/**
 * The order of a search, best first. Scoring every hit of a common word takes seconds on a large store, so only the
 * newest hits are scored, and all (newest) hits in titles; the rest follow by time. Scores are settled in two steps:
 * what the index can tell of all candidates, then the stored text of the best.
 */
import { type Filter, textsOf } from '../../core/query.ts';
import { readBody } from './bodies.ts';
import { resolve } from './conditions.ts';
import { type Database, intOf, jsonOf, textOf } from './database.ts';
import { matchOf, nearMatch, type Phrase, phrasesOf, placesOf, tokensOf } from './full-text.ts';
import type { Names } from './names.ts';
import { bound, select } from './select.ts';

/** So many of the newest hits, and of the newest hits in titles, are candidates. */
const candidates = 2000;
/** And so many where each hit has to be looked up elsewhere too: of a common word many are passed over for one that fits. */
const narrowedCandidates = 500;
/** So many of the best candidates are scored by their text. */
const readThrough = 100;
/** What stands first in a text says what it is about; the rest would only cost time. */
const readCharacters = 6000;

export interface Ranking {
  /** Rows, best first. */
  readonly best: readonly number[];
  /** The filter's hits that are not among the best, if there are more: rows before the first, and not in titles from the second on. */
  readonly rest: { readonly before: number; readonly titlesFrom: number } | null;
  /** The filter with its words asked for in titles. */
  readonly inTitles: Filter;
}

function titlesOnly(filter: Filter): Filter {
  switch (filter.kind) {
    case 'text':
      return filter.field === null ? { ...filter, field: 'title' } : filter;
    case 'and':
      return { kind: 'and', all: filter.all.map(titlesOnly) };
    case 'or':
      return { kind: 'or', any: filter.any.map(titlesOnly) };
    default:
      return filter;
  }
}

/** True where the words alone do not tell whether an article fits. */
function isNarrowed(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.all.some(isNarrowed);
    case 'or':
      return filter.any.some(isNarrowed);
    case 'not':
      return isNarrowed(filter.filter);
    default:
      return !['text', 'since', 'until'].includes(filter.kind);
  }
}

export function rank(db: Database, names: Names, filter: Filter, removed: readonly number[]): Ranking {
  const limit = isNarrowed(filter) ? narrowedCandidates : candidates;
  const newest = (part: Filter) => {
    const { sql, values } = select(db, resolve(db, names, part), removed, false);
    return db.all(`${sql} ORDER BY row DESC LIMIT ${limit}`, ...values).map(({ row }) => intOf(row));
  };
  const inTitles = titlesOnly(filter);
  const recent = newest(filter);
  const titled = newest(inTitles);
  const oldest = recent.at(-1) ?? 0;
  const rough = roughOrder(db, names, filter, recent, titled);
  const phrases = textsOf(filter).flatMap(phrasesOf);
  const read = rough
    .slice(0, readThrough)
    .map(({ row, score }) => ({ row, score: score + textScore(db, row, phrases) }));
  const best = [...read.sort(byScore), ...rough.slice(readThrough)].map(({ row }) => row);
  const isCut = recent.length === limit;
  return {
    best,
    inTitles,
    rest: isCut ? { before: oldest, titlesFrom: titled.at(-1) ?? Number.MAX_SAFE_INTEGER } : null,
  };
}

interface Scored {
  readonly row: number;
  readonly score: number;
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || b.row - a.row;
}

/** By what the index tells: all words in the title, as a tag, as an author, near each other; then the newest first. */
function roughOrder(
  db: Database,
  names: Names,
  filter: Filter,
  recent: readonly number[],
  titled: readonly number[],
): readonly Scored[] {
  const scores = new Map<number, number>();
  const rows = [...new Set([...recent, ...titled])].sort((a, b) => b - a);
  for (const [index, row] of rows.entries()) scores.set(row, 1 - index / rows.length);
  const raise = (row: number, by: number) => scores.has(row) && scores.set(row, (scores.get(row) ?? 0) + by);
  for (const row of titled) raise(row, 8);
  const texts = filter.kind === 'or' ? [] : textsOf(filter).filter(({ field }) => field === null);
  const phrases = texts.flatMap(phrasesOf);
  if (phrases.length > 0) {
    const oldest = recent.at(-1) ?? 0;
    for (const row of tagged(db, names, texts.map(({ text }) => text).join(' '), oldest)) raise(row, 3);
    for (const row of hits(db, matchOf(phrases, 'author'), oldest)) raise(row, 3);
    const near = nearMatch(phrases);
    if (near) for (const row of hits(db, near, oldest)) raise(row, 2);
  }
  return rows.map((row) => ({ row, score: scores.get(row) ?? 0 })).sort(byScore);
}

function hits(db: Database, match: string, from: number): readonly number[] {
  const sql = `SELECT rowid AS row FROM article_text WHERE article_text MATCH ? AND rowid >= ${bound} ORDER BY rowid DESC LIMIT ${candidates}`;
  return db.all(sql, match, from).map(({ row }) => intOf(row));
}

function tagged(db: Database, names: Names, name: string, from: number): readonly number[] {
  const tag = names.find('tag', name);
  if (tag === null) return [];
  const sql = `SELECT row FROM article_tag WHERE tag = ? AND row >= ${bound} ORDER BY row DESC LIMIT ${candidates}`;
  return db.all(sql, tag, from).map(({ row }) => intOf(row));
}

/** Up to 3 for how often the words stand in the text for its length, up to 4 for how much of the title they make up. */
function textScore(db: Database, row: number, phrases: readonly Phrase[]): number {
  if (phrases.length === 0) return 0;
  const article = db.get('SELECT title, summary, tags FROM article WHERE row = ?', row);
  const body = readBody(db, row).text ?? textOf(article?.summary) ?? '';
  const words = tokensOf(body.slice(0, readCharacters));
  const title = tokensOf(textOf(article?.title) ?? '');
  const tags = tokensOf(jsonOf<readonly string[]>(article?.tags, []).join(' '));
  const length = 0.4 + (0.6 * words.length) / 300;
  let score = 0;
  let inTitle = 0;
  for (const phrase of phrases) {
    const times = placesOf(phrase, words).length;
    score += (3 * times) / (times + 1.2 * length);
    const titled = placesOf(phrase, title).length;
    if (titled > 0) score += 2;
    inTitle += titled * phrase.tokens.length;
    if (placesOf(phrase, tags).length > 0) score += 1;
  }
  const titleShare = title.length === 0 ? 0 : Math.min(1, inTitle / title.length);
  return score / phrases.length + 2 * titleShare;
}
