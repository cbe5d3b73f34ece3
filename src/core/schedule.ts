/**
 * When a source is fetched again. Nothing here touches the world. In the order of precedence:
 * what the server demands (Retry-After, Cache-Control, Expires) is never undercut; the reader's interval; else the
 * longest of what the publisher hints at and what its own rhythm makes sensible; all between 10 minutes and a day.
 */
import type { DocumentFacts, FetchState, RefreshHints, Source } from './source.ts';
import { day, hour, minute } from './time.ts';

/** Validators older than this are not sent: servers that always answer 304 would hide new articles for ever. */
const validatorsLastMs = 8 * day;

/** No server is asked more often, whatever it or the reader says, and none is forgotten for longer. */
export const shortestRest = 10 * minute;
export const longestRest = day;

/** Where neither the publisher nor the dates of its articles tell anything. */
const unknownRest = hour;

/** A quarter of the usual gap: what comes hourly is read within 15 minutes, and what comes weekly a day later at most. */
const visitsPerGap = 4;

/** `intervalMs` is the reader's interval for all sources, null where each follows its own rhythm. */
export function isDue(source: Source, now: number, intervalMs: number | null): boolean {
  if (source.state.gone) return false;
  const at = dueAt(source, intervalMs);
  return at === null || at <= now;
}

/** From when on a source that is not gone is fetched again; null where it never was. */
export function dueAt(source: Source, intervalMs: number | null): number | null {
  return intervalMs === null ? source.state.nextAt : sooner(source.state.nextAt, rescheduled(source, intervalMs));
}

/** An interval set after the last fetch counts from that fetch on. */
function sooner(planned: number | null, wanted: number | null): number | null {
  return planned === null || wanted === null ? planned : Math.min(planned, wanted);
}

/** When the source is due by its settings as they are now; back-off and rest stay as they were planned. */
export function rescheduled(source: Source, intervalMs: number | null): number | null {
  const { fetchedAt, failures, nextAt, document, lastNewAt, freshUntil, restUntil } = source.state;
  if (fetchedAt === null || nextAt === null || failures > 0) return nextAt;
  const visit = { now: fetchedAt, document, lastNewAt, demandedMs: (freshUntil ?? fetchedAt) - fetchedAt };
  return Math.max(nextVisit(source, visit, source.settings.intervalMs ?? intervalMs), restUntil ?? 0);
}

/** The validators to send, none when they are too old. */
export function validatorsOf(state: FetchState, now: number): Pick<FetchState, 'etag' | 'lastModified'> {
  const usable = state.validatorsAt !== null && now - state.validatorsAt < validatorsLastMs;
  return usable ? { etag: state.etag, lastModified: state.lastModified } : { etag: null, lastModified: null };
}

export interface Success {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** How long the server says the answer stays fresh. */
  readonly freshForMs: number | null;
  /** True for 304: the validators that were sent hold. */
  readonly notModified: boolean;
  readonly bodyHash: string | null;
  /** Null where nothing was parsed: not modified, or the same bytes as before. */
  readonly document: DocumentFacts | null;
  /** How many articles it brought that were not known. */
  readonly added: number;
}

export function stateAfterSuccess(source: Source, answer: Success, now: number, intervalMs: number | null): FetchState {
  const { state } = source;
  const kept = answer.notModified
    ? {
        etag: answer.etag ?? state.etag,
        lastModified: answer.lastModified ?? state.lastModified,
        validatorsAt: state.validatorsAt,
      }
    : { etag: answer.etag, lastModified: answer.lastModified, validatorsAt: now };
  const document = withRhythm(answer.document, state.document);
  const lastNewAt = answer.added > 0 ? now : state.lastNewAt;
  const visit = { now, document, lastNewAt, demandedMs: answer.freshForMs ?? 0 };
  return {
    ...state,
    ...kept,
    triedAt: now,
    fetchedAt: now,
    nextAt: nextVisit(source, visit, source.settings.intervalMs ?? intervalMs),
    freshUntil: answer.freshForMs === null ? null : now + answer.freshForMs,
    bodyHash: answer.bodyHash ?? state.bodyHash,
    failures: 0,
    failingSince: null,
    error: null,
    restUntil: null,
    gone: false,
    lastNewAt,
    document,
  };
}

/** A document too short to show a rhythm does not make the known one forgotten. */
function withRhythm(document: DocumentFacts | null, before: DocumentFacts | null): DocumentFacts | null {
  if (!document) return before;
  return document.rhythmMs === null ? { ...document, rhythmMs: before?.rhythmMs ?? null } : document;
}

interface Visit {
  readonly now: number;
  readonly document: DocumentFacts | null;
  readonly lastNewAt: number | null;
  /** The server's own word: not sooner than this. */
  readonly demandedMs: number;
}

function nextVisit(source: Source, visit: Visit, intervalMs: number | null): number {
  const { now, demandedMs } = visit;
  // Files spare nobody anything by waiting, and the bundled ones change with the program only.
  if (source.address.startsWith('file:')) return now + shortestRest;
  if (source.address.startsWith('sample:')) return now + longestRest;
  if (intervalMs !== null) return now + bounded(Math.max(punctual(intervalMs), demandedMs));
  return unpromptedVisit(source, visit);
}

/** A minute less: a timer that runs as often as the interval would else come seconds early, and fetch every second time. */
function punctual(intervalMs: number): number {
  return intervalMs - minute;
}

/** Where the reader leaves it to us. Up to a tenth is added, so that sources of one host drift apart. */
function unpromptedVisit(source: Source, { now, document, lastNewAt, demandedMs }: Visit): number {
  const hints = document?.hints ?? null;
  const rhythm = rhythmRest(document, lastNewAt, now);
  const hinted = hints?.everyMs ?? null;
  const wished = rhythm === null && hinted === null ? unknownRest : Math.max(rhythm ?? 0, hintedRest(hints));
  const spread = 1 + diceOf(source.id, 0) / 10;
  const at = now + bounded(Math.max(wished * spread, demandedMs));
  const counted = nextUpdate(hints, now + shortestRest);
  const onTime = counted === null ? at : Math.max(at, counted + diceOf(source.id, 1) * shortestRest);
  return Math.round(Math.min(afterSkipped(hints, onTime), now + longestRest));
}

/** An update that is counted from a moment comes at that moment, not an interval after our visit. */
function hintedRest(hints: RefreshHints | null): number {
  return hints?.baseAt === null ? (hints.everyMs ?? 0) : 0;
}

/** How long a source may rest by its own rhythm, longer the longer it has been silent; null where nothing is known. */
function rhythmRest(document: DocumentFacts | null, lastNewAt: number | null, now: number): number | null {
  const newestAt = document?.newestAt ?? null;
  const heard = Math.max(newestAt ?? 0, lastNewAt ?? 0);
  // A silence four times the usual gap is a gap of its own: a paper of the day sleeps at night and is not yet slow.
  const silence = heard === 0 ? 0 : Math.max(now - heard, 0) / visitsPerGap;
  const gap = document?.rhythmMs ?? (silence > unknownRest * visitsPerGap ? silence : null);
  return gap === null ? null : Math.max(gap, silence) / visitsPerGap;
}

/** The first update at or after `from` by the publisher's own count (sy:updateBase); null where there is none. */
function nextUpdate(hints: RefreshHints | null, from: number): number | null {
  if (hints === null || hints.baseAt === null || hints.everyMs === null || hints.everyMs <= 0) return null;
  const { baseAt, everyMs } = hints;
  return baseAt + Math.ceil((from - baseAt) / everyMs) * everyMs;
}

/** The first moment from `at` on that is in no skipped hour or day; `at` itself where every one of them is skipped. */
function afterSkipped(hints: RefreshHints | null, at: number): number {
  if (hints === null || (hints.skipHours.length === 0 && hints.skipDays.length === 0)) return at;
  const isSkipped = (moment: number) => {
    const date = new Date(moment);
    return hints.skipHours.includes(date.getUTCHours()) || hints.skipDays.includes(date.getUTCDay());
  };
  if (!isSkipped(at)) return at;
  const nextHour = (Math.floor(at / hour) + 1) * hour;
  for (let moment = nextHour; moment < nextHour + 7 * day; moment += hour) if (!isSkipped(moment)) return moment;
  return at;
}

function bounded(ms: number): number {
  return Math.round(Math.min(Math.max(ms, shortestRest), longestRest));
}

export interface Failure {
  readonly code: string;
  readonly message: string;
  /** How long the server asks to be left alone, a day at most (net/response-headers); null where it does not. */
  readonly retryAfterMs: number | null;
}

/**
 * The first failure waits 10 minutes, each further one in a row twice as long, up to a day; a quarter more or less
 * keeps sources that failed together from coming back together. 410 stops polling until the reader asks by name.
 * The validators stay: nothing stored is touched by a failure.
 */
export function stateAfterFailure(source: Source, failure: Failure, now: number): FetchState {
  const { state } = source;
  const failures = state.failures + 1;
  const gone = failure.code === 'gone';
  const backOff = shortestRest * 2 ** Math.min(failures - 1, 20);
  const restMs = failure.retryAfterMs;
  const wait = bounded(
    Math.max(Math.min(backOff, longestRest) * (0.75 + diceOf(source.id, failures) / 2), restMs ?? 0),
  );
  return {
    ...state,
    triedAt: now,
    nextAt: gone ? null : now + wait,
    failures,
    failingSince: state.failingSince ?? now,
    error: { code: failure.code, message: failure.message },
    restUntil: restMs === null ? null : now + restMs,
    gone,
  };
}

/** A source that was not asked, because its host wants to be left alone until `restUntil`. */
export function stateAtRest(source: Source, restUntil: number): FetchState {
  return { ...source.state, nextAt: Math.max(restUntil, source.state.nextAt ?? 0), restUntil };
}

/** 0 to 1, evenly spread over ids; the same every time, so that decisions need no dice of the world's. */
function diceOf(id: string, roll: number): number {
  let hash = roll;
  for (const char of id) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
  return (hash % 1000) / 1000;
}
