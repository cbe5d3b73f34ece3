/** What SQLite says when it fails, in words that name the file and the next step. */
import { NewsError } from '../../core/errors.ts';

/** The primary result codes of sqlite.org/rescode.html that a reader can do something about. */
const readOnlyCode = 8;
const damagedCodes = [11, 26];

/** The primary code of an error of node:sqlite, null for any other error. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

/** The general code, which is also that of wrong SQL, and what SQLite says with it where the schema cannot be read. */
const generalCode = 1;
const aboutSchema =
  /malformed database schema|fts5 file format|vtable constructor failed|parse error in "|no such table/;

export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  if (code === generalCode && error instanceof Error) return aboutSchema.test(error.message);
  return code !== null && damagedCodes.includes(code);
}

/** True also where statements of ours that are known to be right fail: something in the file makes them wrong. */
export function isAnyDamage(error: unknown): boolean {
  return isDamage(error) || sqliteCode(error) === generalCode;
}

/** An error as SQLite throws it of a damaged file, for damage that only we can see. */
export function damageOf(detail: string): Error {
  return Object.assign(new Error(detail), { errcode: damagedCodes[0] });
}

export function damaged(path: string, detail: string): NewsError {
  return new NewsError(
    'database',
    `the database ${path} is damaged (${detail})`,
    'It is left as it is. "news doctor --fix" puts it aside and saves what it can into a new one.',
    { damaged: true },
  );
}

/** True for a failure that damaged() made. */
export function tellsDamage(error: unknown): error is NewsError {
  return error instanceof NewsError && error.details.damaged === true;
}

export function readOnlyFailure(path: string): NewsError {
  return new NewsError(
    'database',
    `the database ${path} cannot be written`,
    'Check the permissions of the file and its folder, and whether the disk is mounted for reading only.',
  );
}

const steps: Readonly<Record<number, readonly [what: string, next: string]>> = {
  5: ['is busy: another program held it for more than 10 seconds', 'Try again when the other program is done.'],
  6: ['is locked by another program', 'Try again when the other program is done.'],
  10: ['could not be read or written', 'Check the disk, then try again.'],
  13: ['could not grow: the disk is full', 'Make room on the disk; what was stored before is kept.'],
  14: ['could not be opened', 'Check that the folder exists and that you may read it.'],
};

/** Any error of SQLite as a NewsError "database"; everything else as it is. */
export function asDatabaseError(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  if (code === null || !(error instanceof Error)) return error;
  const known = steps[code];
  const failure = known
    ? new NewsError('database', `the database ${path} ${known[0]}`, known[1])
    : isDamage(error)
      ? damaged(path, error.message)
      : code === readOnlyCode
        ? readOnlyFailure(path)
        : null;
  if (!failure) return error; // wrong SQL is a bug of ours and keeps its stack
  failure.cause = error;
  return failure;
}
