/** The one place where a state becomes another: pure, so that every key and every answer can be tested without a screen. */
import { type Action, andThen, type Step, say, step } from './actions.ts';
import type { Command, Place } from './keymap.ts';
import type { InputEvent } from './keys.ts';
import { editLine } from './line-edit.ts';
import { changed, laidMore, preview, reduceArticleLoaded, relaid } from './reduce-article.ts';
import { runCommand } from './reduce-command.ts';
import { inputKey, inputPaste } from './reduce-input.ts';
import { fetchMissing, listBegins, moveTo, patchArticles, reduceLoaded, reload } from './reduce-list.ts';
import { mouse } from './reduce-mouse.ts';
import { overlayKey } from './reduce-overlay.ts';
import { answered, graphicsKnown, reducePicture, withPictures } from './reduce-pictures.ts';
import { withUndo } from './reduce-queries.ts';
import { sideTo, withEntries } from './reduce-side.ts';
import type { SourceStatus, State } from './state.ts';

export function reduce(state: State, action: Action): Step {
  return withPictures(withMore(state, withUndo(reduceAction(state, action))));
}

/** Whatever left a page half laid out asks for the rest, once: each slice asks for the next. */
function withMore(before: State, done: Step): Step {
  const page = done.state.reading?.page;
  if (!page || page.next === null || page === before.reading?.page) return done;
  return andThen(done, (after) => step(after, { kind: 'lay-out-more' }));
}

function reduceAction(state: State, action: Action): Step {
  switch (action.kind) {
    case 'input':
      return andThen(input(state, action.event), preview);
    case 'resized':
      return resized(state, action);
    case 'ticked':
      return step({ ...state, now: action.now });
    case 'spun':
      return step({ ...state, spins: action.on ? state.spins + 1 : 0 });
    case 'store-changed':
      return storeChanged(state, action.version);
    case 'side-loaded':
      return step({
        ...withEntries(state, action.entries),
        tags: action.tags,
        status: action.status,
        fresh: state.fresh + arrived(state, action.status),
      });
    case 'list-begins':
      return listBegins(state, action.before);
    case 'page-loaded':
    case 'tail-loaded':
    case 'list-reloaded':
    case 'load-failed':
      return andThen(reduceLoaded(state, action), preview);
    case 'article-loaded':
      return reduceArticleLoaded(state, action);
    case 'article-changed':
      return changed(state, action.article);
    case 'more-laid-out':
      return step(laidMore(state));
    case 'answers-over':
      return step(state.graphics === null ? graphicsKnown(state) : state);
    case 'picture-loaded':
      return reducePicture(state, action);
    case 'open-failed':
      return state.awaited === action.wanted
        ? step(say({ ...state, awaited: null, focus: state.reading ? state.focus : 'list' }, action.message, 'error'))
        : step(state);
    case 'patched':
      return step(patchArticles(state, action.ids, action.patch));
    default:
      return told(state, action);
  }
}

/** What a refresh of another process has brought: its time and the unread articles tell. Our own says so itself. */
function arrived({ refresh, status: before }: State, now: SourceStatus): number {
  const refreshed = refresh === null && before.lastUpdate !== null && (now.lastUpdate ?? 0) > before.lastUpdate;
  return refreshed ? Math.max(0, (now.unread ?? 0) - (before.unread ?? 0)) : 0;
}

function told(
  state: State,
  action: Extract<Action, { kind: 'refresh-progress' | 'refresh-ended' | 'said' | 'output' | 'choices' }>,
): Step {
  switch (action.kind) {
    case 'refresh-progress':
      return step({ ...state, refresh: { done: action.done, total: action.total, added: action.added } });
    case 'refresh-ended':
      return step(
        {
          ...state,
          refresh: null,
          fresh: state.fresh + action.added,
          // What has been told of is not told again once the left pane is counted anew.
          status: { ...state.status, unread: (state.status.unread ?? 0) + action.added },
          message: action.message,
        },
        { kind: 'load-side' },
      );
    case 'said':
      return step({ ...state, message: action.message });
    case 'output':
      return step({
        ...state,
        message: null,
        overlay: { kind: 'output', title: action.title, lines: action.lines, top: 0 },
      });
    case 'choices':
      return step({
        ...state,
        message: null,
        overlay: { kind: 'menu', title: action.title, items: action.items, cursor: 0 },
      });
  }
}

function input(state: State, event: InputEvent): Step {
  switch (event.kind) {
    case 'paste':
      return state.input ? inputPaste(state, state.input, event.text) : step(state);
    case 'mouse':
      return mouse(state, event);
    case 'answer':
      return step(answered(state, event));
    case 'key':
      return key(state, event.name);
  }
}

function key(state: State, name: string): Step {
  const { keymap } = state.preferences;
  // Escape and a key typed at once look like Alt with it; where that means nothing, they are two keys.
  const plain = name.startsWith('alt+') ? name.slice(4) : '';
  if (plain !== '' && !isAltMeant(state, name)) return andThen(key(state, 'escape'), (after) => key(after, plain));
  // Whatever stands on the screen, these are never taken as text.
  if (name === 'ctrl+z' || name === 'ctrl+l') return runCommand(state, name === 'ctrl+z' ? 'suspend' : 'redraw');
  if (state.input) return inputKey(state, state.input, name, runCommand);
  const quiet: State = state.message === null ? state : { ...state, message: null };
  if (quiet.overlay) {
    const command = keymap.find('overlay', name);
    const done = overlayKey(quiet, quiet.overlay, name, command);
    return done ?? (command ? runCommand(quiet, command) : step(quiet));
  }
  if (quiet.focus === 'article' && /^[1-9]$/.test(name)) return runCommand(quiet, 'links', name);
  const command: Command | null = keymap.find(placeOf(quiet), name);
  return command ? runCommand(quiet, command, name) : step(quiet);
}

function isAltMeant({ input, overlay, focus, preferences }: State, name: string): boolean {
  if (input) return editLine(input, name) !== null;
  return preferences.keymap.find(overlay ? 'overlay' : focus, name) !== null;
}

function placeOf({ focus }: State): Place {
  return focus;
}

function resized(state: State, { columns, rows }: { readonly columns: number; readonly rows: number }): Step {
  const sized: State = { ...state, columns, rows };
  const placed = sideTo(sized, sized.side.cursor);
  return andThen(
    andThen(relaid(placed), (laid) => moveTo(laid, laid.list.cursor)),
    (moved) => andThen(fetchMissing(moved), preview),
  );
}

function storeChanged(state: State, version: number): Step {
  if (state.version === version) return step(state);
  // An answer that is under way may be older than the change: the next look will see it.
  if (state.version !== null && state.list.loading) return step(state);
  const known = { ...state, version };
  if (state.version === null) return step(known);
  const reading = known.reading && !known.reading.passing ? known.reading.article.id : null;
  return andThen(reload(known), (reloaded) =>
    step(reloaded, { kind: 'load-side' }, ...(reading === null ? [] : [{ kind: 'reread', id: reading } as const])),
  );
}
