/** Which of an item's addresses is its link, and which are its discussion's. */
import type { Draft } from '../core/article.ts';
import { baseOf, isAddress, resolve } from './addresses.ts';
import { relationOf, wholeNumber } from './media.ts';
import { type Element, every, type Fields, firstText, textOf, textOrNull } from './tree.ts';

const atomLinks = ['atom:link', 'link'];

/** The address in the text of the first link that has one that can be used. */
function textLink(fields: Fields, names: readonly string[], documentUrl: string | null): string | null {
  for (const element of every(fields, names)) {
    if (!element.whole) continue;
    const { attributes } = element;
    const given = textOf(element).trim() || attributes['rdf:resource'];
    const url = resolve(given, baseOf(element.base, documentUrl));
    if (url) return url;
  }
  return null;
}

/** How good an Atom alternate is: pages before what says nothing, before other media. */
function rank(link: Element): number {
  const type = link.attributes.type?.trim().toLowerCase() ?? '';
  if (/^(?:text\/html|application\/xhtml\+xml)/.test(type)) return 0;
  return type === '' ? 1 : 2;
}

/** The address of the best Atom link with this relation. */
export function atomLink(fields: Fields, relation: string, documentUrl: string | null): string | null {
  const links = every(fields, atomLinks).filter(
    (link) => link.attributes.href !== undefined && relationOf(link) === relation,
  );
  for (const link of [...links].sort((a, b) => rank(a) - rank(b))) {
    const url = resolve(link.attributes.href, baseOf(link.base, documentUrl));
    if (url) return url;
  }
  return null;
}

/** The address of what the whole feed is about. */
export function channelLink(fields: Fields, documentUrl: string | null): string | null {
  return (
    textLink(fields, ['link'], documentUrl) ??
    atomLink(fields, 'alternate', documentUrl) ??
    // Templates made from RSS ones put an Atom link's address into its text.
    textLink(fields, ['atom:link'], documentUrl)
  );
}

/** A guid that says, or does not deny, that it is an address; a path only where it says so. */
function permalink(fields: Fields, documentUrl: string | null): string | null {
  for (const guid of fields.get('guid') ?? []) {
    const text = (guid.whole && textOrNull(guid)) || '';
    const says = guid.attributes.ispermalink?.trim().toLowerCase();
    if (says === 'false' || !(/^https?:\/\//i.test(text) || (says === 'true' && /^\.{0,2}\//.test(text)))) continue;
    const url = resolve(text, baseOf(guid.base, documentUrl));
    if (url) return url;
  }
  return null;
}

/**
 * The link of an item: where the publisher's own page stands when a proxy rewrote it (feedburner:origLink), else
 * RSS's link, an Atom alternate, CDF's href, a permalink guid, the address of content that is elsewhere, or rdf:about.
 */
export function itemLink(item: Element, fields: Fields, documentUrl: string | null): string | null {
  const original = firstText(fields, ['feedburner:origlink']);
  if (isAddress(original)) return original;
  const away = every(fields, ['atom:content', 'content']).find((content) => content.attributes.src);
  const anchor = item.attributes.href ?? fields.get('a')?.[0]?.attributes.href;
  return (
    channelLink(fields, documentUrl) ??
    resolve(anchor, baseOf(item.base, documentUrl)) ??
    permalink(fields, documentUrl) ??
    resolve(away?.attributes.src, baseOf(away?.base ?? null, documentUrl)) ??
    textLink(fields, ['url'], documentUrl) ??
    (isAddress(item.attributes['rdf:about'] ?? null) ? (item.attributes['rdf:about'] ?? null) : null)
  );
}

const feedType = /^(?:application\/(?:atom|rss|rdf|feed)\+(?:xml|json)|(?:application|text)\/xml)\b/i;

/** The feed of an item's comments: wfw:commentRss (Comment API), else an Atom link to replies that says to be a feed (RFC 4685). */
function commentsFeed(fields: Fields, documentUrl: string | null): string | null {
  const feeds = every(fields, atomLinks).filter(
    (link) => relationOf(link) === 'replies' && feedType.test(link.attributes.type?.trim() ?? ''),
  );
  const addresses = feeds.map((link) => resolve(link.attributes.href, baseOf(link.base, documentUrl)));
  return textLink(fields, ['wfw:commentrss'], documentUrl) ?? addresses.find((address) => address !== null) ?? null;
}

type Comments = Pick<Draft, 'commentsLink' | 'commentCount' | 'commentsFeed'>;

/** The discussion: RSS's comments, Atom's replies (a page before a feed), else the comments' own feed. */
export function commentsOf(fields: Fields, documentUrl: string | null): Comments {
  const replies = every(fields, atomLinks).filter((link) => relationOf(link) === 'replies');
  const counted = replies
    .map((link) => link.attributes['thr:count'] ?? link.attributes.count)
    .find((count) => wholeNumber(count) !== null);
  const said = firstText(fields, ['comments']);
  const feed = commentsFeed(fields, documentUrl);
  return {
    commentsFeed: feed ?? undefined,
    commentsLink:
      // A number here is a count, and against the base it would be an address.
      (wholeNumber(said) === null ? textLink(fields, ['comments'], documentUrl) : null) ??
      atomLink(fields, 'replies', documentUrl) ??
      feed,
    commentCount:
      wholeNumber(firstText(fields, ['slash:comments'])) ??
      wholeNumber(firstText(fields, ['thr:total'])) ??
      wholeNumber(counted) ??
      wholeNumber(said),
  };
}
