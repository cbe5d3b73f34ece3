/** The thread in which hostile documents are read: feeds to cleaned drafts, pages to articles (reading-room.ts). */
import { parentPort } from 'node:worker_threads';
import type { Draft } from './core/article.ts';
import { asNewsError } from './core/errors.ts';
import type { Feed } from './core/feed.ts';
import type { Question, ReadingAnswer } from './reading-room.ts';
import { sha256 } from './sha256.ts';

/** An answer, and what of it is handed over instead of copied. */
interface Reply {
  readonly answer: ReadingAnswer;
  readonly transfer: readonly ArrayBuffer[];
}

parentPort?.on('message', async (question: Question) => {
  const { answer, transfer } = await reply(question);
  parentPort?.postMessage(answer, transfer);
});

/** Failures that a reader can be told about go over as plain values: an error's class would be lost on the way. */
async function reply(question: Question): Promise<Reply> {
  try {
    return await read(question);
  } catch (thrown) {
    const { code, message, next, cause } = asNewsError(thrown);
    const said = code === 'bug' && cause instanceof Error ? (cause.stack ?? message) : message;
    return { answer: { error: { code, message: said, next } }, transfer: [] };
  }
}

/** Each kind of document loads its own reader only. */
async function read(question: Question): Promise<Reply> {
  if (question.kind === 'feed') {
    const { readFeed } = await import('./app/read-feed.ts');
    const feed = await readFeed(question.document, question);
    return question.forStore ? madeReady(feed) : { answer: { read: feed }, transfer: [] };
  }
  const { extractPage } = await import('./content/extract/extract.ts');
  return { answer: { read: await extractPage(question.html, question.options) }, transfer: [] };
}

/** Compression and fingerprints are a fifth of the store's work, which the main thread does alone. */
async function madeReady(feed: Feed): Promise<Reply> {
  const [{ packBody }, { fingerprintOf }] = await Promise.all([
    import('./store/sqlite/pack-body.ts'),
    import('./core/merge.ts'),
  ]);
  const bodies = feed.drafts.map(packBody).map((body) => (typeof body === 'string' ? null : body));
  // All in one buffer: what goes to another thread takes its whole buffer along, and each is one to keep track of.
  const all = new Uint8Array(bodies.reduce((sum, body) => sum + (body?.length ?? 0), 0));
  let end = 0;
  const drafts = feed.drafts.map((draft, index): Draft => {
    const fingerprint = fingerprintOf(sha256, draft);
    const body = bodies[index];
    if (!body) return { ...draft, fingerprint };
    all.set(body, end);
    end += body.length;
    return { ...draft, html: null, fingerprint, packed: all.subarray(end - body.length, end) };
  });
  return { answer: { read: { ...feed, drafts } }, transfer: [all.buffer] };
}
