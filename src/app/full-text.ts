/** The whole article from its own page, for feeds that give only a teaser. */
import type { Article } from '../core/article.ts';
import { NewsError } from '../core/errors.ts';
import type { Ports } from '../core/ports.ts';
import { feedOf, linkNamedBy } from './named-by.ts';
import { storeText } from './page-text.ts';
import { readArticle } from './read-article.ts';
import { fetchPage } from './read-page.ts';

/** Fetches the page of a stored article, keeps its text and returns the article as it then is. */
export async function fetchFullText(ports: Ports, id: string, signal?: AbortSignal): Promise<Article> {
  const article = await readArticle(ports, id);
  if (!article.link) {
    throw new NewsError(
      'not-found',
      `article ${article.shortId} has no link to a page`,
      'Only the text of the feed can be read.',
    );
  }
  const source = await feedOf(ports, article);
  const options = { source, namedBy: linkNamedBy(article, source), ...(signal ? { signal } : {}) };
  await storeText(ports, article.id, await fetchPage(ports, article.link, options));
  return readArticle(ports, article.id);
}
