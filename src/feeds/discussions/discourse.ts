/** Discourse, a program that many forums run: a topic's page as JSON holds its first posts, each with what it answers. */
import { isObject, jsonOf, member, text, time, type Value } from '../json-value.ts';
import { wholeNumber } from '../media.ts';
import type { DiscussionSite } from './site.ts';
import { type Post, threaded } from './thread.ts';

/** The first post is the article itself, or stands for it. */
const firstPost = '1';

/** Also moves and closings of a topic are posts: they have a code for what was done. */
function isComment(post: Value): boolean {
  return text(post, 'post_number') !== firstPost && text(post, 'action_code') === null;
}

function read(post: Value): Post {
  return {
    id: text(post, 'post_number'),
    answers: text(post, 'reply_to_post_number'),
    said: {
      author: text(post, 'username', 'name'),
      published: time(post, 'created_at'),
      text: text(post, 'cooked') ?? '',
    },
  };
}

export const discourse: DiscussionSite = {
  name: 'discourse',
  isGuess: true,
  addressOf(link) {
    const url = URL.parse(link);
    if (!url || !/^https?:$/.test(url.protocol)) return null;
    // "/t/its-name/12/3" or "/t/12/3": topic 12, at its third post. The forum may stand in a folder.
    const [, folder, topic] =
      /^(.{0,200}?)\/t\/(?:[^/]*[^/\d][^/]*\/)?(\d{1,12})(?:\/\d{1,12})?\/?$/.exec(url.pathname) ?? [];
    return topic === undefined ? null : `${url.origin}${folder}/t/${topic}.json`;
  },
  read(answer) {
    const topic = jsonOf(answer);
    const stream = isObject(topic) ? member(topic, 'post_stream') : undefined;
    const posts = isObject(stream) ? member(stream, 'posts') : undefined;
    if (!isObject(topic) || !Array.isArray(posts)) return null;
    const count = wholeNumber(text(topic, 'posts_count'));
    return {
      comments: threaded(posts.filter(isObject).filter(isComment).map(read)),
      commentCount: count === null ? null : Math.max(0, count - 1),
    };
  },
};
