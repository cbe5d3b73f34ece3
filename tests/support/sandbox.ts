/** A reader of its own in a temporary folder: commands run in process, on a real database and real files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFeed } from '../../src/app/read-feed.ts';
import type { Io } from '../../src/cli/io.ts';
import { readSettings } from '../../src/config.ts';
import type { Ports } from '../../src/core/ports.ts';
import { type Adapters, main } from '../../src/main.ts';
import { findPlaces } from '../../src/places.ts';
import { openPrograms } from '../../src/programs.ts';
import { settingsFile } from '../../src/settings-file.ts';
import { worldPorts } from '../../src/world.ts';

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Columns of a pretended terminal; not given: output is piped. */
  readonly columns?: number;
  readonly stdin?: string;
  /** Documents are read in threads, as outside of tests. */
  readonly threads?: boolean;
  /** The time, fixed or as it goes. */
  readonly now?: number | (() => number);
  /** What happens where the command waits, in place of waiting. */
  readonly wait?: (ms: number) => Promise<void>;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON. */
  readonly json: <T = unknown>() => T;
}

export interface Sandbox {
  readonly home: string;
  /** Addresses given to the browser. */
  readonly opened: readonly string[];
  /** Runs `news` with these words; a string is split at blanks. */
  readonly news: (words: string | readonly string[], options?: RunOptions) => Promise<RunResult>;
  readonly path: (name: string) => string;
  readonly close: () => Promise<void>;
}

const data = fileURLToPath(new URL('../../data/', import.meta.url));

/** The world of a reader whose folder this is, without a command around it. */
export function portsIn(home: string): Ports {
  const env = { NEWS_HOME: home };
  const places = findPlaces({ platform: 'linux', env, homedir: home });
  const settings = readSettings(places.config, env).values;
  return {
    ...worldPorts({ places, settings, warn: () => {}, version: '0.0.0-test', data, env, now: Date.now }),
    readFeed,
  };
}

export async function sandbox(): Promise<Sandbox> {
  const home = await mkdtemp(join(tmpdir(), 'news-test-'));
  const opened: string[] = [];
  return {
    home,
    opened,
    path: (name) => join(home, name),
    news: (words, options = {}) =>
      run(typeof words === 'string' ? words.split(' ').filter(Boolean) : words, { ...options, home, opened }),
    close: () => rm(home, { recursive: true, force: true }),
  };
}

async function run(
  words: readonly string[],
  options: RunOptions & { home: string; opened: string[] },
): Promise<RunResult> {
  const out = { stdout: '', stderr: '' };
  const isTTY = options.columns !== undefined;
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    columns: options.columns ?? null,
    write: async (text: string) => {
      out[name] += text;
      return true;
    },
  });
  const env = { NEWS_HOME: options.home, ...options.env };
  const io: Io = { stdout: stream('stdout'), stderr: stream('stderr'), stdin: { isTTY: false }, env, terminal: null };
  const opened: (() => Promise<void>)[] = [];
  const code = await main(words, io, adapters(options, env, opened));
  for (const close of opened) await close();
  return { code, ...out, json: () => JSON.parse(out.stdout) };
}

function adapters(
  options: RunOptions & { home: string; opened: string[] },
  env: Readonly<Record<string, string>>,
  opened: (() => Promise<void>)[],
): Adapters {
  const places = findPlaces({ platform: 'linux', env, homedir: options.home });
  return {
    version: '0.0.0-test',
    places,
    readSettings: (flags) => readSettings(places.config, env, flags),
    settingsFile: async () => settingsFile(places.config),
    ports: (settings, warn) => {
      const { now = Date.now } = options;
      const clock = typeof now === 'function' ? now : () => now;
      const ports = worldPorts({ places, settings, warn, version: '0.0.0-test', data, env, now: clock });
      return {
        ...ports,
        ...(options.wait ? { wait: options.wait } : {}),
        // A thread takes longer to start than most commands here to run; tests of processes have it.
        ...(options.threads ? {} : { readFeed }),
        store: async () => {
          const store = await ports.store();
          if (opened.length === 0) opened.push(() => store.close());
          return store;
        },
        files: {
          ...ports.files,
          read: async (path) => (path === '-' ? new TextEncoder().encode(options.stdin ?? '') : ports.files.read(path)),
        },
      };
    },
    browse: async (url) => {
      options.opened.push(url);
    },
    programs: async () => openPrograms({ env: { PATH: process.env.PATH, ...env }, platform: 'linux' }),
  };
}
