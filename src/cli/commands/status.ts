import { Command } from 'commander';
import { listSources } from '../../app/edit-sources.ts';
import { ago, iso, localTime } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { toJson } from '../output/json.ts';

export function statusCommand(cli: Cli): Command {
  return new Command('status')
    .description('how many articles there are, when each source was last fetched, and what failed')
    .option('--json', 'print JSON')
    .action(async (flags: { json?: boolean }) => {
      const sources = await listSources(cli.ports);
      const counts = await (await cli.ports.store()).sourceCounts();
      const sum = (key: 'articles' | 'unread') => counts.reduce((total, count) => total + count[key], 0);
      const last = sources.reduce<number | null>(
        (latest, { state }) => Math.max(latest ?? 0, state.fetchedAt ?? 0) || null,
        null,
      );
      const failed = sources.filter(({ state }) => state.error !== null);
      const { stdout } = cli.io;
      if (flags.json) {
        const rows = sources.map(({ id, title, state }) => ({
          id,
          title,
          fetched: iso(state.fetchedAt),
          nextAt: iso(state.nextAt),
          error: state.error,
        }));
        await stdout.write(
          `${toJson({ articles: sum('articles'), unread: sum('unread'), fetched: iso(last), failed: failed.length, sources: rows }, stdout.isTTY)}\n`,
        );
        return;
      }
      const now = cli.ports.now();
      const lines = [
        `${sum('articles')} articles, ${sum('unread')} unread, ${sources.length} sources`,
        last === null ? 'Nothing was fetched yet.' : `Last update ${localTime(last)} (${ago(last, now)})`,
        ...sources.map(
          ({ title, state }) =>
            `${state.fetchedAt === null ? 'never' : localTime(state.fetchedAt)}\t${title}${state.error ? `\t${state.error.message}` : ''}`,
        ),
      ];
      await stdout.write(`${lines.join('\n')}\n`);
    });
}
