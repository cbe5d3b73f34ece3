/** Looks after a database file as a whole: checks it, mends it, and copies it. */
import { closeSync, existsSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { NewsError } from '../../core/errors.ts';
import type { DatabaseCheck, DatabaseFix, Recovery, Upkeep } from '../../core/upkeep.ts';
import { withFileLock } from '../file-lock.ts';
import { findingsIn } from './check.ts';
import { connect } from './connect.ts';
import type { Database } from './database.ts';
import { asDatabaseError, isAnyDamage, tellsDamage } from './failure.ts';
import { type Names, namesIn } from './names.ts';
import { compact, rebuild } from './rebuild.ts';
import { recover } from './recovery/recover.ts';

export function openUpkeep(path: string, now: () => number): Upkeep {
  return {
    check: async () => check(path),
    fix: async () => fix(path, now),
    backup: async (to) => backup(path, to),
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Work on the open database; failures of SQLite name the file. */
function opened<T>(path: string, work: (db: Database, names: Names) => T): T {
  const db = connect(path, false);
  try {
    return work(db, namesIn(db));
  } catch (error) {
    throw asDatabaseError(error, path);
  } finally {
    db.close();
  }
}

function check(path: string): DatabaseCheck {
  if (!existsSync(path)) return { state: 'none', findings: [] };
  try {
    const findings = opened(path, findingsIn);
    const isDamaged = findings.some(({ kind }) => kind === 'damage');
    const state = isDamaged ? 'damaged' : findings.length > 0 ? 'askew' : 'sound';
    return { state, findings: findings.map(({ what }) => what) };
  } catch (error) {
    if (tellsDamage(error)) return { state: 'damaged', findings: [error.message] };
    if (isAnyDamage(error)) return { state: 'damaged', findings: [messageOf(error)] };
    throw error;
  }
}

async function fix(path: string, now: () => number): Promise<DatabaseFix> {
  const before = sizeOf(path);
  const { state } = check(path);
  if (state === 'none') return { did: 'nothing', recovery: null, before, after: before };
  const isMended = state === 'sound' || (state === 'askew' && rebuildInPlace(path));
  if (isMended) {
    opened(path, compact);
    return { did: state === 'sound' ? 'compacted' : 'rebuilt', recovery: null, before, after: sizeOf(path) };
  }
  const recovery = await recoverAlone(path, now);
  if (!recovery) return fix(path, now);
  return { did: 'recovered', recovery, before, after: sizeOf(path) };
}

/** Two that mend at once would each put the other's work aside; null where another has mended it meanwhile. */
async function recoverAlone(path: string, now: () => number): Promise<Recovery | null> {
  const lock = `${path}.lock`;
  try {
    return await withFileLock(lock, () => (check(path).state === 'sound' ? null : recover(path, now())));
  } catch (error) {
    if (error instanceof NewsError) throw error;
    const next = 'Check the permissions of its folder; nothing was changed.';
    throw new NewsError('database', `the database ${path} is damaged and cannot be mended (${reasonOf(error)})`, next);
  } finally {
    rmSync(lock, { force: true });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** False where the file turns out to be too damaged for it, or does not agree with itself even then. */
function rebuildInPlace(path: string): boolean {
  try {
    return opened(path, (db, names) => {
      rebuild(db, names);
      return findingsIn(db, names).length === 0;
    });
  } catch (error) {
    if (tellsDamage(error) || isAnyDamage(error)) return false;
    throw error;
  }
}

/** VACUUM INTO sees one moment of the database and blocks nobody. The file gets its name only when it is whole. */
function backup(path: string, to: string): number {
  if (!existsSync(path))
    throw new NewsError('not-found', 'there is no database yet', 'It is made by the first command that lists or adds.');
  if (existsSync(to)) throw taken(to);
  const part = `${to}.part`;
  try {
    rmSync(part, { force: true });
    closeSync(openSync(part, 'wx', 0o600));
    opened(path, (db) => db.run('VACUUM INTO ?', part));
    giveName(part, to);
    return sizeOf(to);
  } catch (error) {
    if (error instanceof NewsError) throw error;
    const reason = reasonOf(error);
    if (reason === 'EEXIST') throw taken(to);
    throw new NewsError('file', `${to} cannot be written (${reason})`, 'Check the folder, and that there is room.');
  } finally {
    rmSync(part, { force: true });
  }
}

function taken(to: string): NewsError {
  return new NewsError('file', `${to} is there already`, 'Name a new file: a backup is never overwritten.');
}

/** A link, unlike a renaming, never takes the place of a file that somebody has made meanwhile. */
function giveName(part: string, to: string): void {
  try {
    linkSync(part, to);
  } catch (error) {
    if (existsSync(to)) throw error;
    renameSync(part, to);
  }
}
