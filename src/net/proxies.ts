/** The proxies that the environment names, in the forms that people write them in. */
import { BlockList, isIP } from 'node:net';
import { NewsError } from '../core/errors.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The address of the proxy that a request to `url` goes through, null where it goes straight: HTTP_PROXY or HTTPS_PROXY by
 * the scheme, else ALL_PROXY, except for the hosts in NO_PROXY; each in lower case too, which goes first. Throws NewsError
 * "config" for one that we cannot use: to go past it would tell the world what the reader wants kept behind it.
 */
export type ProxyFor = (url: URL) => string | null;

export function readProxies(env: Env): ProxyFor {
  const isExcepted = exceptions(named(env, 'NO_PROXY'));
  const all = proxyIn(env, 'ALL_PROXY');
  const byProtocol = new Map([
    ['http:', proxyIn(env, 'HTTP_PROXY') ?? all],
    ['https:', proxyIn(env, 'HTTPS_PROXY') ?? all],
  ]);
  return (url) => {
    const proxy = byProtocol.get(url.protocol) ?? null;
    if (proxy === null || isExcepted(url)) return null;
    if (typeof proxy === 'string') return proxy;
    throw proxy;
  };
}

/** The proxy that a variable names, the error where it cannot be used, null where it names none. */
function proxyIn(env: Env, variable: string): string | NewsError | null {
  const given = named(env, variable);
  if (!given) return null;
  const proxy = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`);
  const isUsable = proxy?.protocol === 'http:' || proxy?.protocol === 'https:';
  return isUsable ? proxy.href : unusable(variable, proxy);
}

function named(env: Env, name: string): string {
  return (env[name.toLowerCase()] || env[name] || '').trim();
}

function unusable(variable: string, proxy: URL | null): NewsError {
  const kind = proxy ? `a ${proxy.protocol.slice(0, -1)} proxy` : 'no address of a proxy';
  return new NewsError(
    'config',
    `${variable} in the environment names ${kind}, which news cannot use`,
    'Name an http:// or https:// proxy there, or unset it to connect without one.',
  );
}

/**
 * What NO_PROXY names, parted by commas or blanks: "*" for all; a name, which stands for those below it too, with or
 * without "." or "*." before it; an IP address, a network ("10.0.0.0/8") or a range ("10.0.0.1-10.0.0.9"); each with
 * ":port" where only that port is meant.
 */
function exceptions(list: string): (url: URL) => boolean {
  const entries = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const tests = entries.map(entryTest);
  return (url) => {
    const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    return tests.some((test) => test(host, port));
  };
}

type EntryTest = (host: string, port: string) => boolean;

function entryTest(entry: string): EntryTest {
  if (entry === '*') return () => true;
  const [, bracketed, plain = '', only] = /^(?:\[(.*)\]|([^:]*|.*:.*:.*?))(?::(\d+))?$/.exec(entry) ?? [];
  const name = bracketed ?? plain;
  const addresses = addressTest(name);
  const suffix = name.replace(/^\*?\./, '');
  return (host, port) => {
    if (only !== undefined && only !== port) return false;
    if (isIP(host)) return addresses?.(host) ?? false;
    return suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`));
  };
}

/** For an address, a network or a range; null for anything else. */
function addressTest(entry: string): ((host: string) => boolean) | null {
  const [first = '', last] = entry.split('-', 2);
  const [network = '', bits] = first.split('/', 2);
  const version = isIP(network);
  if (version === 0) return null;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  try {
    if (bits !== undefined) list.addSubnet(network, Number(bits), family);
    else if (last !== undefined) list.addRange(network, last, family);
    else list.addAddress(network, family);
  } catch {
    return null;
  }
  return (host) => list.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6');
}
