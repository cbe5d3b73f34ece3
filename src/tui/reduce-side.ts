/** The left pane: what can be shown in the list. */
import { andThen, type Step, say, step } from './actions.ts';
import { panesOf } from './panes.ts';
import { showView } from './reduce-list.ts';
import { startInput } from './start-input.ts';
import type { SideEntry, State, View } from './state.ts';

/** What is there before the store has answered. */
export const firstEntries: readonly SideEntry[] = [
  entry('view', 'All articles', ''),
  entry('view', 'Unread', 'is:unread'),
  entry('view', 'Favorites', 'is:fav'),
];

export function entry(kind: SideEntry['kind'], label: string, query: string, rest: Partial<SideEntry> = {}): SideEntry {
  return { kind, label, query, unread: null, id: null, failed: false, ...rest };
}

export function viewOf(chosen: SideEntry): View {
  // "Unread" is a switch rather than a query, so that what is read stays until the list is left.
  const unreadOnly = chosen.query === 'is:unread';
  return {
    label: chosen.label,
    query: unreadOnly ? '' : chosen.query,
    typed: '',
    unreadOnly,
    sort: 'newest',
    snippets: false,
  };
}

export function chooseEntry(state: State, index: number): Step {
  const chosen = state.side.entries[index];
  if (!chosen || chosen.kind === 'heading') return step(state);
  const at: State = { ...sideTo(state, index), focus: 'list', zoomed: false };
  return showView(at, viewOf(chosen));
}

export function sideTo(state: State, index: number): State {
  const { entries } = state.side;
  const direction = index < state.side.cursor ? -1 : 1;
  let cursor = Math.max(0, Math.min(index, entries.length - 1));
  while (entries[cursor]?.kind === 'heading' && cursor + direction >= 0 && cursor + direction < entries.length)
    cursor += direction;
  if (entries[cursor]?.kind === 'heading') return state;
  const height = panesOf(state).body;
  const top = Math.max(Math.min(state.side.top, cursor === 1 ? 0 : cursor), cursor - height + 1, 0);
  return { ...state, side: { ...state.side, cursor, top } };
}

/** The source at the cursor of the left pane, or null. */
export function chosenSource(state: State): SideEntry | null {
  const chosen = state.side.entries[state.side.cursor];
  return state.focus === 'side' && chosen?.kind === 'source' ? chosen : null;
}

export function renameChosen(state: State): Step {
  const source = chosenSource(state);
  if (!source) return step(say(state, 'Choose a source at the left to rename it'));
  return step(startInput(state, 'rename', source.label, source.id));
}

/** New entries; the cursor stays on what it was on. */
export function withEntries(state: State, entries: readonly SideEntry[]): State {
  const before = state.side.entries[state.side.cursor];
  const same = entries.findIndex(({ kind, query }) => kind === before?.kind && query === before.query);
  return sideTo(
    { ...state, side: { ...state.side, entries } },
    same < 0 ? Math.min(state.side.cursor, entries.length - 1) : same,
  );
}

export function backToFront(state: State): Step {
  const { view } = state.list;
  if (view.typed !== '') return showView(state, { ...view, typed: '' });
  const first = state.side.entries[0];
  if (!first || (view.query === '' && !view.unreadOnly)) return step(state);
  return andThen(step(sideTo(state, 0)), (moved) => showView(moved, viewOf(first)));
}
