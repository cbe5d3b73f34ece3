/**
 * Which document names what an article leads to: the one that its text was read from, by the address that it was fetched at.
 * What it says of itself (its link, its site) is hostile, and would let a page of the web pass for one of the reader's network.
 */
import type { Article } from '../core/article.ts';
import { type Ports, unknownDocument } from '../core/ports.ts';
import { pagesAddress, type Source } from '../core/source.ts';

/** As much of an article as tells where it was read. */
export type Read = Pick<Article, 'source' | 'provenance'>;

/** The document that the links and images in the body stand in. */
export async function bodyNamedBy(ports: Ports, article: Read): Promise<string> {
  const { provenance } = article;
  if (provenance?.from === 'page') return provenance.address ?? unknownDocument;
  return (await feedOf(ports, article))?.address ?? unknownDocument;
}

/** The document that the article's own link stands in. */
export function linkNamedBy(article: Read, feed: Source | undefined): string {
  return feed ? feed.address : (article.provenance?.address ?? unknownDocument);
}

/** The source that the article came from; undefined for pages, which nobody follows. */
export async function feedOf(ports: Ports, { source }: Read): Promise<Source | undefined> {
  const sources = await (await ports.store()).sources();
  return sources.find(({ id, address }) => id === source.id && address !== pagesAddress);
}
