/** What each command of the key table does, in the pane that has the focus. */
import type { Article } from '../core/article.ts';
import { andThen, type Step, say, step } from './actions.ts';
import type { Command } from './keymap.ts';
import { panesOf, sideFrom } from './panes.ts';
import {
  articleHeight,
  chooseLink,
  chosenAddress,
  closeArticle,
  findAgain,
  followLink,
  openListed,
  openNeighbor,
  placeEffects,
  relaid,
  scrollBy,
  scrollTo,
  visibleLinks,
} from './reduce-article.ts';
import {
  listed,
  listHeight,
  moveBy,
  moveTo,
  moveToEnd,
  moveToUnread,
  patchArticles,
  toggleUnreadOnly,
} from './reduce-list.ts';
import { effectsOfBrowse, markMenu, shareMenu } from './reduce-overlay.ts';
import { toggleImages } from './reduce-pictures.ts';
import { nameQuery, removeQuery, undo } from './reduce-queries.ts';
import { backToFront, chooseEntry, chosenSource, renameChosen, sideTo } from './reduce-side.ts';
import { startInput } from './start-input.ts';
import type { Focus, State } from './state.ts';

type Run = (state: State, key: string) => Step;

/** `key` is the key that was pressed, where the command depends on it. */
export function runCommand(state: State, command: Command, key = ''): Step {
  return runs[command](state, key);
}

const runs: Readonly<Record<Command, Run>> = {
  down: (state) => move(state, () => 1),
  up: (state) => move(state, () => -1),
  'page-down': (state) => move(state, (height) => Math.max(1, height - 1)),
  'page-up': (state) => move(state, (height) => -Math.max(1, height - 1)),
  'half-down': (state) => move(state, (height) => Math.ceil(height / 2)),
  'half-up': (state) => move(state, (height) => -Math.ceil(height / 2)),
  top: (state) =>
    state.focus === 'article'
      ? step(scrollTo(state, 0))
      : state.focus === 'side'
        ? step(sideTo(state, 0))
        : moveTo(state, 0),
  end: (state) =>
    state.focus === 'article'
      ? step(scrollTo(state, Number.MAX_SAFE_INTEGER))
      : state.focus === 'side'
        ? step(sideTo(state, state.side.entries.length - 1))
        : moveToEnd(state),
  enter: (state) => (state.focus === 'side' ? chooseEntry(state, state.side.cursor) : openListed(state)),
  back: (state) => back(state),
  'next-pane': (state) => focusBy(state, 1),
  'previous-pane': (state) => focusBy(state, -1),
  next: (state, key) => (state.reading?.find && key === 'n' ? step(findAgain(state, 1)) : openNeighbor(state, 1)),
  previous: (state, key) => (key !== 'N' ? openNeighbor(state, -1) : step(findAgain(state, -1))),
  'next-unread': (state) => moveToUnread(state, 1),
  'previous-unread': (state) => moveToUnread(state, -1),
  'next-link': (state) => step(chooseLink(state, 1)),
  'previous-link': (state) => step(chooseLink(state, -1)),
  'follow-chosen': (state) =>
    state.reading?.link == null ? move(state, () => 1) : followLink(state, state.reading.link),
  links: (state, key) => links(state, key),
  'full-text': (state) =>
    withArticle(state, ({ id }) => step(say(state, 'Fetching the whole text'), { kind: 'full-text', id })),
  open: (state) => browse(state, chosenAddress(state), 'This article has no link'),
  comments: (state) => browse(state, articleOf(state)?.commentsLink ?? null, 'This article has no comments page'),
  'fetch-comments': (state) =>
    withArticle(state, ({ id }) => step(say(state, 'Fetching the comments'), { kind: 'discussion', id })),
  filter: (state) => step(startInput({ ...state, focus: 'list' }, 'filter', state.list.view.typed)),
  find: (state) => step(startInput(state, 'find')),
  search: (state) => step(startInput(state, 'search')),
  'save-query': (state) => nameQuery(state),
  'toggle-unread-only': (state) => toggleUnreadOnly({ ...state, focus: 'list' }),
  'toggle-read': (state) => withArticle(state, (article) => toggleRead(state, article)),
  'mark-menu': (state) => step({ ...state, overlay: markMenu(state) }),
  favorite: (state) => withArticle(state, (article) => toggleFavorite(state, article)),
  note: (state) => withArticle(state, () => step(startInput(state, 'note'))),
  tag: (state) => withArticle(state, () => step(startInput(state, 'tag'))),
  undo: (state) => undo(state),
  copy: (state) => copy(state),
  share: (state) => shareMenu(state),
  refresh: (state) => refresh(state, false),
  'refresh-all': (state) => refresh(state, true),
  add: (state) => step(startInput(state, 'add')),
  rename: (state) => renameChosen(state),
  delete: (state) => remove(state),
  command: (state) => step(startInput({ ...state, overlay: null }, 'command')),
  side: (state) => side(state),
  zoom: (state) => relaid({ ...state, zoomed: !state.zoomed }),
  images: (state) => toggleImages(state),
  theme: (state) => step({ ...state, theme: state.theme === 'day' ? 'night' : 'day' }),
  redraw: (state) => step(state, { kind: 'redraw' }),
  suspend: (state) => step(state, { kind: 'suspend' }),
  help: (state) => step({ ...state, overlay: { kind: 'help', top: 0 } }),
  close: (state) => (state.focus === 'article' && !state.single ? closeArticle(plainReading(state)) : quit(state)),
  quit: (state) => quit(state),
};

function move(state: State, by: (height: number) => number): Step {
  switch (state.focus) {
    case 'article':
      return step(scrollBy(state, by(articleHeight(state))));
    case 'list':
      return moveBy(state, by(listHeight(state)));
    case 'side':
      return step(sideTo(state, state.side.cursor + by(panesOf(state).body)));
  }
}

function back(state: State): Step {
  if (state.focus === 'article') return closeArticle(state);
  if (state.focus === 'side') return step({ ...state, focus: 'list' });
  return backToFront(state);
}

/** Closing means closing, whatever is chosen or found and however many links led here. */
function plainReading(state: State): State {
  return { ...state, trail: [], reading: state.reading && { ...state.reading, find: null, link: null } };
}

function quit(state: State): Step {
  return step(state, ...placeEffects(state), { kind: 'quit' });
}

/** To the pane at the right or left, among those that are or can come on the screen. */
function focusBy(state: State, direction: 1 | -1): Step {
  const order: readonly Focus[] =
    panesOf(state).article && state.reading ? ['side', 'list', 'article'] : ['side', 'list'];
  const next = order[(order.indexOf(state.focus) + direction + order.length) % order.length] ?? 'list';
  return next === 'article' ? openListed(state) : step({ ...state, focus: next });
}

/** Shows the left pane and goes there, or folds it away; on a narrow screen it takes the place of the list. */
function side(state: State): Step {
  if (state.columns < sideFrom) return relaid({ ...state, focus: state.focus === 'side' ? 'list' : 'side' });
  const hidden = !state.side.hidden;
  return relaid({
    ...state,
    side: { ...state.side, hidden },
    focus: hidden && state.focus === 'side' ? 'list' : state.focus,
  });
}

function links(state: State, key: string): Step {
  if (!state.reading || state.reading.page.links.length === 0) return step(say(state, 'This article has no links'));
  const digit = /^[1-9]$/.test(key);
  if (!digit && visibleLinks(state).length === 0)
    return step(say(state, 'There is no link on this page of the article'));
  return step(startInput(state, 'link', digit ? key : ''));
}

/** The article that is meant: the open one, or the one under the cursor. */
export function articleOf(state: State): Article | null {
  return (state.focus === 'article' ? state.reading?.article : listed(state)?.article) ?? null;
}

function withArticle(state: State, then: (article: Article) => Step): Step {
  const article = articleOf(state);
  if (!article || state.focus === 'side') return step(say(state, 'There is no article here'));
  if (article.source.id === '') return step(say(state, 'This page is not in the store; save it with :add %'));
  return then(article);
}

function toggleRead(state: State, { id, read }: Article): Step {
  const patched = patchArticles(state, [id], { read: read === null ? state.now : null });
  return step(patched, { kind: 'mark', filter: { kind: 'id', ids: [id] }, read: read === null, quiet: true });
}

function toggleFavorite(state: State, article: Article): Step {
  const keep = article.favorite === null;
  const patched = patchArticles(state, [article.id], { favorite: keep ? state.now : null });
  return step(patched, { kind: 'favorite', article, keep, note: null });
}

function browse(state: State, url: string | null, otherwise: string): Step {
  return url === null ? step(say(state, otherwise)) : step(state, ...effectsOfBrowse(url));
}

function copy(state: State): Step {
  const url = chosenAddress(state);
  return url === null
    ? step(say(state, 'This article has no link'))
    : step(say(state, `Copied ${url}`, 'good'), { kind: 'copy', text: url });
}

function refresh(state: State, force: boolean): Step {
  if (state.refresh) return step(say(state, 'A refresh is under way'));
  const source = force ? chosenSource(state) : null;
  return step(
    { ...state, fresh: 0, refresh: { done: 0, total: 0, added: 0 } },
    { kind: 'refresh', force, sourceId: source?.id ?? null },
  );
}

function remove(state: State): Step {
  if (state.focus === 'side') {
    const source = chosenSource(state);
    if (state.side.entries[state.side.cursor]?.kind === 'saved') return removeQuery(state);
    return source?.id
      ? step(state, { kind: 'remove-source', id: source.id })
      : step(say(state, 'Choose a source or a saved query to remove it'));
  }
  return withArticle(state, ({ id }) => {
    const removed = step(state, { kind: 'remove-article', id });
    return state.focus === 'article' ? andThen(removed, closeArticle) : removed;
  });
}
