/** Invented sources and articles for the store's contract, each a line long. */
import { type Draft, draft } from '../../src/core/article.ts';
import type { Change } from '../../src/core/merge.ts';
import type { Store } from '../../src/core/ports.ts';
import type { Filter, Query, Sort } from '../../src/core/query.ts';
import { freshState, plainSettings, type Source } from '../../src/core/source.ts';

/** Opens the store kept at a place; the same place again is the same store. */
export type OpenStore = (place: string, now: () => number) => Promise<Store>;

export const noon = Date.UTC(2026, 10, 20, 12);
export const minute = 60_000;

export function source(id: string, known: Partial<Source> = {}): Source {
  return {
    id,
    address: `https://${id}.example/feed.xml`,
    title: `The ${id}`,
    feedTitle: null,
    link: `https://${id}.example/`,
    language: null,
    section: null,
    tags: [],
    settings: plainSettings,
    state: freshState,
    addedAt: noon,
    ...known,
  };
}

/** An article to add; `at` is minutes before noon. */
export function add(id: string, at: number, known: Partial<Draft> = {}): Extract<Change, { kind: 'add' }> {
  const content = draft({ guid: id, link: `https://a.example/${id}`, title: `Title of ${id}`, ...known });
  const sortedAt = noon - at * minute;
  return {
    kind: 'add',
    id,
    identity: `guid:${id}`,
    fingerprint: `first ${id}`,
    draft: content,
    sortedAt,
    method: 'rss',
  };
}

/** The same article, edited. */
export function edit(id: string, known: Partial<Draft> = {}): Change {
  const { sortedAt, ...change } = add(id, 0, known);
  return { ...change, kind: 'update', fingerprint: `second ${id}` };
}

export async function put(store: Store, sourceId: string, changes: readonly Change[]) {
  const [result] = await store.update([{ sourceId, state: freshState, feed: null, address: null, changes }]);
  return result;
}

export const all: Filter = { kind: 'all' };

export function text(
  words: string,
  known: { phrase?: boolean; prefix?: boolean; field?: 'title' | 'author' } = {},
): Filter {
  return { kind: 'text', text: words, phrase: false, prefix: false, field: null, ...known };
}

export const tag = (name: string): Filter => ({ kind: 'tag', tag: name });
export const section = (name: string): Filter => ({ kind: 'section', section: name });
export const from = (name: string): Filter => ({ kind: 'source', name });
export const and = (...filters: readonly Filter[]): Filter => ({ kind: 'and', all: filters });
export const or = (...filters: readonly Filter[]): Filter => ({ kind: 'or', any: filters });
export const not = (filter: Filter): Filter => ({ kind: 'not', filter });
export const unread: Filter = { kind: 'read', read: false };

export function ask(filter: Filter, known: Partial<Query> = {}): Query {
  return { filter, sort: 'newest', limit: 100, after: null, bodies: false, snippets: false, ...known };
}

/** The ids found, in order. */
export async function ids(store: Store, filter: Filter, sort: Sort = 'newest'): Promise<readonly string[]> {
  const page = await store.find(ask(filter, { sort }));
  return page.found.map(({ article }) => article.id);
}

/** All ids, gathered page by page. */
export async function pagedIds(store: Store, query: Query): Promise<readonly string[]> {
  const found: string[] = [];
  let after = query.after;
  do {
    const page = await store.find({ ...query, after });
    found.push(...page.found.map(({ article }) => article.id));
    after = page.next;
  } while (after !== null);
  return found;
}
