import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFiles } from '../../src/files.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'news-files-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

async function* stream(...chunks: (string | Uint8Array)[]) {
  yield* chunks;
}

const files = openFiles({ stdin: () => stream('news ', Buffer.from('from a pipe')), maxBytes: 100 });

describe('reading', () => {
  it('a file, and standard input once', async () => {
    const path = join(folder(), 'a');
    writeFileSync(path, 'bytes');
    expect(Buffer.from(await files.read(path)).toString()).toBe('bytes');
    expect(Buffer.from(await files.read('-')).toString()).toBe('news from a pipe');
    await expect(files.read('-')).rejects.toMatchObject({ code: 'usage' });
  });

  it('a named pipe', async () => {
    const path = join(folder(), 'pipe');
    execFileSync('mkfifo', [path]);
    spawn('/bin/sh', ['-c', 'printf "through the pipe" > "$0"', path]);
    expect(Buffer.from(await files.read(path)).toString()).toBe('through the pipe');
  });

  it('says what is wrong', async () => {
    const path = folder();
    writeFileSync(join(path, 'large'), 'x'.repeat(101));
    await expect(files.read(join(path, 'large'))).rejects.toMatchObject({ code: 'too-large' });
    await expect(files.read('/dev/zero')).rejects.toMatchObject({ code: 'too-large' });
    await expect(openFiles({ stdin: () => stream('xx'), maxBytes: 1 }).read('-')).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(files.read(join(path, 'none'))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(path),
    });
    await expect(files.read(join(path, 'large', 'x'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(files.read(path)).rejects.toMatchObject({ code: 'file', message: expect.stringContaining('folder') });
  });
});

describe('writing', () => {
  it('makes a file, and replaces one with its mode kept', async () => {
    const path = join(folder(), 'a');
    await files.write(path, 'first');
    chmodSync(path, 0o640);
    await files.write(path, 'second');
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['second', 0o640]);
  });

  it('replaces what a link leads to, and writes to a device', async () => {
    const [target, link] = [join(folder(), 'target'), join(folder(), 'link')];
    writeFileSync(target, 'old');
    symlinkSync(target, link);
    await files.write(link, 'new');
    expect(readFileSync(target, 'utf8')).toBe('new');
    await files.write('/dev/null', 'gone');
  });

  it('leaves the old file and nothing else where it fails', async () => {
    const path = folder();
    mkdirSync(join(path, 'folder'));
    await expect(files.write(join(path, 'folder'), 'x')).rejects.toMatchObject({ code: 'file' });
    await expect(files.write(join(path, 'none', 'a'), 'x')).rejects.toMatchObject({ code: 'not-found' });
    await expect(files.write('/dev/full', 'x')).rejects.toMatchObject({
      code: 'file',
      message: expect.stringContaining('full'),
    });
    await expect(files.write('-', 'x')).rejects.toMatchObject({ code: 'usage' });
    expect(readdirSync(path)).toEqual(['folder']);
  });
});

it('knows what is there, and how a path is written as an address', async () => {
  const path = folder();
  writeFileSync(join(path, 'a b'), '');
  expect([
    await files.exists(join(path, 'a b')),
    await files.exists(path),
    await files.exists(join(path, 'c')),
  ]).toEqual([true, false, false]);
  expect(await files.address('/tmp/a b#1?.xml')).toBe('file:///tmp/a%20b%231%3F.xml');
});
