import { Command } from 'commander';
import { type Arrivals, arrivals } from '../../app/arrivals.ts';
import { cut, fit, widthOf } from '../../content/width.ts';
import { NewsError } from '../../core/errors.ts';
import { parseQuery } from '../../core/parse-query.ts';
import { iso, localDate } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { toJson } from '../output/json.ts';
import { orderOf } from '../output/listing.ts';

interface StatsFlags {
  readonly days?: string;
  readonly weeks?: string;
  readonly json?: boolean;
}

export function statsCommand(cli: Cli): Command {
  return new Command('stats')
    .description('how many articles came each day or week, and from where')
    .argument('[query...]', 'among which articles; see "news help query"')
    .option('--days <number>', 'the last so many days (14 if nothing is said)')
    .option('--weeks <number>', 'the last so many weeks, from Monday to Sunday')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  news stats\n  news stats --weeks 12 tag:science\n  news stats --json | jq ".periods[-1].articles"\n\nPiped: what it counts (day, week, section, source), its name and the number, parted by tabs.',
    )
    .action(async (words: string[], flags: StatsFlags) => {
      if (flags.days !== undefined && flags.weeks !== undefined)
        throw new NewsError('usage', '--days and --weeks cannot stand together', 'Choose one.');
      const unit = flags.weeks === undefined ? 'day' : 'week';
      const count = periodCount(unit, flags.weeks ?? flags.days ?? '14');
      const found = await arrivals(cli.ports, { filter: parseQuery(words.join(' '), cli.ports.now()), unit, count });
      const { stdout } = cli.io;
      if (flags.json) {
        const periods = found.periods.map(({ start, articles }) => ({ start: iso(start), articles }));
        await stdout.write(`${toJson({ unit, ...found, periods }, stdout.isTTY)}\n`);
        return;
      }
      if (!stdout.isTTY) {
        await stdout.write(lines(unit, found));
        return;
      }
      const names = [...found.sections.map(({ name }) => name), ...found.sources.map(({ title }) => title)];
      await stdout.write(plots(cli, found, await orderOf(cli, names)));
    });
}

function periodCount(unit: string, text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 366) return Number(text);
  throw new NewsError('usage', `--${unit}s "${text}" is no number of ${unit}s`, 'Give a whole number from 1 to 366.');
}

function lines(unit: string, { periods, sections, sources }: Arrivals): string {
  const rows = [
    ...periods.map(({ start, articles }) => [unit, iso(start), articles]),
    ...sections.map(({ name, articles }) => ['section', name, articles]),
    ...sources.map(({ title, articles }) => ['source', title, articles]),
  ];
  return rows.map((row) => `${row.join('\t')}\n`).join('');
}

/** Sections and sources beyond these say little in a plot. */
const mostRows = 10;

function plots(
  cli: Cli,
  { periods, sections, sources, articles }: Arrivals,
  ordered: (text: string) => string,
): string {
  const title = (text: string) => cli.style.chalk.bold(text);
  const days = periods.map(({ start, articles: value }) => ({ name: localDate(start), value }));
  const named = (rows: readonly { readonly name: string; readonly articles: number }[]) =>
    plot(
      cli,
      rows.slice(0, mostRows).map(({ name, articles: value }) => ({ name, value })),
      ordered,
    );
  const parts = [
    `${title(articles === 1 ? '1 article' : `${articles} articles`)}\n${plot(cli, days, ordered)}`,
    sections.length > 0 ? `${title('Sections')}\n${named(sections)}` : null,
    sources.length > 0
      ? `${title('Sources')}\n${named(sources.map(({ title: name, articles: value }) => ({ name, articles: value })))}`
      : null,
  ];
  return parts.filter((part) => part !== null).join('\n');
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** One bar a row, the longest as long as fits. */
function plot(
  cli: Cli,
  rows: readonly { readonly name: string; readonly value: number }[],
  ordered: (text: string) => string,
): string {
  const width = cli.io.stdout.columns ?? 80;
  const most = Math.max(1, ...rows.map(({ value }) => value));
  const digits = String(most).length;
  const names = Math.min(Math.max(0, ...rows.map(({ name }) => widthOf(name))), Math.max(1, Math.floor(width / 3)));
  const room = Math.max(0, Math.min(50, width - names - digits - 4));
  return rows
    .map(({ name, value }) => {
      const parts = Math.round((value / most) * room * 8);
      const bar = '█'.repeat(Math.floor(parts / 8)) + eighths[parts % 8];
      const line = `${fit(ordered(cut(name, names)), names)}  ${String(value).padStart(digits)}  ${cli.style.chalk.cyan(bar)}`;
      return `${cli.style.level === 0 ? cut(line, width).trimEnd() : line}\n`;
    })
    .join('');
}
