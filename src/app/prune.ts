/** Takes away what the reader's retention does not keep. Gone is gone: undo does not bring it back. */
import { NewsError } from '../core/errors.ts';
import type { Ports, Store } from '../core/ports.ts';
import { keepOf, type Pruning, pruningOf, type Retention } from '../core/retention.ts';
import type { Keep, Source } from '../core/source.ts';
import { syncFavorites } from './favorites.ts';

export interface PrunedSource {
  readonly id: string;
  readonly title: string;
  readonly keep: Keep;
  readonly articles: number;
  /** Sorting times of the first and the last of them; null where none goes. */
  readonly oldest: number | null;
  readonly newest: number | null;
}

export interface PruneOptions {
  readonly sources: readonly Source[];
  /** Only tells what would go. */
  readonly dryRun: boolean;
  /** In place of what the settings say, for this time. */
  readonly keep?: Keep;
  readonly signal?: AbortSignal;
}

/** Deletes run in transactions of so many articles: others who write wait a fraction of a second. */
const batch = 200;

/**
 * Prunes these sources, or tells what would go; only sources of which something goes are in the answer. Throws "favorites"
 * where the file of favorites cannot be read: nobody knows then what has to stay.
 */
export async function prune(ports: Ports, options: PruneOptions): Promise<readonly PrunedSource[]> {
  const { retention } = ports.limits;
  const rules = options.keep ? { ...retention, keep: options.keep } : retention;
  const done: PrunedSource[] = [];
  let checked = false;
  for (const source of options.sources) {
    if (options.signal?.aborted) break;
    const own = options.keep ? { ...source, settings: { ...source.settings, keep: options.keep } } : source;
    const pruning = pruningOf(own, rules, ports.now());
    if (!pruning) continue;
    const store = await ports.store();
    if (!checked) await ports.favorites.list();
    checked = true;
    await syncFavorites(ports);
    const found = await store.prunable(pruning);
    if (found.articles === 0) continue;
    const articles = options.dryRun ? found.articles : await pruneAll(ports, store, pruning, options.signal);
    done.push({ id: source.id, title: source.title, keep: keepOf(own, rules), ...found, articles });
  }
  return done;
}

async function pruneAll(
  ports: Ports,
  store: Store,
  pruning: Pruning,
  signal: AbortSignal | undefined,
): Promise<number> {
  let total = 0;
  while (!signal?.aborted) {
    // Whoever keeps an article meanwhile keeps it.
    await syncFavorites(ports);
    const gone = await store.prune(pruning, batch);
    total += gone;
    if (gone < batch) break;
  }
  return total;
}

/** Prunes at the end of a refresh; returns how many went. What cannot be pruned waits, and stops nothing. */
export async function pruneAfterRefresh(ports: Ports, signal?: AbortSignal): Promise<number> {
  const sources = await (await ports.store()).sources();
  if (!sources.some((source) => isLimited(source, ports.limits.retention))) return 0;
  try {
    const pruned = await prune(ports, { sources, dryRun: false, ...(signal ? { signal } : {}) });
    return pruned.reduce((sum, { articles }) => sum + articles, 0);
  } catch (thrown) {
    if (!(thrown instanceof NewsError) || thrown.code !== 'favorites') throw thrown;
    ports.warn(thrown);
    return 0;
  }
}

export function isLimited(source: Source, retention: Retention): boolean {
  const { ageMs, count } = keepOf(source, retention);
  return ageMs !== null || count !== null;
}
