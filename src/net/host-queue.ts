/** At most so many visits at a time to each host, the others in the order of asking. */

/** Ends the visit: the next one in the queue may start. */
type Release = () => void;

/** Waits for a turn at a host ("example.org:8080"). Rejects with the signal's reason when it aborts first. */
export type HostQueue = (host: string, signal: AbortSignal | undefined) => Promise<Release>;

interface Line {
  visiting: number;
  readonly waiting: (() => void)[];
}

/** A queue that lets `limit` visits at a time go to one host. Hosts without visits are forgotten. */
export function hostQueue(limit: number): HostQueue {
  const lines = new Map<string, Line>();

  return async (host, signal) => {
    signal?.throwIfAborted();
    const line = lines.get(host) ?? { visiting: 0, waiting: [] };
    lines.set(host, line);
    // A turn is handed from the one who leaves to the first who waits, so nobody can slip in between.
    if (line.visiting < limit) line.visiting++;
    else await turn(line, signal);

    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = line.waiting.shift();
      if (next) next();
      else if (--line.visiting === 0) lines.delete(host);
    };
  };
}

function turn(line: Line, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = () => {
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    const leave = () => {
      line.waiting.splice(line.waiting.indexOf(start), 1);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
    line.waiting.push(start);
  });
}
