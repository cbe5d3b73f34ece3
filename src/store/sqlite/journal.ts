/** The undo journal. */
import type { JournalAction, JournalEntry } from '../../core/ports.ts';
import { type Database, intOf, textOf } from './database.ts';

/** Nobody takes back more than this; older entries go. */
const keptEntries = 500;
/** Marking a million articles read makes an entry of tens of megabytes: long ones are compressed. */
const longAction = 4096;

export function remember(db: Database, action: JournalAction, at: number): void {
  const json = JSON.stringify(action);
  const data = json.length < longAction ? json : process.getBuiltinModule('node:zlib').zstdCompressSync(json);
  db.write(() => {
    const row = db.get('INSERT INTO journal (at, action) VALUES (?, ?) RETURNING id', at, data);
    db.run('DELETE FROM journal WHERE id <= ?', intOf(row?.id) - keptEntries);
  });
}

export function lastChange(db: Database): JournalEntry | null {
  const row = db.get('SELECT id, at, action FROM journal ORDER BY id DESC LIMIT 1');
  if (!row) return null;
  const { action } = row;
  const json =
    action instanceof Uint8Array
      ? process.getBuiltinModule('node:zlib').zstdDecompressSync(action).toString('utf8')
      : action;
  return { id: intOf(row.id), at: intOf(row.at), action: JSON.parse(textOf(json) ?? 'null') as JournalAction };
}

export function forget(db: Database, entryId: number): void {
  db.write(() => db.run('DELETE FROM journal WHERE id = ?', entryId));
}
