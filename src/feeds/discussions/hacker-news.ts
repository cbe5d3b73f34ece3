/** Hacker News: an item with all answers below it comes from its search, in one request (hn.algolia.com/api). */
import { isObject, jsonOf, listOf, member, text, time } from '../json-value.ts';
import type { DiscussionSite } from './site.ts';
import { type Branch, unnested } from './thread.ts';

function branch(node: unknown): Branch {
  if (!isObject(node)) return { said: null, answers: [] };
  const published = time(node, 'created_at_i', 'created_at');
  const said = { author: text(node, 'author'), published, text: text(node, 'text') ?? '' };
  return { said, answers: listOf(member(node, 'children')) };
}

export const hackerNews: DiscussionSite = {
  name: 'hacker-news',
  addressOf(link) {
    const url = URL.parse(link);
    const id = url?.searchParams.get('id') ?? '';
    const isItem = url?.hostname === 'news.ycombinator.com' && url.pathname === '/item' && /^\d{1,12}$/.test(id);
    return isItem ? `https://hn.algolia.com/api/v1/items/${id}` : null;
  },
  read(answer) {
    const item = jsonOf(answer);
    if (!isObject(item) || !Array.isArray(member(item, 'children'))) return null;
    const comments = unnested(listOf(member(item, 'children')), branch);
    // The answer is the whole discussion; without text stand those that were taken away.
    return { comments, commentCount: comments.filter(({ text }) => text !== '').length };
  },
};
