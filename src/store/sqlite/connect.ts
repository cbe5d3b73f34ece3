/** Opens the database file: makes it, brings it up to date, and says what is wrong with it without ever changing a bad one. */
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { NewsError } from '../../core/errors.ts';
import { makeFolder } from '../make-folder.ts';
import { type Database, hold } from './database.ts';
import { asDatabaseError, damaged, isDamage, sqliteCode } from './failure.ts';
import { applicationId, migrations } from './migrations.ts';

/** Taken this way because importing names of a large built-in module costs 3 ms, a tenth of the time of `news list`. */
const files = process.getBuiltinModule('node:fs');

/** Bytes of a page of every database that we make. */
export const pageSize = 16_384;

const busyTimeoutMs = 10_000;
const memory = ':memory:';
/**
 * Checkpoints every 64 MB of pages of 16 KB: with a million articles a refresh comes back to the same pages of the indexes
 * again and again, and half as much has a third more of them written again. 16 MB of cache hold the pages that the articles
 * of one transaction touch.
 */
const settings =
  'PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16000';

/**
 * A connection to the database at `path` with the newest schema. Where the file or its folder cannot be written, it is
 * opened for reading, and writing fails later. A missing file opened for reading counts as an empty database.
 * Throws NewsError "database" for a damaged file, a newer schema and a file of another program; none of them is touched.
 */
export function connect(path: string, readOnly: boolean): Database {
  try {
    if (readOnly) return files.existsSync(path) ? openForReading(path) : openNew(memory, path, true);
    return openForWriting(path);
  } catch (error) {
    throw asDatabaseError(error, path);
  }
}

function openForWriting(path: string): Database {
  try {
    if (path !== memory && !files.existsSync(path)) makeFile(path);
    return openNew(path, path, false);
  } catch (error) {
    if (!isRefusal(error) || !files.existsSync(path)) throw error;
    return openForReading(path);
  }
}

/** Errors of a place that may be read but not written. */
function isRefusal(error: unknown): boolean {
  const code = sqliteCode(error);
  if (code === 8 || code === 14) return true;
  return error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code));
}

/** The file is made before SQLite does, so that it never was readable for others; its -wal and -shm take its mode. */
function makeFile(path: string): void {
  try {
    makeFolder(dirname(path));
    files.closeSync(files.openSync(path, 'a', 0o600));
    files.chmodSync(path, 0o600);
  } catch (error) {
    if (isRefusal(error) && files.existsSync(path)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const next = 'Check the folder, or name another one in NEWS_HOME.';
    throw new NewsError('database', `the database ${path} could not be made (${reason})`, next);
  }
}

/** The smallest page, and so the smallest database, that SQLite knows. */
const smallestFile = 512;

/**
 * SQLite takes the first bytes of a file for none, and throws the log of an empty one away with all that is only in it.
 * The log is looked at first: a process that makes the database now fills the file before it has a log.
 */
function refuseRemains(path: string): void {
  const sizeOfLog = sizeOf(`${path}-wal`);
  const size = sizeOf(path);
  if (size === 0 && sizeOfLog > 0)
    throw damaged(path, 'it is empty, but there is more of it in the file -wal beside it');
  if (size > 0 && size < smallestFile) throw damaged(path, 'it is cut off');
}

function sizeOf(path: string): number {
  return files.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function openNew(location: string, path: string, readOnly: boolean): Database {
  if (location !== memory) refuseRemains(path);
  const connection = new DatabaseSync(location, { timeout: busyTimeoutMs });
  try {
    const done = schemaVersion(connection, path);
    if (done === 0) connection.exec(`PRAGMA page_size = ${pageSize}`);
    if (location !== memory) switchToWal(connection);
    connection.exec(settings);
    if (done < migrations.length) migrate(connection, path);
    return hold(connection, path, readOnly, () => {});
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * WAL needs its -shm file even for reading. Where that cannot be made, and no -wal waits to be read, the file cannot
 * change either, and SQLite may take it as immutable.
 */
function openForReading(path: string): Database {
  const plain = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs });
  try {
    return checkedForReading(plain, path);
  } catch (error) {
    closeQuietly(plain);
    if (!isRefusal(error) || files.existsSync(`${path}-wal`)) throw error;
  }
  const address = process.getBuiltinModule('node:url').pathToFileURL(path);
  address.search = 'immutable=1';
  const immutable = new DatabaseSync(address, { readOnly: true });
  try {
    return checkedForReading(immutable, path);
  } catch (error) {
    closeQuietly(immutable);
    throw error;
  }
}

function closeQuietly(connection: DatabaseSync): void {
  if (connection.isOpen) connection.close();
}

function checkedForReading(connection: DatabaseSync, path: string): Database {
  const done = schemaVersion(connection, path);
  if (done === migrations.length) return hold(connection, path, true, () => {});
  connection.close();
  // Version 0 is an empty file, perhaps one that another process is about to fill.
  if (done === 0) return openNew(memory, path, true);
  try {
    return openNew(path, path, true);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const what = `the database ${path} is of an older version and cannot be brought up to date here`;
    throw new NewsError('database', what, 'Make it writable and run any command once.');
  }
}

/** No version of ours will have made more migrations. */
export const believableVersion = 10_000;

/**
 * How many migrations are done. Reads the file for the first time, so this is where damage shows. What it reads must be of
 * one moment: another process may be setting the database up.
 */
function schemaVersion(connection: DatabaseSync, path: string): number {
  connection.exec('BEGIN');
  try {
    return schemaVersionNow(connection, path);
  } finally {
    if (connection.isTransaction) connection.exec('ROLLBACK');
  }
}

/** The same within a transaction. */
function schemaVersionNow(connection: DatabaseSync, path: string): number {
  const version = Number(pragma(connection, path, 'user_version'));
  if (version < 0 || version > believableVersion) throw damaged(path, `it says to be of version ${version}`);
  if (version > migrations.length) {
    const what = `the database ${path} was made by a newer version of news (schema ${version}, this one knows ${migrations.length})`;
    throw new NewsError('database', what, 'Update news, or name another folder in NEWS_HOME.');
  }
  const owner = Number(pragma(connection, path, 'application_id'));
  const foreign = version === 0 ? owner !== 0 || hasTables(connection) : owner !== applicationId;
  if (foreign) {
    if (hasOurTables(connection)) throw damaged(path, 'the mark that it is ours is not there');
    const next = 'Name another folder in NEWS_HOME, or move the file away.';
    throw new NewsError('database', `${path} is a database of another program`, next);
  }
  return version;
}

function hasTables(connection: DatabaseSync): boolean {
  return connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
}

function hasOurTables(connection: DatabaseSync): boolean {
  const names = "'article', 'article_text', 'count_source'";
  const found = connection.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name IN (${names})`).get();
  return found?.n === 3;
}

function pragma(connection: DatabaseSync, path: string, name: string): unknown {
  try {
    return connection.prepare(`PRAGMA ${name}`).get()?.[name];
  } catch (error) {
    if (isDamage(error) && error instanceof Error) throw damaged(path, error.message);
    throw error;
  }
}

/** The switch takes a lock that the busy timeout does not wait for: at the first start of several processes it fails. */
function switchToWal(connection: DatabaseSync): void {
  if (connection.prepare('PRAGMA journal_mode').get()?.journal_mode === 'wal') return;
  const until = Date.now() + busyTimeoutMs;
  for (;;) {
    try {
      if (connection.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode === 'wal') return;
    } catch (error) {
      if (![5, 6].includes(sqliteCode(error) ?? 0)) throw error;
    }
    if (Date.now() > until) throw new NewsError('database', 'the database is busy', 'Try again in a moment.');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

function migrate(connection: DatabaseSync, path: string): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have done it while this one waited for the lock.
    const done = schemaVersionNow(connection, path);
    for (const migration of migrations.slice(done)) connection.exec(migration);
    connection.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (error) {
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}
