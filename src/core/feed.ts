/** What a feed document holds, whatever its format. */
import type { Draft } from './article.ts';
import type { RefreshHints } from './source.ts';

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
  /** Every item in document order: raw after parse, safe after clean. */
  readonly drafts: readonly Draft[];
}
