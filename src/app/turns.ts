/** Whose turn it is in a refresh: hosts take turns, none has more than two visitors, and all go faster while answers come well. */
import type { Source } from '../core/source.ts';

/** As many visits at a time as one host bears: the same that the network allows, so that no place is lost on waiting for it. */
const perHost = 2;
/** A refresh starts with so many visits at a time, which any connection and any name server bears. */
const atFirst = 32;
/** With so many it still goes on where answers fail to come, or nobody has the time to read them. */
const atLeast = 8;

export interface Turns {
  /** A source that may be asked now; null where all that are left must wait for others to come back. */
  readonly next: () => Source | null;
  /** Its visit is over. */
  readonly back: (source: Source) => void;
}

interface Line {
  readonly waiting: Source[];
  visitors: number;
}

/** Each host in turn, so that the sources of one are spread over the whole refresh. */
export function takeTurns(sources: readonly Source[]): Turns {
  const lines = new Map<string, Line>();
  for (const source of sources) {
    const host = hostOf(source);
    const line = lines.get(host) ?? { waiting: [], visitors: 0 };
    line.waiting.push(source);
    lines.set(host, line);
  }
  const ready = [...lines.values()];

  return {
    next() {
      const line = ready.shift();
      const source = line?.waiting.shift();
      if (!line || !source) return null;
      line.visitors++;
      if (line.waiting.length > 0 && line.visitors < perHost) ready.push(line);
      return source;
    },
    back(source) {
      const line = lines.get(hostOf(source));
      if (!line) return;
      const wasFull = line.visitors-- === perHost;
      if (wasFull && line.waiting.length > 0) ready.push(line);
    },
  };
}

/** The host with its port; a source that is no server's is a host of its own. */
export function hostOf({ address, id }: Pick<Source, 'address' | 'id'>): string {
  return /^https?:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(address)?.[1]?.toLowerCase() ?? id;
}

export interface Pace {
  /** How many may be asked at the same time just now. */
  readonly limit: () => number;
  /** An answer came, and could be taken in at once. */
  readonly faster: () => void;
  /** No answer came, or it has to wait. */
  readonly slower: () => void;
}

/** Each answer lets one more go out, so that a good connection is used in full within moments. */
export function paceUpTo(most: number): Pace {
  const least = Math.min(atLeast, most);
  let limit = Math.min(atFirst, most);
  return {
    limit: () => limit,
    faster() {
      limit = Math.min(limit + 1, most);
    },
    slower() {
      limit = Math.max(limit - 1, least);
    },
  };
}
