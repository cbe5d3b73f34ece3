/** Lobsters: a story's page as JSON lists its comments in the order of the thread, each with its depth. */
import type { Comment } from '../../core/article.ts';
import { isObject, jsonOf, listOf, member, text, time, type Value } from '../json-value.ts';
import { wholeNumber } from '../media.ts';
import type { DiscussionSite } from './site.ts';

/** How far it stands to the right; what counts as the left edge has changed over time. */
function indentOf(comment: Value): number {
  return wholeNumber(text(comment, 'depth', 'indent_level')) ?? 0;
}

function read(comment: Value, leftEdge: number): Comment {
  const user = member(comment, 'commenting_user');
  return {
    author: isObject(user) ? text(user, 'username') : text(comment, 'commenting_user'),
    published: time(comment, 'created_at'),
    text: text(comment, 'comment') ?? '',
    depth: indentOf(comment) - leftEdge,
  };
}

export const lobsters: DiscussionSite = {
  name: 'lobsters',
  addressOf(link) {
    const url = URL.parse(link);
    const id = url?.hostname === 'lobste.rs' ? /^\/s\/([a-z\d]{1,20})(?:[/.]|$)/.exec(url.pathname)?.[1] : undefined;
    return id === undefined ? null : `https://lobste.rs/s/${id}.json`;
  },
  read(answer) {
    const story = jsonOf(answer);
    if (!isObject(story) || !Array.isArray(member(story, 'comments'))) return null;
    const comments = listOf(member(story, 'comments')).filter(isObject);
    // Not Math.min(...): there may be more of them than a call may have arguments.
    const leftEdge = comments.reduce((least, comment) => Math.min(least, indentOf(comment)), Number.MAX_SAFE_INTEGER);
    return {
      comments: comments.map((comment) => read(comment, leftEdge)),
      commentCount: wholeNumber(text(story, 'comment_count')),
    };
  },
};
