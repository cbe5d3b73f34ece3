import type { Discussion } from '../../core/article.ts';

/** A site that discusses articles of others, and gives its discussions to programs. Both functions are pure. */
export interface DiscussionSite {
  readonly name: string;
  /** Where a program finds the discussion that a link leads to; null for a link that leads to none of this site's. */
  readonly addressOf: (link: string) => string | null;
  /** True where only the form of a link tells, which others may have as well. */
  readonly isGuess?: boolean;
  /**
   * What stands in the answer from that address: comments in the order of a thread, their texts still HTML. Null where the
   * answer is of another kind; nothing is thrown, whatever it is.
   */
  readonly read: (answer: Uint8Array) => Discussion | null;
}
