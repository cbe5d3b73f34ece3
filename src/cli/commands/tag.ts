import { Command } from 'commander';
import { readArticles } from '../../app/read-article.ts';
import { addTags, removeTags } from '../../app/tag-articles.ts';
import { safeLine } from '../../content/safe.ts';
import { NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { articleJson, toJson } from '../output/json.ts';
import { expandReferences, settleFailures } from './references.ts';

export function tagCommand(cli: Cli): Command {
  const command = new Command('tag').description('your own tags on an article');
  for (const [name, description] of [
    ['add', 'put tags of your own on an article'],
    ['remove', 'take tags of your own off an article'],
  ] as const) {
    command
      .command(name)
      .description(description)
      .argument('<article>', 'its id, a prefix of it, or its link; "-" for ids on standard input')
      .argument('<tags...>', 'one tag a word; quote a tag of several words')
      .option('--json', 'print the article as JSON')
      .action((reference: string, tags: string[], flags: { json?: boolean }) => tag(cli, name, reference, tags, flags));
  }
  return command;
}

async function tag(
  cli: Cli,
  action: 'add' | 'remove',
  reference: string,
  given: readonly string[],
  flags: { readonly json?: boolean },
): Promise<void> {
  const tags = given.map((word) => safeLine(word).slice(0, 100)).filter(Boolean);
  if (tags.length === 0)
    throw new NewsError('usage', 'a tag needs at least one letter', 'Give it as a word, e.g. news tag add 3f9k later');
  const references = await expandReferences(cli, [reference]);
  const { articles, errors } = await readArticles(cli.ports, references);
  await settleFailures(cli, errors, references.length);
  if (articles.length === 0) return;
  await (action === 'add' ? addTags : removeTags)(cli.ports, articles, tags);
  const { articles: changed } = await readArticles(
    cli.ports,
    articles.map(({ id }) => id),
  );
  if (flags.json) {
    const objects = changed.map((article) => articleJson(article, { bodies: false }));
    await cli.io.stdout.write(`${toJson(reference === '-' ? objects : objects[0], cli.io.stdout.isTTY)}\n`);
    return;
  }
  for (const article of changed)
    await cli.io.stderr.write(`${article.shortId}: ${article.tags.join(', ') || 'no tags'}\n`);
}
