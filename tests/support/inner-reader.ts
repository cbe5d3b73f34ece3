/** The reader inside the test's own process, where its clock and its world are the test's; what it writes goes through a terminal. */
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { readSettings } from '../../src/config.ts';
import type { Ports } from '../../src/core/ports.ts';
import { findPlaces } from '../../src/places.ts';
import { openReader } from '../../src/tui/open.tsx';
import { worldPorts } from '../../src/world.ts';
import { makeHome } from './reader.ts';

export interface InnerReader {
  readonly stdin: PassThrough;
  /** The rows of the screen, without the blanks at their ends. */
  readonly screen: () => string;
  readonly written: () => string;
  /** Resolves with the screen once it holds all these words. */
  readonly until: (...words: readonly string[]) => Promise<string>;
  /** What openReader() gives: rejects where the reader has failed. */
  readonly left: Promise<void>;
}

export interface InnerWorld {
  readonly now?: () => number;
  /** What stands in for parts of the real world. */
  readonly ports?: (real: Ports) => Partial<Ports>;
}

export function innerReader(columns: number, rows: number, world: InnerWorld = {}): InnerReader {
  // Line feeds are made into new lines by a real terminal's driver.
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const env = { NEWS_HOME: makeHome().path };
  const places = findPlaces({ platform: 'linux', env, homedir: env.NEWS_HOME });
  const settings = readSettings(places.config, env).values;
  const data = fileURLToPath(new URL('../../data/', import.meta.url));
  const real = worldPorts({ places, settings, warn: () => {}, version: '0', data, env, now: world.now ?? Date.now });
  const ports = { ...real, ...world.ports?.(real) };
  const screen = () =>
    Array.from({ length: rows }, (_, row) => emulator.buffer.active.getLine(row)?.translateToString(true) ?? '')
      .map((row) => `${row.trimEnd()}\n`)
      .join('');
  let written = '';
  const waiting = new Set<() => void>();
  stdout.on('data', (chunk: Buffer) => {
    written += chunk;
    emulator.write(chunk, () => {
      for (const look of waiting) look();
    });
  });
  onTestFinished(async () => (await real.store()).close());
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
  // Whoever does not look at the end is not told of it.
  left.catch(() => {});
  return {
    stdin,
    screen,
    written: () => written,
    left,
    until: (...words) =>
      new Promise((resolve) => {
        const look = () => {
          if (!words.every((word) => screen().includes(word))) return;
          waiting.delete(look);
          resolve(screen());
        };
        waiting.add(look);
        look();
      }),
  };
}
