/** Where the discussion under an article may be, best first. */
import type { Article } from '../core/article.ts';
import { unknownDocument } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import { discussionSites } from '../feeds/discussions/sites.ts';
import { linkNamedBy } from './named-by.ts';

export interface Place {
  readonly address: string;
  /** "page", or how its document is read (DiscussionDocument). */
  readonly form: string;
  /** The document that named the address. */
  readonly namedBy: string;
  /** True where there may be nothing of the kind. */
  readonly isGuess: boolean;
}

type Discussed = Pick<Article, 'link' | 'commentsLink' | 'commentsFeed' | 'source' | 'provenance'>;

/**
 * The feed of the comments; what a site that is known gives to programs; the page that is named for the comments; the
 * article's own. `feed` is the source of the article, undefined for a saved page.
 */
export function discussionPlaces(article: Discussed, feed: Source | undefined): readonly Place[] {
  const { link, commentsLink, commentsFeed = null } = article;
  const byFeed = linkNamedBy(article, feed);
  const named = [
    { address: commentsLink, namedBy: commentsLinkNamedBy(article, feed) },
    { address: link, namedBy: byFeed },
  ].flatMap(({ address, namedBy }) => (address === null ? [] : [{ address, namedBy }]));
  const feeds = commentsFeed === null ? [] : [{ address: commentsFeed, form: 'feed', namedBy: byFeed, isGuess: false }];
  const sites = named.flatMap(({ address, namedBy }) => siteOf(address, namedBy) ?? []);
  const pages = named.map(({ address, namedBy }) => ({
    address: withoutFragment(address),
    form: 'page',
    namedBy,
    isGuess: false,
  }));
  const places = new Map<string, Place>();
  for (const place of [...feeds, ...sites, ...pages]) if (!places.has(place.address)) places.set(place.address, place);
  return [...places.values()];
}

/** A page that the text was read from may have named it as well as the feed: then it counts as public. */
function commentsLinkNamedBy(article: Discussed, feed: Source | undefined): string {
  return feed && article.provenance?.from === 'page' ? unknownDocument : linkNamedBy(article, feed);
}

function siteOf(link: string, namedBy: string): Place | null {
  for (const { name, addressOf, isGuess = false } of discussionSites) {
    const address = addressOf(link);
    if (address !== null) return { address, form: name, namedBy, isGuess };
  }
  return null;
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '');
}
