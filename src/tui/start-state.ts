/** The state before anything is known, from which everything follows. */
import type { Graphics } from './graphics.ts';
import { noPages } from './pages.ts';
import { firstEntries } from './reduce-side.ts';
import type { Preferences, State } from './state.ts';
import type { ThemeName } from './theme.ts';

export function startState(given: {
  readonly columns: number;
  readonly rows: number;
  readonly now: number;
  readonly theme: ThemeName;
  readonly preferences: Preferences;
  readonly graphics: Graphics | null;
}): State {
  return {
    ...given,
    focus: 'list',
    zoomed: false,
    single: false,
    side: { entries: firstEntries, cursor: 0, top: 0, hidden: false },
    list: {
      view: { label: 'All articles', query: '', typed: '', unreadOnly: false, sort: 'newest', snippets: false },
      filter: { kind: 'all' },
      generation: 0,
      pages: noPages,
      cursor: 0,
      top: 0,
      loading: false,
      problem: null,
      sticky: [],
    },
    reading: null,
    trail: [],
    awaited: null,
    input: null,
    overlay: null,
    message: null,
    refresh: null,
    spins: 0,
    fresh: 0,
    status: { sources: 0, failed: 0, lastUpdate: null, unread: null, city: null },
    breaking: null,
    tags: [],
    putBack: null,
    version: null,
    images: given.preferences.images === 'always' && given.preferences.colors >= 2,
    answers: null,
    pictures: new Map(),
  };
}
