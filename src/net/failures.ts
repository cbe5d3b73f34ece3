/** Every way in which a fetch fails, as an error that names the address and the next step. No server's words in it. */
import { NewsError } from '../core/errors.ts';
import type { Rest } from './host-queue.ts';
import { retryAfter } from './response-headers.ts';

/** An address fit to be shown: without user name, password and fragment, and not longer than a line. */
export function shown(address: string | URL): string {
  const url = URL.parse(String(address));
  if (!url) return JSON.stringify(String(address).slice(0, 200)).replaceAll(/[^\x20-\x7e]/g, '?');
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href.length > 200 ? `${url.href.slice(0, 199)}…` : url.href;
}

export function timedOut(url: URL, deadlineMs: number): NewsError {
  return new NewsError(
    'timeout',
    `${shown(url)} did not answer completely within ${deadlineMs / 1000} seconds`,
    'Try again later, or allow more time: news config set refresh.timeout 60s',
  );
}

export function interrupted(url: URL | string): NewsError {
  return new NewsError('interrupted', `fetching ${shown(url)} was stopped`, 'Run the command again to fetch it.');
}

export function tooLarge(url: URL | string, maxBytes: number): NewsError {
  return new NewsError(
    'too-large',
    `${shown(url)} is larger than ${Math.round(maxBytes / 100_000) / 10} MB`,
    'If that is right, raise the limit: news config set refresh.max-size 50MB',
  );
}

export function badBody(url: URL, why: string): NewsError {
  return new NewsError('network', `the answer of ${shown(url)} is damaged: ${why}`, 'Try again later.');
}

export function forbidden(url: URL | string, why: string, next: string): NewsError {
  return new NewsError('forbidden-address', `${shown(url)} was not fetched: ${why}`, next);
}

export function intoPrivate(url: URL): NewsError {
  const why = 'a public page or feed led to it, but it is in a private network';
  const allow = `Give this address itself to the command, or let pages lead there: news config set private-hosts ${url.hostname}`;
  return forbidden(url, why, allow);
}

export function offline(url: string): NewsError {
  return new NewsError(
    'offline',
    `${shown(url)} was not fetched: the network is ruled out`,
    'Leave out --offline, or: news config unset offline',
  );
}

const statusAdvice: Readonly<Record<number, string>> = {
  401: 'It wants to know who asks: news source set <source> credentials-command "pass show …" (see: news help source set).',
  403: 'It refuses this program; a browser may be let in. Another user agent may help: news config set user-agent …',
  404: 'Check the address; the page may have moved.',
  410: 'It is gone for good: remove the source, or look for its new address.',
  429: 'It has been asked too often: try again later.',
};

/** An answer other than success. `reason` is our own phrase for the status, never the server's. */
export function badStatus(
  url: URL,
  status: number,
  reason: string,
  retryHeader: string | undefined,
  now: number,
): NewsError {
  const advice =
    statusAdvice[status] ?? (status >= 500 ? 'The server has a problem: try again later.' : 'Check the address.');
  return new NewsError(
    status === 410 ? 'gone' : 'http-status',
    `${shown(url)} answered ${status}${reason ? ` (${reason})` : ''}`,
    advice,
    { status, retryAfterMs: retryAfter(retryHeader, now) },
  );
}

/** Not asked at all: the host has answered another request of this run with 429 or 503, and wants to be left alone. */
export function resting(url: URL, { status, leftMs }: Rest): NewsError {
  const seconds = Math.ceil(leftMs / 1000);
  const time = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new NewsError(
    'http-status',
    `${shown(url)} was not asked: its host answered ${status} and asks to be left alone for ${time}`,
    'Try again after that.',
    { status, retryAfterMs: leftMs, notAsked: true },
  );
}

const tryAgain = 'Check the connection and the address, then try again.';

const tooManyHeaders = ['sent more headers than we accept', 'Tell the publisher; this is not a usual answer.'] as const;

// [what happened, next step] by the codes of Node, libuv, OpenSSL and llhttp.
const connectionFailures: Readonly<Record<string, readonly [string, string]>> = {
  ENOTFOUND: ['has no such host', 'Check the spelling of the address, and the connection.'],
  EAI_AGAIN: ['could not be looked up: the name server does not answer', 'Check the connection, then try again.'],
  ECONNREFUSED: ['refused the connection', tryAgain],
  ECONNRESET: ['broke off the connection', 'Try again later.'],
  EPIPE: ['broke off the connection', 'Try again later.'],
  ETIMEDOUT: ['does not answer', tryAgain],
  EHOSTUNREACH: ['cannot be reached', tryAgain],
  ENETUNREACH: ['cannot be reached', tryAgain],
  NEWS_INTERIM_ANSWERS: ['sends one interim answer after the other', 'Tell the publisher; this is not a usual answer.'],
  HPE_HEADER_OVERFLOW: tooManyHeaders,
  NEWS_HEADERS: tooManyHeaders,
  CERT_HAS_EXPIRED: ['has a certificate that has expired', 'Tell the publisher, or check the clock of this machine.'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['shows the certificate of another host', 'Check the address.'],
  ERR_PROXY_TUNNEL: ['could not be reached through the proxy', 'Check HTTPS_PROXY and NO_PROXY in the environment.'],
  ERR_INVALID_CHAR: ['was not asked: one of its headers cannot be sent', 'Check the headers: news source show'],
  ERR_INVALID_HTTP_TOKEN: ['was not asked: one of its headers cannot be sent', 'Check the headers: news source show'],
};

/** A failure of the connection or the protocol, told by its code only: messages may hold what the server sent. */
export function broken(url: URL, error: unknown): NewsError {
  const code = codeOf(error);
  const known = connectionFailures[code] ?? unknownFailure(code);
  const [happened, next] = known;
  const kind = known === tooManyHeaders ? 'too-large' : 'network';
  const failure = new NewsError(kind, `${shown(url)} ${happened}`, next, { reason: code });
  failure.cause = error;
  return failure;
}

function unknownFailure(code: string): readonly [string, string] {
  if (code.startsWith('HPE_')) return [`did not answer in HTTP (${code})`, 'Check the address and its port.'];
  if (code.startsWith('ERR_HTTP2')) return [`broke off the connection (${code})`, 'Try again later.'];
  if (/CERT|SIGNED|ISSUER/.test(code)) {
    return [`has a certificate that cannot be trusted (${code})`, 'Tell the publisher, or set NODE_EXTRA_CA_CERTS.'];
  }
  if (/SSL|TLS|EPROTO/.test(code))
    return [`could not agree on encryption (${code})`, 'Try the address with http: instead.'];
  return [`could not be fetched (${code || 'unknown reason'})`, tryAgain];
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : '';
}
