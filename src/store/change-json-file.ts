/**
 * Writes files of JSON: by conf under a lock, to a file beside the old one that takes its place only once it is known to be
 * whole. conf by itself does not lock, and would put a file that was cut short by a full disk over the good one.
 */
import { copyFileSync, linkSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { NewsError } from '../core/errors.ts';
import type { Restored } from '../core/upkeep.ts';
import { keepAside } from './aside.ts';
import { withFileLock } from './file-lock.ts';
import {
  backupOf,
  changedAt,
  codeOf,
  diskCode,
  exists,
  type JsonFile,
  type JsonObject,
  readJsonFile,
} from './json-file.ts';
import { makeFolder } from './make-folder.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * Reads, changes and writes under one lock. `edit` gets the value (undefined where there is none) and returns the new one;
 * the file stays untouched when it comes out the same or anything fails. The old content is kept beside it as ….bak.
 * Throws NewsError with the file's code, or "file" where the disk fails under the settings.
 */
export async function changeJsonFile(file: JsonFile, edit: (value: unknown) => JsonObject): Promise<void> {
  const { default: Conf } = await import('conf');
  const path = realPath(file.path);
  try {
    makeFolder(dirname(path));
    await withFileLock(`${path}.lock`, () => {
      const before = readJsonFile(file);
      const value = edit(before);
      if (!isDeepStrictEqual(value, before)) replace(Conf, path, value);
    });
  } catch (error) {
    throw error instanceof NewsError ? error : writeFailure(file, error);
  }
}

/**
 * Puts the last good copy in the place of a damaged file, which is kept under another name. `check` throws for content that
 * is JSON but not what the file holds. Null where the file is sound, and where there is no good copy.
 */
export async function restoreJsonFile(file: JsonFile, check: (value: unknown) => void): Promise<Restored | null> {
  const path = realPath(file.path);
  const isSound = (one: JsonFile) => {
    try {
      check(readJsonFile(one));
      return true;
    } catch (error) {
      if (error instanceof NewsError && error.code === file.code) return false;
      throw error;
    }
  };
  const backup = backupOf(path);
  if (isSound(file) || !exists(backup) || !isSound({ ...file, path: backup })) return null;
  try {
    return await withFileLock(`${path}.lock`, () => {
      const copiedAt = changedAt({ ...file, path: backup });
      const kept = keepAside(path, Date.now());
      const fresh = `${path}.new`;
      copyFileSync(backup, fresh);
      if (!readFileSync(fresh).equals(readFileSync(backup)))
        throw Object.assign(new Error('short copy'), { code: 'ENOSPC' });
      renameSync(fresh, path);
      syncFolder(dirname(path));
      return { kept, copiedAt };
    });
  } catch (error) {
    throw error instanceof NewsError ? error : writeFailure(file, error);
  }
}

function replace(Conf: typeof import('conf').default, path: string, value: JsonObject): void {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const folder = dirname(path);
  const fresh = `${path}.new`;
  // What a killed process may have left: nobody else is inside the lock.
  for (const name of readdirSync(folder)) if (name.startsWith(basename(fresh))) rmSync(join(folder, name));
  try {
    const conf = new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: basename(path),
      fileExtension: 'new',
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
      configFileMode: 0o600,
      serialize: () => text,
    });
    conf.store = value;
    if (readFileSync(fresh, 'utf8') !== text) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    keepCopy(path);
    renameSync(fresh, path);
    syncFolder(folder);
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Keeps the content under a second name. A link needs no room on a full disk; not every file system has links. */
function keepCopy(path: string): void {
  if (!exists(path)) return;
  const copy = `${path}.new.bak`;
  try {
    linkSync(path, copy);
  } catch {
    copyFileSync(path, copy);
    if (!readFileSync(copy).equals(readFileSync(path)))
      throw Object.assign(new Error('short copy'), { code: 'ENOSPC' });
  }
  renameSync(copy, backupOf(path));
  // Renaming one name of a file over another name of the same file leaves both.
  rmSync(copy, { force: true });
}

/** A link stays a link: its target is replaced. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function writeFailure(file: JsonFile, error: unknown): NewsError {
  const code = codeOf(error);
  const [why, next] = {
    ENOSPC: ['the disk is full', 'Make room, then run the command again; the file is as it was.'],
    EDQUOT: ['the disk is full', 'Make room, then run the command again; the file is as it was.'],
    EBUSY: ['another process has kept it locked for 10 seconds', 'Run the command again when that one is done.'],
  }[code] ?? [`writing failed (${code})`, 'Check the permissions of the file and its folder; the file is as it was.'];
  const failure = new NewsError(diskCode(file), `${file.path} was not changed: ${why}`, next ?? '');
  failure.cause = error;
  return failure;
}
