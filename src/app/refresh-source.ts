/** One source, once through the journey: fetched, read, planned and stored. */
import { shorten } from '../content/clean.ts';
import { documentFacts } from '../core/document-facts.ts';
import { asNewsError, type NewsError } from '../core/errors.ts';
import type { Feed } from '../core/feed.ts';
import { identify, plan } from '../core/merge.ts';
import { decideMove, type Move } from '../core/move.ts';
import type { FetchRequest, FetchResult, Ports } from '../core/ports.ts';
import { pruningOf, withoutPruned } from '../core/retention.ts';
import { type Success, stateAfterFailure, stateAfterSuccess, stateAtRest, validatorsOf } from '../core/schedule.ts';
import { bareAddress, type Source } from '../core/source.ts';
import type { SourceUpdate } from '../core/source-update.ts';
import { type Hosts, isSilence } from './hosts.ts';
import type { Keeper, Place } from './keeper.ts';
import { fetchMissingTexts } from './page-text.ts';

export interface RefreshedSource {
  readonly id: string;
  readonly title: string;
  readonly status: 'refreshed' | 'not-modified' | 'failed';
  readonly new: number;
  readonly updated: number;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly nextAt: number | null;
  /** Ids of the new articles. */
  readonly newIds: readonly string[];
}

/** What the visits of one refresh share. */
export interface Run {
  readonly ports: Ports;
  readonly keeper: Keeper;
  readonly hosts: Hosts;
  readonly signal: AbortSignal;
}

/** What an answer holds; the body itself is let go. */
interface Reading {
  readonly answer: Omit<FetchResult, 'bytes'>;
  readonly notModified: boolean;
  readonly bodyHash: string | null;
  /** Null where nothing is new in it: not modified, or the same bytes as before. */
  readonly feed: Feed | null;
}

/**
 * Null when the reader interrupted it. Whatever the source does, even what we did not foresee, fails this source alone;
 * what is thrown comes from the store. `fetched` is told once whether an answer came.
 */
export async function refreshSource(
  run: Run,
  source: Source,
  fetched: (answered: boolean) => void,
): Promise<RefreshedSource | null> {
  const excuse = run.hosts.excuse(source);
  if (excuse) return keepFailure(run, source, excuse);
  const place = run.keeper.place();
  try {
    return await visit(run, source, { fetched, place });
  } finally {
    place.leave();
  }
}

async function visit(
  run: Run,
  source: Source,
  { fetched, place }: { readonly fetched: (answered: boolean) => void; readonly place: Place },
): Promise<RefreshedSource | null> {
  const { promise: letGo, resolve: letBytesGo } = Promise.withResolvers<void>();
  let reading: Reading;
  try {
    const answer = await ask(run, source, { fetched, heldUntil: letGo });
    place.take();
    reading = await read(run.ports, source, answer);
  } catch (thrown) {
    const error = asNewsError(thrown);
    if (run.signal.aborted || error.code === 'interrupted') return null;
    return keepFailure(run, source, error);
  } finally {
    letBytesGo();
  }
  return keepReading(run, source, reading, place);
}

async function ask(
  { ports, hosts, signal }: Run,
  source: Source,
  { fetched, heldUntil }: { readonly fetched: (answered: boolean) => void; readonly heldUntil: Promise<void> },
): Promise<FetchResult> {
  try {
    const answer = await ports.fetch(requestFor(source, ports.now()), { signal, heldUntil });
    hosts.answered(source);
    fetched(true);
    return answer;
  } catch (thrown) {
    const error = asNewsError(thrown);
    hosts.failed(source, error);
    fetched(!isSilence(error));
    throw error;
  }
}

async function read(ports: Ports, source: Source, { bytes, ...answer }: FetchResult): Promise<Reading> {
  if (!bytes) return { answer, notModified: true, bodyHash: null, feed: null };
  const bodyHash = hashOf(ports, bytes);
  const feed =
    bodyHash === source.state.bodyHash ? null : await ports.readFeed({ ...answer, bytes }, { forStore: true });
  return { answer, notModified: false, bodyHash, feed };
}

function requestFor(source: Source, now: number): FetchRequest {
  const { address, settings, state } = source;
  return {
    url: address,
    ...validatorsOf(state, now),
    // They are for this address: one that has any does not move to another origin (net/hops).
    headers: settings.headers,
    credentialsCommand: settings.credentialsCommand,
    userAgent: settings.userAgent,
    accept: 'feed',
  };
}

/** Stores what came of it. */
async function keepReading(run: Run, source: Source, reading: Reading, place: Place): Promise<RefreshedSource> {
  const { ports, keeper, signal } = run;
  const update = await planUpdate(ports, source, reading);
  if (!reading.feed && update.address === null) {
    await keeper.keep(source.id, update.state);
    return report(source, 'not-modified', { nextAt: update.state.nextAt });
  }
  const { added, updated } = await place.update(update);
  letGo(reading.feed);
  if (source.settings.fullText && !signal.aborted) await fetchMissingTexts(ports, source, update, signal);
  const newIds = update.changes.filter(({ kind }) => kind === 'add').map(({ id }) => id);
  const status = reading.feed ? 'refreshed' : 'not-modified';
  return report(source, status, { new: added, updated, nextAt: update.state.nextAt, newIds });
}

/** What was packed is of no use once it is stored, and need not wait for the collector, which does not see how large it is. */
function letGo(feed: Feed | null): void {
  const bytes = feed?.drafts.find(({ packed }) => packed)?.packed?.body;
  if (bytes?.buffer instanceof ArrayBuffer) bytes.buffer.transfer(0);
}

function report(source: Source, status: RefreshedSource['status'], rest: Partial<RefreshedSource>): RefreshedSource {
  const { id, title } = source;
  return { id, title, status, new: 0, updated: 0, error: null, nextAt: null, newIds: [], ...rest };
}

/** Decides what the answer changes. */
async function planUpdate(ports: Ports, source: Source, reading: Reading): Promise<SourceUpdate> {
  const { answer, notModified, bodyHash, feed } = reading;
  const now = ports.now();
  const success: Success = { ...answer, notModified, bodyHash, document: null, added: 0 };
  if (!feed) {
    // Bytes that are known stand for the feed that they are; 304 only says that some validator holds.
    const move = decideMove(source, answer.permanentUrl, !notModified);
    return unchanged(ports, source, success, { ...move, now });
  }
  const drafts = identify(feed.drafts);
  const store = await ports.store();
  const known = await store.known(source.id, {
    identities: drafts.map(({ identity }) => identity),
    links: drafts.flatMap(({ draft }) => draft.link ?? []),
  });
  const sourceAddress = source.settings.givenAddress ?? source.address;
  const planned = plan(ports.digest, { sourceAddress, drafts, known, now, method: feed.format });
  const listed = drafts.flatMap(({ identity, draft }) => (draft.link ? [identity, `link:${draft.link}`] : [identity]));
  const gone = await store.pruned(source.id, listed);
  const changes = withoutPruned(planned, new Set(gone), pruningOf(source, ports.limits.retention, now));
  const added = changes.filter(({ kind }) => kind === 'add').length;
  const document = documentFacts(feed.drafts, feed.hints, now);
  const move = decideMove(source, answer.permanentUrl, known.length > 0);
  const { title, link, language } = feed;
  return {
    ...unchanged(ports, source, { ...success, document, added }, { ...move, now }),
    feed: { title, link, language },
    changes,
    listed,
  };
}

/** An update that touches no article. */
function unchanged(
  ports: Ports,
  source: Source,
  success: Success,
  { address, movingTo, now }: Move & { readonly now: number },
): SourceUpdate {
  const state = stateAfterSuccess(source, success, now, ports.limits.intervalMs);
  const moved = address === null ? state.moved : { from: bareAddress(source.address), at: now };
  return { sourceId: source.id, state: { ...state, movingTo, moved }, feed: null, address, changes: [] };
}

function hashOf(ports: Ports, bytes: Uint8Array): string {
  return Array.from(ports.digest(bytes).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A failure touches nothing but the state. A host that wants rest is no failure of the source's own. */
async function keepFailure({ ports, keeper }: Run, source: Source, error: NewsError): Promise<RefreshedSource> {
  const now = ports.now();
  const retryAfterMs = typeof error.details.retryAfterMs === 'number' ? error.details.retryAfterMs : null;
  const failure = { code: error.code, message: shorten(error.message, 500) };
  const state = error.details.notAsked
    ? stateAtRest(source, now + (retryAfterMs ?? 0))
    : stateAfterFailure(source, { ...failure, retryAfterMs }, now);
  await keeper.keep(source.id, state);
  return report(source, 'failed', { error: failure, nextAt: state.nextAt });
}
