/** The Fetch port: each kind of address to the adapter that reads it, loaded on first use. */
import { NewsError } from '../core/errors.ts';
import { type Fetch, unknownDocument } from '../core/ports.ts';
import { forbidden, interrupted, offline, shown } from './failures.ts';
import type { WebSettings } from './web.ts';

type Limits = Pick<WebSettings, 'deadlineMs' | 'maxBytes' | 'now'>;

export interface FetchSettings extends Limits, Partial<Omit<WebSettings, keyof Limits>> {
  /** True: nothing but files is fetched. */
  readonly offline: boolean;
  /** The file of a bundled sample's name; null where there is none of that name. */
  readonly resolveSample: (name: string) => string | null;
}

const defaults = {
  perHost: 2,
  // Three hundred feeds of ordinary size; a few megabytes above what a usual refresh holds.
  memory: 32_000_000,
  privateHosts: [],
  userAgent: 'news (a feed reader for the terminal)',
  env: {},
} as const;

/**
 * Fetches http(s):, file: and sample: addresses. Failures are NewsErrors that name the address: "offline", "timeout",
 * "too-large", "network", "http-status" and "gone" (details: status, retryAfterMs), "forbidden-address", "interrupted",
 * and "not-found" or "file" for files.
 */
export function createFetch(settings: FetchSettings): Fetch {
  const limits: WebSettings = { ...defaults, ...settings };
  let web: Promise<Fetch> | null = null;

  return async (request, options = {}) => {
    if (options.signal?.aborted) throw interrupted(request.url);
    const scheme = schemeOf(request.url);
    if (!isWeb(scheme) && isOutside(options.namedBy ?? '')) {
      throw forbidden(request.url, 'a page on the web named it, and it is not there itself', 'Look at that page.');
    }
    switch (scheme) {
      case 'http:':
      case 'https:': {
        if (settings.offline) throw offline(request.url);
        web ??= import('./web.ts').then(({ createWeb }) => createWeb(limits));
        return (await web)(request, options);
      }
      case 'file:': {
        const { fetchFile, pathOf } = await import('./local-file.ts');
        return fetchFile(request, pathOf(request.url), limits.maxBytes);
      }
      case 'sample:': {
        const path = settings.resolveSample(request.url.slice('sample:'.length));
        if (path === null) throw unknownSample(request.url);
        const { fetchFile } = await import('./local-file.ts');
        return fetchFile(request, path, limits.maxBytes);
      }
      default:
        throw new NewsError(
          'forbidden-address',
          `${shown(request.url)} is no address that can be fetched`,
          'Addresses begin with https://, http:// or file://.',
        );
    }
  };
}

function schemeOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0].toLowerCase() ?? '';
}

function isOutside(namedBy: string): boolean {
  return namedBy === unknownDocument || isWeb(schemeOf(namedBy));
}

function isWeb(scheme: string): boolean {
  return scheme === 'http:' || scheme === 'https:';
}

function unknownSample(address: string): NewsError {
  return new NewsError(
    'not-found',
    `there is no bundled source ${shown(address)}`,
    'Bring the edition back: news source add sample',
  );
}
