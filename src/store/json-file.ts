/** Files of JSON that people edit as well as we: the favorites and the settings. */
import { readFileSync, statSync } from 'node:fs';
import { type ErrorCode, NewsError } from '../core/errors.ts';
import { faultOf } from './json-place.ts';

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

export function backupOf(path: string): string {
  return `${path}.bak`;
}

export function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function readText(file: JsonFile): string | null {
  try {
    // Most readers have no such file, and an error costs more than this question.
    if (!exists(file.path)) return null;
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
  const copy = exists(backup) ? ` The last good copy is ${backup}: "news doctor --fix" puts it in its place.` : '';
  return new NewsError(
    file.code,
    `${file.path} is damaged: ${why}`,
    `Correct it in an editor; nothing was changed.${copy}`,
  );
}

/** A disk that fails is no bad value of a setting: "config" is an error of usage. */
export function diskCode({ code }: JsonFile): ErrorCode {
  return code === 'config' ? 'file' : code;
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
