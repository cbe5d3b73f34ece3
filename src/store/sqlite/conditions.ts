/** A filter as conditions on what this database holds: names are looked up, so that what remains is numbers and full-text expressions. */
import { foldName } from '../../core/fold.ts';
import type { Filter } from '../../core/query.ts';
import { sourceMatches } from '../../core/source.ts';
import { type Database, intOf, jsonOf, textOf } from './database.ts';
import { matchOf, phrasesOf } from './full-text.ts';
import type { Names } from './names.ts';
import { firstRowAt } from './rows.ts';
import { type NumberedSource, readSources } from './sources.ts';

export type Condition =
  | { readonly is: 'any' }
  | { readonly is: 'none' }
  | { readonly is: 'tag'; readonly tag: number }
  | { readonly is: 'source'; readonly sources: readonly number[] }
  | { readonly is: 'section'; readonly section: number }
  /** Articles of these sources that name no section of their own. */
  | { readonly is: 'sectionless'; readonly sources: readonly number[] }
  | { readonly is: 'language'; readonly languages: readonly number[] }
  /** Rows from this one on, or before it. */
  | { readonly is: 'from'; readonly row: number }
  | { readonly is: 'before'; readonly row: number }
  /** Stored at this time or later: no index knows, so that something else should leave little to read. */
  | { readonly is: 'arrived'; readonly at: number }
  | { readonly is: 'read' }
  | { readonly is: 'unread' }
  | { readonly is: 'favorite' }
  | { readonly is: 'id'; readonly ids: readonly string[] }
  | { readonly is: 'text'; readonly match: string }
  | { readonly is: 'and'; readonly all: readonly Condition[] }
  | { readonly is: 'or'; readonly any: readonly Condition[] }
  | { readonly is: 'not'; readonly condition: Condition };

const none: Condition = { is: 'none' };

/** Up to so many sources or languages are read as streams of their own, which keeps the order of time; more as one set. */
const maxStreams = 8;

/** Looks up the names in a filter. Sources are read only where a name needs them. */
export function resolve(db: Database, names: Names, filter: Filter): Condition {
  let sources: readonly NumberedSource[] | null = null;
  const allSources = () => {
    sources ??= readSources(db);
    return sources;
  };

  const numbersOf = (fits: (source: NumberedSource) => boolean) =>
    allSources()
      .filter(fits)
      .map(({ num }) => num);

  function visit(part: Filter): Condition {
    switch (part.kind) {
      case 'all':
        return { is: 'any' };
      case 'text': {
        const phrases = phrasesOf(part);
        return phrases.length === 0 ? none : { is: 'text', match: matchOf(phrases, part.field) };
      }
      case 'tag':
        return tagged(part.tag);
      case 'section':
        return sectioned(part.section);
      case 'source':
        return split(
          'source',
          numbersOf((source) => sourceMatches(source, part.name)),
        );
      case 'language':
        return spoken(db, part.language);
      case 'since':
      case 'until':
      case 'arrived':
        return timed(part);
      case 'read':
        return { is: part.read ? 'read' : 'unread' };
      case 'favorite':
        return { is: 'favorite' };
      case 'id':
        return part.ids.length === 0 ? none : { is: 'id', ids: part.ids };
      case 'and':
        return { is: 'and', all: part.all.map(visit) };
      case 'or':
        return anyOf(part.any.map(visit));
      case 'not':
        return { is: 'not', condition: visit(part.filter) };
    }
  }

  function tagged(name: string): Condition {
    const tag = names.find('tag', name);
    const folded = foldName(name);
    const whole = givingSources(db, 'tags').filter(({ given }) =>
      jsonOf<readonly string[]>(given, []).some((own) => foldName(own) === folded),
    );
    return anyOf([tag === null ? none : { is: 'tag', tag }, split('source', numbered(whole))]);
  }

  function sectioned(name: string): Condition {
    const section = names.find('section', name);
    const folded = foldName(name);
    const standing = givingSources(db, 'section').filter(({ given }) => foldName(given) === folded);
    return anyOf([section === null ? none : { is: 'section', section }, split('sectionless', numbered(standing))]);
  }

  return visit(filter);
}

function spoken(db: Database, name: string): Condition {
  const wanted = foldName(name).replaceAll('_', '-');
  const languages = db.all('SELECT num, folded FROM language').flatMap((row) => {
    const folded = (textOf(row.folded) ?? '').replaceAll('_', '-');
    return folded === wanted || folded.startsWith(`${wanted}-`) ? [intOf(row.num)] : [];
  });
  if (languages.length > maxStreams) return { is: 'language', languages };
  return anyOf(languages.map((language) => ({ is: 'language', languages: [language] })));
}

function timed({ kind, at }: Extract<Filter, { readonly kind: 'since' | 'until' | 'arrived' }>): Condition {
  if (kind === 'arrived') return { is: 'arrived', at };
  return { is: kind === 'since' ? 'from' : 'before', row: firstRowAt(at) };
}

interface Giving {
  readonly num: number;
  readonly given: string;
}

/** The sources that give their articles tags or a section: mostly few, where there may be thousands of sources. */
function givingSources(db: Database, column: 'tags' | 'section'): readonly Giving[] {
  const rows = db.all(`SELECT num, ${column} AS given FROM source WHERE removed = 0 AND ${column} IS NOT NULL`);
  return rows.map(({ num, given }) => ({ num: intOf(num), given: textOf(given) ?? '' }));
}

function numbered(sources: readonly Giving[]): readonly number[] {
  return sources.map(({ num }) => num);
}

function split(is: 'source' | 'sectionless', sources: readonly number[]): Condition {
  if (sources.length === 0) return none;
  if (sources.length > maxStreams) return { is, sources };
  return anyOf(sources.map((source) => ({ is, sources: [source] })));
}

function anyOf(conditions: readonly Condition[]): Condition {
  const real = conditions.filter(({ is }) => is !== 'none');
  if (real.length === 0) return none;
  return real.length === 1 && real[0] ? real[0] : { is: 'or', any: real };
}

/** More terms than this are not worth a stream each. */
const maxTerms = 24;

/**
 * The condition as alternatives, each a list of conditions that hold together and none of which is "and" or "or";
 * null where there would be too many of them.
 */
export function alternatives(condition: Condition): readonly (readonly Condition[])[] | null {
  switch (condition.is) {
    case 'any':
      return [[]];
    case 'none':
      return [];
    case 'or': {
      const terms: (readonly Condition[])[] = [];
      for (const part of condition.any) {
        const found = alternatives(part);
        if (!found) return null;
        terms.push(...found);
      }
      return terms.length > maxTerms ? null : terms;
    }
    case 'and': {
      let terms: readonly (readonly Condition[])[] = [[]];
      for (const part of condition.all) {
        const found = alternatives(part);
        if (!found || terms.length * found.length > maxTerms) return null;
        terms = terms.flatMap((term) => found.map((more) => [...term, ...more]));
      }
      return terms;
    }
    default:
      return [[condition]];
  }
}
