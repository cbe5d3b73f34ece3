import { Command } from 'commander';
import { listSources } from '../../app/edit-sources.ts';
import { isLimited, type PrunedSource, prune } from '../../app/prune.ts';
import { safeLine } from '../../content/safe.ts';
import { NewsError } from '../../core/errors.ts';
import { formatKeep, keepForms, parseKeep } from '../../core/retention.ts';
import { iso, localDate } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { toJson } from '../output/json.ts';
import { expandReferences } from './references.ts';
import { chooseSources } from './refresh.ts';

interface PruneFlags {
  readonly dryRun?: boolean;
  readonly keep?: string;
  readonly json?: boolean;
}

export function pruneCommand(cli: Cli): Command {
  return new Command('prune')
    .description('take away for good what your retention does not keep; without one, nothing goes')
    .argument('[sources...]', 'only of these (ids, titles or hosts; "-" for ids on standard input)')
    .option('--dry-run', 'only tell what would go')
    .option('--keep <what>', 'for this time: 90d, 500 (of the newest of each source) or "90d 500"')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Favorites and articles with tags of your own always stay. Unread ones stay until you say otherwise:
  news config set retention.keep-unread false
What is kept of every source, and of one (the pages that you saved follow only a rule of their own):
  news config set retention.age 90d
  news config set retention.count 500
  news source set <source> keep 30d
"news refresh" does the same at its end. What went does not come back with the next refresh, nor with "news undo".

Examples:
  news prune --dry-run
  news prune --keep 1y --dry-run --json | jq .articles`,
    )
    .action(async (names: string[], flags: PruneFlags) => {
      const all = await listSources(cli.ports);
      const sources = names.length === 0 ? all : chooseSources(all, await expandReferences(cli, names));
      const keep = flags.keep === undefined ? undefined : parseKeep(flags.keep);
      if (keep === null)
        throw new NewsError('usage', `--keep "${flags.keep}" is no time of at least a day, and no number`, keepForms);
      const dryRun = flags.dryRun === true;
      const pruned = await prune(cli.ports, { sources, dryRun, ...(keep ? { keep } : {}) });
      if (flags.json) return printJson(cli, pruned, dryRun);
      await printText(cli, pruned, dryRun);
      const limited = keep ?? sources.find((source) => isLimited(source, cli.ports.limits.retention));
      if (!limited)
        await cli.io.stderr.write('Everything is kept: set retention.age or retention.count to change that.\n');
    });
}

function total(pruned: readonly PrunedSource[]): number {
  return pruned.reduce((sum, { articles }) => sum + articles, 0);
}

async function printJson({ io }: Cli, pruned: readonly PrunedSource[], dryRun: boolean): Promise<void> {
  const sources = pruned.map(({ keep, oldest, newest, ...rest }) => ({
    ...rest,
    keep: formatKeep(keep),
    oldest: iso(oldest),
    newest: iso(newest),
  }));
  await io.stdout.write(`${toJson({ dryRun, articles: total(pruned), sources }, io.stdout.isTTY)}\n`);
}

/** On a terminal in words; in a pipe the source's id, how many, the times of the first and the last, and its title. */
async function printText({ io, settings }: Cli, pruned: readonly PrunedSource[], dryRun: boolean): Promise<void> {
  for (const { id, title, articles, oldest, newest, keep } of pruned) {
    const [first, last] = [oldest ?? 0, newest ?? 0];
    const row = io.stdout.isTTY
      ? `${String(articles).padStart(6)}  ${safeLine(title)}, ${localDate(first)} to ${localDate(last)} (keeps ${formatKeep(keep)})`
      : [id, articles, iso(first), iso(last), safeLine(title)].join('\t');
    if (!(await io.stdout.write(`${row}\n`))) return;
  }
  const count = total(pruned);
  const articles = count === 1 ? '1 article' : `${count} articles`;
  const staying = settings['retention.keep-unread'] ? ' (unread ones stay: retention.keep-unread)' : '';
  await io.stderr.write(dryRun ? `${articles} would go${staying}.\n` : `${articles} went, for good${staying}.\n`);
}
