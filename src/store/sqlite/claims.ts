/** Which processes are refreshing which sources, so that two at once do not ask the same server twice. */
import type { Claim } from '../../core/ports.ts';
import { type Database, jsonOf } from './database.ts';

interface Entry {
  readonly key: string;
  readonly pid: number;
  readonly until: number;
  readonly sourceIds: readonly string[];
}

const noteKey = 'refreshing';
let claimsMade = 0;

/** A claim of a process that is gone, however it went, holds no longer. */
export function claim(
  db: Database,
  sourceIds: readonly string[],
  { now, until }: { readonly now: number; readonly until: number },
): Claim {
  return db.write(() => {
    const held = entries(db).filter((entry) => entry.until > now && isRunning(entry.pid));
    const taken = new Set(held.flatMap((entry) => entry.sourceIds));
    const key = `${process.pid}-${now}-${claimsMade++}`;
    write(db, [...held, { key, pid: process.pid, until, sourceIds }]);
    return { key, free: sourceIds.filter((id) => !taken.has(id)) };
  });
}

export function release(db: Database, key: string): void {
  db.write(() =>
    write(
      db,
      entries(db).filter((entry) => entry.key !== key),
    ),
  );
}

function entries(db: Database): readonly Entry[] {
  return jsonOf<readonly Entry[]>(db.get('SELECT value FROM note WHERE key = ?', noteKey)?.value, []);
}

function write(db: Database, held: readonly Entry[]): void {
  if (held.length === 0) db.run('DELETE FROM note WHERE key = ?', noteKey);
  else
    db.run(
      'INSERT INTO note VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      noteKey,
      JSON.stringify(held),
    );
}

/** Signal 0 asks without doing anything; a process of somebody else's may not be asked, but it is there. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
