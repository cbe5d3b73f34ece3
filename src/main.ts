/** One command line from its words to its exit code. Touches no global: the process and the world are arguments. */
import type { Cli } from './cli/cli.ts';
import type { Io } from './cli/io.ts';
import { printError, printWarning } from './cli/output/errors.ts';
import { styleFor } from './cli/output/style.ts';
import { runProgram } from './cli/program.ts';
import type { ReadSettings, SettingFlags, Settings } from './config.ts';
import { safeLine } from './content/safe.ts';
import { asNewsError } from './core/errors.ts';
import type { Ports } from './core/ports.ts';
import type { Places } from './places.ts';
import type { Programs } from './programs.ts';
import type { SettingsFile } from './settings-file.ts';

/** The world outside, made in bin.ts. */
export interface Adapters {
  readonly version: string;
  readonly places: Places;
  readonly readSettings: (flags: SettingFlags) => ReadSettings;
  readonly settingsFile: () => Promise<SettingsFile>;
  readonly ports: (settings: Settings, warn: Ports['warn']) => Ports;
  readonly programs: () => Promise<Programs>;
  readonly browse: (url: string, settings: Settings, options?: { readonly mail?: boolean }) => Promise<void>;
}

interface GlobalFlags {
  readonly color: boolean | null;
  readonly offline: boolean;
  readonly plainUi: boolean;
  readonly words: readonly string[];
}

/** The flags that stand before or after any command, up to "--". */
function takeGlobalFlags(argv: readonly string[]): GlobalFlags {
  const end = argv.indexOf('--');
  const mine = end < 0 ? argv : argv.slice(0, end);
  const isGlobal = (word: string) => ['--color', '--no-color', '--offline', '--plain-ui'].includes(word);
  const last = mine.findLast((word) => word === '--color' || word === '--no-color');
  return {
    color: last === undefined ? null : last === '--color',
    offline: mine.includes('--offline'),
    plainUi: mine.includes('--plain-ui'),
    words: [...mine.filter((word) => !isGlobal(word)), ...(end < 0 ? [] : argv.slice(end))],
  };
}

/** Runs a command line; every error ends here, printed. */
export async function main(argv: readonly string[], io: Io, adapters: Adapters): Promise<number> {
  try {
    return await run(argv, io, adapters);
  } catch (thrown) {
    return printError(io, thrown, adapters.version);
  }
}

async function run(argv: readonly string[], io: Io, adapters: Adapters): Promise<number> {
  const flags = takeGlobalFlags(argv);
  const read = adapters.readSettings(flags.offline ? { offline: true } : {});
  const [problem] = read.problems;
  // Commands that repair or explain must work with settings that do not hold.
  if (problem && !/^(config|help|--help|-h|--version|-V|doctor)$/.test(flags.words[0] ?? '')) throw problem;
  const cli = await makeCli(io, adapters, read, flags);
  if (read.unknown.length > 0) await warnOfUnknown(cli, read.unknown);
  const front = flags.words.length === 0 && io.stdout.isTTY && io.stdin.isTTY && io.terminal !== null;
  if (front) {
    const { openReader } = await import('./cli/open-reader.ts');
    await openReader(cli, { screen: 'front', query: '' });
  } else {
    await runProgram(cli, flags.words);
  }
  return cli.exitCode;
}

async function warnOfUnknown(cli: Cli, keys: readonly string[]): Promise<void> {
  if (cli.io.stderr.isTTY)
    await cli.io.stderr.write(`news: ${safeLine(`${cli.places.config} has unknown settings: ${keys.join(', ')}`)}\n`);
}

async function makeCli(io: Io, adapters: Adapters, read: ReadSettings, flags: GlobalFlags): Promise<Cli> {
  const settings = read.values;
  const warned = new Set<string>();
  const warn: Ports['warn'] = (error) => {
    if (!warned.has(error.message)) void printWarning(io, error);
    warned.add(error.message);
  };
  return {
    io,
    settings,
    settingsNow: () => adapters.readSettings({}).values,
    readSettings: read,
    readAgain: () => adapters.readSettings({}),
    plainUi: flags.plainUi || io.env.INK_SCREEN_READER === 'true',
    style: await styleFor(io, { flag: flags.color, setting: settings.color }, settings.links),
    ports: adapters.ports(settings, warn),
    version: adapters.version,
    places: adapters.places,
    exitCode: 0,
    browse: (url, options) => adapters.browse(url, settings, options),
    settingsFile: adapters.settingsFile,
    commandWords: async () => (await import('./cli/entries.ts')).commandWords,
    programs: adapters.programs,
    run: (words) => runQuietly(words, io, adapters),
  };
}

/** A command line inside another: its output comes back as text. */
async function runQuietly(
  words: readonly string[],
  io: Io,
  adapters: Adapters,
): Promise<{ readonly code: number; readonly output: string }> {
  let output = '';
  const write = async (text: string) => {
    output += text;
    return true;
  };
  const quiet = { isTTY: false, columns: io.stdout.columns, write };
  const code = await main(
    words,
    { ...io, stdout: quiet, stderr: quiet, stdin: { isTTY: false }, terminal: null },
    adapters,
  );
  return { code, output };
}

/** Anything that escaped main, as an exit code. */
export function exitCodeOf(thrown: unknown): number {
  return asNewsError(thrown).code === 'interrupted' ? 130 : 70;
}
