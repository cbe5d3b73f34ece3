/** The wheel that turns while something slow is under way; it costs nothing while nothing is. */
import type { Action, Effect } from './actions.ts';

/** What is done faster shows no wheel. */
const everyMs = 120;

/** Fetches, and commands that may fetch. */
function isSlow(effect: Effect): boolean {
  if (effect.kind === 'open-article') return /^https?:/i.test(effect.reference);
  return ['full-text', 'discussion', 'add-source', 'run'].includes(effect.kind);
}

/** Returns what is to be told of every effect and the work that it makes, and what stops the wheel for good. */
export function turnWheel(dispatch: (action: Action) => void): {
  readonly during: (effect: Effect, work: Promise<void>) => void;
  readonly stop: () => void;
} {
  let underWay = 0;
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    stop,
    during(effect, work) {
      if (!isSlow(effect)) return;
      underWay += 1;
      timer ??= setInterval(() => dispatch({ kind: 'spun', on: true }), everyMs);
      void work.finally(() => {
        underWay -= 1;
        if (underWay > 0) return;
        stop();
        dispatch({ kind: 'spun', on: false });
      });
    },
  };
}
