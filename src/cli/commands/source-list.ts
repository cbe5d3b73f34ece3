import { Command } from 'commander';
import { listSources } from '../../app/edit-sources.ts';
import { safeLine } from '../../content/safe.ts';
import { cut, fit, widthOf } from '../../content/width.ts';
import { counted } from '../../core/counted.ts';
import { healthOf } from '../../core/health.ts';
import type { Count } from '../../core/ports.ts';
import { bareAddress, type Source } from '../../core/source.ts';
import { ago } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { orderOf, printObjects } from '../output/listing.ts';
import { sourceFields, sourceJson } from '../output/source.ts';
import { type FormatFlags, formatOf, formatOptions } from './listing-options.ts';

export function sourceListCommand(cli: Cli): Command {
  const command = new Command('list')
    .description('the sources, and how their last refresh went')
    .option('--health', 'only those that are not well: dead, gone, moved, silent and others, each with what to do');
  return formatOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  news source list --health
  news source list --health --json | jq -r '.[] | select(.health[].level == "problem") | .id'`,
    )
    .action((flags: FormatFlags & { health?: boolean }) => list(cli, flags));
}

async function list(cli: Cli, flags: FormatFlags & { readonly health?: boolean }): Promise<void> {
  const { format } = await formatOf(flags, sourceFields);
  const now = cli.ports.now();
  const all = await listSources(cli.ports);
  const sources = flags.health ? all.filter((source) => healthOf(source, now).length > 0) : all;
  const counts = new Map((await (await cli.ports.store()).sourceCounts()).map((count) => [count.name, count]));
  const { stdout, stderr } = cli.io;
  if (format.kind !== 'text') {
    const objects = sources.map((source) => sourceJson(source, now, counts.get(source.id)));
    await printObjects(cli, objects, format);
  } else if (flags.health) {
    for (const source of sources) if (!(await stdout.write(healthText(cli, source, now)))) return;
    await stderr.write(`Well: ${all.length - sources.length} of ${counted(all.length, 'source')}.\n`);
  } else if (stdout.isTTY) await printTable(cli, sources, counts, now);
  else for (const source of sources) if (!(await stdout.write(tabbedLine(source, counts.get(source.id))))) return;
}

/** In a pipe one line a finding: the source's id, its title, level, kind, what is wrong, and what to do. */
function healthText({ io, style }: Cli, source: Source, now: number): string {
  const { id, title } = source;
  const findings = healthOf(source, now);
  if (!io.stdout.isTTY)
    return findings
      .map(({ level, kind, message, advice }) => [id, title, level, kind, message, advice].map(safeLine).join('\t'))
      .map((line) => `${line}\n`)
      .join('');
  const { chalk } = style;
  const lines = findings.flatMap(({ level, message, advice }) => [
    `${level === 'problem' ? chalk.red('✗') : chalk.yellow('•')} ${safeLine(message)}`,
    `  ${chalk.dim(safeLine(advice))}`,
  ]);
  return `${chalk.bold(safeLine(title))}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function tabbedLine(source: Source, count: Count | undefined): string {
  const cells = [
    source.id,
    source.title,
    bareAddress(source.address),
    source.section ?? '',
    source.tags.join(','),
    count?.articles ?? 0,
    count?.unread ?? 0,
    source.state.error?.message ?? '',
  ];
  return `${cells.map((cell) => safeLine(String(cell))).join('\t')}\n`;
}

async function printTable(
  cli: Cli,
  sources: readonly Source[],
  counts: ReadonlyMap<string, Count>,
  now: number,
): Promise<void> {
  const { stdout } = cli.io;
  const width = stdout.columns ?? 80;
  const titles = sources.map(({ title }) => title);
  const titleWidth = Math.min(Math.max(8, ...titles.map(widthOf)), Math.max(8, Math.floor(width / 3)));
  const ordered = await orderOf(cli, titles);
  for (const source of sources) {
    const { chalk } = cli.style;
    const count = counts.get(source.id);
    const unread = count && count.unread > 0 ? chalk.cyan(String(count.unread).padStart(5)) : ' '.repeat(5);
    const { error, fetchedAt } = source.state;
    const state = error
      ? chalk.red(cut(safeLine(error.message), Math.max(1, width - titleWidth - 16)))
      : chalk.dim(fetchedAt === null ? 'not fetched yet' : ago(fetchedAt, now));
    const title = fit(ordered(cut(source.title, titleWidth)), titleWidth);
    await stdout.write(`${chalk.dim(source.id.slice(0, 6))}  ${title} ${unread}  ${state}\n`);
  }
}
