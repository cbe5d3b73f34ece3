/** The real process: its streams, the adapters, and the exit code. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
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

function version(): string {
  return JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).version;
}

function output(stream: NodeJS.WriteStream): Output {
  let closed = false;
  stream.on('error', () => {
    closed = true;
  });
  return {
    isTTY: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns || null : null,
    write: (text) =>
      new Promise((resolve, reject) => {
        if (closed || text === '') return resolve(!closed);
        stream.write(text, (error) => {
          if (!error) return resolve(true);
          closed = true;
          if ('code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED'))
            return resolve(false);
          reject(
            new NewsError(
              'file',
              `the output cannot be written: ${error.message}`,
              'Check where it goes: a full disk, a closed file.',
            ),
          );
        });
      }),
  };
}

function realIo(): Io {
  const terminal =
    process.stdin.isTTY && process.stdout.isTTY ? { stdin: process.stdin, stdout: process.stdout } : null;
  return {
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    stdin: { isTTY: process.stdin.isTTY === true },
    env: process.env,
    terminal,
  };
}

function realAdapters(io: Io): Adapters {
  const places = findPlaces({ platform: process.platform, env: process.env, homedir: homedir() });
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
    settingsFile: async () => (await import('./config.ts')).settingsFile(places.config),
    ports: (settings: Settings, warn: Ports['warn']) =>
      worldPorts({ places, settings, warn, version: number, data: fileURLToPath(new URL('data/', root)), env: io.env }),
    browse: async (url, settings) => {
      const { openInBrowser } = await import('./net/browse.ts');
      return openInBrowser(url, { env: process.env, platform: process.platform, browser: settings.browser });
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
