/** Fetches what belongs to an article that is read: the text of its page, its comments. */
import { fetchDiscussion } from '../app/fetch-discussion.ts';
import { fetchFullText } from '../app/full-text.ts';
import { safeLine } from '../content/safe.ts';
import { titleOf } from '../core/article.ts';
import type { Effect } from './actions.ts';
import { counted, type Hands } from './hands.ts';
import type { Message } from './state.ts';

type Fetch = Extract<Effect, { kind: 'full-text' | 'discussion' }>;

/** A key that is pressed again while its answer is awaited asks nobody a second time. */
export async function fetchOnce(hands: Hands, effect: Fetch): Promise<void> {
  const fetch = `${effect.kind} ${effect.id}`;
  if (hands.underWay.has(fetch)) return;
  hands.underWay.add(fetch);
  try {
    hands.dispatch({ kind: 'said', message: await fetched(hands, effect) });
  } finally {
    hands.underWay.delete(fetch);
  }
}

async function fetched({ ports, dispatch, signal }: Hands, { kind, id }: Fetch): Promise<Message> {
  if (kind === 'full-text') {
    dispatch({ kind: 'article-changed', article: await fetchFullText(ports, id, signal) });
    return { text: 'The whole text of the page', tone: 'good' };
  }
  const { article } = await fetchDiscussion(ports, id, signal);
  dispatch({ kind: 'article-changed', article });
  const count = article.comments.length;
  if (count === 0) return { text: 'No comments were found', tone: 'plain' };
  // By then the reader may be at another article.
  return { text: `${counted(count, 'comment')} under “${safeLine(titleOf(article))}”`, tone: 'good' };
}
