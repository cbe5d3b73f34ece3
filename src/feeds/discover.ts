/** The feeds of a site, as its pages name them. */
import { Parser } from 'htmlparser2';
import { resolve } from './addresses.ts';
import { oneLine } from './plain-text.ts';

export interface FoundFeed {
  readonly url: string;
  readonly title: string | null;
  /** The media type that the page says; null where it is only a link that looks like a feed. */
  readonly type: string | null;
}

const feedType = /^(?:application|text)\/(?:(?:rss|atom|rdf|feed|x\.feed)\+xml|(?:feed\+)?json|rss|atom|xml|rdf)$/;
/** Addresses under these are for other machines than readers, whatever their type. */
const otherApi = /\/(?:wp-json|oembed)(?:[/?]|$)|[?&]format=(?:oembed)|\/xmlrpc\.php/i;
const feedLike =
  /(?:^|[/.?=_-])(?:feeds?|rss2?|atom|rdf|jsonfeed)(?:\.(?:xml|rss|atom|json|php|rdf|asp|aspx|jsp))?(?:[/?#]|$)|\.(?:rss|atom|rdf)(?:[?#]|$)|\/(?:index|rss|atom|feed)\.xml(?:[?#]|$)/i;

interface Anchor {
  readonly href: string;
  text: string;
}

interface Page {
  base: string;
  sawBase: boolean;
  readonly links: { readonly href: string; readonly title: string; readonly type: string }[];
  readonly anchors: Anchor[];
}

/** Pages can be endless; a site's feeds are not. */
const mostLinks = 1000;

function readPage(html: string, url: string): Page {
  const page: Page = { base: url, sawBase: false, links: [], anchors: [] };
  let anchor: Anchor | null = null;
  const parser = new Parser({
    onopentag(name, { rel = '', href = '', title = '', type = '' }) {
      if (name === 'base' && href && !page.sawBase && URL.canParse(href, url)) {
        page.base = new URL(href, url).href;
        page.sawBase = true;
      } else if (name === 'link' && href && page.links.length < mostLinks) {
        const relations = rel.toLowerCase().split(/\s+/);
        const bareType = type.toLowerCase().split(';', 1)[0]?.trim() ?? '';
        const isAlternate = relations.includes('alternate') && !relations.includes('stylesheet');
        if (relations.includes('feed') || (isAlternate && feedType.test(bareType))) {
          page.links.push({ href, title, type: bareType });
        }
      } else if (name === 'a' && href && page.anchors.length < mostLinks) {
        anchor = { href, text: '' };
        page.anchors.push(anchor);
      }
    },
    ontext(text) {
      if (anchor && anchor.text.length < 200) anchor.text += text;
    },
    onclosetag(name) {
      if (name === 'a') anchor = null;
    },
  });
  parser.end(html);
  return page;
}

function unique(found: readonly FoundFeed[]): readonly FoundFeed[] {
  const byUrl = new Map<string, FoundFeed>();
  for (const feed of found) if (!byUrl.has(feed.url)) byUrl.set(feed.url, feed);
  return [...byUrl.values()];
}

/**
 * The feeds that a page names, in its order, each once: link elements with rel="alternate" (or "feed") wherever they
 * stand; where there is none, plain links that look like feeds. `url` is the page's own address.
 */
export function discoverFeeds(html: string, url: string): readonly FoundFeed[] {
  const page = readPage(html, url);
  const linked = page.links.flatMap(({ href, title, type }) => {
    const address = resolve(href.replace(/^feed:(?:\/\/)?(?=https?:)/i, ''), page.base);
    if (!address || otherApi.test(address)) return [];
    return [{ url: address, title: oneLine(title) || null, type: type || null }];
  });
  if (linked.length > 0) return unique(linked);
  const plain = page.anchors.flatMap(({ href, text }) => {
    const given = href
      .trim()
      .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
      .replace(/^feed:\/\//i, 'https://');
    const address = resolve(given, page.base);
    if (!address || otherApi.test(address)) return [];
    const { pathname, search } = new URL(address);
    const looksIt = feedLike.test(pathname + search) || /^feed:/i.test(href.trim());
    return looksIt ? [{ url: address, title: oneLine(text) || null, type: null }] : [];
  });
  return unique(plain);
}

const places = ['feed', 'rss', 'feed.xml', 'rss.xml', 'atom.xml', 'index.xml', 'feed.json', 'feeds/posts/default'];

/** Where feeds usually stand when a page names none: below the address itself, then at the site's root. */
export function usualPlaces(url: string): readonly string[] {
  if (!URL.canParse(url)) return [];
  const { origin, pathname, protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return [];
  const folder = pathname.endsWith('/') ? pathname : pathname.slice(0, pathname.lastIndexOf('/') + 1);
  const own = /\.\w{2,5}$/.test(pathname) || pathname.endsWith('/') ? folder : `${pathname}/`;
  const below = own === '/' ? [] : places.slice(0, 4).map((place) => `${origin}${own}${place}`);
  return [...below, ...places.map((place) => `${origin}/${place}`)];
}
