/** Takes one article out of sight. */
import { titleOf } from '../core/article.ts';
import type { Ports } from '../core/ports.ts';
import { readArticle } from './read-article.ts';

/** Hides an article by id, prefix or link; undo shows it again. Throws "not-found" or "ambiguous". */
export async function removeArticle(ports: Ports, reference: string): Promise<void> {
  const article = await readArticle(ports, reference);
  const store = await ports.store();
  await store.hideArticles([article.id], true);
  await store.remember(
    { kind: 'article-removed', ids: [article.id], label: `removed "${titleOf(article)}"` },
    ports.now(),
  );
}
