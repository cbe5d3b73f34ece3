/** The one place that prints an error, and the table of exit codes. */
import { safeText } from '../../content/safe.ts';
import { asNewsError, type ErrorCode, type NewsError } from '../../core/errors.ts';
import type { Io } from '../io.ts';

export const exitCodes: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  ambiguous: 2,
  config: 2,
  'not-found': 5,
  network: 1,
  offline: 1,
  'http-status': 1,
  gone: 1,
  'too-large': 1,
  timeout: 1,
  'forbidden-address': 1,
  'not-a-feed': 1,
  'not-an-article': 1,
  'not-a-discussion': 1,
  database: 1,
  favorites: 1,
  file: 1,
  program: 1,
  interrupted: 130,
  bug: 70,
};

/** Some of many failed (3), or all of them (4), or none (0). */
export function partCode(failed: number, total: number): number {
  if (failed === 0) return 0;
  return failed < total ? 3 : 4;
}

/** Words in one line; only rows of our own under it (candidates, feeds) begin with blanks, and stay. */
function line(words: string): string {
  return safeText(words)
    .trim()
    .replace(/\n(?! {2}\S)/g, ' ');
}

/** Says what happened and what to do next on standard error; returns the exit code. */
export async function printError(io: Pick<Io, 'stderr' | 'env'>, thrown: unknown, version: string): Promise<number> {
  const error = asNewsError(thrown);
  const bug = error.code === 'bug';
  await io.stderr.write(`news: ${line(error.message)}\n${bug ? '' : `${line(error.next)}\n`}`);
  if (bug || io.env.NEWS_DEBUG === '1') await io.stderr.write(`${trace(error, version)}\n`);
  if (bug) await io.stderr.write(`This is a bug of news. ${line(error.next)}\n`);
  return exitCodes[error.code];
}

function trace(error: NewsError, version: string): string {
  const origin = error.cause instanceof Error ? error.cause : error;
  return safeText(
    `news ${version}, Node ${process.versions.node}, ${process.platform}\n${origin.stack ?? origin.message}`,
  );
}

/** One line for an input that failed while others go on. */
export async function printWarning(io: Pick<Io, 'stderr'>, error: NewsError): Promise<void> {
  await io.stderr.write(`news: ${line(error.message)}\n`);
}
