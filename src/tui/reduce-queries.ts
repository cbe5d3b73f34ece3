/** The reader's saved queries: named, kept in the settings, shown at the left, taken back like everything else. */
import { type Effect, type Step, say, step } from './actions.ts';
import { queryOfView } from './reduce-list.ts';
import { startInput } from './start-input.ts';
import type { SavedQuery, State } from './state.ts';

/** Asks for the name under which what the list shows is kept. */
export function nameQuery(state: State): Step {
  const { list } = state;
  if (list.problem) return step(say(state, list.problem.message, 'error'));
  const query = queryOfView(list.view);
  if (query === '') return step(say(state, 'Choose, filter or search something first: it can then be saved'));
  return step(startInput(state, 'query-name', '', query));
}

export function saveQuery(state: State, name: string, query: string | null): Step {
  if (query === null) return step(state);
  const done = `Saved “${name}” at the left; u takes it back`;
  return step({ ...state, putBack: asBefore(state, name) }, { kind: 'save-query', saved: { name, query }, done });
}

/** Removes the saved query at the cursor of the left pane. */
export function removeQuery(state: State): Step {
  const name = state.side.entries[state.side.cursor]?.id;
  if (!name) return step(state);
  const done = `Removed the saved query “${name}”; u brings it back`;
  return step({ ...state, putBack: asBefore(state, name) }, { kind: 'save-query', saved: { name, query: null }, done });
}

function asBefore(state: State, name: string): SavedQuery {
  const entry = state.side.entries.find(({ kind, id }) => kind === 'saved' && id === name);
  return { name, query: entry?.query ?? null };
}

/** The last change of all: settings have no journal as the store has, so the saved query is put back from here. */
export function undo(state: State): Step {
  const { putBack } = state;
  if (!putBack) return step(state, { kind: 'undo' });
  const what = putBack.query === null ? 'saved' : 'changed';
  const done = `Taken back: ${what} the query “${putBack.name}”`;
  return step({ ...state, putBack: null }, { kind: 'save-query', saved: putBack, done });
}

const journaled: ReadonlySet<Effect['kind']> = new Set([
  'mark',
  'favorite',
  'tag',
  'add-source',
  'rename-source',
  'remove-source',
  'remove-article',
  'run',
] satisfies Effect['kind'][]);

/** Once the store's journal has something newer, that is what undo means. */
export function withUndo(done: Step): Step {
  const newer = done.state.putBack !== null && done.effects.some(({ kind }) => journaled.has(kind));
  return newer ? { ...done, state: { ...done.state, putBack: null } } : done;
}
