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

const feedType = /^(?:application|text)\/(?:(?:x[.-])?(?:rss|atom|rdf|feed)\+xml|(?:feed\+)?json|rss|atom|xml|rdf)$/;
/** Addresses under these are for other machines than readers, whatever their type. */
const otherApi = /\/(?:wp-json|oembed)(?:[/?]|$)|[?&](?:format=oembed|(?:u|url|link|text)=)|\/xmlrpc\.php/i;
/** What readers' comments come in: rarely what somebody follows a site for, so it stands last. */
const commentsLike = /\/comments?\/|\bcomments? (?:feed|on|for)\b|^comments?$/i;
/** Words of a link that lead to a feed whatever its address: "RSS", "Atom feed", "Subscribe by RSS". */
const feedWords = /\b(?:rss|atom)\b|^(?:\w+ )?feeds?$/i;
const feedLike =
  /(?:^|[/.?=_-])(?:feeds?|rss2?|atom|rdf|jsonfeed)(?:\.(?:xml|rss|atom|json|php|rdf|asp|aspx|jsp))?(?:[/?#]|$)|\.(?:rss|atom|rdf)(?:[?#]|$)|\/(?:index|rss|atom|feed)\.xml(?:[?#]|$)/i;

interface Anchor {
  readonly href: string;
  readonly type: string;
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
        if (isFeedLink(rel, type)) page.links.push({ href, title, type: bare(type) });
      } else if (name === 'a' && href && page.anchors.length < mostLinks) {
        anchor = { href, type: bare(type), text: title ? `${title} ` : '' };
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

/** Link headers name a handful of things. */
const mostHeaderLinks = 50;

/** The links of a Link header (RFC 8288 section 3) with their relation, type and title. */
function headerLinks(header: string): readonly { href: string; rel: string; type: string; title: string }[] {
  const found = header.matchAll(/<([^<>]*)>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:"[^"]*"|[^\s";,]+))?)*)/g);
  return [...found].slice(0, mostHeaderLinks).map(([, href = '', parameters = '']) => {
    const value = (name: string) =>
      new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s";,]+))`, 'i').exec(parameters)?.slice(1).find(Boolean) ?? '';
    return { href, rel: value('rel'), type: value('type'), title: value('title') };
  });
}

/** Whether a link of this relation and type is to a feed. */
function isFeedLink(rel: string, type: string): boolean {
  const relations = rel.toLowerCase().split(/\s+/);
  const isAlternate = relations.includes('alternate') && !relations.includes('stylesheet');
  return relations.includes('feed') || (isAlternate && feedType.test(bare(type)));
}

/** A media type without its parameters. */
function bare(type: string): string {
  return type.toLowerCase().split(';', 1)[0]?.trim() ?? '';
}

/** Each feed once (a fragment makes no other), those of comments last. */
function unique(found: readonly FoundFeed[]): readonly FoundFeed[] {
  const byUrl = new Map<string, FoundFeed>();
  for (const feed of found) {
    const [url = feed.url] = feed.url.split('#', 1);
    if (!byUrl.has(url)) byUrl.set(url, { ...feed, url });
  }
  const isComments = ({ url, title }: FoundFeed) =>
    commentsLike.test(new URL(url).pathname) || commentsLike.test(title ?? '');
  const all = [...byUrl.values()];
  return [...all.filter((feed) => !isComments(feed)), ...all.filter(isComments)];
}

/** The address of a link, also where it is written for feed readers ("feed://site.example/rss"). */
function feedAddress(href: string, base: string): string | null {
  const given = href
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'https://');
  const address = resolve(given, base);
  return address === null || otherApi.test(address) ? null : address;
}

/**
 * The feeds that a page names, in its order, each once: link elements with rel="alternate" (or "feed") wherever they
 * stand, before them those of its Link header; where there is none, plain links that look like feeds. `url` is the
 * page's own address.
 */
export function discoverFeeds(html: string, url: string, header: string | null = null): readonly FoundFeed[] {
  const page = readPage(html, url);
  const sent = headerLinks(header ?? '')
    .filter(({ rel, type }) => isFeedLink(rel, type))
    // A header's addresses stand against the page's own, whatever base the page has (RFC 8288 section 3.2).
    .map((link) => ({ ...link, href: resolve(link.href, url) ?? '', type: bare(link.type) }));
  const linked = [...sent, ...page.links].flatMap(({ href, title, type }) => {
    const url = feedAddress(href, page.base);
    return url ? [{ url, title: oneLine(title) || null, type: type || null }] : [];
  });
  if (linked.length > 0) return unique(linked);
  const plain = page.anchors.flatMap(({ href, type, text }) => {
    const url = feedAddress(href, page.base);
    if (!url) return [];
    const title = oneLine(text) || null;
    const { pathname, search } = new URL(url);
    const hasAddress = feedLike.test(pathname + search) || /^feed:/i.test(href.trim()) || feedType.test(type);
    return hasAddress || feedWords.test(title ?? '') ? [{ url, title, type: null, hasAddress }] : [];
  });
  // Words alone may lead to a page about feeds: they count where no address speaks for itself.
  const sure = plain.filter(({ hasAddress }) => hasAddress);
  return unique((sure.length > 0 ? sure : plain).map(({ url, title, type }) => ({ url, title, type })));
}

const places =
  'feed rss feed.xml rss.xml atom.xml index.xml feed.json feeds/posts/default atom index.rdf blog/feed blog/index.xml ?feed=rss2'.split(
    ' ',
  );

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
