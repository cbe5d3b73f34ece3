/** What effects are done with. */
import type { Ports } from '../core/ports.ts';
import type { Action } from './actions.ts';
import type { SavedQueries } from './open.tsx';

/** What the world outside of the store does for the reader. */
export interface Hands {
  readonly ports: Ports;
  readonly savedQueries: SavedQueries | null;
  readonly openInBrowser: (url: string, options?: { readonly mail?: boolean }) => Promise<void>;
  readonly runCommand:
    | ((words: readonly string[]) => Promise<{ readonly code: number; readonly output: string }>)
    | null;
  /** Puts text into the terminal's clipboard. */
  readonly copy: (text: string) => void;
  /** Asks the terminal what it can draw, and reports when it has had its time. */
  readonly askGraphics: () => Promise<void>;
  readonly redraw: () => void;
  readonly suspend: () => void;
  readonly quit: () => void;
  readonly dispatch: (action: Action) => void;
  /** Ends what is under way when the reader leaves. */
  readonly signal: AbortSignal;
  /** The fetches that have not ended. */
  readonly underWay: Set<string>;
}

export function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count.toLocaleString('en')} ${what}s`;
}

/** Looks whether anything that can be seen has changed, by whatever hand: one cheap question. */
export async function checkStore({ ports, dispatch }: Pick<Hands, 'ports' | 'dispatch'>): Promise<void> {
  const store = await ports.store();
  dispatch({ kind: 'store-changed', version: await store.version() });
}
