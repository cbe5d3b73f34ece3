/** Fetching from the web: hop by hop through redirects, each hop within the limits and without secrets of another. */
import { STATUS_CODES } from 'node:http';
import type { FetchOptions, FetchRequest, FetchResult } from '../core/ports.ts';
import { type Agents, createAgents, type Reach, type Resolve, systemResolve } from './agents.ts';
import { badStatus, forbidden, interrupted, intoPrivate, timedOut } from './failures.ts';
import { hopHeaders, jar } from './hop-headers.ts';
import { hostQueue } from './host-queue.ts';
import { isPrivateAddress, privateByName } from './private-addresses.ts';
import { contentType, freshFor, locationText, validator } from './response-headers.ts';
import { type Answer, visit } from './visit.ts';

export interface WebSettings {
  /** For DNS, connection, headers and body of all hops together; waiting for a turn at a host does not count. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
  readonly userAgent: string;
  readonly perHost: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** How names become addresses; the system's way where it is left out. */
  readonly resolve?: Resolve;
}

const maxRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
const permanentRedirects = new Set([301, 308]);

/** Fetches one http(s) address within the limits. Rejects with a NewsError. */
export function createWeb(settings: WebSettings) {
  const resolve = settings.resolve ?? systemResolve;
  const agents = createAgents(settings.env, resolve);
  const queue = hostQueue(settings.perHost);

  return async function fetchWeb(request: FetchRequest, options: FetchOptions = {}): Promise<FetchResult> {
    const cookies = jar();
    let { url, authorization } = withoutSecrets(request.url);
    const first = url;
    let reach = await firstReach(options.namedBy, resolve);
    let leftMs = settings.deadlineMs;
    let permanent = true;

    for (let hops = 0; ; hops++) {
      if (reach === 'public-only' && privateByName(url.hostname)) throw intoPrivate(url);
      const release = await queue(url.host, options.signal).catch(() => {
        throw interrupted(url);
      });
      const started = performance.now();
      let answer: Answer;
      try {
        const transport = await agents.transport(url.protocol, reach);
        const headers = hopHeaders(request, { url, first, authorization, cookies, userAgent: settings.userAgent });
        const { deadlineMs, maxBytes } = settings;
        answer = await visit({ url, headers, transport, leftMs, deadlineMs, maxBytes, signal: options.signal });
      } finally {
        release();
      }
      leftMs -= performance.now() - started;

      const next = nextUrl(url, answer);
      if (!next) return result(request, answer, { url, permanent: permanent && hops > 0 ? url : null, first });
      if (hops === maxRedirects)
        throw forbidden(first, `it redirects more than ${maxRedirects} times`, 'Look at the address in a browser.');
      if (leftMs <= 0) throw timedOut(url, settings.deadlineMs);
      cookies.keep(url, answer.headers['set-cookie']);
      if (!isPrivate(agents, url, answer)) reach = 'public-only';
      permanent &&= permanentRedirects.has(answer.status);
      url = next;
    }
  };

  function result(request: FetchRequest, answer: Answer, trail: Trail): FetchResult {
    const { status, headers, bytes } = answer;
    const conditional = request.etag !== null || request.lastModified !== null;
    const notModified = status === 304 && conditional;
    if (!bytes && !notModified) {
      throw badStatus(trail.url, status, STATUS_CODES[status] ?? '', headers['retry-after'], settings.now());
    }
    return {
      bytes,
      url: trail.url.href,
      permanentUrl: permanentUrl(request, trail),
      ...contentType(headers['content-type']),
      // An answer of 304 may leave out validators that have not changed (RFC 9110, 15.4.5).
      etag: validator(headers.etag) ?? (notModified ? request.etag : null),
      lastModified: validator(headers['last-modified']) ?? (notModified ? request.lastModified : null),
      freshForMs: freshFor(headers, settings.now()),
    };
  }
}

interface Trail {
  readonly url: URL;
  /** The last address if every hop to it was permanent. */
  readonly permanent: URL | null;
  readonly first: URL;
}

/** The address to use from now on: with the reader's user name and password at the same origin, else not at all. */
function permanentUrl(request: FetchRequest, { permanent, first }: Trail): string | null {
  const given = new URL(request.url);
  if (!permanent) return null;
  if (!given.username && !given.password) return permanent.href;
  if (permanent.origin !== first.origin) return null;
  const url = new URL(permanent);
  url.username = given.username;
  url.password = given.password;
  return url.href;
}

/** The address that is requested, and what it says of user name and password as an Authorization header. */
function withoutSecrets(address: string): { url: URL; readonly authorization: string | null } {
  const url = URL.parse(address);
  if (!url || !isWeb(url))
    throw forbidden(address, 'only http and https addresses are fetched', 'Check the spelling of the address.');
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  if (!username && !password) return { url, authorization: null };
  const pair = `${unescaped(username)}:${unescaped(password)}`;
  return { url, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

/** Where a redirect leads, or null where the answer is none. User name and password in it are the server's: dropped. */
function nextUrl(from: URL, answer: Answer): URL | null {
  const location = answer.headers.location?.trim();
  if (!redirects.has(answer.status) || !location) return null;
  const next = URL.parse(locationText(location), from.href);
  if (!next || !isWeb(next))
    throw forbidden(from, 'it redirects to an address that is not http or https', 'Look at the address in a browser.');
  next.username = '';
  next.password = '';
  next.hash = '';
  return next;
}

/** Whether the answer came from a private network; what a proxy answers for counts as public. */
function isPrivate(agents: Agents, url: URL, answer: Answer): boolean {
  const byName = privateByName(url.hostname);
  if (byName !== null) return byName;
  return agents.lookedUp(url.hostname, answer.remoteAddress) && isPrivateAddress(answer.remoteAddress);
}

/** Addresses that the reader gave may lead anywhere; those in a public document, only to public hosts. */
async function firstReach(namedBy: string | null | undefined, resolve: Resolve): Promise<Reach> {
  const url = namedBy ? URL.parse(namedBy) : null;
  if (!url || !isWeb(url)) return 'anywhere';
  const byName = privateByName(url.hostname);
  if (byName !== null) return byName ? 'anywhere' : 'public-only';
  const found = await resolve(url.hostname, {}).catch(() => []);
  return found.some(({ address }) => isPrivateAddress(address)) ? 'anywhere' : 'public-only';
}
