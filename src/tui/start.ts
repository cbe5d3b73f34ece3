/** What the reader begins with: the front page, or one article. */
import { allOf, type Filter } from '../core/query.ts';
import { andThen, type Step, step } from './actions.ts';
import type { ReaderStart } from './open.tsx';
import { open, reduceArticleLoaded } from './reduce-article.ts';
import { fetchMissing, showView } from './reduce-list.ts';
import { sideTo } from './reduce-side.ts';
import type { State } from './state.ts';

export function beginning(state: State, start: ReaderStart): Step {
  if (start.screen === 'front') {
    const { query } = start;
    const known = state.side.entries.findIndex((entry) => entry.query === query);
    const placed = known >= 0 ? sideTo(state, known) : state;
    return showView(placed, { ...state.list.view, query, label: query === '' ? 'All articles' : query });
  }
  const single: State = { ...state, single: true, focus: 'article' };
  const filter: Filter = start.list.length > 0 ? allOf([{ kind: 'id', ids: start.list }]) : { kind: 'all' };
  const listed: State = { ...single, list: { ...single.list, filter, generation: 1 } };
  const opened = start.article
    ? reduceArticleLoaded(
        { ...listed, awaited: start.article.id },
        { kind: 'article-loaded', wanted: start.article.id, article: start.article, place: null, how: 'open' },
      )
    : open(listed, start.id, 'open');
  if (start.article) return opened;
  if (start.list.length > 0) return andThen(opened, fetchMissing);
  return andThen(opened, (shown) => step(shown, { kind: 'find-beginning', reference: start.id }));
}
