/** From address to address: where a fetch begins, where a redirect leads, and which address holds from then on. */
import type { FetchRequest } from '../core/ports.ts';
import { forbidden } from './failures.ts';
import { locationText } from './response-headers.ts';
import type { Answer } from './visit.ts';

const redirects = new Set([301, 302, 303, 307, 308]);
const permanentRedirects = new Set([301, 308]);

export function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

/** What is asked for of an http(s) address. Throws NewsError "forbidden-address" for one that is not well-formed. */
export function firstUrl(address: string): URL {
  const url = URL.parse(address);
  if (!url) throw forbidden(address, 'it is not well-formed', 'Check the spelling of the address.');
  return bare(url);
}

/** Without user name and password, which go into a header where they are the reader's, and without fragment. */
function bare(url: URL): URL {
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

/** Where a redirect leads, or null where the answer is none. User name and password in it are the server's: dropped. */
export function nextUrl(from: URL, answer: Answer): URL | null {
  const location = answer.headers.location?.trim();
  if (!redirects.has(answer.status) || !location) return null;
  const next = URL.parse(locationText(location), from.href);
  if (!next || !isWeb(next))
    throw forbidden(from, 'it redirects to an address that is not http or https', 'Look at the address in a browser.');
  return bare(next);
}

export function isPermanent(answer: Answer): boolean {
  return permanentRedirects.has(answer.status);
}

/**
 * The address to use from now on after nothing but permanent redirects: with the reader's user name and password. With
 * these, with headers or credentials it stays at its origin, since no server may carry them to another.
 */
export function permanentUrl(request: FetchRequest, last: URL): string | null {
  const given = new URL(request.url);
  const { username, password } = given;
  const isSecret = username || password || request.credentialsCommand || Object.keys(request.headers).length > 0;
  if (isSecret && last.origin !== given.origin) return null;
  const url = new URL(last);
  url.username = username;
  url.password = password;
  return url.href;
}
