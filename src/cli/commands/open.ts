import { Command } from 'commander';
import { readArticles } from '../../app/read-article.ts';
import { NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { expandReferences, settleFailures } from './references.ts';

export function openCommand(cli: Cli): Command {
  return new Command('open')
    .description('open articles in the browser')
    .argument('<articles...>', 'ids, links, or "-" for ids on standard input')
    .action(async (words: string[]) => {
      for (const link of await links(cli, words)) await cli.browse(link);
    });
}

export function copyCommand(cli: Cli): Command {
  return new Command('copy')
    .description('copy articles’ links to the clipboard of the terminal (OSC 52)')
    .argument('<articles...>', 'ids, links, or "-" for ids on standard input')
    .action(async (words: string[]) => {
      const found = await links(cli, words);
      if (found.length === 0) return;
      const text = found.join('\n');
      if (!cli.io.stdout.isTTY) {
        await cli.io.stdout.write(`${text}\n`);
        return;
      }
      await cli.io.stdout.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
      await cli.io.stderr.write(`Copied ${found.join(', ')}\n`);
    });
}

async function links(cli: Cli, words: readonly string[]): Promise<readonly string[]> {
  const references = await expandReferences(cli, words);
  const { articles, errors } = await readArticles(cli.ports, references);
  const found = articles.flatMap(({ link }) => link ?? []);
  const missing = articles
    .filter(({ link }) => link === null)
    .map(({ shortId }) => new NewsError('not-found', `article ${shortId} has no link`, 'It can only be read here.'));
  const failures = [...errors, ...missing];
  await settleFailures(cli, failures, references.length);
  return found;
}
