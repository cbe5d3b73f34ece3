/** What tells one XML format of feeds from another. */
import type { FeedFormat } from '../core/feed.ts';
import type { Element } from './tree.ts';

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
