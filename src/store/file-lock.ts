/** A lock between processes that a killed one cannot leave behind: SQLite's own, on an empty database beside the file. */
import { closeSync, openSync } from 'node:fs';

// SQLITE_BUSY: another process holds the lock.
const busy = 5;

/**
 * Runs `act` while no other process is inside the lock of this path. `act` is synchronous on purpose: with a wait inside
 * it, a second caller in the same process could not get on. Rejects with what opening the file or `act` throws, and with an
 * error of code "EBUSY" when the lock is not free in time.
 */
export async function withFileLock<T>(path: string, act: () => T, patienceMs = 10_000): Promise<T> {
  const { DatabaseSync } = await import('node:sqlite');
  // SQLite would create the file readable for everybody.
  closeSync(openSync(path, 'a', 0o600));
  const endsAt = performance.now() + patienceMs;
  for (;;) {
    const database = new DatabaseSync(path, { timeout: 0 });
    try {
      database.exec('BEGIN IMMEDIATE');
      // Nothing is ever written to it: closing gives the lock back.
      return act();
    } catch (error) {
      if (!isBusy(error)) throw error;
    } finally {
      database.close();
    }
    if (performance.now() > endsAt) throw Object.assign(new Error('locked'), { code: 'EBUSY' });
    // Those who wait must not all come back at the same moment.
    await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 20));
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === busy;
}
