/** Runs the visits of a refresh side by side, and never lets more documents lie about than the store keeps up with. */
import type { Source } from '../core/source.ts';
import { paceUpTo, takeTurns } from './turns.ts';

/** Documents that are fetched and not yet stored: beyond this nobody else is asked, however slow the store is. */
const maxHeld = 24;

/** `fetched` is called once, when the answer is there (true) or there is none (false). */
type Visit = (source: Source, fetched: (answered: boolean) => void) => Promise<void>;

/** Settles when every visit has; after the first that throws, or the signal, no other begins. Throws what that one threw. */
export function runVisits(
  sources: readonly Source[],
  { most, signal }: { readonly most: number; readonly signal: AbortSignal },
  visit: Visit,
): Promise<void> {
  const turns = takeTurns(sources);
  const pace = paceUpTo(most);
  let asking = 0;
  let held = 0;
  let failed: { readonly thrown: unknown } | null = null;

  return new Promise((resolve, reject) => {
    const settle = () => (failed ? reject(failed.thrown) : resolve());

    function pump(): void {
      while (asking < pace.limit() && held < maxHeld && !failed && !signal.aborted) {
        const source = turns.next();
        if (!source) break;
        asking++;
        void begin(source);
      }
      if (asking === 0 && held === 0) settle();
    }

    async function begin(source: Source): Promise<void> {
      let isHeld = false;
      const hold = () => {
        if (isHeld) return;
        isHeld = true;
        asking--;
        held++;
        turns.back(source);
      };
      const fetched = (answered: boolean) => {
        // More speed is of no use to a store that lags behind.
        if (answered && held < maxHeld / 2) pace.faster();
        else pace.slower();
        hold();
        pump();
      };
      try {
        await visit(source, fetched);
      } catch (thrown) {
        failed ??= { thrown };
      }
      hold();
      held--;
      pump();
    }

    pump();
  });
}
