import { Command } from 'commander';
import { NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { type ListingFlags, listingOptions } from './listing-options.ts';
import { printListing } from './print-listing.ts';

export function listCommand(cli: Cli): Command {
  const command = new Command('list')
    .description('headlines, newest first')
    .argument('[query...]', 'what to list; see "news help query"')
    .addHelpText(
      'after',
      '\nExamples:\n  news list\n  news list tag:science -source:bbc since:2d\n  news list --unread --section world --limit all\n  news list --json | jq -r ".[].title"\n\nPiped: id, time, source, headline, tags, link and state, parted by tabs.',
    );
  return listingOptions(command).action((words: string[], flags: ListingFlags) =>
    printListing(cli, words, flags, { sort: 'newest', snippets: false }),
  );
}

export function searchCommand(cli: Cli): Command {
  const command = new Command('search')
    .description('headlines that hold the words, best first')
    .argument('<query...>', 'words, "exact words", word*, field:value; see "news help query"')
    .addHelpText(
      'after',
      '\nExamples:\n  news search budget vote\n  news search \'"exact words" tag:politics\'\n  news search lang:ar انتخابات --since 1w',
    );
  return listingOptions(command).action(async (words: string[], flags: ListingFlags) => {
    if (words.join('').trim() === '')
      throw new NewsError('usage', 'which words?', 'Give some: news search budget vote; or "news list" for all.');
    await printListing(cli, words, flags, { sort: 'relevance', snippets: true });
  });
}
