/**
 * The query language, the same everywhere (list, search, mark, the viewer's filter):
 *
 *   query = and { "OR" and }      and = not { ["AND"] not }      not = ["-" | "NOT"] ( term | "(" query ")" )
 *   term  = word | word* | "exact words" | field:value | field:"value"
 */
import { NewsError } from './errors.ts';
import { allOf, type Filter } from './query.ts';
import { type QueryToken, queryTokens } from './query-tokens.ts';
import { parseMoment } from './time.ts';

/** What `field:value` may ask for, with an example each: the help is made from it. */
export const queryFields: readonly { readonly name: string; readonly example: string; readonly help: string }[] = [
  { name: 'tag', example: 'tag:china', help: 'has this tag, the publisher’s or yours' },
  { name: 'section', example: 'section:world', help: 'stands in this section' },
  { name: 'source', example: 'source:bbc', help: 'comes from this source (id, part of its title, or host)' },
  { name: 'author', example: 'author:smith', help: 'has this word in the byline' },
  { name: 'title', example: 'title:election', help: 'has this word in the headline' },
  { name: 'lang', example: 'lang:ar', help: 'is in this language' },
  { name: 'since', example: 'since:2d', help: 'is not older than this (2h, 3d, 1w, a date)' },
  { name: 'until', example: 'until:2026-11-01', help: 'is older than this' },
  { name: 'is', example: 'is:unread', help: 'unread, read or fav' },
];

/** Deeper nesting is no question of a person's; the parser is recursive and must not run out of stack. */
const maxDepth = 50;

interface Reader {
  readonly text: string;
  readonly tokens: readonly QueryToken[];
  readonly now: number;
  next: number;
  depth: number;
}

/** The filter that a query's text means; empty text is no condition. Throws NewsError "usage" that points at the place. */
export function parseQuery(text: string, now: number): Filter {
  const reader: Reader = { text, tokens: queryTokens(text), now, next: 0, depth: 0 };
  if (reader.tokens.length === 0) return { kind: 'all' };
  const filter = readOr(reader);
  const rest = reader.tokens[reader.next];
  if (rest) throw problem(reader, rest.at, `nothing is open that "${rest.text}" could close`);
  return filter;
}

function readOr(reader: Reader): Filter {
  const any = [readAnd(reader)];
  while (reader.tokens[reader.next]?.kind === 'or') {
    reader.next += 1;
    any.push(readAnd(reader));
  }
  return any.length === 1 && any[0] ? any[0] : { kind: 'or', any };
}

function readAnd(reader: Reader): Filter {
  const all = [readNot(reader)];
  for (;;) {
    const token = reader.tokens[reader.next];
    if (!token || token.kind === 'or' || token.kind === 'close') return allOf(all);
    if (token.kind === 'and') reader.next += 1;
    all.push(readNot(reader));
  }
}

function readNot(reader: Reader): Filter {
  let negative = false;
  while (reader.tokens[reader.next]?.kind === 'not') {
    negative = !negative;
    reader.next += 1;
  }
  const filter = readPrimary(reader);
  return negative ? { kind: 'not', filter } : filter;
}

function readPrimary(reader: Reader): Filter {
  const token = reader.tokens[reader.next];
  if (!token) throw problem(reader, reader.text.length, 'something must follow here');
  reader.next += 1;
  switch (token.kind) {
    case 'open':
      return readGroup(reader, token.at);
    case 'term':
      return readTerm(reader, token);
    case 'unclosed':
      throw problem(reader, token.at, 'the quote that opens here is never closed');
    default:
      throw problem(reader, token.at, `"${token.text}" needs something to stand with`);
  }
}

function readGroup(reader: Reader, at: number): Filter {
  reader.depth += 1;
  if (reader.depth > maxDepth) throw problem(reader, at, 'parentheses are nested too deep');
  const filter = readOr(reader);
  if (reader.tokens[reader.next]?.kind !== 'close')
    throw problem(reader, at, 'the parenthesis that opens here is never closed');
  reader.next += 1;
  reader.depth -= 1;
  return filter;
}

type Term = Extract<QueryToken, { kind: 'term' }>;

function readTerm(reader: Reader, term: Term): Filter {
  if (term.field === null) return textFilter(term, null);
  const value = term.value.trim();
  if (!value) throw problem(reader, term.at, `"${term.field}:" needs a value`);
  switch (term.field) {
    case 'tag':
      return { kind: 'tag', tag: value };
    case 'section':
      return { kind: 'section', section: value };
    case 'source':
      return { kind: 'source', name: value };
    case 'lang':
    case 'language':
      return { kind: 'language', language: value.toLowerCase() };
    case 'title':
      return textFilter(term, 'title');
    case 'author':
      return textFilter(term, 'author');
    case 'since':
    case 'until':
      return momentFilter(reader, term, term.field);
    case 'is':
      return stateFilter(reader, term);
    default: {
      const names = queryFields.map(({ name }) => name).join(', ');
      throw problem(
        reader,
        term.at,
        `there is no "${term.field}:" (there are ${names}; quote the words to find them as they are)`,
      );
    }
  }
}

function textFilter(term: Term, field: 'title' | 'author' | null): Filter {
  const prefix = !term.quoted && /[^*]\*$/.test(term.value);
  const text = prefix ? term.value.slice(0, -1) : term.value;
  return { kind: 'text', text, phrase: term.quoted, prefix, field };
}

function momentFilter(reader: Reader, term: Term, kind: 'since' | 'until'): Filter {
  const at = parseMoment(term.value, reader.now);
  if (at === null) {
    throw problem(reader, term.at, `"${term.value}" is no time (2h, 3d, 1w, yesterday, 2026-11-01)`);
  }
  return { kind, at };
}

function stateFilter(reader: Reader, term: Term): Filter {
  switch (term.value.toLowerCase()) {
    case 'unread':
      return { kind: 'read', read: false };
    case 'read':
      return { kind: 'read', read: true };
    case 'fav':
    case 'favorite':
    case 'favourite':
      return { kind: 'favorite' };
    default:
      throw problem(reader, term.at, `"is:${term.value}" is none of is:unread, is:read, is:fav`);
  }
}

function problem(reader: Reader, at: number, what: string): NewsError {
  const place = `${reader.text.slice(Math.max(0, at - 20), at)}▸${reader.text.slice(at, at + 30)}`;
  return new NewsError(
    'usage',
    `the query does not parse at character ${at + 1}: ${what}: ${place}`,
    'See "news help query" for the query language.',
    { at, what },
  );
}
