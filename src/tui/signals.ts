/** What the system may tell the process while the terminal is ours. */

export interface SignalHandlers {
  /** Leaves in order. */
  readonly leave: () => void;
  readonly crash: (error: unknown) => void;
  readonly suspend: () => void;
  /** Puts the terminal back at once, for an end that asks nobody. */
  readonly restore: () => void;
}

/** Returns what takes the handlers off again. The exit code of a signal is 128 and its number, as shells have it. */
export function watchSignals(handlers: SignalHandlers): () => void {
  const end = (code: number) => () => {
    process.exitCode = code;
    handlers.leave();
  };
  const table: readonly (readonly [string, (...given: unknown[]) => void])[] = [
    ['SIGINT', end(130)],
    ['SIGTERM', end(143)],
    ['SIGHUP', end(129)],
    ['SIGTSTP', handlers.suspend],
    ['uncaughtException', handlers.crash],
    ['unhandledRejection', handlers.crash],
    ['exit', handlers.restore],
  ];
  for (const [name, handler] of table) process.on(name, handler);
  return () => {
    for (const [name, handler] of table) process.off(name, handler);
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
