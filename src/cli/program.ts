import type { Cli } from './cli.ts';
import { printListing } from './commands/print-listing.ts';

/**
 * Runs one command line. "news" and "news list" by themselves have nothing to parse: commander, which takes a quarter of a
 * listing's time, is loaded only for more words.
 */
export async function runProgram(cli: Cli, words: readonly string[]): Promise<void> {
  const [name = 'list', ...rest] = words;
  if (name === 'list' && rest.length === 0) return printListing(cli, [], {}, { sort: 'newest', snippets: false });
  const { runCommand } = await import('./run-command.ts');
  return runCommand(cli, words);
}
