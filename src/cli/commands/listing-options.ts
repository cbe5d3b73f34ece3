/** The flags that every listing command takes, and the query and form that they mean. */
import type { Command } from 'commander';
import { NewsError } from '../../core/errors.ts';
import { parseQuery } from '../../core/parse-query.ts';
import { allOf, type Filter, type Sort, sorts } from '../../core/query.ts';
import { parseMoment } from '../../core/time.ts';
import { articleFields, needsBodies, parseFields } from '../output/json.ts';
import type { Format } from '../output/listing.ts';

export interface FilterFlags {
  readonly tag?: readonly string[];
  readonly section?: string;
  readonly source?: string;
  readonly since?: string;
  readonly until?: string;
  readonly unread?: boolean;
  readonly fav?: boolean;
}

export interface FormatFlags {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly fields?: string;
  readonly template?: string;
}

export interface ListingFlags extends FilterFlags, FormatFlags {
  readonly limit?: string;
  readonly sort?: string;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export function filterOptions(command: Command): Command {
  return command
    .option('-t, --tag <tag>', 'only with this tag (repeat it: all must match)', collect)
    .option('--section <section>', 'only in this section')
    .option('--source <source>', 'only from this source (id, part of its title, or host)')
    .option('--since <time>', 'not older than this: 2h, 3d, yesterday, 2026-11-01')
    .option('--until <time>', 'older than this')
    .option('-u, --unread', 'only unread')
    .option('--fav', 'only favorites');
}

/** `two` of the fields, for the examples. */
export function formatOptions(command: Command, two: readonly [string, string] = ['id', 'title']): Command {
  return command
    .option('--json', 'print JSON')
    .option('--jsonl', 'print JSON, one object a line')
    .option('--fields <names>', `only these fields of the JSON, e.g. ${two.join(',')}`)
    .option('--template <text>', `print each by this template, e.g. "{${two.join('} {')}}"`);
}

export function listingOptions(command: Command): Command {
  return formatOptions(
    filterOptions(command)
      .option('-n, --limit <number>', 'at most this many, or "all"')
      .option('--sort <order>', `one of ${sorts.join(', ')}`),
  );
}

/** The query's words and the flags, all of which must hold. */
export function filterOf(words: readonly string[], flags: FilterFlags, now: number): Filter {
  return allOf([
    parseQuery(words.join(' '), now),
    ...(flags.tag ?? []).map((tag): Filter => ({ kind: 'tag', tag: given('--tag', tag) })),
    ...(flags.section === undefined ? [] : [{ kind: 'section', section: given('--section', flags.section) } as const]),
    ...(flags.source === undefined ? [] : [{ kind: 'source', name: given('--source', flags.source) } as const]),
    ...(flags.since === undefined ? [] : [{ kind: 'since', at: moment('--since', flags.since, now) } as const]),
    ...(flags.until === undefined ? [] : [{ kind: 'until', at: moment('--until', flags.until, now) } as const]),
    ...(flags.unread ? [{ kind: 'read', read: false } as const] : []),
    ...(flags.fav ? [{ kind: 'favorite' } as const] : []),
  ]);
}

function given(flag: string, value: string): string {
  if (value.trim()) return value.trim();
  throw new NewsError('usage', `${flag} needs a value`, `Give one, e.g. ${flag} world.`);
}

function moment(flag: string, value: string, now: number): number {
  const at = parseMoment(value, now);
  if (at !== null) return at;
  throw new NewsError(
    'usage',
    `${flag} "${value}" is no time`,
    'Write it as 90m, 2h, 3d, 1w, today, yesterday, 2026-11-01 or 2026-11-01T18:30.',
  );
}

/** null stands for "all". */
export function limitOf(text: string | undefined, otherwise: number, what = 'articles'): number | null {
  if (text === undefined) return Number.isFinite(otherwise) ? otherwise : null;
  if (text.toLowerCase() === 'all') return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new NewsError('usage', `--limit "${text}" is no number of ${what}`, 'Give a whole number, or "all".');
}

export function sortOf(text: string | undefined, otherwise: Sort): Sort {
  return text === undefined ? otherwise : orderNamed(Object.fromEntries(sorts.map((name) => [name, name])), text);
}

/** One of a command's orders by the name in --sort. */
export function orderNamed<T>(orders: Readonly<Record<string, T>>, text: string): T {
  const name = text.toLowerCase();
  const order = Object.hasOwn(orders, name) ? orders[name] : undefined;
  if (order !== undefined) return order;
  throw new NewsError('usage', `--sort "${text}" is no order`, `Orders: ${Object.keys(orders).join(', ')}.`);
}

/** The form asked for and whether it needs bodies. */
export async function formatOf(
  flags: FormatFlags,
  valid: readonly string[] = articleFields,
): Promise<{ readonly format: Format; readonly bodies: boolean }> {
  const chosen = (['json', 'jsonl', 'template'] as const).filter((name) => flags[name] !== undefined);
  if (chosen.length > 1) {
    throw new NewsError('usage', `--${chosen[0]} and --${chosen[1]} cannot stand together`, 'Choose one form.');
  }
  if (flags.template !== undefined) {
    if (flags.fields !== undefined)
      throw new NewsError('usage', '--fields and --template cannot stand together', 'Name the fields in the template.');
    const { parseTemplate } = await import('../output/template.ts');
    const template = parseTemplate(flags.template, valid);
    return { format: { kind: 'template', template }, bodies: needsBodies(template.fields) };
  }
  const fields = flags.fields === undefined ? null : parseFields(flags.fields, valid);
  const kind = flags.jsonl ? 'jsonl' : flags.json || fields ? 'json' : 'text';
  return kind === 'text'
    ? { format: { kind }, bodies: false }
    : { format: { kind, fields }, bodies: fields !== null && needsBodies(fields) };
}
