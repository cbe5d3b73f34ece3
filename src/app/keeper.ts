/**
 * Stores what the visits of a refresh bring, much of it in one transaction: each writes every page that it touches, and
 * sources touch the same pages of the indexes.
 */
import type { Store } from '../core/ports.ts';
import type { FetchState } from '../core/source.ts';
import type { SourceUpdate, UpdateResult } from '../core/source-update.ts';

export interface Keeper {
  readonly place: () => Place;
  /** Keeps the state of a source whose articles did not change. Losing one costs a visit more, and the reader nothing. */
  readonly keep: (sourceId: string, state: FetchState) => Promise<void>;
  /** Stores what is not stored yet. Throws what the store throws. */
  readonly flush: () => Promise<void>;
}

/** One visit's place in the transaction that is being gathered. */
export interface Place {
  /** A document has come, and the others' updates are held back until its own is there. */
  readonly take: () => void;
  /** Settles when the update is stored. */
  readonly update: (update: SourceUpdate) => Promise<UpdateResult>;
  /** Nothing more comes; called at the end of every visit. */
  readonly leave: () => void;
}

/** A transaction of so many states costs little more than one of one. */
const statesTogether = 64;
/** A source that is slow must not hold up the states of the others: what a crash may lose is this old at most. */
const keptBackMs = 250;
/** With more articles a transaction gains nothing, and other processes would wait for long. */
const articlesTogether = 600;

interface Waiting {
  readonly update: SourceUpdate;
  readonly resolve: (result: UpdateResult) => void;
  readonly reject: (thrown: unknown) => void;
}

/** `together`: the number of changed articles from which on updates are not held back. */
export function keeperOf(store: Store, now: () => number, together = articlesTogether): Keeper {
  let states: { readonly sourceId: string; readonly state: FetchState }[] = [];
  let statesSince = 0;
  let waiting: Waiting[] = [];
  const awaited = new Set<Place>();

  async function flushStates(): Promise<void> {
    const kept = states;
    states = [];
    if (kept.length > 0) await store.saveStates(kept);
  }

  async function flushUpdates(): Promise<void> {
    const kept = waiting;
    waiting = [];
    if (kept.length > 0) await storeTogether(store, kept);
  }

  function flushIfReady(): void {
    const articles = waiting.reduce((sum, { update }) => sum + update.changes.length, 0);
    if (awaited.size === 0 || articles >= together) void flushUpdates();
  }

  return {
    place() {
      const place: Place = {
        take: () => awaited.add(place),
        update: (update) =>
          new Promise((resolve, reject) => {
            waiting.push({ update, resolve, reject });
            place.leave();
          }),
        leave() {
          if (awaited.delete(place)) flushIfReady();
        },
      };
      return place;
    },
    async keep(sourceId, state) {
      if (states.length === 0) statesSince = now();
      states.push({ sourceId, state });
      if (states.length >= statesTogether || now() - statesSince >= keptBackMs) await flushStates();
    },
    async flush() {
      await flushUpdates();
      await flushStates();
    },
  };
}

/** One transaction; where that fails, one for each, so that what cannot be stored costs no other source its articles. */
async function storeTogether(store: Store, kept: readonly Waiting[]): Promise<void> {
  try {
    const results = await store.update(kept.map(({ update }) => update));
    for (const [index, { resolve }] of kept.entries()) resolve(results[index] ?? { added: 0, updated: 0 });
  } catch (thrown) {
    if (kept.length === 1) kept[0]?.reject(thrown);
    else for (const one of kept) await storeTogether(store, [one]);
  }
}
