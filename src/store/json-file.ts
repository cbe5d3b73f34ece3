/**
 * Files of JSON that people edit as well as we: the favorites and the settings. Read plainly; written by conf under a
 * lock, to a file beside it that takes the place of the old one only once it is known to be whole: conf by itself does not
 * lock, and would put a file that was cut short by a full disk over the good one.
 */
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type ErrorCode, NewsError } from '../core/errors.ts';
import { withFileLock } from './file-lock.ts';
import { faultOf } from './json-place.ts';
import { makeFolder } from './make-folder.ts';

export interface JsonFile {
  readonly path: string;
  /** The code of its errors, and the word for what it holds ("favorites"). */
  readonly code: Extract<ErrorCode, 'favorites' | 'config'>;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value in the file, undefined where there is no file or an empty one. Throws NewsError with the file's code. */
export function readJsonFile(file: JsonFile): unknown {
  const text = readText(file);
  if (text === null || text.trim() === '') {
    // Empty beside a good copy, it was cut off; empty and alone, somebody has just made it.
    if (text !== null && exists(backupOf(file.path))) throw damaged(file, 'it is empty');
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    const fault = faultOf(text);
    throw damaged(file, fault ? `it breaks off at line ${fault.line}, column ${fault.column}` : 'it is no JSON');
  }
}

/** Changes when the file does, by whatever hand; null where there is none. */
export function versionOf(file: JsonFile): string | null {
  const found = statSync(file.path, { bigint: true, throwIfNoEntry: false });
  return found ? [found.mtimeNs, found.size, found.ino].map((part) => part.toString(36)).join('-') : null;
}

/** When the file was last changed; now where there is none. */
export function changedAt(file: JsonFile): number {
  return Math.floor(statSync(file.path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

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

/** Makes the new name last through a loss of power; some systems cannot do that for folders. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch {}
}

function backupOf(path: string): string {
  return `${path}.bak`;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** A link stays a link: its target is replaced. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function readText(file: JsonFile): string | null {
  try {
    return readFileSync(file.path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new NewsError(
      diskCode(file),
      `${file.path} cannot be read (${code})`,
      'Check that it is a file, and its permissions.',
    );
  }
}

/** `why` in words that go on after the name of the file. Also for content that is JSON but not what the file holds. */
export function damaged(file: JsonFile, why: string): NewsError {
  const backup = backupOf(file.path);
  const copy = exists(backup) ? ` The last good copy is ${backup}.` : '';
  return new NewsError(
    file.code,
    `${file.path} is damaged: ${why}`,
    `Correct it in an editor; nothing was changed.${copy}`,
  );
}

/** A disk that fails is no bad value of a setting: "config" is an error of usage. */
function diskCode({ code }: JsonFile): ErrorCode {
  return code === 'config' ? 'file' : code;
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

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
