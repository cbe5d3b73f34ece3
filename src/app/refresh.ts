/** Fetches what is due and stores what is new. */
import { shorten } from '../content/clean.ts';
import type { Draft } from '../core/article.ts';
import { documentFacts } from '../core/document-facts.ts';
import { asNewsError, NewsError } from '../core/errors.ts';
import { identify, maxDrafts, plan } from '../core/merge.ts';
import { decideMove, type Move } from '../core/move.ts';
import type { FetchResult, Ports, SourceUpdate } from '../core/ports.ts';
import { pruningOf, withoutPruned } from '../core/retention.ts';
import { isDue, type Success, stateAfterFailure, stateAfterSuccess, validatorsOf } from '../core/schedule.ts';
import { pagesAddress, type Source } from '../core/source.ts';
import { fetchMissingTexts } from './page-text.ts';
import { pruneAfterRefresh } from './prune.ts';

export interface RefreshedSource {
  readonly id: string;
  readonly title: string;
  readonly status: 'refreshed' | 'not-modified' | 'failed';
  readonly new: number;
  readonly updated: number;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly nextAt: number | null;
}

export interface RefreshReport {
  readonly started: number;
  readonly finished: number;
  readonly sources: readonly RefreshedSource[];
  readonly new: number;
  readonly updated: number;
  readonly failed: number;
  /** Articles that the reader's retention took away afterwards. */
  readonly pruned: number;
}

export interface RefreshOptions {
  readonly signal?: AbortSignal;
  /** Called when a source is done; `total` counts all that will be. */
  readonly onProgress?: (done: number, total: number, source: RefreshedSource) => void;
}

/** Refreshes the named sources, or those that are due (all with `force`). What is done stays done when the signal ends it. */
export async function refresh(
  ports: Ports,
  options: RefreshOptions & { readonly names: readonly Source[] | null; readonly force: boolean },
): Promise<RefreshReport> {
  if (ports.limits.offline)
    throw new NewsError(
      'offline',
      'refresh needs the network, and it is ruled out',
      'Leave out --offline (or unset the setting "offline").',
    );
  const store = await ports.store();
  const now = ports.now();
  const candidates = (options.names ?? (await store.sources())).filter(({ address }) => address !== pagesAddress);
  const chosen =
    options.names || options.force
      ? candidates
      : candidates.filter((source) => isDue(source, now, ports.limits.intervalMs));
  const report = await refreshSources(ports, chosen, options);
  const pruned = options.signal?.aborted ? 0 : await pruneAfterRefresh(ports, options.signal);
  return { ...report, pruned };
}

/** Refreshes these sources whether or not they are due, at most `limits.parallel` at a time. */
export async function refreshSources(
  ports: Ports,
  sources: readonly Source[],
  options: RefreshOptions,
): Promise<RefreshReport> {
  const started = ports.now();
  const done: RefreshedSource[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let source = sources[next++]; source && !options.signal?.aborted; source = sources[next++]) {
      const result = await refreshSource(ports, source, options.signal);
      if (!result) return;
      done.push(result);
      options.onProgress?.(done.length, sources.length, result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(ports.limits.parallel, sources.length) }, work));
  const order = new Map(sources.map(({ id }, index) => [id, index]));
  return {
    started,
    finished: ports.now(),
    sources: done.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)),
    new: sum(done.map((source) => source.new)),
    updated: sum(done.map((source) => source.updated)),
    failed: done.filter(({ status }) => status === 'failed').length,
    pruned: 0,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** One source, once through the journey; null when the reader interrupted it. Only a failing store is thrown. */
async function refreshSource(
  ports: Ports,
  source: Source,
  signal: AbortSignal | undefined,
): Promise<RefreshedSource | null> {
  try {
    const answer = await fetchSource(ports, source, signal);
    const update = await planUpdate(ports, source, answer);
    const store = await ports.store();
    const { added, updated } = await store.update(update);
    if (source.settings.fullText && !signal?.aborted) await fetchMissingTexts(ports, source, update, signal);
    return report(source, answer.bytes ? 'refreshed' : 'not-modified', {
      new: added,
      updated,
      nextAt: update.state.nextAt,
    });
  } catch (thrown) {
    const error = asNewsError(thrown);
    if (error.code === 'database' || error.code === 'bug') throw error;
    if (signal?.aborted || error.code === 'interrupted') return null;
    return storeFailure(ports, source, error);
  }
}

function report(source: Source, status: RefreshedSource['status'], rest: Partial<RefreshedSource>): RefreshedSource {
  return { id: source.id, title: source.title, status, new: 0, updated: 0, error: null, nextAt: null, ...rest };
}

async function fetchSource(ports: Ports, source: Source, signal: AbortSignal | undefined): Promise<FetchResult> {
  const request = {
    url: source.address,
    ...validatorsOf(source.state, ports.now()),
    headers: source.settings.headers,
    userAgent: source.settings.userAgent,
    accept: 'feed' as const,
  };
  return ports.fetch(request, signal ? { signal } : {});
}

/** Decides what the answer changes: parse, clean, plan. */
async function planUpdate(ports: Ports, source: Source, answer: FetchResult): Promise<SourceUpdate> {
  const now = ports.now();
  const bodyHash = answer.bytes === null ? null : hashOf(ports, answer.bytes);
  const success: Success = { ...answer, notModified: answer.bytes === null, bodyHash, document: null, added: 0 };
  if (!answer.bytes || bodyHash === source.state.bodyHash) {
    // Bytes that are known stand for the feed that they are; 304 only says that some validator holds.
    const move = decideMove(source, answer.permanentUrl, answer.bytes !== null);
    return unchanged(ports, source, success, { ...move, now });
  }
  const feed = await ports.readFeed({ ...answer, bytes: answer.bytes });
  const drafts = identify(feed.drafts.slice(0, maxDrafts).map(withShortSummary));
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
  const moved = address === null ? state.moved : { from: source.address, at: now };
  return { sourceId: source.id, state: { ...state, movingTo, moved }, feed: null, address, changes: [] };
}

function hashOf(ports: Ports, bytes: Uint8Array): string {
  return Array.from(ports.digest(bytes).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A stored summary is for lists, which would otherwise page through whole texts. */
function withShortSummary(draft: Draft): Draft {
  return draft.summary === null ? draft : { ...draft, summary: shorten(draft.summary, 1000) };
}

async function storeFailure(ports: Ports, source: Source, error: NewsError): Promise<RefreshedSource> {
  const retryAfterMs = typeof error.details.retryAfterMs === 'number' ? error.details.retryAfterMs : null;
  const failure = { code: error.code, message: error.message };
  const state = stateAfterFailure(source, { ...failure, retryAfterMs }, ports.now());
  const store = await ports.store();
  await store.update({ sourceId: source.id, state, feed: null, address: null, changes: [] });
  return report(source, 'failed', { error: failure, nextAt: state.nextAt });
}
