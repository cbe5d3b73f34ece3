/** How many articles came when, and from where. */
import type { Ports } from '../core/ports.ts';
import { allOf, type Filter } from '../core/query.ts';
import { ensureEdition } from './edition.ts';
import { syncFavorites } from './favorites.ts';

export interface Arrivals {
  /** Days or weeks in the reader's time zone, oldest first; each from its start to the next one's. */
  readonly periods: readonly { readonly start: number; readonly articles: number }[];
  /** Since the first period's start, most first. */
  readonly sections: readonly { readonly name: string; readonly articles: number }[];
  readonly sources: readonly { readonly id: string; readonly title: string; readonly articles: number }[];
  readonly articles: number;
}

export interface ArrivalsRequest {
  readonly filter: Filter;
  readonly unit: 'day' | 'week';
  /** How many periods, the present one included. */
  readonly count: number;
}

/** The last `count` days or weeks. */
export async function arrivals(ports: Ports, { filter, unit, count }: ArrivalsRequest): Promise<Arrivals> {
  const store = await ensureEdition(ports);
  await syncFavorites(ports);
  const starts = periodStarts(ports.now(), unit, count);
  const periods = [];
  for (const [index, start] of starts.slice(0, -1).entries()) {
    const end = starts[index + 1] ?? start;
    const within = allOf([filter, { kind: 'since', at: start }, { kind: 'until', at: end }]);
    periods.push({ start, articles: await store.count(within) });
  }
  const all = allOf([filter, { kind: 'since', at: starts[0] ?? 0 }, { kind: 'until', at: starts.at(-1) ?? 0 }]);
  const sections = (await store.sections(all)).map(({ name, articles }) => ({ name, articles }));
  const sources = [];
  for (const { id, title } of await store.sources()) {
    const articles = await store.count(allOf([all, { kind: 'source', name: id }]));
    if (articles > 0) sources.push({ id, title, articles });
  }
  return {
    periods,
    sections,
    sources: sources.toSorted((a, b) => b.articles - a.articles),
    articles: periods.reduce((sum, { articles }) => sum + articles, 0),
  };
}

/** The starts of the periods and the end of the last: calendar days differ in length where clocks are changed. */
function periodStarts(now: number, unit: 'day' | 'week', count: number): readonly number[] {
  const today = new Date(now);
  const length = unit === 'day' ? 1 : 7;
  // Weeks begin on Monday (ISO 8601).
  const behind = unit === 'day' ? 0 : (today.getDay() + 6) % 7;
  return Array.from({ length: count + 1 }, (_, index) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - behind - (count - 1 - index) * length).getTime(),
  );
}
