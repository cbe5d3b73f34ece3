import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { withFileLock } from '../../../src/store/file-lock.ts';

function lockPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'news-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'favorites.json.lock');
}

it('gives up when another holds the lock for too long, and has done nothing', async () => {
  const path = lockPath();
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  let done = false;
  const act = () => {
    done = true;
  };
  await expect(withFileLock(path, act, 30)).rejects.toMatchObject({ code: 'EBUSY' });
  expect(done).toBe(false);

  const waiting = withFileLock(path, act);
  other.close();
  await waiting;
  expect(done).toBe(true);
});

it('is free again after a failure inside it', async () => {
  const path = lockPath();
  const failing = withFileLock(path, () => {
    throw new RangeError('inside');
  });
  await expect(failing).rejects.toThrow(RangeError);
  expect(await withFileLock(path, () => 'next', 0)).toBe('next');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
