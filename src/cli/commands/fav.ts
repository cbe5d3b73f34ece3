import { Command } from 'commander';
import { addFavorites, importFavorites, listFavorites, noteFavorite, removeFavorites } from '../../app/favorites.ts';
import { type ExportForm, exportFavorites, parseFavorites } from '../../app/favorites-export.ts';
import { findFavorites } from '../../app/find-favorites.ts';
import { readArticle, readArticles } from '../../app/read-article.ts';
import { safeLine } from '../../content/safe.ts';
import { cut, fit } from '../../content/width.ts';
import { NewsError } from '../../core/errors.ts';
import type { Favorite } from '../../core/ports.ts';
import { age, iso } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { toJson } from '../output/json.ts';
import { printObjects } from '../output/listing.ts';
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
import { expandReferences, settleFailures } from './references.ts';

const favoriteFields = ['id', 'title', 'link', 'source', 'published', 'added', 'tags', 'note'];

export function favCommand(cli: Cli): Command {
  const command = new Command('fav').description('favorites, kept in favorites.json for you to read and edit');
  command.addCommand(
    new Command('add')
      .description('keep articles')
      .argument('<articles...>', 'ids, links, or "-" for ids on standard input')
      .option('--note <text>', 'a note of yours')
      .option('--json', 'print the kept as JSON')
      .action((words: string[], flags: { note?: string; json?: boolean }) => add(cli, words, flags)),
  );
  command.addCommand(
    new Command('remove')
      .alias('rm')
      .description('let go of favorites')
      .argument('<articles...>', 'ids, links, or "-" for ids on standard input')
      .option('--json', 'print what was let go of as JSON')
      .action((words: string[], flags: { json?: boolean }) => remove(cli, words, flags)),
  );
  command.addCommand(
    formatOptions(
      filterOptions(
        new Command('list')
          .description('favorites, last kept first')
          .argument('[query...]', 'which of them; see "news help query"'),
      )
        .option('-n, --limit <number>', 'at most this many, or "all"')
        .option('--sort <order>', `one of ${Object.keys(orders).join(', ')}`, 'kept'),
    ).action((words: string[], flags: ListFlags) => list(cli, words, flags)),
  );
  command.addCommand(
    new Command('note')
      .description('write a note on a favorite; no words take it off')
      .argument('<article>', 'its id, a prefix of it, or its link')
      .argument('[words...]', 'the note')
      .option('--json', 'print the favorite as JSON')
      .action((reference: string, words: string[], flags: { json?: boolean }) => note(cli, reference, words, flags)),
  );
  command.addCommand(
    new Command('export')
      .description('print all favorites')
      .option('--format <form>', 'json, markdown or jsonfeed', 'json')
      .action(async (flags: { format: string }) => {
        await cli.io.stdout.write(exportFavorites(await listFavorites(cli.ports), exportForm(flags.format)));
      }),
  );
  command.addCommand(
    new Command('import')
      .description('add the favorites of an export; those present stay as they are')
      .argument('<file>', 'a file that "news fav export" made, a JSON Feed, or "-"')
      .option('--json', 'print how many were added as JSON')
      .action((file: string, flags: { json?: boolean }) => importFile(cli, file, flags)),
  );
  return command;
}

function exportForm(text: string): ExportForm {
  const form = (
    { json: 'json', markdown: 'markdown', md: 'markdown', jsonfeed: 'jsonfeed', 'json-feed': 'jsonfeed' } as const
  )[text.toLowerCase()];
  if (form) return form;
  throw new NewsError('usage', `--format "${text}" is no form of export`, 'Forms: json, markdown, jsonfeed.');
}

function favoriteJson({ at, published, ...favorite }: Favorite): Readonly<Record<string, unknown>> {
  const object: Record<string, unknown> = { ...favorite, published: iso(published), added: iso(at) };
  return Object.fromEntries(favoriteFields.map((name) => [name, object[name] ?? null]));
}

async function add(
  cli: Cli,
  words: readonly string[],
  flags: { readonly note?: string; readonly json?: boolean },
): Promise<void> {
  const references = await expandReferences(cli, words);
  const { articles, errors } = await readArticles(cli.ports, references);
  await settleFailures(cli, errors, references.length);
  const added = await addFavorites(cli.ports, articles, flags.note === undefined ? null : safeLine(flags.note));
  const ids = new Set(articles.map(({ id }) => id));
  if (flags.json)
    return printFavorites(
      cli,
      (await listFavorites(cli.ports)).filter(({ id }) => ids.has(id)),
    );
  const already = articles.length - added;
  await cli.io.stderr.write(`Kept ${plural(added)}${already > 0 ? ` (${already} already kept)` : ''}.\n`);
}

async function printFavorites(cli: Cli, favorites: readonly Favorite[]): Promise<void> {
  await cli.io.stdout.write(`${toJson(favorites.map(favoriteJson), cli.io.stdout.isTTY)}\n`);
}

const plural = (count: number) => (count === 1 ? '1 favorite' : `${count} favorites`);

/** Favorites by id, prefix or link: from the file, so that it works without the article. */
async function favoriteIds(
  cli: Cli,
  references: readonly string[],
): Promise<{ readonly ids: readonly string[]; readonly errors: readonly NewsError[] }> {
  const favorites = await cli.ports.favorites.list();
  const ids: string[] = [];
  const errors: NewsError[] = [];
  for (const reference of references) {
    const fitting = favorites.filter(
      ({ id, link }) =>
        id === reference || link === reference || (reference.length >= 4 && id.startsWith(reference.toLowerCase())),
    );
    const [only, second] = fitting;
    if (only && !second) ids.push(only.id);
    else if (second)
      errors.push(
        new NewsError(
          'ambiguous',
          `"${reference}" fits ${fitting.length} favorites`,
          'Type more characters of the id.',
        ),
      );
    else errors.push(new NewsError('not-found', `there is no favorite "${reference}"`, 'See "news fav list".'));
  }
  return { ids, errors };
}

async function remove(cli: Cli, words: readonly string[], flags: { readonly json?: boolean }): Promise<void> {
  const references = await expandReferences(cli, words);
  const { ids, errors } = await favoriteIds(cli, references);
  await settleFailures(cli, errors, references.length);
  const removed = await removeFavorites(cli.ports, ids);
  if (flags.json) return printFavorites(cli, removed);
  await cli.io.stderr.write(
    `Let go of ${plural(removed.length)}; "news undo" brings ${removed.length === 1 ? 'it' : 'them'} back.\n`,
  );
}

interface ListFlags extends FilterFlags, FormatFlags {
  readonly limit?: string;
  readonly sort: string;
}

const timeOf = ({ published, at }: Favorite) => published ?? at;

/** "kept" and "newest" are last first; titles and sources stand in the order of the alphabet. */
const orders: Readonly<Record<string, (a: Favorite, b: Favorite) => number>> = {
  kept: (a, b) => b.at - a.at,
  newest: (a, b) => timeOf(b) - timeOf(a),
  oldest: (a, b) => timeOf(a) - timeOf(b),
  title: (a, b) => a.title.localeCompare(b.title),
  source: (a, b) => a.source.localeCompare(b.source),
};

async function list(cli: Cli, words: readonly string[], flags: ListFlags): Promise<void> {
  const { format } = await formatOf(flags, favoriteFields);
  const limit = limitOf(flags.limit, Number.MAX_SAFE_INTEGER);
  const order = orderNamed(orders, flags.sort);
  const found = await findFavorites(cli.ports, filterOf(words, flags, cli.ports.now()));
  const favorites = found.toSorted(order).slice(0, limit ?? undefined);
  if (format.kind !== 'text') return printObjects(cli, favorites.map(favoriteJson), format);
  const { stdout } = cli.io;
  const lines = stdout.isTTY ? favorites.flatMap((favorite) => rows(cli, favorite)) : favorites.map(tabbed);
  if (lines.length > 0) await stdout.write(`${lines.join('\n')}\n`);
  else if (stdout.isTTY) await cli.io.stderr.write('No favorites yet: news fav add <id> keeps an article.\n');
}

function tabbed({ id, published, at, source, title, tags, link, note }: Favorite): string {
  return [id, iso(published ?? at), source, title, tags.join(','), link ?? '', note ?? '']
    .map((cell) => safeLine(cell))
    .join('\t');
}

function rows({ io, style, ports }: Cli, favorite: Favorite): readonly string[] {
  const width = io.stdout.columns ?? 80;
  const id = favorite.id.slice(0, 6);
  const when = fit(age(favorite.published ?? favorite.at, ports.now()), 6, 'right');
  const source = width >= 60 ? fit(safeLine(favorite.source), 14) : '';
  const room = Math.max(1, width - id.length - 12 - (source ? 16 : 0));
  const title = style.link(favorite.link, cut(safeLine(favorite.title), room));
  const line = [
    style.chalk.dim(id),
    style.chalk.yellow('★'),
    style.chalk.dim(when),
    source ? style.chalk.cyan(source) : '',
    title,
  ]
    .filter(Boolean)
    .join('  ');
  return favorite.note
    ? [line, style.chalk.dim(`      ${cut(safeLine(favorite.note), Math.max(1, width - 6))}`)]
    : [line];
}

async function note(
  cli: Cli,
  reference: string,
  words: readonly string[],
  flags: { readonly json?: boolean },
): Promise<void> {
  const { ids, errors } = await favoriteIds(cli, [reference]);
  const [id] = ids;
  if (!id) {
    const article = await readArticle(cli.ports, reference).catch(() => null);
    if (article)
      throw new NewsError(
        'not-found',
        `article ${article.shortId} is no favorite`,
        `Keep it first: news fav add ${article.shortId}`,
      );
    throw errors[0] ?? new NewsError('not-found', `there is no favorite "${reference}"`, 'See "news fav list".');
  }
  const text = safeLine(words.join(' '));
  const favorite = await noteFavorite(cli.ports, id, text || null);
  if (flags.json) await cli.io.stdout.write(`${toJson(favoriteJson(favorite), cli.io.stdout.isTTY)}\n`);
  else await cli.io.stderr.write(text ? 'Noted.\n' : 'Took the note off.\n');
}

async function importFile(cli: Cli, file: string, flags: { readonly json?: boolean }): Promise<void> {
  const favorites = parseFavorites(cli.ports, await cli.ports.files.read(file), file === '-' ? 'standard input' : file);
  const added = await importFavorites(cli.ports, favorites);
  if (flags.json)
    await cli.io.stdout.write(`${toJson({ added, already: favorites.length - added }, cli.io.stdout.isTTY)}\n`);
  else await cli.io.stderr.write(`Added ${plural(added)}; ${favorites.length - added} were there already.\n`);
}
