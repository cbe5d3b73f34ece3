/** The index of favorites.json: which articles are favorites, also of articles that are not here (yet). */
import { touch } from './counters.ts';
import { type Database, intOf, textOf } from './database.ts';

export function favoritesVersion(db: Database): string | null {
  return textOf(db.get("SELECT value FROM state WHERE key = 'favorites'")?.value);
}

/** Makes the index equal to the file, touching only what differs. */
export function mirrorFavorites(
  db: Database,
  version: string,
  favorites: readonly { readonly id: string; readonly at: number }[],
): void {
  db.write(() => {
    const wanted = new Map(favorites.map(({ id, at }) => [id, at]));
    let changed = false;
    for (const row of db.all('SELECT id, at FROM favorite')) {
      const id = textOf(row.id) ?? '';
      if (wanted.get(id) === intOf(row.at)) wanted.delete(id);
      else if (!wanted.has(id)) {
        db.run('DELETE FROM favorite WHERE id = ?', id);
        db.run('UPDATE article SET favorite_at = NULL WHERE id = ?', id);
        changed = true;
      }
    }
    for (const [id, at] of wanted) {
      db.run('INSERT OR REPLACE INTO favorite VALUES (?, ?)', id, at);
      db.run('UPDATE article SET favorite_at = ? WHERE id = ?', at, id);
      changed = true;
    }
    db.run("INSERT OR REPLACE INTO state VALUES ('favorites', ?)", version);
    if (changed) touch(db);
  });
}
