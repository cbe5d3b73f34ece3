import { Command } from 'commander';
import { safeLine } from '../../content/safe.ts';
import { NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { printError } from '../output/errors.ts';
import { toJson } from '../output/json.ts';
import { type Finding, findingsOf } from './doctor-checks.ts';
import { type Fix, fixAll, lostAnything } from './doctor-fixes.ts';

interface DoctorFlags {
  readonly fix?: boolean;
  readonly backup?: string;
  readonly json?: boolean;
}

export function doctorCommand(cli: Cli): Command {
  return new Command('doctor')
    .description('look whether everything is in order: Node, folders, permissions, database, favorites, settings')
    .option('--fix', 'mend what can be mended, and compact the database')
    .option('--backup <file>', 'write the database to a new file, also while news is running elsewhere')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
With --fix, search index and counters are made again from the articles where they do not agree with them. A damaged
database is kept under another name, and what can be saved of it goes into a new one: sources, articles, texts, what you
have read, your tags. Damaged favorites and settings are kept too, and the last good copy beside them takes their place.

Examples:
  news doctor
  news doctor --json | jq ".problems"
  news doctor --fix
  news doctor --backup ~/news-2026-11-25.db

Exit codes: 0 all in order, 1 not, 3 mended, but something of the database is lost.`,
    )
    .action(async (flags: DoctorFlags) => {
      if (flags.backup !== undefined) return backup(cli, flags);
      const failures: NewsError[] = [];
      const fixes = flags.fix ? await fixAll(cli, (error) => failures.push(error)) : [];
      const findings = await findingsOf(await afterFixes(cli, fixes));
      const problems = findings.filter(({ problem }) => problem !== null).length;
      cli.exitCode = problems + failures.length > 0 ? 1 : lostAnything(fixes) ? 3 : 0;
      const { stdout } = cli.io;
      const shown = flags.json
        ? `${toJson({ problems, findings, fixes }, stdout.isTTY)}\n`
        : text(cli, findings, fixes);
      await stdout.write(shown);
      for (const error of failures) await printError(cli.io, error, cli.version);
    });
}

/** Settings were read before their file was mended. */
async function afterFixes(cli: Cli, fixes: readonly Fix[]): Promise<Cli> {
  return fixes.some(({ name }) => name === 'settings') ? { ...cli, readSettings: cli.readAgain() } : cli;
}

async function backup(cli: Cli, { backup: path = '', fix, json }: DoctorFlags): Promise<void> {
  if (fix)
    throw new NewsError('usage', '--fix and --backup cannot stand together', 'Make the backup first, then mend.');
  if (path.trim() === '') throw new NewsError('usage', '--backup needs the name of a file', 'Name a new one.');
  const bytes = await cli.ports.upkeep.backup(path);
  if (json) await cli.io.stdout.write(`${toJson({ backup: path, bytes }, cli.io.stdout.isTTY)}\n`);
  else await cli.io.stderr.write(`Wrote ${safeLine(path)} (${(bytes / 1_000_000).toFixed(1)} MB).\n`);
}

function text({ io, style }: Cli, findings: readonly Finding[], fixes: readonly Fix[]): string {
  const rows = [
    ...fixes.map(({ name, what }) => ({ mark: 'fixed', sign: style.chalk.yellow('•'), name, what, next: null })),
    ...findings.map(({ name, detail, problem, next }) => ({
      mark: problem === null ? 'ok' : 'problem',
      sign: problem === null ? style.chalk.green('✓') : style.chalk.red('✗'),
      name,
      what: problem ?? detail,
      next,
    })),
  ];
  return rows
    .map(({ mark, sign, name, what, next }) => {
      if (!io.stdout.isTTY) return `${[mark, name, what, next ?? ''].map(safeLine).join('\t')}\n`;
      return `${sign} ${safeLine(name).padEnd(10)} ${safeLine(what)}\n${next ? `  ${safeLine(next)}\n` : ''}`;
    })
    .join('');
}
