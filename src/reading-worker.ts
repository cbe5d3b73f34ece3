/** The thread in which hostile documents are read: feeds to cleaned drafts, pages to articles (reading-room.ts). */
import { parentPort } from 'node:worker_threads';
import { asNewsError } from './core/errors.ts';
import type { Feed } from './core/feed.ts';
import type { Question, ReadingAnswer } from './reading-room.ts';
import { sha256 } from './sha256.ts';

parentPort?.on('message', async (question: Question) => parentPort?.postMessage(await answer(question)));

/** Failures that a reader can be told about go over as plain values: an error's class would be lost on the way. */
async function answer(question: Question): Promise<ReadingAnswer> {
  try {
    return { read: await read(question) };
  } catch (thrown) {
    const { code, message, next, cause } = asNewsError(thrown);
    const said = code === 'bug' && cause instanceof Error ? (cause.stack ?? message) : message;
    return { error: { code, message: said, next } };
  }
}

/** Compression and fingerprints are a fifth of the store's work, which the main thread does alone. */
async function madeReady(feed: Feed): Promise<Feed> {
  const [{ packBody }, { fingerprintOf }] = await Promise.all([
    import('./store/sqlite/pack-body.ts'),
    import('./core/merge.ts'),
  ]);
  const drafts = feed.drafts.map((draft) => {
    const fingerprint = fingerprintOf(sha256, draft);
    const packed = packBody(draft);
    // A copy in a buffer of its own: what goes to another thread takes its whole buffer along.
    return { ...draft, fingerprint, ...(typeof packed === 'string' ? {} : { packed: new Uint8Array(packed) }) };
  });
  return { ...feed, drafts };
}

/** Each kind of document loads its own reader only. */
async function read(question: Question): Promise<unknown> {
  if (question.kind === 'feed') {
    const { readFeed } = await import('./app/read-feed.ts');
    const feed = await readFeed(question.document, question);
    return question.forStore ? madeReady(feed) : feed;
  }
  const { extractPage } = await import('./content/extract/extract.ts');
  return extractPage(question.html, question.options);
}
