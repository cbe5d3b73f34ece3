/** An article for the screen: from the store, or, where a link leads to something that is not there, from its page. */
import { bodyNamedBy } from '../app/named-by.ts';
import { readArticle } from '../app/read-article.ts';
import { readLoose } from '../app/read-loose.ts';
import type { Article } from '../core/article.ts';
import { asNewsError } from '../core/errors.ts';
import type { Ports } from '../core/ports.ts';
import type { Effect } from './actions.ts';
import type { Hands } from './hands.ts';
import type { ReadingPlace } from './state.ts';

export async function openArticle(
  hands: Hands,
  { reference, how, from }: Extract<Effect, { kind: 'open-article' }>,
): Promise<void> {
  const article = await findArticle(hands.ports, reference, from);
  const place = article.source.id === '' ? null : await placeIn(hands.ports, article.id);
  hands.dispatch({ kind: 'article-loaded', wanted: reference, article, place, how });
}

async function findArticle(ports: Ports, reference: string, from: Article | undefined): Promise<Article> {
  try {
    return await readArticle(ports, reference);
  } catch (thrown) {
    if (asNewsError(thrown).code !== 'not-found' || !/^https?:/i.test(reference)) throw thrown;
    return readLoose(ports, reference, { namedBy: from ? await bodyNamedBy(ports, from) : null });
  }
}

/** Where the reader was in it, as far as what is noted can be believed. */
async function placeIn(ports: Ports, id: string): Promise<ReadingPlace | null> {
  const note = await (await ports.store()).getNote(`place:${id}`);
  if (note === null) return null;
  try {
    const { block, offset } = JSON.parse(note) as Partial<ReadingPlace>;
    return typeof block === 'number' && typeof offset === 'number' ? { block, offset } : null;
  } catch {
    return null;
  }
}
