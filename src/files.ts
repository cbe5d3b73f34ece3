/** The Files port: files that the reader names, and "-" for standard input. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NewsError } from './core/errors.ts';
import type { Files } from './core/ports.ts';

const defaultMaxBytes = 64_000_000;

export interface FilesSettings {
  /** Loaded late: touching the process's own stream opens it. */
  readonly stdin: () => AsyncIterable<Uint8Array | string>;
  readonly maxBytes?: number;
}

/** Files of the machine. Failures are NewsErrors: "not-found", "file", "too-large", "usage". */
export function openFiles({ stdin, maxBytes = defaultMaxBytes }: FilesSettings): Files {
  let stdinTaken = false;

  return {
    async read(path) {
      if (path !== '-') {
        return collect(createReadStream(path), path, maxBytes).catch((error: unknown) => {
          throw readFailure(path, error);
        });
      }
      if (stdinTaken) throw new NewsError('usage', 'standard input can be read only once', 'Give "-" only once.');
      stdinTaken = true;
      return collect(stdin(), 'standard input', maxBytes);
    },

    async write(path, text) {
      if (path === '-') throw new NewsError('usage', '"-" is no file to write to', 'Leave the file out, or name one.');
      await writeWhole(path, text).catch((error: unknown) => {
        throw writeFailure(path, error);
      });
    },

    async exists(path) {
      const found = await stat(path).catch(() => null);
      return found !== null && !found.isDirectory();
    },

    address: async (path) => pathToFileURL(resolve(path)).href,
  };
}

/** Everything that comes, also from a pipe, which has no size to ask for beforehand. */
async function collect(
  stream: AsyncIterable<Uint8Array | string>,
  name: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > maxBytes) {
      const limit = `${Math.round(maxBytes / 1e6)} MB`;
      throw new NewsError('too-large', `${name} is larger than ${limit}`, 'Cut it into smaller parts.');
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size);
}

/** A file is replaced as a whole or not at all; a device or a pipe is written to. */
async function writeWhole(path: string, text: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found && !found.isFile()) return writeTo(path, 'w', 0o666, text);
  // A link stays a link: what it leads to is replaced.
  const target = await realpath(path).catch(() => resolve(path));
  const fresh = join(dirname(target), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeTo(fresh, 'wx', found ? found.mode & 0o777 : 0o666, text);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

async function writeTo(path: string, flags: 'w' | 'wx', mode: number, text: string): Promise<void> {
  const handle = await open(path, flags, mode);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

function readFailure(path: string, error: unknown): unknown {
  if (error instanceof NewsError) return error;
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new NewsError('not-found', `there is no file ${path}`, 'Check the path.');
    case 'EISDIR':
      return new NewsError('file', `${path} is a folder`, 'Give the path of a file.');
    case 'EACCES':
    case 'EPERM':
      return new NewsError('file', `${path} may not be read`, 'Check its permissions.');
    default:
      return caused(
        new NewsError('file', `${path} cannot be read (${codeOf(error)})`, 'Check the path and the disk.'),
        error,
      );
  }
}

function writeFailure(path: string, error: unknown): unknown {
  if (error instanceof NewsError) return error;
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new NewsError(
        'not-found',
        `there is no folder ${dirname(path)}`,
        'Create it first, or give another path.',
      );
    case 'EISDIR':
      return new NewsError('file', `${path} is a folder`, 'Give the path of a file.');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new NewsError('file', `${path} may not be written`, 'Check the permissions of its folder.');
    case 'ENOSPC':
    case 'EDQUOT':
      return new NewsError(
        'file',
        `${path} was not written: the disk is full`,
        'Make room, then run the command again.',
      );
    default:
      return caused(
        new NewsError('file', `${path} cannot be written (${codeOf(error)})`, 'Check the path and the disk.'),
        error,
      );
  }
}

function caused(failure: NewsError, cause: unknown): NewsError {
  failure.cause = cause;
  return failure;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
