import { Command } from 'commander';
import { listCounts } from '../../app/list-articles.ts';
import { cut, fit, widthOf } from '../../content/width.ts';
import type { Count } from '../../core/ports.ts';
import type { Cli } from '../cli.ts';
import { orderOf, printObjects } from '../output/listing.ts';
import {
  type FilterFlags,
  type FormatFlags,
  filterOf,
  filterOptions,
  formatOf,
  formatOptions,
  limitOf,
  orderNamed,
} from './listing-options.ts';

const countFields = ['name', 'articles', 'unread'];

/** By number, most first; or by name, in the order of the alphabet. */
const orders: Readonly<Record<string, (a: Count, b: Count) => number>> = {
  articles: (a, b) => b.articles - a.articles,
  unread: (a, b) => b.unread - a.unread,
  name: (a, b) => a.name.localeCompare(b.name),
};

export function tagsCommand(cli: Cli): Command {
  return countsCommand(cli, 'tags', 'tags with how many articles have them, most first');
}

export function sectionsCommand(cli: Cli): Command {
  return countsCommand(cli, 'sections', 'sections with how many articles stand in them, most first');
}

function countsCommand(cli: Cli, what: 'tags' | 'sections', description: string): Command {
  const command = new Command(what)
    .description(description)
    .argument('[query...]', 'among which articles; see "news help query"')
    .option('-n, --limit <number>', 'at most this many, or "all"')
    .option('--sort <order>', `one of ${Object.keys(orders).join(', ')}`, 'articles')
    .addHelpText(
      'after',
      `\nExamples:\n  news ${what}\n  news ${what} since:1d\n  news ${what} --json | jq ".[0]"\n\nPiped: name, articles and unread, parted by tabs.`,
    );
  return formatOptions(filterOptions(command), ['name', 'unread']).action(
    async (words: string[], flags: FilterFlags & FormatFlags & { limit?: string; sort: string }) => {
      const { format } = await formatOf(flags, countFields);
      const limit = limitOf(flags.limit, Number.MAX_SAFE_INTEGER, what);
      const order = orderNamed(orders, flags.sort);
      const found = await listCounts(cli.ports, what, filterOf(words, flags, cli.ports.now()));
      const counts = found.toSorted(order).slice(0, limit ?? undefined);
      if (format.kind !== 'text')
        return printObjects(
          cli,
          counts.map(({ name, articles, unread }) => ({ name, articles, unread })),
          format,
        );
      await printCounts(cli, counts);
    },
  );
}

async function printCounts(cli: Cli, counts: readonly Count[]): Promise<void> {
  const { io, style } = cli;
  if (!io.stdout.isTTY) {
    for (const { name, articles, unread } of counts)
      if (!(await io.stdout.write(`${name}\t${articles}\t${unread}\n`))) return;
    return;
  }
  if (counts.length === 0) return void (await io.stderr.write('Nothing fits.\n'));
  const width = Math.min(
    Math.max(0, ...counts.map(({ name }) => widthOf(name))),
    Math.max(1, (io.stdout.columns ?? 80) - 24),
  );
  const ordered = await orderOf(
    cli,
    counts.map(({ name }) => name),
  );
  const lines = counts.map(({ name, articles, unread }) => {
    const news = unread > 0 ? `  ${style.chalk.cyan(`${unread} unread`)}` : '';
    return `${fit(ordered(cut(name, width)), width)}  ${style.chalk.dim(String(articles).padStart(6))}${news}\n`;
  });
  await io.stdout.write(lines.join(''));
}
