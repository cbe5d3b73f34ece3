/** A page's bytes, from the web or a file, to the article that it holds. */

import { declaredCharset } from '../content/declared-charset.ts';
import type { Provenance } from '../core/article.ts';
import { NewsError } from '../core/errors.ts';
import type { ExtractedPage, FetchOptions, FetchRequest, FetchResult, Ports } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import { decodeText } from '../feeds/charset.ts';
import { looksLikeFeed } from '../feeds/looks-like-feed.ts';

export interface PageOptions extends FetchOptions {
  /** The source whose article it is: where the page is at its origin, it is asked for as the source is. */
  readonly source?: Source | undefined;
}

/** Fetches a page and cuts the article out of it; `options.namedBy` is the document that named its address. Throws NewsError "not-an-article" and those of fetching. */
export async function fetchPage(ports: Ports, url: string, options: PageOptions = {}): Promise<ExtractedPage> {
  const { promise: heldUntil, resolve: letGo } = Promise.withResolvers<void>();
  try {
    const answer = await fetchDocument(ports, url, 'page', { ...options, heldUntil });
    return { ...(await extractFrom(ports, answer, answer.url)), address: answer.url };
  } finally {
    letGo();
  }
}

/** The bytes of an http(s) address as a page, whatever stood there before. */
export async function fetchDocument(
  ports: Ports,
  url: string,
  accept: 'page' | 'feed' | 'json',
  { source, ...options }: PageOptions = {},
): Promise<FetchResult & { readonly bytes: Uint8Array }> {
  const request = { url, etag: null, lastModified: null, ...askerOf(source, url), accept };
  const answer = await ports.fetch(request, options);
  if (!answer.bytes) throw new NewsError('network', `${answer.url} sent nothing`, 'Try again later.');
  return { ...answer, bytes: answer.bytes };
}

/** What a source says of who asks, at its own origin only. */
function askerOf(
  source: Source | undefined,
  url: string,
): Pick<FetchRequest, 'headers' | 'credentialsCommand' | 'userAgent'> {
  const origin = URL.parse(url)?.origin;
  if (!source || origin === undefined || origin !== URL.parse(source.address)?.origin)
    return { headers: {}, userAgent: null };
  const { headers, credentialsCommand, userAgent } = source.settings;
  return { headers, credentialsCommand, userAgent };
}

/** What is kept of how a page's text was had. */
export function provenanceOf({ method, partial, address }: ExtractedPage, at: number): Provenance {
  return { from: 'page', at, method, partial, ...(address === undefined ? {} : { address }) };
}

/** Cuts the article out of bytes; `url` is what links stand against, null for a file of unknown origin. */
export async function extractFrom(
  ports: Ports,
  document: { readonly bytes: Uint8Array; readonly charset: string | null; readonly type: string | null },
  url: string | null,
): Promise<ExtractedPage> {
  if (document.type && !/^(text\/|application\/(xhtml\+xml|xml|octet-stream))/.test(document.type)) {
    throw new NewsError(
      'not-an-article',
      `${url ?? 'the input'} is ${document.type}, not a page`,
      'Only pages hold articles: open it in a browser.',
    );
  }
  if (looksLikeFeed(document.bytes)) {
    throw new NewsError(
      'not-an-article',
      `${url ?? 'the input'} is a feed, not a page`,
      'Follow it with "news source add", or look into it with "news peek".',
    );
  }
  const html = await decodeText(document.bytes, { http: document.charset, declared: declaredCharset });
  return ports.extract(html, { url, fetchedAt: ports.now() });
}

/** The article in one input: an http(s) address, a saved file, or "-" for standard input. */
export async function readPageInput(
  ports: Ports,
  input: string,
  baseUrl: string | null,
  options: FetchOptions = {},
): Promise<ExtractedPage> {
  if (/^https?:/i.test(input)) return fetchPage(ports, input, options);
  const name = input === '-' ? 'standard input' : input;
  try {
    return await extractFrom(ports, await readDocument(ports, input), baseUrl);
  } catch (thrown) {
    // With many inputs "the file" tells nobody which.
    if (!(thrown instanceof NewsError) || thrown.code !== 'not-an-article') throw thrown;
    const message = thrown.message.replace(/^the (file|page|input|document)\b/i, () => name).replace(/\.$/, '');
    throw new NewsError(thrown.code, message, thrown.next, thrown.details);
  }
}

async function readDocument(
  ports: Ports,
  input: string,
): Promise<{ readonly bytes: Uint8Array; readonly charset: string | null; readonly type: string | null }> {
  if (input === '-') return { bytes: await ports.files.read('-'), charset: null, type: null };
  if (/^file:/i.test(input)) return fetchDocument(ports, input, 'page');
  if (!(await ports.files.exists(input)))
    throw new NewsError('not-found', `there is no file ${input}`, 'Check the path; a link begins with https://.');
  return fetchDocument(ports, await ports.files.address(input), 'page');
}
