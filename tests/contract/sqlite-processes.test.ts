/** Several processes on one database, and processes that die or find no room in the middle of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { expectConsistent } from '../support/consistency.ts';
import { all, and, from, ids, noon, tag, text, unread } from './store-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'news-processes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const childFile = new URL('store-child.ts', import.meta.url).pathname;
const now = () => noon;

interface Child {
  readonly process: ChildProcess;
  readonly lines: string[];
  readonly ended: Promise<number | null>;
}

function start(command: string, args: readonly string[], onLines: (child: Child) => void = () => {}): Child {
  const process = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const child = { process, lines, ended: new Promise<number | null>((resolve) => process.on('close', resolve)) };
  process.stdout.on('data', (chunk) => {
    lines.push(...String(chunk).trim().split('\n'));
    onLines(child);
  });
  return child;
}

const writer = (path: string, name: string, batches: number, size: number, onLines?: (child: Child) => void) =>
  start(process.execPath, [childFile, path, name, String(batches), String(size)], onLines);

/** Everything that says how many articles there are must say the same. */
async function expectWhole(path: string, store: Store): Promise<number> {
  const total = await store.count(text('shared'));
  expect(await store.count(all)).toBe(total);
  expect(await store.count(tag('shared'))).toBe(total);
  expect(await store.count(and(unread, text('words')))).toBe(total);
  expect(expectConsistent(path)).toBe(total);
  return total;
}

it('lets four processes write to a new database while another reads, and loses nothing', async () => {
  const path = join(folder, 'four', 'news.db');
  const writers = ['ann', 'bob', 'cyd', 'dan'].map((name) => writer(path, name, 25, 5));
  const reader = await openStore(path, { now });
  let seen = 0;
  let running = true;
  const ended = Promise.all(writers.map((child) => child.ended)).then((codes) => {
    running = false;
    return codes;
  });
  while (running) {
    const count = await reader.count(all);
    expect(count).toBeGreaterThanOrEqual(seen);
    expect(count % 5).toBe(0);
    seen = count;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await ended).toEqual([0, 0, 0, 0]);
  expect(await expectWhole(path, reader)).toBe(500);
  for (const name of ['ann', 'bob', 'cyd', 'dan']) expect((await ids(reader, from(name))).length).toBe(100);
  await reader.close();
});

it('keeps whole batches only when a writer is killed', async () => {
  const path = join(folder, 'killed.db');
  for (const round of [1, 2, 3]) {
    const child = writer(
      path,
      `round${round}`,
      100_000,
      7,
      ({ process, lines }) => lines.length > 8 && process.kill('SIGKILL'),
    );
    await child.ended;
    const store = await openStore(path, { now });
    const total = await expectWhole(path, store);
    expect(total % 7).toBe(0);
    expect((await ids(store, from(`round${round}`))).length).toBeGreaterThanOrEqual(
      Math.min(100, child.lines.length * 7),
    );
    await store.close();
  }
});

it('keeps what was stored when the disk takes no more, wherever that happens', async () => {
  for (const kilobytes of [64, 400, 640, 700, 900, 1200, 1600]) {
    const path = join(folder, `full-${kilobytes}.db`);
    const limited = `ulimit -f ${kilobytes}; exec "$0" "$@"`;
    const child = start('bash', ['-c', limited, process.execPath, childFile, path, 'big', '200', '50']);
    expect(await child.ended).toBe(1);
    expect(child.lines.at(-1)).toMatch(/^database: the database .*full-\d+\.db /);
    const stored = child.lines.length - 1;
    const store = await openStore(path, { now });
    expect(await expectWhole(path, store)).toBe(stored * 50);
    await store.close();
  }
});
