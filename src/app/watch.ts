/** What arrives while somebody watches, whichever process fetched it. */
import type { Article } from '../core/article.ts';
import type { Ports, Store } from '../core/ports.ts';
import { allOf, type Filter } from '../core/query.ts';
import { dueAt } from '../core/schedule.ts';
import { pagesAddress, type Source } from '../core/source.ts';
import { minute, second } from '../core/time.ts';
import { ensureEdition } from './edition.ts';
import { checkSources, listArticles } from './list-articles.ts';
import { type RefreshOptions, type RefreshReport, refresh } from './refresh.ts';

/** How often the store is asked whether anything changed: a small read, and soon enough for a person. */
const lookMs = 2 * second;
/** Sources that another process adds are noticed within this time. */
const longestPauseMs = minute;
/** An article gets its time of arrival a little before its transaction ends, so that each look reaches back so far. */
const overlapMs = 2 * minute;

export interface WatchOptions {
  readonly filter: Filter;
  /** False: what others fetch is watched, and nothing is fetched. */
  readonly refresh: boolean;
  /** Told of each round of fetching in which a source was due. */
  readonly onRefresh: (report: RefreshReport) => Promise<void>;
}

/** Articles that fit, as they arrive from now on, oldest first; never ends by itself. */
export async function* watch(ports: Ports, options: WatchOptions): AsyncGenerator<Article> {
  const store = await ensureEdition(ports);
  await checkSources(ports, options.filter);
  const look = await lookout(ports, store, options.filter);
  const refreshing = options.refresh ? inBackground(ports, options.onRefresh) : null;
  let seenVersion: number | null = null;
  for (;;) {
    refreshing?.next();
    const version = await store.version();
    if (version !== seenVersion) yield* look();
    seenVersion = version;
    await ports.wait(lookMs);
  }
}

/** Each call gives what has arrived since the watch began and was not given before. */
async function lookout(ports: Ports, store: Store, filter: Filter): Promise<() => AsyncGenerator<Article>> {
  let since = ports.now();
  let given = new Map<string, number>();
  for await (const article of arrivals(ports, await store.sources(), filter, since - overlapMs))
    given.set(article.id, article.fetched);
  return async function* look() {
    const now = ports.now();
    const found: Article[] = [];
    for await (const article of arrivals(ports, await store.sources(), filter, since - overlapMs))
      if (!given.has(article.id)) found.push(article);
    for (const article of found.toSorted((a, b) => a.sortedAt - b.sortedAt)) {
      given.set(article.id, article.fetched);
      yield article;
    }
    since = now;
    given = new Map([...given].filter(([, fetched]) => fetched >= since - overlapMs));
  };
}

/** Only sources that brought something since then are looked through: arrivals stand in no order of their own. */
async function* arrivals(
  ports: Ports,
  sources: readonly Source[],
  filter: Filter,
  at: number,
): AsyncGenerator<Article> {
  for (const { id, address, state } of sources) {
    if (address !== pagesAddress && (state.lastNewAt ?? 0) < at) continue;
    const arrived = allOf([filter, { kind: 'source', name: id }, { kind: 'arrived', at }]);
    const found = listArticles(ports, { filter: arrived, sort: 'oldest', bodies: false, snippets: false }, null);
    for await (const { article } of found) yield article;
  }
}

/** One round of fetching at a time beside the looking; `next` starts one where it is time, and throws what the last threw. */
function inBackground(ports: Ports, onRefresh: WatchOptions['onRefresh']): { readonly next: () => void } {
  let running = false;
  let failure: unknown = null;
  let nextAt = ports.now();
  const round = async () => {
    const report = await refresh(ports, { names: null, force: false });
    if (report.sources.length > 0) await onRefresh(report);
    nextAt = ports.now() + (await pauseMs(ports));
  };
  return {
    next() {
      if (failure !== null) throw failure;
      if (running || ports.now() < nextAt) return;
      running = true;
      round()
        .catch((thrown: unknown) => {
          failure = thrown;
        })
        .finally(() => {
          running = false;
        });
    },
  };
}

export interface KeepOptions extends RefreshOptions {
  /** Told of each round in which a source was due. */
  readonly onRound: (report: RefreshReport) => Promise<void>;
}

/** Refreshes what is due, again and again, for as long as the process runs. The first round takes all with `force`. */
export async function keepRefreshing(ports: Ports, options: KeepOptions & { readonly force: boolean }): Promise<never> {
  for (let force = options.force; ; force = false) {
    const report = await refresh(ports, { ...options, names: null, force });
    if (report.sources.length > 0) await options.onRound(report);
    await ports.wait(await pauseMs(ports));
  }
}

/** Until the first source is due, at most a minute. */
async function pauseMs(ports: Ports): Promise<number> {
  const sources = await (await ports.store()).sources();
  const waits = sources
    .filter(({ address, state }) => address !== pagesAddress && !state.gone)
    .map((source) => (dueAt(source, ports.limits.intervalMs) ?? 0) - ports.now());
  return Math.max(second, Math.min(longestPauseMs, ...waits));
}
