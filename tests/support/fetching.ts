/** Fetching in tests: the port with small limits, and what came of it as plain values. */

import { NewsError } from '../../src/core/errors.ts';
import type { Fetch, FetchOptions, FetchRequest, FetchResult } from '../../src/core/ports.ts';
import { createFetch, type FetchSettings } from '../../src/net/fetch.ts';

export const testNow = Date.parse('2026-11-01T12:00:00Z');

export function testFetch(settings: Partial<FetchSettings> = {}): Fetch {
  const limits = { deadlineMs: 25_000, maxBytes: 100_000 };
  return createFetch({ offline: false, resolveSample: () => null, now: () => testNow, ...limits, ...settings });
}

export function ask(url: string, more: Partial<FetchRequest> = {}): FetchRequest {
  return { url, etag: null, lastModified: null, headers: {}, userAgent: null, accept: 'feed', ...more };
}

export function textOf(result: FetchResult): string | null {
  return result.bytes ? Buffer.from(result.bytes).toString() : null;
}

/** The failure of a fetch; an error in the test where it succeeds. */
export async function failureOf(fetch: Fetch, request: FetchRequest, options?: FetchOptions): Promise<NewsError> {
  try {
    await fetch(request, options);
  } catch (error) {
    if (error instanceof NewsError) return error;
    throw error;
  }
  throw new Error(`${request.url} was fetched`);
}
