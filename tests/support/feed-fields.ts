/** Short ways to write an invented feed and to look at one field of what was read. */
import type { Draft } from '../../src/core/article.ts';
import type { Feed } from '../../src/core/feed.ts';
import { parseFeed } from '../../src/feeds/parse.ts';

export const feedUrl = 'http://base.example/feed';

export function parseText(
  text: string | Uint8Array,
  hints: { charset?: string; url?: string | null } = {},
): Promise<Feed> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return parseFeed(bytes, {
    charset: hints.charset ?? null,
    type: null,
    url: hints.url === undefined ? feedUrl : hints.url,
  });
}

const namespaces = [
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:atom="http://www.w3.org/2005/Atom"',
  'xmlns:media="http://search.yahoo.com/mrss/"',
  'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
  'xmlns:slash="http://purl.org/rss/1.0/modules/slash/"',
  'xmlns:thr="http://purl.org/syndication/thread/1.0"',
  'xmlns:xhtml="http://www.w3.org/1999/xhtml"',
].join(' ');

export function rss(inner: string): string {
  return `<?xml version="1.0"?><rss version="2.0" ${namespaces}><channel><title>T</title>${inner}</channel></rss>`;
}

export function rssItem(inner: string): string {
  return rss(`<item>${inner}</item>`);
}

export function atom(inner: string, attributes = ''): string {
  const thr = 'xmlns:thr="http://purl.org/syndication/thread/1.0"';
  return `<feed xmlns="http://www.w3.org/2005/Atom" ${thr} ${attributes}><title>T</title>${inner}</feed>`;
}

export function atomEntry(inner: string, attributes = ''): string {
  return atom(`<entry>${inner}</entry>`, attributes);
}

/** The first draft of a document. */
export async function firstDraft(text: string | Uint8Array): Promise<Draft> {
  const [draft] = (await parseText(text)).drafts;
  if (!draft) throw new Error('The document held no item.');
  return draft;
}

/** One row of a table: what is shown, the document, and the fields that a careful reader expects. */
export type Case = readonly [name: string, document: string, expected: Partial<Draft>];
