/** A discussion from outside, as clean() makes a draft: no string of it can harm a terminal, and all of it is bounded. */
import type { Comment, Discussion } from '../core/article.ts';
import { cleanComment, shorten } from './clean.ts';
import { plainText } from './plain.ts';

/** More than anybody reads, and what an article's body can bear. */
const maxComments = 2_000;
/** Answers to answers; what lies deeper stands side by side. */
const maxDepth = 100;
/** In UTF-16 units: what is longer is no comment. */
const maxText = 20_000;
/** All of them together: a viewer lays them out at once. */
const maxAllText = 2_000_000;
/** Beyond it nobody counts. */
const maxCount = 1_000_000_000;

/** The discussion with texts of HTML as plain ones, paragraphs parted by a blank line. */
export function cleanDiscussion({ comments, commentCount }: Discussion): Discussion {
  return {
    comments: withoutEmpty(bounded(comments)),
    commentCount: commentCount !== null && commentCount <= maxCount ? commentCount : null,
  };
}

/** The first of them, clean, as many as may be kept. */
function bounded(comments: readonly Comment[]): readonly Comment[] {
  const kept: Comment[] = [];
  let left = maxAllText;
  for (const given of comments.slice(0, maxComments)) {
    const comment = clean(given);
    left -= comment.text.length;
    if (left < 0) break;
    kept.push(comment);
  }
  return kept;
}

function clean(given: Comment): Comment {
  const { author, published, text, depth } = cleanComment({ ...given, text: plainText(given.text) });
  return { author, published, text: shorten(text, maxText), depth: Math.min(depth, maxDepth) };
}

/** What was taken away is kept where it was answered: without it the answers would seem to be to another comment. */
function withoutEmpty(comments: readonly Comment[]): readonly Comment[] {
  const kept: Comment[] = [];
  for (const comment of comments.toReversed()) {
    const next = kept.at(-1);
    if (comment.text !== '' || (next && next.depth > comment.depth)) kept.push(comment);
  }
  return kept.reverse();
}
