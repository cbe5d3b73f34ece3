/** What is in the store, by a query. */
import type { Article } from '../core/article.ts';
import { NewsError } from '../core/errors.ts';
import type { Count, Ports } from '../core/ports.ts';
import type { Filter, Found, Page, Query } from '../core/query.ts';
import { bareAddress, type Source, sourceMatches } from '../core/source.ts';
import { ensureEdition } from './edition.ts';
import { syncFavorites } from './favorites.ts';

/** One page of articles. Throws NewsError "not-found" for a source that does not exist. */
export async function findPage(ports: Ports, query: Query): Promise<Page<Article>> {
  const store = await ensureEdition(ports);
  await syncFavorites(ports);
  await checkSources(ports, query.filter);
  return store.find(query);
}

/** Pages are this long when everything is asked for: long enough to be fast, short enough to stream. */
const pageSize = 500;

/** Articles as they come, at most `limit` (null: all). */
export async function* listArticles(
  ports: Ports,
  query: Omit<Query, 'limit' | 'after'>,
  limit: number | null,
): AsyncGenerator<Found<Article>> {
  let left = limit ?? Number.POSITIVE_INFINITY;
  let after: string | null = null;
  while (left > 0) {
    const page: Page<Article> = await findPage(ports, { ...query, limit: Math.min(left, pageSize), after });
    yield* page.found;
    left -= page.found.length;
    after = page.next;
    if (after === null) return;
  }
}

/** Tags or sections with their counts, among the articles that fit. */
export async function listCounts(ports: Ports, what: 'tags' | 'sections', filter: Filter): Promise<readonly Count[]> {
  const store = await ensureEdition(ports);
  await syncFavorites(ports);
  await checkSources(ports, filter);
  return store[what](filter);
}

/** A source that does not exist is a slip of the pen, not an empty listing. Throws NewsError "not-found". */
export async function checkSources(ports: Ports, filter: Filter): Promise<void> {
  const names = sourceNames(filter);
  if (names.length === 0) return;
  const sources = await (await ports.store()).sources();
  for (const name of names) if (!sources.some((source) => sourceMatches(source, name))) throw noSource(name);
}

export function noSource(name: string): NewsError {
  return new NewsError('not-found', `there is no source "${name}"`, 'See "news source list".');
}

function sourceNames(filter: Filter): readonly string[] {
  switch (filter.kind) {
    case 'source':
      return [filter.name];
    case 'and':
      return filter.all.flatMap(sourceNames);
    case 'or':
      return filter.any.flatMap(sourceNames);
    case 'not':
      return sourceNames(filter.filter);
    default:
      return [];
  }
}

/** The one source that a name means. Throws "not-found" or "ambiguous". */
export function oneSource(sources: readonly Source[], name: string): Source {
  const fitting = sources.filter((source) => sourceMatches(source, name));
  const exact = fitting.filter(
    ({ id, address, title }) =>
      id === name || bareAddress(address) === bareAddress(name) || title.toLowerCase() === name.toLowerCase(),
  );
  const [only, second] = exact.length > 0 ? exact : fitting;
  if (!only) throw noSource(name);
  if (!second) return only;
  const lines = fitting.map(({ id, title, address }) => `  ${id}  ${title}  ${bareAddress(address)}`).join('\n');
  throw new NewsError('ambiguous', `"${name}" fits ${fitting.length} sources:\n${lines}`, 'Name it by its id.', {
    candidates: fitting.map(({ id, title }) => ({ id, title })),
  });
}
