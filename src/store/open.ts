/** Which database a location means. A new kind of store is one folder beside sqlite/ and one case here. */
import type { Store } from '../core/ports.ts';
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
