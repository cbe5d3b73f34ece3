/** Reddit: a post's page as JSON is two listings, the post's and that of its comments. */
import { isObject, jsonOf, listOf, member, text, time, type Value } from '../json-value.ts';
import { wholeNumber } from '../media.ts';
import { textToHtml } from '../plain-text.ts';
import type { DiscussionSite } from './site.ts';
import { type Branch, unnested } from './thread.ts';

/** What stands in a listing; answers that nobody gave are "". */
function childrenOf(listing: unknown): readonly unknown[] | null {
  const data = isObject(listing) ? member(listing, 'data') : undefined;
  const children = isObject(data) ? member(data, 'children') : undefined;
  return Array.isArray(children) ? children : null;
}

function dataOf(thing: unknown, kind: string): Value | null {
  const data = isObject(thing) && member(thing, 'kind') === kind ? member(thing, 'data') : undefined;
  return isObject(data) ? data : null;
}

/** In the place of what is gone stand these words. */
const gone = /^\[(?:deleted|removed)\]$/;

function branch(thing: unknown): Branch {
  // "more" names comments that a page leaves out.
  const comment = dataOf(thing, 't1');
  if (!comment) return { said: null, answers: [] };
  const author = text(comment, 'author');
  const body = text(comment, 'body') ?? '';
  const html = gone.test(body) ? '' : (text(comment, 'body_html') ?? textToHtml(body));
  const said = {
    author: author !== null && gone.test(author) ? null : author,
    published: time(comment, 'created_utc'),
    text: html,
  };
  return { said, answers: childrenOf(member(comment, 'replies')) ?? [] };
}

export const reddit: DiscussionSite = {
  name: 'reddit',
  addressOf(link) {
    const url = URL.parse(link);
    const host = url?.hostname ?? '';
    const path = url?.pathname ?? '';
    const found =
      host === 'redd.it'
        ? /^\/([a-z\d]{1,12})\/?$/.exec(path)
        : /^(?:[a-z]{1,10}\.)?reddit\.com$/.test(host) && /\/comments\/([a-z\d]{1,12})(?:[/.]|$)/.exec(path);
    // With raw_json texts are not escaped once more.
    return found ? `https://www.reddit.com/comments/${found[1]}.json?raw_json=1&limit=500` : null;
  },
  read(answer) {
    const [posts, comments] = listOf(jsonOf(answer));
    const children = childrenOf(comments);
    if (!children) return null;
    const post = dataOf(childrenOf(posts)?.[0], 't3');
    return {
      comments: unnested(children, branch),
      commentCount: post && wholeNumber(text(post, 'num_comments')),
    };
  },
};
