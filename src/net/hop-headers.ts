/** What is sent along with a request: ours to every host, the reader's secrets only to the origin they are meant for. */
import type { FetchRequest } from '../core/ports.ts';
import { acceptEncoding } from './body.ts';
import type { Credential } from './credentials.ts';
import { validator } from './response-headers.ts';

const accepted: Readonly<Record<FetchRequest['accept'], string>> = {
  feed: 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
  page: 'text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5',
  json: 'application/json, */*;q=0.1',
  image: 'image/png, image/jpeg, image/gif, image/webp;q=0.9, image/*;q=0.8, */*;q=0.1',
};

// These frame the message or name the host: set by hand they would only break it.
const ownBusiness = new Set([
  'host',
  'connection',
  'keep-alive',
  'proxy-connection',
  'http2-settings',
  'content-length',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
]);

// A server that sets more wants to fill memory.
const maxCookies = 50;
const maxCookieLength = 4096;

/** Cookies of one fetch, kept for its redirects only: some sites send a visitor in a circle until they come back. */
export interface Jar {
  readonly keep: (url: URL, setCookie: readonly string[] | undefined) => void;
  readonly header: (url: URL) => string;
}

/** An empty jar. Cookies go back to the very origin that set them, whatever domain they claim. */
export function jar(): Jar {
  const cookies = new Map<string, string>();
  return {
    keep(url, setCookie) {
      for (const line of setCookie ?? []) {
        const pair = /^\s*([^=;\s]+=[^;\s]*)/.exec(line.slice(0, maxCookieLength))?.[1];
        if (pair && cookies.size < maxCookies) cookies.set(`${url.origin} ${pair.split('=', 1)[0]}`, pair);
      }
    },
    header: (url) =>
      [...cookies]
        .filter(([key]) => key.startsWith(`${url.origin} `))
        .map(([, pair]) => pair)
        .join('; '),
  };
}

export interface HopContext {
  readonly url: URL;
  /** Where the fetch began: the reader's headers and password are meant for its origin. */
  readonly first: URL;
  readonly credential: Credential | null;
  readonly cookies: Jar;
  readonly userAgent: string;
}

/** The headers of one hop. */
export function hopHeaders(request: FetchRequest, context: HopContext): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': request.userAgent ?? context.userAgent,
    accept: accepted[request.accept],
    'accept-encoding': acceptEncoding,
  };
  const etag = validator(request.etag);
  const lastModified = validator(request.lastModified);
  if (etag) headers['if-none-match'] = etag;
  if (lastModified) headers['if-modified-since'] = lastModified;
  if (context.url.origin === context.first.origin) {
    const { credential } = context;
    const own = [
      ...Object.entries(request.headers),
      ...(credential ? [[credential.name, credential.value] as const] : []),
    ];
    for (const [name, value] of own) {
      if (!ownBusiness.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
    }
  }
  const cookies = context.cookies.header(context.url);
  if (cookies) headers.cookie = headers.cookie ? `${headers.cookie}; ${cookies}` : cookies;
  return headers;
}

/** True where the headers ask for the document only if it is another than the one that we have. */
export function isConditional(headers: Readonly<Record<string, string>>): boolean {
  return 'if-none-match' in headers || 'if-modified-since' in headers;
}
