/** One article by what a person calls it: a full id, a unique prefix of one, or its link. */
import type { Article } from '../core/article.ts';
import { titleOf } from '../core/article.ts';
import { NewsError } from '../core/errors.ts';
import type { Ports } from '../core/ports.ts';
import { ensureEdition } from './edition.ts';
import { syncFavorites } from './favorites.ts';

/** The article with its body. Throws NewsError "not-found" or "ambiguous" (details: candidates). */
export async function readArticle(ports: Ports, reference: string): Promise<Article> {
  const store = await ensureEdition(ports);
  await syncFavorites(ports);
  const { article, candidates } = await store.lookup(reference);
  if (article) return article;
  if (candidates.length === 0) {
    throw new NewsError(
      'not-found',
      `there is no article "${reference}"`,
      'See "news list" for the ids, or "news search" to find it.',
    );
  }
  const lines = candidates.map((candidate) => `  ${candidate.id}  ${titleOf(candidate)}`).join('\n');
  throw new NewsError(
    'ambiguous',
    `"${reference}" fits ${candidates.length === 10 ? '10 or more' : candidates.length} articles:\n${lines}`,
    'Type more characters of the id.',
    { candidates: candidates.map(({ id, title }) => ({ id, title })) },
  );
}

/** Several articles, none twice, each error kept beside its reference so that the rest goes on. */
export async function readArticles(
  ports: Ports,
  references: readonly string[],
): Promise<{ readonly articles: readonly Article[]; readonly errors: readonly NewsError[] }> {
  const articles: Article[] = [];
  const errors: NewsError[] = [];
  for (const reference of references) {
    try {
      articles.push(await readArticle(ports, reference));
    } catch (thrown) {
      if (!(thrown instanceof NewsError) || thrown.code === 'database') throw thrown;
      errors.push(thrown);
    }
  }
  return { articles: [...new Map(articles.map((article) => [article.id, article])).values()], errors };
}
