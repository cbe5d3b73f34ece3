/** Favorites that fit a filter. */
import { favoriteFits } from '../core/favorite-fits.ts';
import type { Favorite, Ports } from '../core/ports.ts';
import { allOf, type Filter } from '../core/query.ts';
import { listFavorites } from './favorites.ts';
import { listArticles } from './list-articles.ts';

/** Last kept first. The store says of its articles whether they fit; of those it has lost, the file does. */
export async function findFavorites(ports: Ports, filter: Filter): Promise<readonly Favorite[]> {
  const favorites = await listFavorites(ports);
  if (filter.kind === 'all' || favorites.length === 0) return favorites;
  const fitting = await idsIn(ports, allOf([filter, { kind: 'favorite' }]));
  const stored = await idsIn(ports, { kind: 'favorite' });
  return favorites.filter((favorite) =>
    stored.has(favorite.id) ? fitting.has(favorite.id) : favoriteFits(favorite, filter),
  );
}

async function idsIn(ports: Ports, filter: Filter): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const found = listArticles(ports, { filter, sort: 'newest', bodies: false, snippets: false }, null);
  for await (const { article } of found) ids.add(article.id);
  return ids;
}
