/**
 * A long list of which only the neighborhood of the cursor is held. The store hands out keyset pages, so rows are known
 * from the top as far as the reader has gone, and, after a jump to the end, from the bottom. Pages far from the viewport
 * are let go and fetched again by their cursor.
 */
import type { Article } from '../core/article.ts';
import type { Cursor, Found } from '../core/query.ts';

export type Headline = Found<Article>;

export const pageSize = 100;
/** Pages kept on either side of the viewport: some 3,000 headlines, a few megabytes. */
const keptPages = 15;

export interface Pages {
  readonly rows: ReadonlyMap<number, readonly Headline[]>;
  /** Page number to what its fetch goes on after; known for 0 and wherever a fetch ended. */
  readonly cursors: ReadonlyMap<number, Cursor | null>;
  /** Rows known from the top, held or let go. */
  readonly headEnd: number;
  /** True where headEnd is the end of everything. */
  readonly ended: boolean;
  readonly tail: Tail | null;
}

export interface Tail {
  /** Index of rows[0]; total - rows.length. */
  readonly start: number;
  readonly rows: readonly Headline[];
  /** Goes on towards the top. */
  readonly next: Cursor | null;
}

/** What must be asked of the store so that a page can be shown. */
export interface PageRequest {
  readonly firstPage: number;
  readonly after: Cursor | null;
  readonly limit: number;
}

export const noPages: Pages = {
  rows: new Map(),
  cursors: new Map([[0, null]]),
  headEnd: 0,
  ended: false,
  tail: null,
};

export function rowAt(pages: Pages, index: number): Headline | null {
  const held = pages.rows.get(Math.floor(index / pageSize))?.[index % pageSize];
  if (held) return held;
  const { tail } = pages;
  return tail && index >= tail.start ? (tail.rows[index - tail.start] ?? null) : null;
}

/** How many rows there are, as far as is known: a lower bound until the end was seen. */
export function knownLength(pages: Pages): number {
  if (pages.ended) return pages.headEnd;
  return pages.tail ? pages.tail.start + pages.tail.rows.length : pages.headEnd;
}

/** The nearest index that a cursor may stand on when it moves to `wanted`: it does not jump into rows nobody has seen. */
export function reachable(pages: Pages, wanted: number, from: number): number {
  const last = knownLength(pages) - 1;
  const index = Math.max(0, Math.min(wanted, last));
  const { tail } = pages;
  if (pages.ended || !tail || index < pages.headEnd || index >= tail.start) return index;
  return from >= tail.start ? tail.start : Math.max(0, pages.headEnd - 1);
}

/** Rows as a fetch of `request` brought them. */
export function withRows(pages: Pages, request: PageRequest, found: readonly Headline[], next: Cursor | null): Pages {
  const rows = new Map(pages.rows);
  const cursors = new Map(pages.cursors);
  const pageCount = Math.max(1, Math.ceil(found.length / pageSize));
  for (let page = 0; page < pageCount; page += 1) {
    rows.set(request.firstPage + page, found.slice(page * pageSize, (page + 1) * pageSize));
  }
  const end = request.firstPage * pageSize + found.length;
  if (next !== null && found.length % pageSize === 0) cursors.set(request.firstPage + pageCount, next);
  const grown = end >= pages.headEnd;
  return {
    ...pages,
    rows,
    cursors,
    headEnd: grown || next === null ? end : pages.headEnd,
    ended: next === null || (pages.ended && !grown),
  };
}

/** The last rows of everything, found by the opposite order; `found` is newest last. */
export function withTail(pages: Pages, found: readonly Headline[], next: Cursor | null, total: number): Pages {
  const start = Math.max(0, total - found.length);
  return { ...pages, tail: { start, rows: found, next } };
}

/** More rows above the tail; `found` stands in list order. */
export function withMoreTail(pages: Pages, found: readonly Headline[], next: Cursor | null): Pages {
  if (!pages.tail) return pages;
  const rows = [...found, ...pages.tail.rows];
  return { ...pages, tail: { start: Math.max(0, pages.tail.start - found.length), rows, next } };
}

/** Lets go of what is far from the viewport. */
export function trimmed(pages: Pages, top: number): Pages {
  const here = Math.floor(top / pageSize);
  const far = (page: number) => Math.abs(page - here) > keptPages;
  if (![...pages.rows.keys()].some(far)) return pages;
  return { ...pages, rows: new Map([...pages.rows].filter(([page]) => !far(page))) };
}

/** What is missing for the rows from `first` to `last`, or null. Looks a page ahead so that scrolling never waits. */
export function missing(pages: Pages, first: number, last: number): PageRequest | null {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(0, last) / pageSize);
  for (let page = from; page <= to; page += 1) {
    const start = page * pageSize;
    if (pages.rows.has(page) || start >= pages.headEnd) continue;
    return requestFor(pages, page);
  }
  if (pages.ended || last < pages.headEnd) return null;
  if (pages.tail && first >= pages.tail.start) return null;
  return requestFor(pages, Math.ceil(pages.headEnd / pageSize));
}

function requestFor(pages: Pages, page: number): PageRequest {
  let firstPage = page;
  while (firstPage > 0 && !pages.cursors.has(firstPage)) firstPage -= 1;
  return { firstPage, after: pages.cursors.get(firstPage) ?? null, limit: (page - firstPage + 1) * pageSize };
}

/** The pages with every held row passed through `change`; those it gives back as they are stay the same object. */
export function mapRows(pages: Pages, change: (article: Article) => Article): Pages {
  const changeRow = (row: Headline): Headline => {
    const article = change(row.article);
    return article === row.article ? row : { ...row, article };
  };
  const changeRows = (rows: readonly Headline[]) => {
    const changed = rows.map(changeRow);
    return changed.some((row, index) => row !== rows[index]) ? changed : rows;
  };
  return {
    ...pages,
    rows: new Map([...pages.rows].map(([page, rows]) => [page, changeRows(rows)])),
    tail: pages.tail && { ...pages.tail, rows: changeRows(pages.tail.rows) },
  };
}

/** Where an article stands among the held rows, or -1. */
export function indexOfArticle(pages: Pages, id: string): number {
  for (const [page, rows] of pages.rows) {
    const index = rows.findIndex(({ article }) => article.id === id);
    if (index >= 0) return page * pageSize + index;
  }
  const index = pages.tail?.rows.findIndex(({ article }) => article.id === id) ?? -1;
  return index < 0 || !pages.tail ? -1 : pages.tail.start + index;
}
