/** What a feed document holds, whatever its format. */
import type { Draft } from '../core/article.ts';
import type { RefreshHints } from '../core/source.ts';
import type { Element } from './tree.ts';

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json' | 'cdf';

export interface Feed {
  readonly format: FeedFormat;
  /** Plain text on one line. */
  readonly title: string | null;
  /** The site's address. */
  readonly link: string | null;
  readonly language: string | null;
  /** The address that the feed gives itself. */
  readonly selfUrl: string | null;
  /** Plain text on one line. */
  readonly description: string | null;
  /** What the publisher says of when to come back. */
  readonly hints: RefreshHints;
  /** Every item in document order. */
  readonly drafts: readonly Draft[];
}

/** An XML format: where its parts stand. What the parts mean is one mapping for all (item.ts, channel.ts). */
export interface XmlFormat {
  readonly name: FeedFormat;
  /** Whether a document whose outermost feed element is this one is in this format. */
  readonly fits: (root: Element) => boolean;
  /** The element that holds what is said of the whole feed; null where there is none. */
  readonly channel: (root: Element) => Element | null;
  readonly items: (root: Element) => readonly Element[];
  /** Whether items without authors have the feed's. */
  readonly inheritsAuthors: boolean;
}
