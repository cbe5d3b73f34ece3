/** The feed of an article's comments, as blogs and forums have one: each item is a comment. */
import type { Discussion } from '../../core/article.ts';
import { type FeedHints, parseFeed } from '../parse.ts';
import { threaded } from './thread.ts';

/**
 * Reads a feed of any format as a discussion, the oldest comment first, for feeds begin with the newest; answers stand under
 * what they answer where the feed says so (RFC 4685). Texts are still HTML. Throws NewsError "not-a-feed".
 */
export async function readCommentFeed(bytes: Uint8Array, hints: FeedHints): Promise<Discussion> {
  const { drafts } = await parseFeed(bytes, hints);
  const posts = drafts.map(({ guid, answers = null, authors, published, updated, html, summary }) => ({
    id: guid,
    answers,
    said: { author: authors.join(', ') || null, published: published ?? updated, text: html ?? summary ?? '' },
  }));
  const isDated = posts.every(({ said }) => said.published !== null);
  const inOrder = isDated ? posts.toSorted((a, b) => (a.said.published ?? 0) - (b.said.published ?? 0)) : posts;
  // A feed holds the latest comments only: it does not say how many there are.
  return { comments: threaded(inOrder), commentCount: null };
}
