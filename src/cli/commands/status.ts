import { Command } from 'commander';
import { listSources } from '../../app/edit-sources.ts';
import { safeLine } from '../../content/safe.ts';
import { counted } from '../../core/counted.ts';
import { healthOf } from '../../core/health.ts';
import { dueAt } from '../../core/schedule.ts';
import { pagesAddress, type Source } from '../../core/source.ts';
import { ago, iso, localTime } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { toJson } from '../output/json.ts';
import { healthJson } from '../output/source.ts';

export function statusCommand(cli: Cli): Command {
  return new Command('status')
    .description('how many articles there are; when each source was last fetched, when it will be next, and how it is')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nTimes are those of your time zone (in JSON, UTC). What to do about a source that is not well: news source list --health',
    )
    .action(async (flags: { json?: boolean }) => {
      const status = await gather(cli);
      const { stdout } = cli.io;
      await stdout.write(flags.json ? `${toJson(status.json, stdout.isTTY)}\n` : text(cli, status));
    });
}

async function gather(cli: Cli) {
  const sources = await listSources(cli.ports);
  const counts = await (await cli.ports.store()).sourceCounts();
  const sum = (key: 'articles' | 'unread') => counts.reduce((total, count) => total + count[key], 0);
  const now = cli.ports.now();
  const rows = sources.map((source) => ({ source, next: nextOf(cli, source) }));
  const times = rows.flatMap(({ next }) => next ?? []);
  const last = Math.max(0, ...sources.map(({ state }) => state.fetchedAt ?? 0)) || null;
  const next = times.length === 0 ? null : Math.min(...times);
  const json = {
    articles: sum('articles'),
    unread: sum('unread'),
    fetched: iso(last),
    failed: sources.filter(({ state }) => state.error !== null).length,
    nextAt: iso(next),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    sources: rows.map(({ source, next: nextAt }) => ({
      id: source.id,
      title: source.title,
      fetched: iso(source.state.fetchedAt),
      nextAt: iso(nextAt),
      error: source.state.error,
      health: healthJson(source, now),
    })),
  };
  return { json, rows, last, next };
}

/** Null for what is never fetched, or never again. */
function nextOf(cli: Cli, source: Source): number | null {
  return source.state.gone || source.address === pagesAddress ? null : dueAt(source, cli.ports.limits.intervalMs);
}

function text(cli: Cli, { json, rows, last, next }: Awaited<ReturnType<typeof gather>>): string {
  const now = cli.ports.now();
  const moment = (at: number) => (at <= now ? 'due' : localTime(at));
  const lines = rows.map(({ source, next: at }) => {
    const { fetchedAt } = source.state;
    const fetched = fetchedAt === null ? 'never' : localTime(fetchedAt);
    const [worst] = healthOf(source, now);
    const cells = [fetched, at === null ? '-' : moment(at), source.title, ...(worst ? [worst.message] : [])];
    return cells.map(safeLine);
  });
  const counts = `${counted(json.articles, 'article')}, ${json.unread} unread, ${counted(rows.length, 'source')}`;
  const fetched = last === null ? 'Nothing was fetched yet.' : `Last update ${localTime(last)} (${ago(last, now)})`;
  const then = next === null ? '' : `; next ${moment(next)}`;
  const head = [counts, `${fetched}${then}; times of ${json.timeZone}`];
  const body = cli.io.stdout.isTTY
    ? ['', ...aligned([['fetched', 'next', 'source'], ...lines])]
    : lines.map((cells) => cells.join('\t'));
  return `${[...head, ...body].join('\n')}\n`;
}

/** Times in columns as wide as the longest of them. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map(([fetched = '', next = '', title = '', health]) => {
    const line = `${fetched.padEnd(widths[0] ?? 0)}  ${next.padEnd(widths[1] ?? 0)}  ${title}`;
    return health === undefined ? line : `${line}: ${health}`;
  });
}
