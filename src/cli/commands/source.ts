import { Command } from 'commander';
import { addSource } from '../../app/add-source.ts';
import { searchCatalog } from '../../app/catalog.ts';
import { listSources, removeSource } from '../../app/edit-sources.ts';
import { oneSource } from '../../app/list-articles.ts';
import { safeLine } from '../../content/safe.ts';
import { cut, fit } from '../../content/width.ts';
import { asNewsError, NewsError } from '../../core/errors.ts';
import type { Source } from '../../core/source.ts';
import type { Cli } from '../cli.ts';
import { partCode, printError, printWarning } from '../output/errors.ts';
import { toJson } from '../output/json.ts';
import { printObjects } from '../output/listing.ts';
import { warnOfPlainText } from '../output/plain-text.ts';
import { catalogFields, catalogJson, sourceDetails, sourceJson } from '../output/source.ts';
import { type FormatFlags, formatOf, formatOptions } from './listing-options.ts';
import { expandReferences } from './references.ts';
import { sourceListCommand } from './source-list.ts';
import { exportCommand, importCommand } from './source-opml.ts';
import { sourceSetCommand } from './source-set.ts';

export function sourceCommand(cli: Cli): Command {
  const command = new Command('source').description('what you follow');
  command.addCommand(addCommand(cli));
  command.addCommand(
    new Command('remove')
      .alias('rm')
      .description('stop following sources; their articles go too, and "news undo" brings them back')
      .argument('<sources...>', 'ids, titles or addresses; "-" for ids on standard input')
      .option('--json', 'print the removed sources as JSON')
      .action((names: string[], flags: { json?: boolean }) => remove(cli, names, flags)),
  );
  command.addCommand(sourceListCommand(cli));
  command.addCommand(
    new Command('show')
      .description('all that is known of a source')
      .argument('<source>', 'its id, title or address')
      .option('--json', 'print JSON')
      .action((name: string, flags: { json?: boolean }) => show(cli, name, flags)),
  );
  command.addCommand(sourceSetCommand(cli));
  command.addCommand(importCommand(cli));
  command.addCommand(exportCommand(cli));
  command.addCommand(
    formatOptions(
      new Command('catalog')
        .description('well-known public feeds to follow by name')
        .argument('[words...]', 'words of the title, section or language'),
    ).action((words: string[], flags: FormatFlags) => catalog(cli, words, flags)),
  );
  return command;
}

interface AddFlags {
  readonly title?: string;
  readonly section?: string;
  readonly tag?: readonly string[];
  readonly pick?: string;
  readonly json?: boolean;
}

function addCommand(cli: Cli): Command {
  return new Command('add')
    .description('follow a feed, a site (its feeds are found), a file, or a name of the catalog')
    .argument(
      '<sources...>',
      'addresses, files or catalog names; "-" for a list on standard input; "sample" for the bundled edition',
    )
    .option('--title <title>', 'your own title for it')
    .option('--section <section>', 'section of articles that name none')
    .option(
      '-t, --tag <tag>',
      'a tag for all its articles (repeatable)',
      (tag: string, tags: readonly string[] = []) => [...tags, tag],
    )
    .option('--pick <number>', 'which feed, where a page names several')
    .option('--json', 'print the sources as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  news source add https://example.org/feed.xml\n  news source add example.org\n  news source add bbc-world --section World\n  news source add sample',
    )
    .action((inputs: string[], flags: AddFlags) => add(cli, inputs, flags));
}

async function add(cli: Cli, words: readonly string[], flags: AddFlags): Promise<void> {
  const inputs = words.includes('-') ? await linesOfStdin(cli, words) : words;
  if (flags.pick !== undefined && !/^[1-9]\d{0,3}$/.test(flags.pick))
    throw new NewsError(
      'usage',
      `--pick "${flags.pick}" is no number of a feed`,
      'Give the number that the list shows.',
    );
  const wishes = {
    title: flags.title ?? null,
    section: safeLine(flags.section ?? '') || null,
    tags: (flags.tag ?? []).map(safeLine).filter(Boolean),
    pick: flags.pick === undefined ? null : Number(flags.pick),
  };
  const added: Source[] = [];
  let failed = 0;
  for (const input of inputs) {
    try {
      added.push(...(await addOne(cli, input, wishes)));
    } catch (thrown) {
      const error = asNewsError(thrown);
      if (inputs.length === 1 || error.code === 'bug' || error.code === 'database') throw thrown;
      failed += 1;
      await printError(cli.io, error, cli.version);
    }
  }
  cli.exitCode = partCode(failed, inputs.length);
  if (flags.json) await printJson(cli, added);
}

async function printJson(cli: Cli, sources: readonly Source[]): Promise<void> {
  const objects = sources.map((source) => sourceJson(source, cli.ports.now()));
  await cli.io.stdout.write(`${toJson(objects, cli.io.stdout.isTTY)}\n`);
}

async function linesOfStdin(cli: Cli, words: readonly string[]): Promise<readonly string[]> {
  const text = new TextDecoder().decode(await cli.ports.files.read('-'));
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return words.flatMap((word) => (word === '-' ? lines : [word]));
}

async function addOne(cli: Cli, input: string, wishes: Parameters<typeof addSource>[2]): Promise<readonly Source[]> {
  const { stderr } = cli.io;
  const sources: Source[] = [];
  for (const outcome of await addSource(cli.ports, input, wishes)) {
    if (outcome.kind === 'choice') throw choiceError(input, outcome);
    const { source, replaced, report } = outcome;
    sources.push(source);
    const count = report ? `, ${report.new === 1 ? '1 article' : `${report.new} articles`}` : '';
    const verb = outcome.kind === 'added' ? 'Following' : 'Already following';
    await stderr.write(`${verb} ${safeLine(source.title)} (${source.id})${count}.\n`);
    if (replaced.length > 0)
      await stderr.write('It replaces the bundled sample edition; "news source add sample" brings that back.\n');
    if (outcome.kind === 'added') await warnOfPlainText(cli.io, [source]);
    for (const { error } of report?.sources ?? [])
      if (error) await printWarning(cli.io, new NewsError('network', error.message, ''));
  }
  return sources;
}

function choiceError(
  input: string,
  choice: { readonly page: string; readonly feeds: readonly { readonly url: string; readonly title: string | null }[] },
): NewsError {
  const lines = choice.feeds
    .map(({ url, title }, index) => `  ${index + 1}  ${url}${title ? `  ${title}` : ''}`)
    .join('\n');
  return new NewsError(
    'ambiguous',
    `${choice.page} names ${choice.feeds.length} feeds:\n${lines}`,
    `Choose one: news source add ${input} --pick 1`,
    { feeds: choice.feeds },
  );
}

async function remove(cli: Cli, words: readonly string[], flags: { readonly json?: boolean }): Promise<void> {
  const names = await expandReferences(cli, words);
  const removed: Source[] = [];
  let failed = 0;
  for (const name of names) {
    try {
      removed.push(await removeSource(cli.ports, name));
    } catch (thrown) {
      if (names.length === 1 || !(thrown instanceof NewsError) || thrown.code === 'database') throw thrown;
      failed += 1;
      await printError(cli.io, thrown, cli.version);
    }
  }
  cli.exitCode = partCode(failed, names.length);
  if (flags.json) await printJson(cli, removed);
  for (const { title } of removed)
    await cli.io.stderr.write(`Removed ${safeLine(title)}; "news undo" brings it back.\n`);
}

async function show(cli: Cli, name: string, flags: { readonly json?: boolean }): Promise<void> {
  const source = oneSource(await listSources(cli.ports), name);
  const count = (await (await cli.ports.store()).sourceCounts()).find((one) => one.name === source.id);
  if (flags.json)
    await cli.io.stdout.write(`${toJson(sourceJson(source, cli.ports.now(), count), cli.io.stdout.isTTY)}\n`);
  else await cli.io.stdout.write(sourceDetails(source, count, cli.ports.now()));
}

async function catalog(cli: Cli, words: readonly string[], flags: FormatFlags): Promise<void> {
  const { format } = await formatOf(flags, catalogFields);
  const entries = await searchCatalog(cli.ports, words);
  if (format.kind !== 'text') return printObjects(cli, entries.map(catalogJson), format);
  const { stdout } = cli.io;
  if (!stdout.isTTY) {
    for (const { name, title, address, section, language } of entries) {
      if (!(await stdout.write(`${[name, title, address, section, language].map((cell) => cell ?? '').join('\t')}\n`)))
        return;
    }
    return;
  }
  let section: string | null = null;
  for (const entry of entries) {
    if (entry.section !== section)
      await stdout.write(`${section === null ? '' : '\n'}${cli.style.chalk.bold(entry.section ?? 'Other')}\n`);
    section = entry.section;
    await stdout.write(
      `${fit(entry.name ?? '', 22)} ${cut(entry.title ?? entry.address, Math.max(1, (stdout.columns ?? 80) - 30))} ${cli.style.chalk.dim(entry.language ?? '')}\n`,
    );
  }
  if (entries.length > 0) await cli.io.stderr.write('\nFollow one with "news source add <name>".\n');
}
