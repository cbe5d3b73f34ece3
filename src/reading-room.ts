/** The ReadFeed, ReadDiscussion and Extract ports: hostile documents are read in threads, under a deadline and with bounded memory. */
import { collectSooner } from './collect-sooner.ts';
import { type Discussion, draft } from './core/article.ts';
import { type ErrorCode, NewsError } from './core/errors.ts';
import type { Feed } from './core/feed.ts';
import type {
  DiscussionDocument,
  Extract,
  ExtractedPage,
  FeedDocument,
  ReadDiscussion,
  ReadFeed,
} from './core/ports.ts';
import type { Outcome } from './worker-hand.ts';
import { type PoolSettings, type WorkerPool, workerPool } from './worker-pool.ts';

export type Question =
  | { readonly kind: 'feed'; readonly document: FeedDocument; readonly forStore: boolean }
  | { readonly kind: 'discussion'; readonly document: DiscussionDocument }
  | { readonly kind: 'page'; readonly html: string; readonly options: Parameters<Extract>[1] };

export type ReadingAnswer =
  | { readonly read: unknown }
  | { readonly error: { readonly code: ErrorCode; readonly message: string; readonly next: string } };

export interface ReadingRoom {
  readonly readFeed: ReadFeed;
  readonly readDiscussion: ReadDiscussion;
  readonly extract: Extract;
}

const defaults = {
  // One thread reads while the main thread stores, which takes longer: more would only add 60 MB each. Others stand in for
  // it while a document holds it up.
  size: 1,
  // Fifteen megabytes, the largest document that is fetched, take a second or two of an idle machine.
  deadlineMs: 20_000,
  // Enough for the largest honest document; every thread may take as much, so it is no more than that.
  heapMb: 256,
};

export function openReadingRoom(settings: Partial<PoolSettings> = {}): ReadingRoom {
  collectSooner();
  const name = import.meta.url.endsWith('.ts') ? './reading-worker.ts' : './reading-worker.js';
  const pool = workerPool<Question, ReadingAnswer>({
    module: new URL(name, import.meta.url),
    ...defaults,
    ...settings,
  });
  return {
    readFeed: (document, options) => readFeed(pool, document, options?.forStore ?? false),
    readDiscussion: (document) => readDiscussion(pool, document),
    extract: (html, options) => extract(pool, html, options),
  };
}

type Pool = WorkerPool<Question, ReadingAnswer>;

async function readFeed(pool: Pool, document: FeedDocument, forStore: boolean): Promise<Feed> {
  // The bundled edition is our own: it is read without the 50 ms that a thread takes to start.
  if (document.url?.startsWith('sample:')) return (await import('./app/read-feed.ts')).readFeed(document, { forStore });
  return (await ask(pool, document, (own) => ({ kind: 'feed', document: own, forStore }))) as Feed;
}

async function readDiscussion(pool: Pool, document: DiscussionDocument): Promise<Discussion> {
  return (await ask(pool, document, (own) => ({ kind: 'discussion', document: own }))) as Discussion;
}

/** Asks a thread about the bytes of a document. */
async function ask<D extends FeedDocument>(
  pool: Pool,
  document: D,
  questionOn: (own: D) => Question,
): Promise<unknown> {
  const outcome = await pool(() => {
    // A copy of its own, which is then handed over: what was given may be a part of a larger buffer, and is still ours.
    // Not slice(): that of a Buffer is no copy, and the memory of small ones is shared with others.
    const bytes = new Uint8Array(document.bytes);
    return { question: questionOn({ ...document, bytes }), transfer: [bytes.buffer] };
  }, document.bytes.length);
  if (outcome.kind === 'answer') return readOr(outcome.answer);
  throw unread(outcome, document.url ?? 'the document');
}

async function extract(pool: Pool, html: string, options: Parameters<Extract>[1]): Promise<ExtractedPage> {
  const outcome = await pool(() => ({ question: { kind: 'page', html, options }, transfer: [] }), html.length);
  if (outcome.kind === 'answer') return readOr(outcome.answer) as ExtractedPage;
  return asPlainText(html, options.url);
}

function readOr(answer: ReadingAnswer): unknown {
  if ('read' in answer) return answer.read;
  throw new NewsError(answer.error.code, answer.error.message, answer.error.next);
}

function unread(outcome: Exclude<Outcome<never>, { kind: 'answer' }>, name: string): NewsError {
  const next = 'Look at it in a browser; tell us if it is an honest one.';
  if (outcome.kind === 'late')
    return new NewsError('timeout', `${name} could not be read within ${defaults.deadlineMs / 1000} seconds`, next);
  if (outcome.kind === 'memory')
    return new NewsError('too-large', `${name} would need more memory than one document may`, next);
  return new NewsError('bug', `${name} broke the reader: ${outcome.detail}`, 'Please report this with the address.');
}

/** All that can be had of a page that cannot be cut up: its title and its words. */
async function asPlainText(html: string, url: string | null): Promise<ExtractedPage> {
  const [{ plainText }, { escapeHtml }] = await Promise.all([
    import('./content/plain.ts'),
    import('./content/sanitize.ts'),
  ]);
  const text = plainText(html);
  if (text.length < 200)
    throw new NewsError('not-an-article', `${url ?? 'the page'} holds no article`, 'Open it in a browser.');
  const title = /<title[^>]{0,500}>([^<]{1,2000})/i.exec(html)?.[1] ?? null;
  const paragraphs = text.split('\n\n').map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`);
  return {
    draft: draft({ title, link: url, html: paragraphs.join('\n'), text, baseUrl: url }),
    method: 'plain',
    partial: false,
  };
}
