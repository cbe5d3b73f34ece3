/** Files as addresses: read within the size limit, "not modified" while time of change and size stay the same. */
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { NewsError } from '../core/errors.ts';
import type { FetchRequest, FetchResult } from '../core/ports.ts';
import { shown, tooLarge } from './failures.ts';

/** Reads the file behind a file: or sample: address. Throws NewsError "not-found", "file" or "too-large". */
export async function fetchFile(request: FetchRequest, path: string, maxBytes: number): Promise<FetchResult> {
  try {
    const found = await stat(path, { bigint: true });
    const { mtimeNs, size, mtimeMs } = found;
    if (!found.isFile())
      throw new NewsError('file', `${shown(request.url)} is not a file`, 'Give the address of a file.');
    if (size > maxBytes) throw tooLarge(request.url, maxBytes);
    const etag = `"${mtimeNs.toString(36)}-${size.toString(36)}"`;
    return {
      bytes: request.etag === etag ? null : await readFile(path),
      url: request.url,
      permanentUrl: null,
      type: null,
      charset: null,
      etag,
      lastModified: new Date(Number(mtimeMs)).toUTCString(),
      freshForMs: null,
    };
  } catch (error) {
    throw fileFailure(request.url, error);
  }
}

/** The path of a file: address. Throws NewsError "forbidden-address" for one on another host. */
export function pathOf(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    throw new NewsError(
      'forbidden-address',
      `${shown(address)} is no file on this machine`,
      'Write it as file:///path/to/file.',
    );
  }
}

function fileFailure(address: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new NewsError('not-found', `there is no file ${shown(address)}`, 'Check the path.');
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new NewsError('file', `${shown(address)} may not be read`, 'Check its permissions.');
  }
  return error;
}
