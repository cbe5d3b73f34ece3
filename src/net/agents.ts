/** The connections: kept alive between requests, apart for those that may go anywhere and those that may not. */
import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import type { Agent, AgentOptions, RequestOptions } from 'node:http';
import { isPrivateAddress } from './private-addresses.ts';

/** Whether a connection may lead into a private network. */
export type Reach = 'anywhere' | 'public-only';

/** What one hop needs to be sent. */
export interface Transport {
  readonly request: typeof import('node:http').request;
  readonly agent: Agent;
}

export interface Agents {
  /** The transport for "http:" or "https:"; TLS is loaded only when it is needed. */
  readonly transport: (protocol: string, reach: Reach) => Promise<Transport>;
  /** True if this name was looked up by us and gave this address: then we are connected to it, and not to a proxy. */
  readonly lookedUp: (hostname: string, address: string) => boolean;
}

/** All addresses of a name. Rejects as dns.lookup does. */
export type Resolve = (hostname: string, options: LookupOptions) => Promise<readonly LookupAddress[]>;

/** The system's own way: /etc/hosts, DNS, and whatever else it is set up for. */
export const systemResolve: Resolve = (hostname, options) => systemLookup(hostname, { ...options, all: true });

/** The code of the error that a name gives which leads only into private networks. */
export const privateHost = 'NEWS_PRIVATE_HOST';

// Servers close idle connections after 5 s or more; ours goes first, so that requests seldom meet a closed one.
const idleMs = 4000;
// Hosts of which addresses are remembered: more than a reader follows, less than what memory would notice.
const maxNames = 10_000;

type Lookup = NonNullable<RequestOptions['lookup']>;
type LookupCallback = Parameters<Lookup>[2];

/** `env` may name proxies: HTTP_PROXY, HTTPS_PROXY, NO_PROXY in either case (Node's own rules for them). */
export function createAgents(env: Readonly<Record<string, string | undefined>>, resolve: Resolve): Agents {
  const names = new Map<string, Set<string>>();
  const transports = new Map<string, Promise<Transport>>();

  function remember(hostname: string, addresses: readonly LookupAddress[]): void {
    if (names.size > maxNames) names.clear();
    names.set(hostname, new Set(addresses.map(({ address }) => address)));
  }

  async function find(hostname: string, options: LookupOptions, reach: Reach): Promise<readonly LookupAddress[]> {
    const found = await resolve(hostname, options);
    const allowed = reach === 'anywhere' ? found : found.filter(({ address }) => !isPrivateAddress(address));
    if (allowed.length === 0) throw Object.assign(new Error('private host'), { code: privateHost });
    remember(hostname, allowed);
    return allowed;
  }

  /** What is connected to is what was checked: a second answer of the name server cannot come in between. */
  function lookupFor(reach: Reach): Lookup {
    return (hostname, options, callback) => {
      find(hostname, options, reach).then(
        (allowed) => answer(options, allowed, callback),
        (error: Error) => callback(error, ''),
      );
    };
  }

  async function load(protocol: string, reach: Reach): Promise<Transport> {
    const options: AgentOptions = { keepAlive: true, timeout: idleMs, lookup: lookupFor(reach), ...proxies(env) };
    const { Agent, request } = protocol === 'https:' ? await import('node:https') : await import('node:http');
    return { request, agent: new Agent(options) };
  }

  return {
    transport(protocol, reach) {
      const key = `${protocol} ${reach}`;
      const ready = transports.get(key) ?? load(protocol, reach);
      transports.set(key, ready);
      return ready;
    },
    lookedUp: (hostname, address) => names.get(hostname)?.has(address) ?? false,
  };
}

/** In the form that was asked for: net.connect wants all addresses or one, as it tries one or several. */
function answer(options: LookupOptions, found: readonly LookupAddress[], callback: LookupCallback): void {
  const [first] = found;
  if (options.all) callback(null, [...found]);
  else callback(null, first?.address ?? '', first?.family);
}

function proxies(env: Readonly<Record<string, string | undefined>>): AgentOptions {
  const named = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some((name) => env[name]);
  return named ? { proxyEnv: { ...env } } : {};
}
