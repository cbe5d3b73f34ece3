/** Keeps the states of sources whose articles did not change, many in one transaction: "not modified" must cost next to nothing. */
import type { Store } from '../core/ports.ts';
import type { FetchState } from '../core/source.ts';

export interface StateKeeper {
  readonly keep: (sourceId: string, state: FetchState) => Promise<void>;
  /** Stores what is not stored yet. */
  readonly flush: () => Promise<void>;
}

/** A transaction of so many states costs little more than one of one. */
const together = 64;
/** A source that is slow must not hold up the states of the others: what a crash may lose is this old at most. */
const keptBackMs = 250;

/** Losing a state that was held back costs a source one visit more, and the reader nothing. */
export function stateKeeper(store: Store, now: () => number): StateKeeper {
  let waiting: { readonly sourceId: string; readonly state: FetchState }[] = [];
  let since = 0;

  async function flush(): Promise<void> {
    const states = waiting;
    waiting = [];
    if (states.length > 0) await store.saveStates(states);
  }

  return {
    async keep(sourceId, state) {
      if (waiting.length === 0) since = now();
      waiting.push({ sourceId, state });
      if (waiting.length >= together || now() - since >= keptBackMs) await flush();
    },
    flush,
  };
}
