import { Command } from 'commander';
import { readArticle } from '../../app/read-article.ts';
import { safeLine } from '../../content/safe.ts';
import { titleOf } from '../../core/article.ts';
import { NewsError } from '../../core/errors.ts';
import { allShareTargets, type ShareTarget, shareAddress } from '../../core/share.ts';
import type { Cli } from '../cli.ts';

interface ShareFlags {
  readonly to?: string;
  readonly list?: boolean;
}

export function shareCommand(cli: Cli): Command {
  return new Command('share')
    .description('send an article’s link to Telegram, mail and others')
    .argument('[article]', 'its id, a prefix of it, or its link')
    .option('--to <target>', 'where to: telegram, mail, … (the first of the list where not given)')
    .option('--list', 'list the targets')
    .addHelpText(
      'after',
      '\nExamples:\n  news share 3f9k --to telegram\n  news share 3f9k --to mail\n  news share --list\n\nOn a terminal it opens the target; piped it prints the address.\nTargets of your own: news config set share \'{"Notes": "https://notes.example/new?u={link}&t={title}"}\'',
    )
    .action((reference: string | undefined, flags: ShareFlags) => share(cli, reference, flags));
}

async function share(cli: Cli, reference: string | undefined, flags: ShareFlags): Promise<void> {
  const { stdout, stderr } = cli.io;
  const targets = allShareTargets(cli.settings.share);
  if (flags.list) {
    await stdout.write(targets.map(({ name, url }) => `${safeLine(name)}\t${safeLine(url)}\n`).join(''));
    return;
  }
  if (reference === undefined)
    throw new NewsError('usage', 'there is no article to share', 'news share <id> --to mail');
  const target = findTarget(targets, flags.to);
  const article = await readArticle(cli.ports, reference);
  if (article.link === null)
    throw new NewsError('not-found', `article ${article.shortId} has no link`, 'It can only be read here.');
  const address = shareAddress(target, { link: article.link, title: titleOf(article) });
  if (!stdout.isTTY) {
    await stdout.write(`${safeLine(address)}\n`);
    return;
  }
  await cli.browse(address, { mail: true });
  await stderr.write(`Shared through ${safeLine(target.name)}\n`);
}

/** The whole name or its beginning, in either case; a beginning that several have is no name. */
function findTarget(targets: readonly ShareTarget[], wanted: string | undefined): ShareTarget {
  const names = targets.map(({ name }) => name).join(', ');
  const [first] = targets;
  if (!first) throw new NewsError('usage', 'there is no target to share with', 'See "news help share".');
  if (wanted === undefined) return first;
  const folded = wanted.toLowerCase();
  const exact = targets.find(({ name }) => name.toLowerCase() === folded);
  const begun = targets.filter(({ name }) => folded !== '' && name.toLowerCase().startsWith(folded));
  const found = exact ?? (begun.length === 1 ? begun[0] : undefined);
  if (!found) throw new NewsError('usage', `there is no share target "${wanted}"`, `Choose one of: ${names}.`);
  return found;
}
