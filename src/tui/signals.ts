/** What the system may tell the process while the terminal is ours. */

export interface SignalHandlers {
  /** Leaves in order. */
  readonly leave: () => void;
  readonly crash: (error: unknown) => void;
  readonly suspend: () => void;
  /** Puts the terminal back at once, for an end that asks nobody. */
  readonly restore: () => void;
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Takes the signals over from whoever had them. What it returns gives them back, and, where one of them has ended the reader,
 * sends it once more, so that the process ends by it as its parent expects.
 */
export function watchSignals(handlers: SignalHandlers): () => void {
  let received: NodeJS.Signals | null = null;
  const before = endings.map((name) => [name, process.listeners(name)] as const);
  const end = (name: NodeJS.Signals) => {
    received = name;
    handlers.leave();
  };
  for (const name of endings) {
    process.removeAllListeners(name);
    process.on(name, end);
  }
  process.on('SIGTSTP', handlers.suspend);
  process.on('uncaughtException', handlers.crash);
  process.on('unhandledRejection', handlers.crash);
  process.on('exit', handlers.restore);
  return () => {
    for (const name of endings) process.off(name, end);
    process.off('SIGTSTP', handlers.suspend);
    process.off('uncaughtException', handlers.crash);
    process.off('unhandledRejection', handlers.crash);
    process.off('exit', handlers.restore);
    if (received === null) {
      for (const [name, listeners] of before) for (const listener of listeners) process.on(name, listener);
      return;
    }
    // Any handler left would be called by the event loop, which may have ended by then; without one the system acts at once.
    process.removeAllListeners(received);
    process.kill(process.pid, received);
  };
}

/**
 * Stops this process and those that started it for the terminal, as Ctrl-Z does, and calls `resume` when it goes on. Where there
 * is no shell that could wake it (an orphaned group), the system ignores the stop and it goes on at once.
 */
export function stopProcess(resume: () => void): void {
  const handlers = process.listeners('SIGTSTP');
  process.removeAllListeners('SIGTSTP');
  // A stopped process runs no timer: this one fires only once the process goes on.
  setTimeout(() => {
    for (const handler of handlers) process.on('SIGTSTP', handler);
    resume();
  }, 50);
  process.kill(0, 'SIGTSTP');
}
