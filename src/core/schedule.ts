/** When a source is fetched again. Nothing here touches the world. */
import type { FetchState, Source } from './source.ts';
import { day } from './time.ts';

/** Validators older than this are not sent: servers that always answer 304 would hide new articles for ever. */
const validatorsLastMs = 8 * day;

export function isDue(source: Source, now: number): boolean {
  if (source.state.gone) return false;
  return source.state.nextAt === null || source.state.nextAt <= now;
}

/** The validators to send, none when they are too old. */
export function validatorsOf(state: FetchState, now: number): Pick<FetchState, 'etag' | 'lastModified'> {
  const usable = state.validatorsAt !== null && now - state.validatorsAt < validatorsLastMs;
  return usable ? { etag: state.etag, lastModified: state.lastModified } : { etag: null, lastModified: null };
}

interface Success {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** How long the server says the answer stays fresh. */
  readonly freshForMs: number | null;
  readonly notModified: boolean;
}

/** Milliseconds between refreshes: the reader's for this source, else the default, but never more often than the server allows. */
function intervalOf(source: Source, defaultMs: number, freshForMs: number | null): number {
  return Math.max(source.settings.intervalMs ?? defaultMs, Math.min(freshForMs ?? 0, day));
}

export function stateAfterSuccess(source: Source, answer: Success, now: number, defaultMs: number): FetchState {
  const kept = answer.notModified
    ? {
        etag: answer.etag ?? source.state.etag,
        lastModified: answer.lastModified ?? source.state.lastModified,
        validatorsAt: source.state.validatorsAt,
      }
    : { etag: answer.etag, lastModified: answer.lastModified, validatorsAt: now };
  return {
    ...kept,
    triedAt: now,
    fetchedAt: now,
    nextAt: now + intervalOf(source, defaultMs, answer.freshForMs),
    failures: 0,
    error: null,
    gone: false,
  };
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs: number | null;
}

/**
 * Back-off doubles the interval with each failure in a row, up to a day; jitter of up to a quarter, taken from the
 * source's id so that it needs no dice, keeps sources that failed together from coming back together.
 * The validators stay: nothing stored is touched by a failure.
 */
export function stateAfterFailure(source: Source, failure: Failure, now: number, defaultMs: number): FetchState {
  const failures = source.state.failures + 1;
  const base = source.settings.intervalMs ?? defaultMs;
  const backOff = Math.min(base * 2 ** Math.min(failures, 20), day);
  const jitter = 1 + (jitterOf(source.id, failures) - 0.5) / 2;
  const wait = Math.max(Math.min(backOff * jitter, day), Math.min(failure.retryAfterMs ?? 0, day));
  return {
    ...source.state,
    triedAt: now,
    nextAt: now + Math.round(wait),
    failures,
    error: { code: failure.code, message: failure.message },
    gone: failure.code === 'gone',
  };
}

/** 0 to 1, evenly spread over ids. */
function jitterOf(id: string, failures: number): number {
  let hash = failures;
  for (const char of id) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
  return (hash % 1000) / 1000;
}
