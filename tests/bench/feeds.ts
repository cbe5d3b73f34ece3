/** The invented feeds of the refresh benches: 1,000 sources of 50 articles of some 1.6 KB each. */
import { inventedRss } from '../support/invented-feed.ts';
import { random, wordOf } from './store-data.ts';

export const feeds = 1000;
export const articles = 50;

/** Some 1.6 KB of text in paragraphs, of words as common as in a language. */
function body(next: () => number): string {
  const paragraph = () => `<p>${Array.from({ length: 60 }, () => wordOf(Math.floor(20_000 ** next()))).join(' ')}.</p>`;
  return Array.from({ length: 4 }, paragraph).join('\n');
}

/** Document number `feed`: the same whoever asks for it. */
export function feedDocument(feed: number): string {
  const next = random(feed + 7);
  const items = Array.from({ length: articles }, (_, index) => ({
    id: `${feed}-${index}`,
    body: body(next),
    tags: [`tag${index % 9}`],
  }));
  return inventedRss(`Source ${feed}`, items, `https://source-${feed}.example`);
}

/** An OPML that follows these addresses. */
export function outlines(addresses: readonly string[]): string {
  const lines = addresses.map((address, feed) => `<outline text="Source ${feed}" xmlUrl="${address}"/>`);
  return `<opml version="2.0"><body>${lines.join('')}</body></opml>`;
}
