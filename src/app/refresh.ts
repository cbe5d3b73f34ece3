/** Fetches what is due and stores what is new. */
import { NewsError } from '../core/errors.ts';
import type { Ports, Store } from '../core/ports.ts';
import { isDue } from '../core/schedule.ts';
import { pagesAddress, type Source } from '../core/source.ts';
import { minute } from '../core/time.ts';
import { watchHosts } from './hosts.ts';
import { keeperOf } from './keeper.ts';
import { pruneAfterRefresh } from './prune.ts';
import { type RefreshedSource, refreshSource } from './refresh-source.ts';
import { runVisits } from './run-visits.ts';

export interface RefreshReport {
  readonly started: number;
  readonly finished: number;
  readonly sources: readonly RefreshedSource[];
  readonly new: number;
  readonly updated: number;
  readonly failed: number;
  /** Articles that the reader's retention took away afterwards. */
  readonly pruned: number;
  /** Sources that were due, but that another process is refreshing at this moment. */
  readonly elsewhere: number;
}

export interface RefreshOptions {
  readonly signal?: AbortSignal;
  /** With how many changed articles a transaction is full: few where a person's keys wait for it to end. */
  readonly together?: number;
  /** Called when a source is done; `total` counts all that will be. */
  readonly onProgress?: (done: number, total: number, source: RefreshedSource) => void;
}

/** A process that is at it for longer, or hangs, keeps nobody else from asking. */
const claimMs = 10 * minute;

/**
 * Refreshes the named sources, or those that are due and that no other process is refreshing (all with `force`). What is
 * done stays done when the signal ends it, or the store fails: that alone is thrown.
 */
export async function refresh(
  ports: Ports,
  options: RefreshOptions & { readonly names: readonly Source[] | null; readonly force: boolean },
): Promise<RefreshReport> {
  if (ports.limits.offline)
    throw new NewsError(
      'offline',
      'refresh needs the network, and it is ruled out',
      'Leave out --offline (or unset the setting "offline").',
    );
  const store = await ports.store();
  const now = ports.now();
  const all = (options.names ?? (await store.sources())).filter(({ address }) => address !== pagesAddress);
  const asked = options.names !== null || options.force;
  const due = asked ? all : all.filter((source) => isDue(source, now, ports.limits.intervalMs));
  const report = await refreshClaimed(ports, store, due, { ...options, asked });
  const pruned = options.signal?.aborted ? 0 : await pruneAfterRefresh(ports, options.signal);
  return { ...report, pruned };
}

/** What the reader asks for by name or force is fetched even if another process is at it. */
async function refreshClaimed(
  ports: Ports,
  store: Store,
  due: readonly Source[],
  options: RefreshOptions & { readonly asked: boolean },
): Promise<RefreshReport> {
  if (due.length === 0) return refreshSources(ports, due, options);
  const claim = await store.claim(
    due.map(({ id }) => id),
    ports.now() + claimMs,
  );
  const free = new Set(claim.free);
  const mine = options.asked ? due : due.filter(({ id }) => free.has(id));
  try {
    return { ...(await refreshSources(ports, mine, options)), elsewhere: due.length - mine.length };
  } finally {
    // A store that fails here has failed before; the claim ends with the process or its time.
    await store.release(claim.key).catch(() => {});
  }
}

/** Refreshes these sources whether or not they are due, at most `limits.parallel` at a time. */
export async function refreshSources(
  ports: Ports,
  sources: readonly Source[],
  options: RefreshOptions,
): Promise<RefreshReport> {
  const started = ports.now();
  const done: RefreshedSource[] = [];
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const keeper = keeperOf(await ports.store(), ports.now, options.together);
  const run = { ports, keeper, hosts: watchHosts(), signal };
  try {
    await runVisits(sources, { most: ports.limits.parallel, signal }, async (source, fetched) => {
      const result = await refreshSource(run, source, fetched).catch((thrown) => {
        stop.abort();
        throw thrown;
      });
      if (!result) return;
      done.push(result);
      options.onProgress?.(done.length, sources.length, result);
    });
  } finally {
    await keeper.flush();
  }
  return reportOf(sources, done, started, ports.now());
}

function reportOf(
  sources: readonly Source[],
  done: readonly RefreshedSource[],
  started: number,
  finished: number,
): RefreshReport {
  const order = new Map(sources.map(({ id }, index) => [id, index]));
  return {
    started,
    finished,
    sources: done.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
    new: sum(done.map((source) => source.new)),
    updated: sum(done.map((source) => source.updated)),
    failed: done.filter(({ status }) => status === 'failed').length,
    pruned: 0,
    elsewhere: 0,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
