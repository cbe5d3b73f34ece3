/** What "list" and "search" print, once their words and flags are known. */
import { listArticles } from '../../app/list-articles.ts';
import { counted } from '../../core/counted.ts';
import type { Query } from '../../core/query.ts';
import { localTime } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { articleFields } from '../output/json.ts';
import { asObjects, printHeadlines, printObjects } from '../output/listing.ts';
import { filterOf, formatOf, type ListingFlags, limitOf, sortOf } from './listing-options.ts';

export async function printListing(
  cli: Cli,
  words: readonly string[],
  flags: ListingFlags,
  defaults: Pick<Query, 'sort' | 'snippets'>,
): Promise<void> {
  const { format, bodies } = await formatOf(flags, defaults.snippets ? [...articleFields, 'snippet'] : articleFields);
  const filter = filterOf(words, flags, cli.ports.now());
  const sort = sortOf(flags.sort, defaults.sort);
  const limit = limitOf(flags.limit, cli.settings['list.limit']);
  const found = listArticles(cli.ports, { filter, sort, bodies, snippets: defaults.snippets }, limit);
  if (format.kind !== 'text') return printObjects(cli, asObjects(found, bodies), format);
  const byTime = sort === 'newest' || sort === 'oldest';
  const count = await printHeadlines(cli, found, { byDay: byTime });
  if (cli.io.stdout.isTTY) await printFooter(cli, count);
}

/** For a person only: how old what they see is, or what to try where nothing fits. */
async function printFooter(cli: Cli, count: number): Promise<void> {
  if (count === 0) {
    await cli.io.stderr.write('Nothing fits. Try fewer words, or "news tags" and "news sections" for what there is.\n');
    return;
  }
  const sources = await (await cli.ports.store()).sources();
  const last = Math.max(0, ...sources.map(({ state }) => state.fetchedAt ?? 0));
  const failed = sources.filter(({ state }) => state.error !== null).length;
  const failures = failed > 0 ? ` · ${failed} of ${counted(sources.length, 'source')} failed (news source list)` : '';
  if (last > 0) await cli.io.stderr.write(`${cli.style.chalk.dim(`\nLast update ${localTime(last)}${failures}`)}\n`);
}
