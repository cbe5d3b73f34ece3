/** From what a reader types to the feed that is meant: an address, a site, a file or a catalog name. */

import { declaredCharset } from '../content/declared-charset.ts';
import { asNewsError, NewsError } from '../core/errors.ts';
import type { Feed } from '../core/feed.ts';
import type { Ports } from '../core/ports.ts';
import { decodeText } from '../feeds/charset.ts';
import { discoverFeeds, usualPlaces } from '../feeds/discover.ts';
import { catalogEntry } from './catalog.ts';
import { fetchDocument } from './read-page.ts';

/** A feed that was fetched and parsed, so it is known to be one. */
export interface FoundFeed {
  readonly kind: 'feed';
  readonly address: string;
  readonly feed: Feed;
  /** What the catalog or an outline knows of it. */
  readonly known: {
    readonly title: string | null;
    readonly section: string | null;
    readonly tags: readonly string[];
    readonly link: string | null;
  };
}

/** A page names several feeds: the reader chooses. */
export interface FeedChoice {
  readonly kind: 'choice';
  readonly page: string;
  readonly feeds: readonly { readonly url: string; readonly title: string | null }[];
}

const nothingKnown = { title: null, section: null, tags: [], link: null };

/** A bare name that ends so is a file's: none of these is a top-level domain. */
const fileEnding = /^[^/:]*\.(?:xml|rss|atom|rdf|json|jsonl|opml|html?|xhtml|txt|gz)$/i;

/** The http(s) or file: address that is meant, without looking at what stands there. Throws "not-found" or "usage". */
export async function addressOf(
  ports: Ports,
  input: string,
): Promise<{ readonly address: string; readonly known: FoundFeed['known'] }> {
  if (/^(https?|sample):/i.test(input)) return { address: webAddress(input), known: nothingKnown };
  if (/^file:/i.test(input)) return { address: input, known: nothingKnown };
  if (/^feed:/i.test(input))
    return {
      address: webAddress(
        input.replace(/^feed:(\/\/)?(https?:)?(\/\/)?/i, (_, __, scheme) => `${scheme ?? 'https:'}//`),
      ),
      known: nothingKnown,
    };
  if (await ports.files.exists(input)) return { address: await ports.files.address(input), known: nothingKnown };
  const entry = /^[^\s/.:]+$/.test(input) || /\s/.test(input) ? await catalogEntry(ports, input) : null;
  if (entry) return { address: entry.address, known: entry };
  if (/^[a-z][a-z0-9+.-]*:/i.test(input) && !/^[^/]+:\d+(\/|$)/.test(input)) {
    throw new NewsError(
      'forbidden-address',
      `"${input}" is not an http(s) address`,
      'Sources are taken from http(s) addresses and files.',
    );
  }
  if (fileEnding.test(input))
    throw new NewsError('not-found', `there is no file ${input}`, 'Check the path; an address begins with https://.');
  if (/^[^\s/]+\.[^\s/]{2,}(:\d+)?(\/\S*)?$/.test(input))
    return { address: webAddress(`https://${input}`), known: nothingKnown };
  throw new NewsError(
    'not-found',
    `"${input}" is no address, file or catalog name`,
    'See "news source catalog" for the names, or give the address of a feed or a site.',
  );
}

function webAddress(text: string): string {
  if (/^sample:/i.test(text)) return text;
  if (!URL.canParse(text))
    throw new NewsError('usage', `"${text}" is not a well-formed address`, 'Check it for blanks and missing parts.');
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

export interface FindOptions {
  /** Which of several feeds of a page, 1-based. */
  readonly pick: number | null;
  /** The page that named the address, where the reader did not. */
  readonly namedBy?: string | null;
}

/**
 * Finds the feed behind an address: the document itself, else what the page names, else the usual places.
 * Throws "not-a-feed" where there is none.
 */
export async function findFeed(
  ports: Ports,
  input: string,
  { pick, namedBy = null }: FindOptions,
): Promise<FoundFeed | FeedChoice> {
  const { address, known } = await addressOf(ports, input);
  const answer = await fetchDocument(ports, address, 'feed', { namedBy });
  const finalAddress = answer.permanentUrl ?? address;
  try {
    const feed = await ports.readFeed(answer);
    return { kind: 'feed', address: finalAddress, feed, known };
  } catch (thrown) {
    if (!(thrown instanceof NewsError) || thrown.code !== 'not-a-feed' || !/^https?:/.test(address)) throw thrown;
    const html = await decodeText(answer.bytes, { http: answer.charset, declared: declaredCharset });
    return chooseFeed(ports, { page: answer.url, html, links: answer.links ?? null, pick, reason: thrown });
  }
}

interface PageWithFeeds {
  readonly page: string;
  readonly html: string;
  readonly links: string | null;
  readonly pick: number | null;
  readonly reason: NewsError;
}

async function chooseFeed(
  ports: Ports,
  { page, html, links, pick, reason }: PageWithFeeds,
): Promise<FoundFeed | FeedChoice> {
  const named = discoverFeeds(html, page, links);
  if (pick !== null) {
    const chosen = named[pick - 1];
    if (!chosen)
      throw new NewsError(
        'usage',
        `${page} names ${named.length} feeds, there is no feed ${pick}`,
        'Run it without --pick to see them.',
      );
    return asFeed(ports, chosen.url, page);
  }
  const [only] = named;
  if (only && named.length === 1) return asFeed(ports, only.url, page);
  if (only) return { kind: 'choice', page, feeds: named };
  for (const url of usualPlaces(page)) {
    const found = await tryFeed(ports, url, page);
    if (found) return found;
  }
  throw reason;
}

async function asFeed(ports: Ports, url: string, page: string): Promise<FoundFeed> {
  const answer = await fetchDocument(ports, url, 'feed', { namedBy: page });
  return { kind: 'feed', address: answer.permanentUrl ?? url, feed: await ports.readFeed(answer), known: nothingKnown };
}

async function tryFeed(ports: Ports, url: string, page: string): Promise<FoundFeed | null> {
  try {
    return await asFeed(ports, url, page);
  } catch (thrown) {
    const { code } = asNewsError(thrown);
    if (code === 'bug' || code === 'database' || code === 'interrupted') throw thrown;
    return null;
  }
}
