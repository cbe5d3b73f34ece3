import { Command } from 'commander';
import type { RefreshReport } from '../../app/refresh.ts';
import { watch } from '../../app/watch.ts';
import { safeLine } from '../../content/safe.ts';
import { type Article, titleOf } from '../../core/article.ts';
import { NewsError } from '../../core/errors.ts';
import { iso } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { printError, printWarning } from '../output/errors.ts';
import { articleJson, toJson } from '../output/json.ts';
import { type Format, printHeadlines, printObjects } from '../output/listing.ts';
import {
  type FilterFlags,
  type FormatFlags,
  filterOf,
  filterOptions,
  formatOf,
  formatOptions,
  limitOf,
} from './listing-options.ts';

export function watchCommand(cli: Cli): Command {
  const command = new Command('watch')
    .description('new articles that fit, as they arrive; it fetches what is due meanwhile')
    .argument('[query...]', 'which; see "news help query"')
    .option('-n, --limit <number>', 'end after so many')
    .option('--no-refresh', 'fetch nothing: watch what other commands fetch')
    .option('--run <command>', 'run this in the shell for each article, instead of printing it')
    .option('--notify', 'show each on the desktop, instead of printing it')
    .addHelpText(
      'after',
      `
The command of --run finds the article in its environment (NEWS_ARTICLE_ID, NEWS_ARTICLE_TITLE, NEWS_ARTICLE_LINK,
NEWS_ARTICLE_SOURCE, NEWS_ARTICLE_PUBLISHED), and as JSON on its standard input. --json and --jsonl print a line each.

Examples:
  news watch tag:storm
  news watch section:world --jsonl --no-refresh | jq -r .title
  news watch '"port lissane"' --notify
  news watch tag:release --run 'echo "$NEWS_ARTICLE_TITLE" >> releases.txt'`,
    );
  return formatOptions(filterOptions(command)).action((words: string[], flags: WatchFlags) =>
    watchArticles(cli, words, flags),
  );
}

interface WatchFlags extends FilterFlags, FormatFlags {
  readonly limit?: string;
  readonly refresh: boolean;
  readonly run?: string;
  readonly notify?: boolean;
}

async function watchArticles(cli: Cli, words: readonly string[], flags: WatchFlags): Promise<void> {
  const tell = await teller(cli, flags);
  const filter = filterOf(words, flags, cli.ports.now());
  let left = limitOf(flags.limit, Number.POSITIVE_INFINITY) ?? Number.POSITIVE_INFINITY;
  if (left === 0) return;
  const refresh = flags.refresh && !cli.ports.limits.offline;
  if (cli.io.stderr.isTTY) await cli.io.stderr.write('Watching; Ctrl-C ends it.\n');
  for await (const article of watch(cli.ports, { filter, refresh, onRefresh: (report) => tellFailures(cli, report) })) {
    if (!(await tell(article))) return;
    left -= 1;
    if (left <= 0) return;
  }
}

/** What is done with each article; false once nobody reads any more. */
async function teller(cli: Cli, flags: WatchFlags): Promise<(article: Article) => Promise<boolean>> {
  const { format, bodies } = await formatOf(flags);
  const { run, notify } = flags;
  const forms = [run === undefined ? null : '--run', notify ? '--notify' : null].filter((form) => form !== null);
  if (forms.length > 1 || (forms.length > 0 && format.kind !== 'text'))
    throw new NewsError(
      'usage',
      `${forms[0]} stands for itself`,
      'Choose one: --run, --notify, or a form of printing.',
    );
  if (run !== undefined && run.trim() === '')
    throw new NewsError('usage', '--run needs a command', "Give one, e.g. --run 'echo $NEWS_ARTICLE_TITLE'.");
  if (run !== undefined) return (article) => outside(cli, async () => (await cli.programs()).run(run, toldOf(article)));
  if (notify)
    return (article) =>
      outside(cli, async () =>
        (await cli.programs()).notify(safeLine(titleOf(article)), safeLine(article.source.title)),
      );
  return (article) => print(cli, article, { format, bodies });
}

/** A program that fails is told of, and the watch goes on. */
async function outside(cli: Cli, act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
  } catch (thrown) {
    if (!(thrown instanceof NewsError)) throw thrown;
    await printError(cli.io, thrown, cli.version);
  }
  return true;
}

function toldOf(article: Article): { readonly fields: Readonly<Record<string, string>>; readonly input: string } {
  const { id, link, source, published } = article;
  const fields = {
    id,
    title: safeLine(titleOf(article)),
    link: link ?? '',
    source: safeLine(source.title),
    published: iso(published) ?? '',
  };
  return { fields, input: `${toJson(articleJson(article, { bodies: false }), false)}\n` };
}

async function print(
  cli: Cli,
  article: Article,
  { format, bodies }: { readonly format: Format; readonly bodies: boolean },
): Promise<boolean> {
  const whole = bodies ? ((await (await cli.ports.store()).lookup(article.id)).article ?? article) : article;
  // A stream has no end, so that JSON comes in lines here, whichever form was asked for.
  const lines = format.kind === 'json' ? ({ ...format, kind: 'jsonl' } as const) : format;
  if (lines.kind === 'text') await printHeadlines(cli, only(article), { byDay: false });
  else await printObjects(cli, [articleJson(whole, { bodies })], lines);
  return cli.io.stdout.write('');
}

async function* only(article: Article) {
  yield { article, snippet: null };
}

async function tellFailures(cli: Cli, { sources }: RefreshReport): Promise<void> {
  for (const { title, error } of sources)
    if (error) await printWarning(cli.io, new NewsError('network', `${safeLine(title)}: ${error.message}`, ''));
}
