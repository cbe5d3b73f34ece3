/** What a feed holds, without storing it. */
import type { Draft } from '../core/article.ts';
import type { Feed } from '../core/feed.ts';
import { articleId } from '../core/ids.ts';
import { identify, maxDrafts } from '../core/merge.ts';
import type { FetchResult, Ports } from '../core/ports.ts';
import { addressOf } from './find-feed.ts';
import { fetchDocument } from './read-page.ts';

export interface PeekedArticle {
  readonly id: string | null;
  readonly draft: Draft;
}

export interface Peek {
  /** The address that the document's own relative addresses stand against; null for a file of unknown origin. */
  readonly address: string | null;
  readonly feed: Feed;
  /** In document order, none left out. */
  readonly articles: readonly PeekedArticle[];
}

/** Reads and parses one input: an address, a catalog name, a file, or "-" for standard input. */
export async function peek(ports: Ports, input: string, baseUrl: string | null): Promise<Peek> {
  const { answer, address } = await readInput(ports, input);
  const base = baseUrl ?? address;
  const feed = await ports.readFeed({ ...answer, url: base });
  // An id is given only where it will be the stored article's: its source's address must be known.
  const ids = new Map<Draft, string>();
  const stored = address === null ? null : address;
  if (stored !== null) {
    for (const { identity, draft } of identify(feed.drafts.slice(0, maxDrafts)))
      ids.set(draft, articleId(ports.digest, stored, identity));
  }
  return { address: base, feed, articles: feed.drafts.map((draft) => ({ id: ids.get(draft) ?? null, draft })) };
}

type Document = Pick<FetchResult, 'charset' | 'type'> & { readonly bytes: Uint8Array };

async function readInput(
  ports: Ports,
  input: string,
): Promise<{ readonly answer: Document; readonly address: string | null }> {
  if (input === '-')
    return { answer: { bytes: await ports.files.read('-'), charset: null, type: null }, address: null };
  const { address } = await addressOf(ports, input);
  const answer = await fetchDocument(ports, address, 'feed');
  return { answer, address: /^https?:/.test(address) ? answer.url : address };
}
