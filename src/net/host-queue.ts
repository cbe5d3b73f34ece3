/** At most so many visits at a time to each host, the others in the order of asking; and hosts that want to be left alone. */

/** Ends the visit: the next one in the queue may start. */
type Release = () => void;

/** Why a host is resting: the status that it answered, and how long it still is to be left alone. */
export interface Rest {
  readonly status: number;
  readonly leftMs: number;
}

/** Hosts are named with their port ("example.org:8080"). */
export interface HostQueue {
  /** Waits for a turn. Rejects with the signal's reason when it aborts first. */
  readonly enter: (host: string, signal: AbortSignal | undefined) => Promise<Release>;
  /** The host has answered with this status and asks to be left alone for so long. */
  readonly rest: (host: string, status: number, ms: number) => void;
  /** Null where the host may be asked. */
  readonly restOf: (host: string) => Rest | null;
}

interface Line {
  visiting: number;
  readonly waiting: (() => void)[];
}

// Rests that are remembered: more than there are hosts in a refresh.
const maxRests = 10_000;

/** A queue that lets `limit` visits at a time go to one host. Hosts without visits are forgotten. */
export function hostQueue(limit: number, now: () => number = () => performance.now()): HostQueue {
  const lines = new Map<string, Line>();
  const rests = new Map<string, { readonly status: number; readonly until: number }>();

  return {
    async enter(host, signal) {
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
    },
    rest(host, status, ms) {
      if (rests.size >= maxRests) rests.clear();
      rests.set(host, { status, until: now() + ms });
    },
    restOf(host) {
      const rest = rests.get(host);
      if (!rest) return null;
      const leftMs = rest.until - now();
      if (leftMs > 0) return { status: rest.status, leftMs };
      rests.delete(host);
      return null;
    },
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
