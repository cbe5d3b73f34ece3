import { Command } from 'commander';
import { keepPage } from '../../app/add-page.ts';
import { addFavorites } from '../../app/favorites.ts';
import { readArticle } from '../../app/read-article.ts';
import { asArticle } from '../../app/read-loose.ts';
import { readPageInput } from '../../app/read-page.ts';
import { addTags } from '../../app/tag-articles.ts';
import { safeLine } from '../../content/safe.ts';
import { type Article, titleOf } from '../../core/article.ts';
import { asNewsError, NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { partCode, printError } from '../output/errors.ts';
import { articleJson, type JsonObject, parseFields, pick, toJson } from '../output/json.ts';
import { checkedBase } from './peek.ts';

interface AddFlags {
  readonly tag?: readonly string[];
  readonly fav?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly fields?: string;
  readonly baseUrl?: string;
}

export function addCommand(cli: Cli): Command {
  return new Command('add')
    .description('keep web pages as articles, under the source "Saved pages"')
    .argument('<inputs...>', 'links, saved pages, or "-" for a page on standard input')
    .option('-t, --tag <tag>', 'a tag of yours for it (repeatable)', (tag: string, tags: readonly string[] = []) => [
      ...tags,
      tag,
    ])
    .option('--fav', 'keep it as a favorite too')
    .option('--dry-run', 'only print what would be kept')
    .option('--json', 'print JSON: an object, or an array of them for several inputs')
    .option('--jsonl', 'print one JSON object an input, as they are read')
    .option('--fields <names>', 'only these fields of each article')
    .option('--base-url <url>', 'where a saved page comes from')
    .addHelpText(
      'after',
      '\nExamples:\n  news add https://example.org/story\n  news add saved.html --base-url https://example.org/story --tag later\n  news add --dry-run --jsonl *.html | jq -r .article.title',
    )
    .action((inputs: string[], flags: AddFlags) => addAll(cli, inputs, flags));
}

async function addAll(cli: Cli, inputs: readonly string[], flags: AddFlags): Promise<void> {
  if (flags.json && flags.jsonl)
    throw new NewsError('usage', '--json and --jsonl cannot stand together', 'Choose one form.');
  const baseUrl = flags.baseUrl === undefined ? null : checkedBase(flags.baseUrl);
  const fields = flags.fields === undefined ? null : parseFields(flags.fields);
  const objects: JsonObject[] = [];
  const errors: NewsError[] = [];
  for (const input of inputs) {
    const outcome = await tryAdd(cli, input, baseUrl, flags);
    if (outcome instanceof NewsError) {
      errors.push(outcome);
      if (inputs.length > 1) await printError(cli.io, outcome, cli.version);
    }
    const object = outcomeJson(input, outcome, fields);
    objects.push(object);
    const line = flags.jsonl
      ? `${toJson(object, false)}\n`
      : flags.json || outcome instanceof NewsError
        ? ''
        : `${outcome.shortId}\t${titleOf(outcome)}\n`;
    if (line && !(await cli.io.stdout.write(line))) return;
  }
  if (flags.json)
    await cli.io.stdout.write(`${toJson(inputs.length === 1 ? objects[0] : objects, cli.io.stdout.isTTY)}\n`);
  const [only] = errors;
  if (inputs.length === 1 && only) throw only;
  cli.exitCode = partCode(errors.length, inputs.length);
}

async function tryAdd(cli: Cli, input: string, baseUrl: string | null, flags: AddFlags): Promise<Article | NewsError> {
  try {
    const page = await readPageInput(cli.ports, input, baseUrl);
    if (flags.dryRun) return asArticle(cli.ports, page);
    const article = await keepPage(cli.ports, page);
    const tags = (flags.tag ?? []).map(safeLine).filter(Boolean);
    if (tags.length > 0) await addTags(cli.ports, [article], tags);
    if (flags.fav) await addFavorites(cli.ports, [article]);
    return tags.length > 0 || flags.fav ? await readArticle(cli.ports, article.id) : article;
  } catch (thrown) {
    const error = asNewsError(thrown);
    if (error.code === 'bug' || error.code === 'usage' || error.code === 'database') throw thrown;
    return error;
  }
}

function outcomeJson(input: string, outcome: Article | NewsError, fields: readonly string[] | null): JsonObject {
  if (outcome instanceof NewsError)
    return { input, article: null, error: { code: outcome.code, message: outcome.message } };
  return { input, article: pick(articleJson(outcome, { bodies: true }), fields), error: null };
}
