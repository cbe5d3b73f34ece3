/** A listing in the form that was asked for: JSON, lines of JSON, a template, a table, or tab-separated lines. */
import { hasRightLetters } from '../../content/language.ts';
import { type Article, titleOf } from '../../core/article.ts';
import type { Found } from '../../core/query.ts';
import { iso } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { articleJson, type JsonObject, pick, toJson } from './json.ts';
import type { Style } from './style.ts';
import type { Template } from './template.ts';

export type Format =
  | { readonly kind: 'text' }
  | { readonly kind: 'json' | 'jsonl'; readonly fields: readonly string[] | null }
  | { readonly kind: 'template'; readonly template: Template };

/** Prints objects as they come: an array, a line each, or by the template. Stops quietly when nobody reads. */
export async function printObjects(
  cli: Cli,
  objects: AsyncIterable<JsonObject> | Iterable<JsonObject>,
  format: Exclude<Format, { kind: 'text' }>,
): Promise<void> {
  const { stdout } = cli.io;
  let first = true;
  for await (const object of objects) {
    const going = await stdout.write(objectText(object, format, first, stdout.isTTY));
    if (!going) return;
    first = false;
  }
  if (format.kind === 'json') await stdout.write(first ? '[]\n' : stdout.isTTY ? '\n]\n' : ']\n');
}

function objectText(
  object: JsonObject,
  format: Exclude<Format, { kind: 'text' }>,
  first: boolean,
  pretty: boolean,
): string {
  if (format.kind === 'template') return format.template.fill(object);
  const picked = pick(object, format.fields);
  if (format.kind === 'jsonl') return `${toJson(picked, false)}\n`;
  if (!pretty) return `${first ? '[' : ','}${toJson(picked, false)}`;
  return `${first ? '[\n' : ',\n'}${toJson(picked, true).replace(/^/gm, '  ')}`;
}

export async function* asObjects(found: AsyncIterable<Found<Article>>, bodies: boolean): AsyncGenerator<JsonObject> {
  for await (const { article, snippet } of found) {
    const object = articleJson(article, { bodies });
    yield snippet ? { ...object, snippet: snippet.join('') } : object;
  }
}

/** How many rows are laid out together: columns fit what is seen at once. */
const rowsTogether = 1000;

/** Headlines for a person, or whole tab-separated lines for a pipe. Returns how many there were. */
export async function printHeadlines(
  cli: Cli,
  found: AsyncIterable<Found<Article>>,
  options: { readonly byDay: boolean },
): Promise<number> {
  const { stdout } = cli.io;
  let total = 0;
  let batch: Found<Article>[] = [];
  const flush = async (): Promise<boolean> => {
    if (batch.length === 0) return true;
    const lines = stdout.isTTY
      ? await rowsFor(cli, batch, options)
      : batch.map(({ article }) => tabbedLine(article, cli.style));
    batch = [];
    return stdout.write(`${lines.join('\n')}\n`);
  };
  for await (const one of found) {
    total += 1;
    batch.push(one);
    if (batch.length >= rowsTogether && !(await flush())) return total;
  }
  await flush();
  return total;
}

/** What lays out a table is loaded only where somebody looks at it. */
async function rowsFor(
  cli: Cli,
  batch: readonly Found<Article>[],
  options: { readonly byDay: boolean },
): Promise<readonly string[]> {
  const { tableLines } = await import('./table.ts');
  const ordered = await ordering(cli, batch);
  const width = cli.io.stdout.columns ?? 80;
  return tableLines(batch, { style: cli.style, width, now: cli.ports.now(), ordered, ...options });
}

async function ordering(cli: Cli, batch: readonly Found<Article>[]): Promise<(text: string) => string> {
  return orderFor(
    cli,
    batch.some(({ article }) => article.direction === 'rtl' || article.tags.some(hasRightLetters)),
  );
}

/** What puts names into the order in which they stand on the screen. */
export async function orderOf(cli: Cli, names: readonly string[]): Promise<(text: string) => string> {
  return orderFor(cli, names.some(hasRightLetters));
}

/** Who puts right-to-left text in order; the algorithm is loaded only where there is some. */
async function orderFor(cli: Cli, rightToLeft: boolean): Promise<(text: string) => string> {
  if (!rightToLeft || !cli.io.stdout.isTTY || cli.settings.bidi === 'terminal') return (text) => text;
  return (await import('../../content/bidi.ts')).visualText;
}

/** id, time, source, headline, tags, link, state: what a script cuts by column. In color only where that is forced. */
function tabbedLine(article: Article, { chalk }: Style): string {
  const state = [article.read === null ? 'unread' : 'read', ...(article.favorite === null ? [] : ['fav'])].join(',');
  const title = titleOf(article);
  return [
    chalk.dim(article.shortId),
    chalk.dim(iso(article.published ?? article.fetched) ?? ''),
    chalk.cyan(article.source.title),
    article.read === null ? chalk.bold(title) : title,
    chalk.dim(article.tags.join(',')),
    article.link ?? '',
    state,
  ].join('\t');
}
