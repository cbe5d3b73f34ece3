/** What a fetch may take, on a clock that stands still while the fetch waits for us and not for the server. */
export interface Deadline {
  /** The whole of it, in milliseconds. */
  readonly ms: number;
  /** Starts the clock; `onEnd` is called once the time is up. */
  readonly run: (onEnd: () => void) => void;
  /** Stops the clock; what it returns starts it again, unless it has been started or stopped otherwise since. */
  readonly pause: () => () => void;
}

export function deadlineOf(ms: number): Deadline {
  let leftMs = ms;
  let since = 0;
  let timer: NodeJS.Timeout | null = null;
  let end = () => {};
  let turn = 0;

  function start(): void {
    since = performance.now();
    timer = setTimeout(() => end(), Math.max(leftMs, 1));
  }

  function stop(): number {
    if (timer !== null) {
      clearTimeout(timer);
      timer = null;
      leftMs -= performance.now() - since;
    }
    return ++turn;
  }

  return {
    ms,
    run(onEnd) {
      stop();
      end = onEnd;
      start();
    },
    pause() {
      const mine = stop();
      return () => {
        if (mine === turn) start();
      };
    },
  };
}
