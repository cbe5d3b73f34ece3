import { Command } from 'commander';
import { type Peek, type PeekedArticle, peek } from '../../app/peek.ts';
import { titleOf } from '../../core/article.ts';
import { asNewsError, NewsError } from '../../core/errors.ts';
import { iso } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { partCode, printError } from '../output/errors.ts';
import { articleJson, type JsonObject, parseFields, pick, toJson } from '../output/json.ts';

interface PeekFlags {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly fields?: string;
  readonly baseUrl?: string;
}

export function peekCommand(cli: Cli): Command {
  return new Command('peek')
    .description('show what feeds hold, without storing it')
    .argument('<inputs...>', 'addresses, files, catalog names, or "-" for a feed on standard input')
    .option('--json', 'print JSON: an object, or an array of them for several inputs')
    .option('--jsonl', 'print one JSON object an input, as they are read')
    .option('--fields <names>', 'only these fields of each article')
    .option('--base-url <url>', 'what relative addresses stand against')
    .addHelpText(
      'after',
      '\nExamples:\n  news peek https://example.org/feed.xml\n  curl -s https://example.org/feed.xml | news peek - --base-url https://example.org/feed.xml\n  news peek *.xml --jsonl | jq -r ".articles[].title"',
    )
    .action((inputs: string[], flags: PeekFlags) => peekAll(cli, inputs, flags));
}

async function peekAll(cli: Cli, inputs: readonly string[], flags: PeekFlags): Promise<void> {
  if (flags.json && flags.jsonl)
    throw new NewsError('usage', '--json and --jsonl cannot stand together', 'Choose one form.');
  const baseUrl = flags.baseUrl === undefined ? null : checkedBase(flags.baseUrl);
  const fields = flags.fields === undefined ? null : parseFields(flags.fields);
  const objects: JsonObject[] = [];
  let failed = 0;
  let lastError: NewsError | null = null;
  for (const input of inputs) {
    const outcome = await tryPeek(cli, input, baseUrl);
    if (outcome instanceof NewsError) {
      failed += 1;
      lastError = outcome;
      if (inputs.length > 1) await printError(cli.io, outcome, cli.version);
    }
    const going = await printOne(cli, input, outcome, { flags, fields, objects });
    if (!going) return;
  }
  if (flags.json) {
    const value = inputs.length === 1 ? objects[0] : objects;
    await cli.io.stdout.write(`${toJson(value, cli.io.stdout.isTTY)}\n`);
  }
  if (inputs.length === 1 && lastError) throw lastError;
  cli.exitCode = partCode(failed, inputs.length);
}

export function checkedBase(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text).href;
  throw new NewsError(
    'usage',
    `--base-url "${text}" is no http(s) address`,
    'Give the address that the document comes from.',
  );
}

async function tryPeek(cli: Cli, input: string, baseUrl: string | null): Promise<Peek | NewsError> {
  try {
    return await peek(cli.ports, input, baseUrl);
  } catch (thrown) {
    const error = asNewsError(thrown);
    if (error.code === 'bug' || error.code === 'usage') throw thrown;
    return error;
  }
}

interface Printing {
  readonly flags: PeekFlags;
  readonly fields: readonly string[] | null;
  /** Collects for --json. */
  readonly objects: JsonObject[];
}

async function printOne(
  cli: Cli,
  input: string,
  outcome: Peek | NewsError,
  { flags, fields, objects }: Printing,
): Promise<boolean> {
  if (flags.json || flags.jsonl) {
    if (flags.jsonl && !(outcome instanceof NewsError)) return printLine(cli, input, outcome, fields);
    const object = peekJson(input, outcome, fields);
    if (flags.jsonl) return cli.io.stdout.write(`${toJson(object, false)}\n`);
    objects.push(object);
    return true;
  }
  if (outcome instanceof NewsError) return true;
  const lines = outcome.articles.map(({ draft }) =>
    [iso(draft.published) ?? '', titleOf(draft), draft.link ?? ''].join('\t'),
  );
  return cli.io.stdout.write(lines.length > 0 ? `${lines.join('\n')}\n` : '');
}

/** How many articles are written at a time: a feed of thousands need not stand in memory once more as text. */
const batchSize = 10;

/** One line of --jsonl, written in pieces. */
async function printLine(cli: Cli, input: string, { feed, articles }: Peek, fields: readonly string[] | null) {
  const { title, link, language } = feed;
  const { stdout } = cli.io;
  const source = toJson({ title, link, language }, false);
  let going = await stdout.write(`{"input":${toJson(input, false)},"source":${source},"articles":[`);
  for (let from = 0; going && from < articles.length; from += batchSize) {
    const batch = articles.slice(from, from + batchSize).map((article) => toJson(peekedJson(article, fields), false));
    going = await stdout.write(`${from > 0 ? ',' : ''}${batch.join(',')}`);
  }
  return going && stdout.write('],"error":null}\n');
}

function peekedJson({ id, draft }: PeekedArticle, fields: readonly string[] | null): JsonObject {
  return pick(articleJson(draft, { bodies: true, id }), fields);
}

function peekJson(input: string, outcome: Peek | NewsError, fields: readonly string[] | null): JsonObject {
  if (outcome instanceof NewsError) {
    const { code, message } = outcome;
    return { input, source: null, articles: [], error: { code, message } };
  }
  const { title, link, language } = outcome.feed;
  const articles = outcome.articles.map((article) => peekedJson(article, fields));
  return { input, source: { title, link, language }, articles, error: null };
}
