import { Command } from 'commander';
import { listSources } from '../../app/edit-sources.ts';
import { noSource } from '../../app/list-articles.ts';
import { type RefreshReport, refresh } from '../../app/refresh.ts';
import { keepRefreshing } from '../../app/watch.ts';
import { safeLine } from '../../content/safe.ts';
import { counted } from '../../core/counted.ts';
import { NewsError } from '../../core/errors.ts';
import { type Source, sourceMatches } from '../../core/source.ts';
import { iso, localClock } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { partCode } from '../output/errors.ts';
import { toJson } from '../output/json.ts';
import { startProgress } from '../output/progress.ts';
import { expandReferences } from './references.ts';

export function refreshCommand(cli: Cli): Command {
  return new Command('refresh')
    .description('fetch the sources that are due')
    .argument('[sources...]', 'only these (ids, titles or hosts; "-" for ids on standard input), due or not')
    .option('-f, --force', 'all of them, due or not')
    .option('--json', 'print the outcome of each source as JSON')
    .option('-w, --watch', 'go on in the foreground: fetch each source when it is due, until Ctrl-C')
    .option('-q, --quiet', 'say nothing but what failed')
    .addHelpText(
      'after',
      '\nExamples:\n  news refresh\n  news refresh bbc --json\n  news refresh --watch\n  */5 * * * *  news refresh --quiet\n\nExit codes: 0 all done, 3 some sources failed, 4 all failed.',
    )
    .action(async (names: string[], flags: RefreshFlags) => {
      if (flags.watch) return keepOn(cli, names, flags);
      const wanted = await expandReferences(cli, names);
      const sources = await listSources(cli.ports);
      const chosen = names.length === 0 ? null : chooseSources(sources, wanted);
      const progress = flags.json || flags.quiet ? null : await startProgress(cli.io, cli.style);
      try {
        const onProgress = (done: number, total: number, { title }: { readonly title: string }) =>
          progress?.show(done, total, title);
        const report = await refresh(cli.ports, { names: chosen, force: flags.force === true, onProgress });
        progress?.stop();
        await print(cli, report, flags);
      } finally {
        progress?.stop();
      }
    });
}

interface RefreshFlags {
  readonly force?: boolean;
  readonly json?: boolean;
  readonly watch?: boolean;
  readonly quiet?: boolean;
}

/** Never returns: Ctrl-C ends it. JSON comes as one line a round. */
async function keepOn(cli: Cli, names: readonly string[], flags: RefreshFlags): Promise<void> {
  if (names.length > 0)
    throw new NewsError('usage', '--watch is for all sources', 'Leave their names out, or leave out --watch.');
  if (cli.io.stderr.isTTY && !flags.quiet) await cli.io.stderr.write('Refreshing what is due; Ctrl-C ends it.\n');
  const onRound = (report: RefreshReport) => print(cli, report, flags);
  await keepRefreshing(cli.ports, { force: flags.force === true, onRound });
}

/** Every source that a name fits; a name that fits none is an error. */
export function chooseSources(sources: readonly Source[], names: readonly string[]): readonly Source[] {
  for (const name of names) if (!sources.some((source) => sourceMatches(source, name))) throw noSource(name);
  return sources.filter((source) => names.some((name) => sourceMatches(source, name)));
}

async function print(cli: Cli, report: RefreshReport, flags: RefreshFlags): Promise<void> {
  const { stdout, stderr } = cli.io;
  cli.exitCode = partCode(report.failed, report.sources.length);
  if (flags.json) {
    const { elsewhere, pruned, ...told } = report;
    const sources = told.sources.map(({ newIds, ...source }) => ({ ...source, nextAt: iso(source.nextAt) }));
    await stdout.write(
      `${toJson({ ...told, started: iso(told.started), finished: iso(told.finished), sources }, stdout.isTTY && !flags.watch)}\n`,
    );
    return;
  }
  for (const { title, error } of report.sources)
    if (error) await stderr.write(`news: ${safeLine(title)}: ${safeLine(error.message)}\n`);
  if (flags.quiet) return;
  if (report.elsewhere > 0)
    await stderr.write(`${counted(report.elsewhere, 'source')} left to another refresh that is at work.\n`);
  if (report.sources.length === 0 && report.pruned === 0) {
    if (report.elsewhere === 0) await stderr.write('Nothing is due yet; --force fetches all the same.\n');
  } else await stderr.write(`${flags.watch ? `${localClock(report.finished)} ` : ''}${summary(report)}\n`);
}

function summary({ sources, failed, ...counts }: RefreshReport): string {
  const unchanged = sources.filter(({ status }) => status === 'not-modified').length;
  const parts = [
    `${counted(sources.length, 'source')}: ${counts.new} new`,
    counts.updated > 0 ? `${counts.updated} updated` : null,
    unchanged > 0 ? `${unchanged} unchanged` : null,
    failed > 0 ? `${failed} failed` : null,
    counts.pruned > 0 ? `${counts.pruned} pruned` : null,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}
