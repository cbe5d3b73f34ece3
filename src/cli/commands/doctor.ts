import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { safeLine } from '../../content/safe.ts';
import { asNewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { toJson } from '../output/json.ts';

/** One thing looked at; `problem` null where it is as it should be. */
interface Finding {
  readonly name: string;
  readonly detail: string;
  readonly problem: string | null;
  /** What to do about it. */
  readonly next: string | null;
}

export function doctorCommand(cli: Cli): Command {
  return new Command('doctor')
    .description('look whether everything is in order: Node, folders, permissions, database, favorites, settings')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  news doctor\n  news doctor --json | jq ".problems"\n\nExit codes: 0 all in order, 1 not.',
    )
    .action(async (flags: { json?: boolean }) => {
      const { places } = cli;
      const findings = [
        {
          name: 'news',
          detail: `${cli.version} on Node ${process.versions.node}, ${process.platform}`,
          problem: null,
          next: null,
        },
        ...[...new Set([dirname(places.config), places.home])].map(folder),
        ...[places.config, places.favorites, places.database].flatMap(ownFile),
        ...settings(cli),
        await database(cli),
        await favorites(cli),
      ];
      const problems = findings.filter(({ problem }) => problem !== null).length;
      if (problems > 0) cli.exitCode = 1;
      const { stdout } = cli.io;
      await stdout.write(flags.json ? `${toJson({ problems, findings }, stdout.isTTY)}\n` : text(cli, findings));
    });
}

function text({ io, style }: Cli, findings: readonly Finding[]): string {
  return findings
    .map(({ name, detail, problem, next }) => {
      const mark = problem === null ? 'ok' : 'problem';
      if (!io.stdout.isTTY) return `${[mark, name, problem ?? detail, next ?? ''].map(safeLine).join('\t')}\n`;
      const sign = problem === null ? style.chalk.green('✓') : style.chalk.red('✗');
      return `${sign} ${safeLine(name).padEnd(10)} ${safeLine(problem ?? detail)}\n${next ? `  ${safeLine(next)}\n` : ''}`;
    })
    .join('');
}

/** Null where there is nothing, or where the folder above may not be looked into. */
function look(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** A folder that is not there yet is made when it is needed. */
function folder(path: string): Finding {
  const found = look(path);
  const finding = { name: 'folder', detail: path, problem: null, next: null };
  if (!found) return { ...finding, detail: `${path} (made when something is kept)` };
  if (!found.isDirectory())
    return { ...finding, problem: `${path} is no folder`, next: 'Move it away, or name a folder in NEWS_HOME.' };
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return finding;
  } catch {
    return { ...finding, problem: `${path} cannot be written`, next: 'Check its permissions and its owner.' };
  }
}

/** Our files are made for their owner only; what others may read can hold secrets (headers of sources). */
function ownFile(path: string): readonly Finding[] {
  const found = look(path);
  if (!found || process.platform === 'win32') return [];
  const open = (found.mode & 0o077) !== 0;
  return [
    {
      name: 'file',
      detail: path,
      problem: open ? `${path} can be read by others` : null,
      next: open ? `Take that right away: chmod 600 ${path}` : null,
    },
  ];
}

function settings({ places, readSettings }: Cli): readonly Finding[] {
  const good = { name: 'settings', detail: 'every value holds', problem: null, next: null };
  const { problems, unknown } = readSettings;
  const bad = problems.map((error) => ({ ...good, detail: places.config, problem: error.message, next: error.next }));
  const strange = unknown.map((key) => ({
    ...good,
    detail: places.config,
    problem: `there is no setting "${key}"`,
    next: `Take it out: news config unset ${key}`,
  }));
  return bad.length + strange.length > 0 ? [...bad, ...strange] : [good];
}

async function database({ ports, places }: Cli): Promise<Finding> {
  const finding = { name: 'database', detail: places.database, problem: null, next: null };
  // Looking must not make one.
  if (!look(places.database)) return { ...finding, detail: 'none yet' };
  try {
    const store = await ports.store();
    const [first] = await store.check();
    const sources = (await store.sources()).length;
    if (first === undefined)
      return { ...finding, detail: `sound, ${sources === 1 ? '1 source' : `${sources} sources`}` };
    const next = 'Move it away to start a new one; favorites and settings stay.';
    return { ...finding, problem: `${places.database} is damaged: ${first}`, next };
  } catch (thrown) {
    const error = asNewsError(thrown);
    return { ...finding, problem: error.message, next: error.next };
  }
}

async function favorites({ ports }: Cli): Promise<Finding> {
  const finding = { name: 'favorites', problem: null, next: null };
  try {
    const { length } = await ports.favorites.list();
    return { ...finding, detail: length === 1 ? '1 favorite' : `${length} favorites` };
  } catch (thrown) {
    const error = asNewsError(thrown);
    return { ...finding, detail: '', problem: error.message, next: error.next };
  }
}
