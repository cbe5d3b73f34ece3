/** The tool's own small notes. */
import { type Database, textOf } from './database.ts';

export function getNote(db: Database, key: string): string | null {
  return textOf(db.get('SELECT value FROM note WHERE key = ?', key)?.value);
}

export function setNote(db: Database, key: string, value: string | null): void {
  db.write(() => {
    if (value === null) db.run('DELETE FROM note WHERE key = ?', key);
    else db.run('INSERT OR REPLACE INTO note VALUES (?, ?)', key, value);
  });
}
