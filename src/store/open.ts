/** Which database a location means. A new kind of store is one folder beside sqlite/ and one case here. */
import type { Store } from '../core/ports.ts';
import type { Upkeep } from '../core/upkeep.ts';
import { openSqlite } from './sqlite/store.ts';

/**
 * Opens the store kept in the file at `path` (":memory:" for one that is never saved), made with its folder if missing.
 * Throws NewsError "database" where it is damaged, too new, of another program, or cannot be made.
 */
export async function openStore(
  path: string,
  options: { readonly readOnly?: boolean; readonly now: () => number },
): Promise<Store> {
  return openSqlite(path, options);
}

/** What looks after the same file as a whole; nothing is opened yet. */
export function lazyUpkeep(path: string, now: () => number): Upkeep {
  const open = async () => (await import('./sqlite/upkeep.ts')).openUpkeep(path, now);
  return {
    check: async () => (await open()).check(),
    fix: async () => (await open()).fix(),
    backup: async (to) => (await open()).backup(to),
  };
}
