/** Which articles a command means: ids, prefixes, links, or "-" for a list of them on standard input. */
import type { NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { partCode, printWarning } from '../output/errors.ts';

/**
 * The words of the command line, "-" replaced by the first words of standard input's lines. None where standard input
 * is empty: a listing that found nothing is no mistake, and a command behind it has nothing to do. It must not take
 * that for no word at all, which may mean everything.
 */
export async function expandReferences(cli: Cli, words: readonly string[]): Promise<readonly string[]> {
  if (!words.includes('-')) return words;
  const text = new TextDecoder().decode(await cli.ports.files.read('-'));
  const lines = text
    .split('\n')
    .flatMap((line) => line.trim().split(/\s+/, 1))
    .filter(Boolean);
  return words.flatMap((word) => (word === '-' ? lines : [word]));
}

/** Says which of several references failed, and sets the exit code; the error of a single one is thrown. */
export async function settleFailures(cli: Cli, errors: readonly NewsError[], total: number): Promise<void> {
  const [first] = errors;
  if (first && total === 1) throw first;
  for (const error of errors) await printWarning(cli.io, error);
  cli.exitCode = partCode(errors.length, total);
}
