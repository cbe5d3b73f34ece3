/** From names to addresses, each name once a run, and only to addresses that may be connected to. */
import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import type { RequestOptions } from 'node:http';
import { isPrivateAddress } from './private-addresses.ts';

/** All addresses of a name. Rejects as dns.lookup does. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Whether a connection may lead into a private network. */
export type Reach = 'anywhere' | 'public-only';

/** Looks up for net.connect. */
export type Lookup = NonNullable<RequestOptions['lookup']>;

export interface Names {
  readonly resolve: Resolve;
  /**
   * Gives only addresses within reach: what is connected to is what was checked, and a second answer of the name server
   * cannot come in between.
   */
  readonly lookup: (reach: Reach) => Lookup;
}

/** The system's own way: /etc/hosts, DNS, and whatever else it is set up for. */
export const systemResolve: Resolve = (hostname) => systemLookup(hostname, { all: true });

/** The code of the error that a name gives which leads only into private networks. */
export const privateHost = 'NEWS_PRIVATE_HOST';

// Longer than a refresh takes; a reader left open, or one that watches, sees a host move in good time.
const knownForMs = 10 * 60_000;
// Long enough for all sources of a dead host to fail together, short enough for a connection that comes back.
const unknownForMs = 10_000;
// Hosts of which addresses are remembered: more than a reader follows, less than what memory would notice.
const maxNames = 10_000;

interface Known {
  readonly answer: Promise<readonly LookupAddress[]>;
  /** On the clock of `now`. */
  until: number;
}

export function createNames(ask: Resolve, now: () => number = () => performance.now()): Names {
  const known = new Map<string, Known>();

  const resolve: Resolve = (hostname) => {
    const before = known.get(hostname);
    if (before && before.until > now()) return before.answer;
    if (known.size >= maxNames) known.clear();
    const answer = ask(hostname);
    // While it is being looked up, everybody waits for the one answer.
    const entry: Known = { answer, until: Number.POSITIVE_INFINITY };
    known.set(hostname, entry);
    const keep = (ms: number) => () => {
      entry.until = now() + ms;
    };
    answer.then(keep(knownForMs), keep(unknownForMs));
    return answer;
  };

  async function within(hostname: string, reach: Reach): Promise<readonly LookupAddress[]> {
    const found = await resolve(hostname);
    const allowed = reach === 'anywhere' ? found : found.filter(({ address }) => !isPrivateAddress(address));
    if (allowed.length === 0) throw Object.assign(new Error('private host'), { code: privateHost });
    return allowed;
  }

  return {
    resolve,
    lookup: (reach) => (hostname, options, callback) => {
      within(hostname, reach).then(
        (allowed) => answer(options, allowed, callback),
        (error: Error) => callback(error, ''),
      );
    },
  };
}

/** In the form that was asked for: net.connect wants all addresses or one, as it tries one or several. */
function answer(options: LookupOptions, found: readonly LookupAddress[], callback: Parameters<Lookup>[2]): void {
  const [first] = found;
  if (options.all) callback(null, [...found]);
  else callback(null, first?.address ?? '', first?.family);
}
