/** The real process: its streams, the adapters, and the exit code. */
import { fstatSync, readFileSync, statSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Io, Output } from './cli/io.ts';
import { readSettings, type Settings } from './config.ts';
import { NewsError } from './core/errors.ts';
import type { Ports } from './core/ports.ts';
import { type Adapters, exitCodeOf, main } from './main.ts';
import { findPlaces } from './places.ts';
import { worldPorts } from './world.ts';

/** Both src/ and dist/ stand beside package.json and data/. */
const root = new URL('../', import.meta.url);

/** Put in by the build. */
declare const NEWS_VERSION: string | undefined;

/** A run from the sources reads it where the build does. */
function version(): string {
  if (typeof NEWS_VERSION === 'string') return NEWS_VERSION;
  return JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).version;
}

/** Where text goes that a listing prints: the stream itself is opened only for a terminal, or where writing must wait. */
function output(fd: 1 | 2): Output {
  const isTTY = isTerminal(fd);
  const stream = (): NodeJS.WriteStream => (fd === 1 ? process.stdout : process.stderr);
  let closed = false;
  const fail = (error: Error): boolean => {
    closed = true;
    // Nobody reads any more: that is no fault of the reader's. What cannot be said cannot be said to be so either.
    if (fd === 2 || ('code' in error && error.code === 'EPIPE')) return false;
    throw new NewsError(
      'file',
      `the output cannot be written: ${error.message}`,
      'Check where it goes: a full disk, a closed file.',
    );
  };
  return {
    isTTY,
    get columns() {
      return isTTY ? stream().columns || null : null;
    },
    async write(text) {
      if (closed || text === '') return !closed;
      try {
        const rest = writeNow(fd, Buffer.from(text));
        if (rest.length > 0) await waitAndWrite(stream(), rest);
        return true;
      } catch (error) {
        return fail(error as Error);
      }
    },
  };
}

/** Opening a stream, or node:tty, loads a tenth of a listing's time of modules: what is no device, or the null device, needs neither. */
function isTerminal(fd: 0 | 1 | 2): boolean {
  try {
    const status = fstatSync(fd);
    if (!status.isCharacterDevice() || status.rdev === statSync(devNull).rdev) return false;
    return process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    return false;
  }
}

const devNull = process.platform === 'win32' ? '\\\\.\\nul' : '/dev/null';

/** Writes what can be written at once; returns the rest, where a pipe is full and does not block. */
function writeNow(fd: 1 | 2, bytes: Uint8Array): Uint8Array {
  let rest = bytes;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return rest;
      throw error;
    }
  }
  return rest;
}

function waitAndWrite(stream: NodeJS.WriteStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.write(bytes, (error) => {
      // After a failure the listener stays: the stream is still to tell it, and would end the process if nobody heard.
      if (error) return reject(error);
      stream.off('error', reject);
      resolve();
    });
  });
}

function realIo(): Io {
  const stdout = output(1);
  const stdin = {
    get isTTY() {
      return isTerminal(0);
    },
  };
  return {
    stdout,
    stderr: output(2),
    stdin,
    env: process.env,
    get terminal() {
      return stdin.isTTY && stdout.isTTY ? { stdin: process.stdin, stdout: process.stdout } : null;
    },
  };
}

function realAdapters(io: Io): Adapters {
  const places = findPlaces({
    platform: process.platform,
    env: process.env,
    homedir: process.env.HOME || process.getBuiltinModule('node:os').homedir(),
  });
  const number = version();
  return {
    version: number,
    places,
    readSettings: (flags) => {
      const read = readSettings(places.config, process.env, flags);
      // Dates take their zone from here, so no other code needs to know of the setting.
      if (read.values['time-zone']) process.env.TZ = read.values['time-zone'];
      return read;
    },
    settingsFile: async () => (await import('./settings-file.ts')).settingsFile(places.config),
    ports: (settings: Settings, warn: Ports['warn']) =>
      worldPorts({
        places,
        settings,
        warn,
        version: number,
        data: fileURLToPath(new URL('data/', root)),
        env: io.env,
        now: () => Date.now(),
      }),
    programs: async () => (await import('./programs.ts')).openPrograms(process),
    browse: async (url, settings, options) => {
      const { openInBrowser } = await import('./net/browse.ts');
      const { env, platform } = process;
      return openInBrowser(url, { env, platform, browser: settings.browser, ...options });
    },
  };
}

// Every change is one synchronous transaction or one atomic file, so leaving between two of them leaves nothing half-written.
process.on('SIGINT', () => process.exit(130));

const io = realIo();
main(process.argv.slice(2), io, realAdapters(io)).then(
  (code) => {
    process.exitCode = code;
  },
  (thrown) => {
    process.exitCode = exitCodeOf(thrown);
  },
);
