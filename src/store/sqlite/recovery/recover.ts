/** Puts a damaged database aside, whole and under a name of its own, and what can be saved of it in its place. */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { NewsError } from '../../../core/errors.ts';
import type { Recovery } from '../../../core/upkeep.ts';
import { keepAside } from '../../aside.ts';
import { syncFolder } from '../../sync-folder.ts';
import { believableVersion, connect } from '../connect.ts';
import { asDatabaseError, sqliteCode } from '../failure.ts';
import { migrations } from '../migrations.ts';
import { namesIn } from '../names.ts';
import { rebuild } from '../rebuild.ts';
import { headerAt, openPages } from './pages.ts';
import { type Salvage, salvage } from './salvage.ts';
import { treesOf } from './trees.ts';

/**
 * Throws NewsError "database", with everything as it was, where another process has the file open, where it was made by a
 * newer version, and where the new one cannot be written.
 */
export function recover(path: string, now: number): Recovery {
  refuseNewer(path);
  refuseBusy(path);
  const fresh = `${path}.recovering`;
  removeDatabase(fresh);
  try {
    const saved = fill(path, fresh);
    const kept = putAside(path, now);
    renameSync(fresh, path);
    syncFolder(dirname(path));
    return { ...saved, kept };
  } catch (error) {
    removeDatabase(fresh);
    throw asDatabaseError(error, path);
  }
}

/** One transaction in a file of its own: nothing is in place before it is whole. */
function fill(path: string, fresh: string): Salvage {
  const pages = openPages(path);
  const db = connect(fresh, false);
  try {
    const trees = treesOf(pages);
    const saved = db.write(() => salvage(trees, db));
    rebuild(db, namesIn(db));
    // So that the file stands for itself, without a log beside it.
    db.get('PRAGMA wal_checkpoint(TRUNCATE)');
    return saved;
  } finally {
    db.close();
    pages.close();
  }
}

/** What a newer version keeps is not ours to judge, even damaged. */
function refuseNewer(path: string): void {
  const { isWhole, userVersion } = headerAt(path);
  if (!isWhole || userVersion <= migrations.length || userVersion > believableVersion) return;
  const what = `the database ${path} is damaged, and was made by a newer version of news`;
  throw new NewsError('database', what, 'Update news, then run "news doctor --fix" again.');
}

/** Nobody else can have the file open while this connection reads in exclusive mode; what else is wrong with it is known. */
function refuseBusy(path: string): void {
  // SQLite would throw away the log of an empty file.
  if (statSync(path).size === 0) return;
  const connection = new DatabaseSync(path, { timeout: 0 });
  try {
    connection.exec('PRAGMA locking_mode = EXCLUSIVE; SELECT 1 FROM sqlite_schema');
  } catch (error) {
    if (![5, 6].includes(sqliteCode(error) ?? 0)) return;
    const what = `the database ${path} is damaged, and another process has it open`;
    throw new NewsError('database', what, 'End the other news, then run "news doctor --fix" again.');
  } finally {
    connection.close();
  }
}

const companions = ['-wal', '-shm'];

function removeDatabase(path: string): void {
  for (const suffix of ['', ...companions]) rmSync(`${path}${suffix}`, { force: true });
}

/** The log goes before the new database comes, or SQLite would play it into that. */
function putAside(path: string, now: number): string {
  const kept = keepAside(path, now);
  for (const suffix of companions)
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${kept}${suffix}`);
  return kept;
}
