/** From the bytes of a feed to drafts: the third stage of an article's journey. */
import { NewsError } from '../core/errors.ts';
import type { Feed } from '../core/feed.ts';
import { atom } from './atom.ts';
import { cdf } from './cdf.ts';
import { readChannel } from './channel.ts';
import { decodeText } from './charset.ts';
import type { XmlFormat } from './feed.ts';
import { readJsonFeed } from './json-feed.ts';
import { htmlToLine } from './plain-text.ts';
import { rdf } from './rdf.ts';
import { decodeReferences, withoutControls } from './references.ts';
import { rss } from './rss.ts';
import { scan } from './scan.ts';
import { below, type Element } from './tree.ts';
import { unpacked } from './unpack.ts';

/** Every XML format; the first that fits is it. */
const formats: readonly XmlFormat[] = [cdf, rdf, rss, atom];

const roots = new Set(['rss', 'rdf:rdf', 'rdf', 'feed', 'atom:feed', 'channel', 'entry', 'atom:entry', 'item']);

export interface FeedHints {
  /** The charset parameter of the answer, its media type without parameters, and the address it came from. */
  readonly charset: string | null;
  readonly type: string | null;
  readonly url: string | null;
}

/** The encoding that an XML declaration names, also after junk; null where there is none. */
function declaredEncoding(head: string): string | null {
  return /<\?xml\s[^>]{0,200}?encoding\s{0,20}=\s{0,20}["']?\s{0,20}([\w.:-]{1,40})/i.exec(head)?.[1] ?? null;
}

const windowsPunctuation = new TextDecoder('windows-1252');

/** Text as the readers of markup expect it: no controls, C1 as windows-1252 meant it, "\n" for every line end. */
function tidy(text: string): string {
  let tidied = withoutControls(text);
  if (tidied.includes('\r')) tidied = tidied.replace(/\r\n?/g, '\n');
  return tidied.replace(/[\u0080-\u009f]/g, (c) => windowsPunctuation.decode(Uint8Array.of(c.charCodeAt(0))));
}

/** The document from its first "<" or "{" on: before it stand byte order marks, blanks and PHP's warnings. */
function fromStart(text: string): string {
  const start = text.search(/[<{]/);
  return start < 0 ? '' : text.slice(start);
}

function notAFeed(what: string, url: string | null): NewsError {
  return new NewsError(
    'not-a-feed',
    `${url ?? 'The document'} is not a feed: ${what}`,
    'Give the address of an RSS, Atom or JSON feed; "news source add" with a site\'s address finds its feeds.',
    { url },
  );
}

/** What a document is that is not a feed, in words for an error. */
function describe(text: string, document: Element | null): string {
  if (text.trim() === '') return 'it is empty';
  const first = document?.children.find((child): child is Element => typeof child === 'object');
  if (!first) return text.trimStart().startsWith('{') ? 'it is JSON of another kind' : 'it holds no markup';
  return first.name.endsWith('html')
    ? 'it is an HTML page'
    : `it is a document of another kind (<${nameOf(first.tag)}>)`;
}

const wholeFeeds = new Set(['rss', 'rdf:rdf', 'feed', 'atom:feed']);

/** The outermost feed element; of those wrapped in something else only a whole feed with items counts. */
function findRoot(document: Element): { readonly root: Element; readonly format: XmlFormat } | null {
  for (const root of below(document, roots)) {
    const format = formats.find(({ fits }) => fits(root));
    if (!format) continue;
    const isWrapped = !document.children.includes(root);
    if (!isWrapped || (wholeFeeds.has(root.name) && format.items(root).length > 0)) return { root, format };
  }
  return null;
}

/** How far into a page a feed that it shows is looked for. */
const pageHead = 16 * 1024;

/**
 * The feed in a page that shows nothing but a feed's text, as browsers save it and proxies wrap it (escaped, in
 * <pre>); null for any other document, also for pages that speak of feeds and show one.
 */
function shownFeed(text: string): string | null {
  const head = text.slice(0, pageHead);
  const at = head.search(/&lt;(?:\?xml|!doctype rss|rss|feed|rdf:rdf)\b/i);
  if (at < 0 || htmlToLine(head.slice(0, at).replace(/<title\b[^<]*<\/title>/i, ''), 'all-tags') !== '') return null;
  return fromStart(decodeReferences(text.slice(at)));
}

/**
 * Reads a feed of any format. Drafts stand in document order, none is left out (the caller's limit is its own).
 * After it every link is absolute http(s) or null, titles are plain lines, `html` and `summary` are raw HTML (plain
 * text is escaped) whose addresses stand against `baseUrl`, and dates are never invented. Throws NewsError
 * "not-a-feed" with the address; nothing else, whatever the bytes are.
 */
export async function parseFeed(bytes: Uint8Array, hints: FeedHints): Promise<Feed> {
  const decoded = await decodeText(await unpacked(bytes), { http: hints.charset, declared: declaredEncoding });
  const tidied = tidy(decoded);
  const text = shownFeed(tidied) ?? fromStart(tidied);
  if (text.startsWith('{')) {
    const feed = readJsonFeed(text, hints.url);
    if (feed) return feed;
  }
  const document = scan(text);
  const found = findRoot(document);
  if (found) return readChannel(found.format, found.root, document, hints.url);
  throw notAFeed(describe(decoded, document), hints.url);
}

/** A name that the document gave, without what is in no name: it is hostile like all of it. */
function nameOf(tag: string): string {
  return tag.replaceAll(/[^\p{L}\p{N}:._-]/gu, '').slice(0, 40);
}
