/** Pages of headlines from the store. */
import { findPage } from '../app/list-articles.ts';
import { readArticle } from '../app/read-article.ts';
import type { Effect } from './actions.ts';
import type { Hands } from './hands.ts';
import { pageSize } from './pages.ts';

type ListEffect = Extract<Effect, { kind: 'load-page' | 'load-tail' | 'reload-list' }>;

export async function loadList({ ports, dispatch }: Hands, effect: ListEffect): Promise<void> {
  const { generation, filter, sort } = effect;
  switch (effect.kind) {
    case 'load-page': {
      const { request, snippets } = effect;
      const { found, next } = await findPage(ports, {
        filter,
        sort,
        limit: request.limit,
        after: request.after,
        bodies: false,
        snippets,
      });
      return dispatch({ kind: 'page-loaded', generation, request, found, next });
    }
    case 'reload-list': {
      const { found, next } = await findPage(ports, {
        filter,
        sort,
        limit: effect.limit,
        after: null,
        bodies: false,
        snippets: effect.snippets,
      });
      return dispatch({ kind: 'list-reloaded', generation, found, next });
    }
    case 'load-tail': {
      const { found, next } = await findPage(ports, {
        filter,
        sort,
        limit: pageSize,
        after: effect.after,
        bodies: false,
        snippets: false,
      });
      const total = effect.counted ? await (await ports.store()).count(filter) : null;
      return dispatch({ kind: 'tail-loaded', generation, found: found.toReversed(), next, total });
    }
  }
}

/** So many newer articles can be gone back to from one that was opened by its id. */
const newerArticles = 50;

export async function findBeginning({ ports, dispatch }: Hands, reference: string): Promise<void> {
  const { sortedAt } = await readArticle(ports, reference);
  const { found, next } = await findPage(ports, {
    filter: { kind: 'since', at: sortedAt },
    sort: 'oldest',
    limit: newerArticles,
    after: null,
    bodies: false,
    snippets: false,
  });
  const newest = found.at(-1)?.article.sortedAt;
  dispatch({ kind: 'list-begins', before: next === null || newest === undefined ? null : newest + 1 });
}
