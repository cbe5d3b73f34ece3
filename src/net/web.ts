/** Fetching from the web: hop by hop through redirects, each hop within the limits and without secrets of another. */
import { STATUS_CODES } from 'node:http';
import { type Fetch, type FetchOptions, type FetchRequest, type FetchResult, unknownDocument } from '../core/ports.ts';
import { type Credential, type Credentials, createCredentials, credentialIn } from './credentials.ts';
import { type Deadline, deadlineOf } from './deadline.ts';
import { badStatus, forbidden, interrupted, intoPrivate, resting } from './failures.ts';
import { hopHeaders, isConditional, jar } from './hop-headers.ts';
import { firstUrl, isPermanent, isWeb, nextUrl, permanentUrl } from './hops.ts';
import { type HostQueue, hostQueue } from './host-queue.ts';
import { createMemory, letGo, type Share } from './memory.ts';
import { createNames, type Names, type Reach, type Resolve, systemResolve } from './names.ts';
import { isPrivateAddress, privateByName } from './private-addresses.ts';
import { type Env, type ProxyFor, readProxies } from './proxies.ts';
import { contentType, freshFor, retryAfter, validator } from './response-headers.ts';
import { createTransports, type Transports } from './transport.ts';
import { type Answer, type Hop, visit } from './visit.ts';

export interface WebSettings {
  /** For DNS, connection, headers and body of all hops together; waiting for our own turn or memory does not count. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
  readonly userAgent: string;
  readonly perHost: number;
  /** Bytes of bodies that are held at a time, beyond one body at its largest. */
  readonly memory: number;
  /** Hosts in private networks that public documents may lead to. */
  readonly privateHosts: readonly string[];
  readonly env: Env;
  readonly now: () => number;
  /** How names become addresses; the system's way where it is left out. */
  readonly resolve?: Resolve;
}

const maxRedirects = 5;
// For a host that says "too many requests" and not how long it wants to rest.
const restMs = 60_000;

/** What all fetches of a run share. */
interface Run {
  readonly settings: WebSettings;
  readonly names: Names;
  readonly proxyFor: ProxyFor;
  readonly transports: Transports;
  readonly queue: HostQueue;
  readonly credentials: Credentials;
  readonly privateHosts: ReadonlySet<string>;
}

/** Fetches one http(s) address within the limits. Rejects with a NewsError. */
export function createWeb(settings: WebSettings): Fetch {
  const names = createNames(settings.resolve ?? systemResolve);
  const memory = createMemory(settings.memory);
  const run: Run = {
    settings,
    names,
    proxyFor: readProxies(settings.env),
    transports: createTransports(names),
    queue: hostQueue(settings.perHost),
    credentials: createCredentials(settings.env),
    privateHosts: new Set(settings.privateHosts.map((host) => host.toLowerCase())),
  };

  return async (request, options = {}) => {
    const share = memory();
    try {
      const result = await follow(run, request, options, share);
      const { bytes } = result;
      if (options.heldUntil) {
        const release = () => {
          share.release();
          if (bytes) letGo(bytes);
        };
        options.heldUntil.then(release, release);
      } else share.release();
      return result;
    } catch (error) {
      share.release();
      throw error;
    }
  };
}

async function follow(run: Run, request: FetchRequest, options: FetchOptions, share: Share): Promise<FetchResult> {
  const { userAgent, deadlineMs } = run.settings;
  const first = firstUrl(request.url);
  const credential = await credentialFor(run, request, options.signal);
  const cookies = jar();
  const deadline = deadlineOf(deadlineMs);
  let reach = await firstReach(run, options.namedBy, deadline);
  let url = first;
  let permanent = true;

  for (let hops = 0; ; hops++) {
    const headers = hopHeaders(request, { url, first, credential, cookies, userAgent });
    const answer = await takeTurn(run, { url, headers, reach, deadline, share, signal: options.signal });
    if (answer.status === 401 && request.credentialsCommand) run.credentials.forget(request.credentialsCommand);

    const next = nextUrl(url, answer);
    if (!next) {
      const movedTo = permanent && hops > 0 ? permanentUrl(request, url) : null;
      const conditional = isConditional(headers);
      return resultOf(request, answer, { url, permanentUrl: movedTo, conditional, now: run.settings.now() });
    }
    if (hops === maxRedirects)
      throw forbidden(first, `it redirects more than ${maxRedirects} times`, 'Look at the address in a browser.');
    cookies.keep(url, answer.headers['set-cookie']);
    if (!isPrivate(run, url, answer)) reach = 'public-only';
    permanent &&= isPermanent(answer);
    url = next;
  }
}

function credentialFor(
  { credentials }: Run,
  { url, credentialsCommand }: FetchRequest,
  signal: AbortSignal | undefined,
): Promise<Credential> | Credential | null {
  return credentialsCommand ? credentials.of(credentialsCommand, signal) : credentialIn(url);
}

/** One visit, in its turn, where the address is within reach and the host may be asked. */
async function takeTurn(run: Run, plan: Omit<Hop, 'send' | 'maxBytes'> & { readonly reach: Reach }): Promise<Answer> {
  const { url, signal } = plan;
  const reach = run.privateHosts.has(url.hostname) ? 'anywhere' : plan.reach;
  if (reach === 'public-only' && privateByName(url.hostname)) throw intoPrivate(url);
  const host = url.host.replace(/\.(?=$|:)/, '');
  const release = await run.queue.enter(host, signal).catch(() => {
    throw interrupted(url);
  });
  try {
    const rest = run.queue.restOf(host);
    if (rest) throw resting(url, rest);
    const send = await run.transports({ protocol: url.protocol, reach, proxy: run.proxyFor(url) });
    const answer = await visit({ ...plan, send, maxBytes: run.settings.maxBytes });
    const { status, headers } = answer;
    const asked = retryAfter(headers['retry-after'], run.settings.now());
    if (status === 429 || status === 503) run.queue.rest(host, status, asked ?? (status === 429 ? restMs : 0));
    return answer;
  } finally {
    release();
  }
}

/** Whether the answer came from a private network; what a proxy answers for counts as public. */
function isPrivate(run: Run, url: URL, answer: Answer): boolean {
  return privateByName(url.hostname) ?? (run.proxyFor(url) === null && isPrivateAddress(answer.remoteAddress));
}

/** Where the redirects ended. */
interface End {
  readonly url: URL;
  readonly permanentUrl: string | null;
  /** True if the last request said which form of the document we have. */
  readonly conditional: boolean;
  readonly now: number;
}

/** A page's Link header names a few things; what is longer is cut off. */
const longestLinks = 8_192;

function resultOf(request: FetchRequest, { status, headers, bytes }: Answer, end: End): FetchResult {
  const { url, permanentUrl, conditional, now } = end;
  const notModified = status === 304 && conditional;
  if (!bytes && !notModified) throw badStatus(url, status, STATUS_CODES[status] ?? '', headers['retry-after'], now);
  return {
    bytes,
    url: url.href,
    permanentUrl,
    ...contentType(headers['content-type']),
    // An answer of 304 may leave out validators that have not changed (RFC 9110, 15.4.5).
    etag: validator(headers.etag) ?? (notModified ? request.etag : null),
    lastModified: validator(headers['last-modified']) ?? (notModified ? request.lastModified : null),
    freshForMs: freshFor(headers, now),
    links: [headers.link ?? []].flat().join(', ').slice(0, longestLinks) || null,
  };
}

/** Addresses that the reader gave may lead anywhere; those in a public document, only to public hosts. */
async function firstReach(run: Run, namedBy: string | null | undefined, deadline: Deadline): Promise<Reach> {
  if (namedBy === unknownDocument) return 'public-only';
  const url = namedBy ? URL.parse(namedBy) : null;
  if (!url || !isWeb(url)) return 'anywhere';
  const byName = privateByName(url.hostname);
  if (byName !== null) return byName ? 'anywhere' : 'public-only';
  if (run.proxyFor(url) !== null) return 'public-only';
  const found = await Promise.race([
    run.names.resolve(url.hostname).catch(() => []),
    new Promise<[]>((resolve) => deadline.run(() => resolve([]))),
  ]);
  deadline.pause();
  // A name that leads into both kinds of network is a public one that would pass for a private one.
  const isPrivateHost = found.length > 0 && found.every(({ address }) => isPrivateAddress(address));
  return isPrivateHost ? 'anywhere' : 'public-only';
}
