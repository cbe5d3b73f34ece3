/** Pages of headlines from the store. */
import { findPage } from '../app/list-articles.ts';
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
