/** The screens in the README are what the reader shows, cell by cell, at the moment that the README's other transcripts are of. */
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readSettings } from '../../src/config.ts';
import { findPlaces } from '../../src/places.ts';
import { openReader } from '../../src/tui/open.tsx';
import { worldPorts } from '../../src/world.ts';
import { makeHome } from '../support/reader.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const screens = [...readme.matchAll(/```text (\d+)×(\d+)\n([\s\S]*?)```/g)].map(([, columns, rows, text = '']) => ({
  columns: Number(columns),
  rows: Number(rows),
  text,
}));

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The reader in this process, so that its clock can stand still; what it writes goes through a terminal. */
async function screenAt(columns: number, rows: number): Promise<string> {
  // Line feeds are made into new lines by a real terminal's driver.
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const home = makeHome();
  const env = { NEWS_HOME: home.path };
  const places = findPlaces({ platform: 'linux', env, homedir: home.path });
  const settings = readSettings(places.config, env).values;
  const data = fileURLToPath(new URL('../../data/', import.meta.url));
  const now = () => Date.parse('2026-11-23T09:00:00Z');
  const ports = worldPorts({ places, settings, warn: () => {}, version: '0', data, env, now });
  const text = () =>
    Array.from({ length: rows }, (_, row) => emulator.buffer.active.getLine(row)?.translateToString(true) ?? '')
      .map((row) => `${row.trimEnd()}\n`)
      .join('');
  const awaited = ['unread', '? keys', ...(columns < 150 ? [] : ['Sections', 'By '])];
  const shown = new Promise<string>((resolve) => {
    stdout.on('data', (chunk: Buffer) =>
      emulator.write(chunk, () => {
        if (awaited.every((words) => text().includes(words))) resolve(text());
      }),
    );
  });
  const left = openReader(
    ports,
    {
      stdin: stdin as unknown as NodeJS.ReadStream,
      stdout: stdout as unknown as NodeJS.WriteStream,
      env,
      colorLevel: 0,
      settings: { ...settings, plainUi: false, shareTargets: {} },
      openInBrowser: async () => {},
    },
    { screen: 'front', query: '' },
  );
  const screen = await shown;
  stdin.write('Q');
  await left;
  await (await ports.store()).close();
  return screen;
}

it('shows one of 80 and one of 160 columns', () => {
  expect(screens.map(({ columns }) => columns)).toEqual([80, 160]);
});

it.each(screens)('$columns by $rows', async ({ columns, rows, text }) => {
  expect(await screenAt(columns, rows)).toBe(text);
});
