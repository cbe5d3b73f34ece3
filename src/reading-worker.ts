/** The thread in which hostile documents are read: feeds to cleaned drafts, comments, pages to articles (reading-room.ts). */
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
  if (question.kind === 'discussion') {
    const { readDiscussion } = await import('./app/read-discussion.ts');
    return { answer: { read: await readDiscussion(question.document) }, transfer: [] };
  }
  const { extractPage } = await import('./content/extract/extract.ts');
  return { answer: { read: await extractPage(question.html, question.options) }, transfer: [] };
}

/** Compression and fingerprints are a fifth of the store's work, which the main thread does alone. */
async function madeReady(feed: Feed): Promise<Reply> {
  const [{ packDrafts }, { fingerprintOf }] = await Promise.all([
    import('./store/sqlite/pack-drafts.ts'),
    import('./core/merge.ts'),
  ]);
  const marked = feed.drafts.map((draft): Draft => ({ ...draft, fingerprint: fingerprintOf(sha256, draft) }));
  const { drafts, buffer } = packDrafts(marked);
  return { answer: { read: { ...feed, drafts } }, transfer: [buffer] };
}
