import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { openFavorites } from '../../src/store/favorites-file.ts';

const adder = fileURLToPath(new URL('../support/add-favorites.ts', import.meta.url));

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'news-favorites-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** Runs the adding process and returns the lines it printed; `onLine` may kill it. */
async function run(command: string, args: readonly string[], onLine = (_count: number, _kill: () => void) => {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    onLine(lines.length, () => child.kill('SIGKILL'));
  }
  return lines;
}

async function idsIn(path: string): Promise<readonly string[]> {
  return (await openFavorites(path).list()).map(({ id }) => id);
}

it('loses nothing when eight processes add fifty each at once', async () => {
  const path = join(folder(), 'favorites.json');
  const adders = Array.from('abcdefgh', (prefix) => run(process.execPath, [adder, path, prefix, '50']));
  const said = (await Promise.all(adders)).flat();
  expect(said).toHaveLength(400);
  expect((await idsIn(path)).toSorted()).toEqual(said.toSorted());
});

it('keeps all that was acknowledged when the process is killed at any moment', async () => {
  const path = join(folder(), 'favorites.json');
  const said: string[] = [];
  for (const round of [1, 2, 3, 4, 5, 6]) {
    // A large note makes writing the longest part, so that the kill often falls into it.
    const args = [adder, path, `r${round}-`, '1000', '20000'];
    said.push(...(await run(process.execPath, args, (count, kill) => count === 2 + round && setTimeout(kill, round))));
    const found = await idsIn(path);
    for (const id of said) expect(found).toContain(id);
  }
  expect(await run(process.execPath, [adder, path, 'last', '1'])).toEqual(['last0']);
});

/** What the adder said before the disk was full is in the file, and nothing else; it said why it stopped. */
async function expectWholeFile(path: string, lines: readonly string[]) {
  expect(lines.at(-1)).toMatch(/^favorites: .*favorites\.json was not changed/);
  expect(lines.length).toBeGreaterThan(2);
  expect(await idsIn(path)).toEqual(lines.slice(0, -1));
  expect(JSON.parse(readFileSync(`${path}.bak`, 'utf8')).favorites).toHaveLength(lines.length - 2);
}

it('keeps the old file when the new one is cut short by a limit of the system', async () => {
  const path = join(folder(), 'favorites.json');
  // Beyond the limit the kernel writes a part, then nothing: just what a full disk does.
  const script = 'trap "" XFSZ; ulimit -f 20; exec "$@"';
  const lines = await run('/bin/sh', ['-c', script, 'sh', process.execPath, adder, path, 'x', '100', '1000']);
  await expectWholeFile(path, lines);
});

it('keeps the old file when the disk is full', async ({ skip }) => {
  const disk = smallDisk();
  if (disk === null) return skip('this user or system cannot mount a small disk');
  const path = join(disk, 'favorites.json');
  const lines = await run(process.execPath, [adder, path, 'x', '100', '1000']);
  expect(lines.at(-1)).toContain('the disk is full');
  await expectWholeFile(path, lines);
});

/** A folder on a disk of 64 KB, until the test ends; null where none can be mounted. */
function smallDisk(): string | null {
  const path = folder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return null;
  }
  // Runs before the folder itself is removed.
  onTestFinished(() => void execFileSync('umount', [path]));
  return path;
}
