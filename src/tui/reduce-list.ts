/** The list of headlines: where the cursor goes, what is shown, what must be fetched for it. */
import { NewsError } from '../core/errors.ts';
import { parseQuery } from '../core/parse-query.ts';
import { allOf, type Filter } from '../core/query.ts';
import { type Action, type ArticlePatch, andThen, type Effect, type Step, say, step } from './actions.ts';
import { topFor } from './headlines.ts';
import {
  indexOfArticle,
  knownLength,
  mapRows,
  missing,
  noPages,
  type Pages,
  pageSize,
  reachable,
  rowAt,
  trimmed,
  withMoreTail,
  withRows,
  withTail,
} from './pages.ts';
import { panesOf } from './panes.ts';
import type { ListState, QueryProblem, State, View } from './state.ts';

/** The longest list that is fetched anew as a whole when something changed; further down the pages stay as they are. */
const reloadLimit = 2000;

export function listHeight(state: State): number {
  return panesOf(state).body;
}

/** What a view asks of the store. Throws NewsError "usage" where a query does not parse. */
export function filterOf(view: View, sticky: readonly string[], now: number): Filter {
  const base = allOf([parseQuery(view.query, now), typedFilter(view.typed, now)]);
  if (!view.unreadOnly) return base;
  const unread: Filter = { kind: 'read', read: false };
  return allOf([base, sticky.length > 0 ? { kind: 'or', any: [unread, { kind: 'id', ids: sticky }] } : unread]);
}

/** The list as one query: what was chosen, typed over it, and switched on. */
export function queryOfView({ query, typed, unreadOnly }: View): string {
  const parts = [query, typed.trim(), unreadOnly ? 'is:unread' : ''].filter((part) => part !== '');
  return parts.length < 2
    ? parts.join('')
    : parts.map((part) => (/\bOR\b|\|/.test(part) ? `(${part})` : part)).join(' ');
}

/** What is being typed is not finished: its last word may go on. */
function typedFilter(typed: string, now: number): Filter {
  const text = typed.trim();
  return parseQuery(
    /(?:^|\s)-?[\p{L}\p{N}]{2,}$/u.test(typed) && !/\s(?:or|and|not)$/i.test(typed) ? `${text}*` : text,
    now,
  );
}

/** Shows another view from its top. A query that does not parse leaves the list and says why. */
export function showView(state: State, view: View): Step {
  try {
    const filter = filterOf(view, [], state.now);
    const list: ListState = {
      view,
      filter,
      generation: state.list.generation + 1,
      pages: noPages,
      cursor: 0,
      top: 0,
      loading: false,
      problem: null,
      sticky: [],
    };
    return fetchMissing({ ...state, list });
  } catch (thrown) {
    if (!(thrown instanceof NewsError)) throw thrown;
    return step({
      ...state,
      list: { ...state.list, problem: problemOf(thrown, view.typed), view: { ...state.list.view, typed: view.typed } },
    });
  }
}

/** The typed text is parsed without the blanks around it. */
function problemOf({ message, details: { at, what } }: NewsError, typed: string): QueryProblem {
  const blanks = typed.length - typed.trimStart().length;
  return typeof at === 'number' && typeof what === 'string'
    ? { message: what, at: at + blanks }
    : { message, at: null };
}

/** The next page that the viewport needs, unless one is under way. */
export function fetchMissing(state: State): Step {
  const { list } = state;
  const height = listHeight(state);
  if (list.loading) return step(state);
  const tail = list.pages.tail;
  if (
    tail &&
    list.cursor >= tail.start &&
    list.cursor - tail.start < 2 * height &&
    tail.next !== null &&
    tail.start > list.pages.headEnd
  ) {
    return step({ ...state, list: { ...list, loading: true } }, tailEffect(state, tail.next, false));
  }
  const request = missing(list.pages, list.top - height, list.top + 3 * height);
  if (!request) return step(state);
  return step({ ...state, list: { ...list, loading: true } }, pageEffect(state, request));
}

function pageEffect({ list }: State, request: Extract<Effect, { kind: 'load-page' }>['request']): Effect {
  const { sort, snippets } = list.view;
  return { kind: 'load-page', generation: list.generation, filter: list.filter, sort, snippets, request };
}

function tailEffect({ list }: State, after: string | null, counted: boolean): Effect {
  const sort = list.view.sort === 'oldest' ? 'newest' : 'oldest';
  return { kind: 'load-tail', generation: list.generation, filter: list.filter, sort, after, counted };
}

/** Moves the cursor to an index, as far as rows are known, and keeps it in sight. */
export function moveTo(state: State, index: number): Step {
  const { list } = state;
  const cursor = reachable(list.pages, index, list.cursor);
  const moved = { ...list, cursor };
  const top = topFor(moved, knownLength(list.pages), listHeight(state), state.now);
  return fetchMissing({ ...state, list: { ...moved, top, pages: trimmed(list.pages, top) } });
}

export function moveBy(state: State, rows: number): Step {
  return moveTo(state, state.list.cursor + rows);
}

export function moveToEnd(state: State): Step {
  const { list } = state;
  const { pages, view } = list;
  const known = pages.ended || pages.tail !== null;
  // Only an order of time can be asked for from its other end; a search is walked to its end.
  if (known || (view.sort !== 'newest' && view.sort !== 'oldest')) return moveTo(state, knownLength(pages) - 1);
  return step({ ...state, list: { ...list, loading: true } }, tailEffect(state, null, true));
}

/** To the nearest unread headline in a direction, among those that are held. */
export function moveToUnread(state: State, direction: 1 | -1): Step {
  const { pages, cursor } = state.list;
  const length = knownLength(pages);
  for (let index = cursor + direction; index >= 0 && index < length; index += direction) {
    const row = rowAt(pages, index);
    if (!row) break;
    if (row.article.read === null) return moveTo(state, index);
  }
  return step(say(state, direction > 0 ? 'Nothing unread further down' : 'Nothing unread further up'));
}

export function reduceLoaded(
  state: State,
  action: Extract<Action, { kind: 'page-loaded' | 'tail-loaded' | 'list-reloaded' | 'load-failed' }>,
): Step {
  if (action.generation !== state.list.generation) return step(state);
  const list = { ...state.list, loading: false };
  switch (action.kind) {
    case 'page-loaded': {
      const pages = withRows(list.pages, action.request, action.found, action.next);
      return fetchMissing({ ...state, list: clamped(atReading({ ...list, pages }, state), state) });
    }
    case 'tail-loaded': {
      if (action.total === null)
        return step({ ...state, list: { ...list, pages: withMoreTail(list.pages, action.found, action.next) } });
      const pages = withTail(list.pages, action.found, action.next, action.total);
      return moveTo({ ...state, list: { ...list, pages } }, knownLength(pages) - 1);
    }
    case 'list-reloaded':
      return step({ ...state, list: clamped(anchored(list, action), state) });
    case 'load-failed':
      return step(say({ ...state, list }, action.message, 'error'));
  }
}

/** The list around one article: it begins not far above it, and goes on as far as there is anything. */
export function listBegins(state: State, before: number | null): Step {
  const { list } = state;
  const filter = before === null ? list.filter : allOf([list.filter, { kind: 'until', at: before }]);
  const anew = { ...list, filter, generation: list.generation + 1, pages: noPages, cursor: 0, top: 0, loading: false };
  return fetchMissing({ ...state, list: anew });
}

/** Opened with one article, the list begins at it, so that "next" goes on from there. */
function atReading(list: ListState, { single, reading }: State): ListState {
  const index = single && reading && list.cursor === 0 ? indexOfArticle(list.pages, reading.article.id) : -1;
  return index > 0 ? { ...list, cursor: index } : list;
}

/** The list with new rows, its cursor on the article it was on and the same distance from the top of the screen. */
function anchored(list: ListState, { found, next }: Extract<Action, { kind: 'list-reloaded' }>): ListState {
  const pages = withRows(noPages, { firstPage: 0, after: null, limit: found.length }, found, next);
  const id = rowAt(list.pages, list.cursor)?.article.id;
  const index = id === undefined ? -1 : indexOfArticle(pages, id);
  // At the very top the newest is wanted, so the cursor follows its article only further down.
  const cursor =
    index < 0 || (list.cursor === 0 && list.top === 0) ? Math.min(list.cursor, Math.max(0, found.length - 1)) : index;
  return { ...list, pages, cursor, top: Math.max(0, cursor - (list.cursor - list.top)) };
}

function clamped(list: ListState, state: State): ListState {
  const length = knownLength(list.pages);
  const cursor = Math.max(0, Math.min(list.cursor, length - 1));
  const top = topFor({ ...list, cursor }, length, listHeight(state), state.now);
  return { ...list, cursor, top };
}

/** Fetches the list again where it is short enough; the place is kept. */
export function reload(state: State): Step {
  const { list } = state;
  const limit = Math.ceil((list.cursor + 2 * pageSize) / pageSize) * pageSize;
  if (list.loading || limit > reloadLimit || list.pages.tail) return step(state);
  // Opened with one article, the list is not what a view says but what stands around it; and while what is being typed
  // does not parse, the list is still that of what did.
  const asBefore = state.single || list.problem !== null;
  const filter = asBefore ? list.filter : filterOf(list.view, list.sticky, state.now);
  const { sort, snippets } = list.view;
  return step(
    { ...state, list: { ...list, filter, loading: true } },
    { kind: 'reload-list', generation: list.generation, filter, sort, snippets, limit },
  );
}

/** Changes what is shown of articles at once, before the store has been asked again. */
export function patchArticles(state: State, ids: readonly string[], patch: ArticlePatch): State {
  const wanted = new Set(ids);
  const change = <A extends { readonly id: string }>(article: A): A =>
    wanted.has(article.id) ? { ...article, ...patch } : article;
  const pages: Pages = mapRows(state.list.pages, change);
  const read = patch.read !== undefined && patch.read !== null;
  const sticky =
    read && state.list.view.unreadOnly ? [...new Set([...state.list.sticky, ...ids])].slice(-200) : state.list.sticky;
  const reading =
    state.reading && wanted.has(state.reading.article.id)
      ? { ...state.reading, article: { ...state.reading.article, ...patch } }
      : state.reading;
  return { ...state, reading, list: { ...state.list, pages, sticky } };
}

/** The article under the cursor of the list. */
export function listed(state: State): ReturnType<typeof rowAt> {
  return rowAt(state.list.pages, state.list.cursor);
}

export function toggleUnreadOnly(state: State): Step {
  const { view } = state.list;
  const unreadOnly = !view.unreadOnly;
  return andThen(showView(state, { ...view, unreadOnly }), (shown) =>
    step(say(shown, unreadOnly ? 'Only unread articles' : 'All articles')),
  );
}
