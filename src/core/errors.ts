/** Every failure that a person can be told about. The exit codes are mapped in cli/output/errors.ts. */

export type ErrorCode =
  | 'usage' // a flag, a value or a query that does not hold
  | 'not-found' // no such article, source, tag or file
  | 'ambiguous' // an id prefix or a name that fits several
  | 'network' // no answer, a refused or broken one
  | 'offline' // the network was needed and is ruled out
  | 'http-status' // an answer other than success
  | 'gone' // 410
  | 'too-large'
  | 'timeout'
  | 'forbidden-address' // not http(s), or a redirect into a private network
  | 'not-a-feed'
  | 'not-an-article'
  | 'not-a-discussion'
  | 'database'
  | 'favorites'
  | 'config'
  | 'file' // reading or writing a file failed
  | 'program' // a browser or other program could not be started, or failed
  | 'interrupted'
  | 'bug';

/** An expected failure: `message` says what happened and names the thing, `next` says what to do. */
export class NewsError extends Error {
  readonly code: ErrorCode;
  readonly next: string;
  /** e.g. the candidates of an ambiguous prefix, the HTTP status. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, next: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'NewsError';
    this.code = code;
    this.next = next;
    this.details = details;
  }
}

/** Anything thrown, as a NewsError: an unknown one is a bug of ours and keeps its stack as the cause. */
export function asNewsError(thrown: unknown): NewsError {
  if (thrown instanceof NewsError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const bug = new NewsError('bug', message, 'Please report this with the text above.');
  bug.cause = thrown;
  return bug;
}
