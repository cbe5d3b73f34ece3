/** The thread in which hostile documents are read: feeds to cleaned drafts, pages to articles (reading-room.ts). */
import { parentPort } from 'node:worker_threads';
import { asNewsError } from './core/errors.ts';
import type { Question, ReadingAnswer } from './reading-room.ts';

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

/** Each kind of document loads its own reader only. */
async function read(question: Question): Promise<unknown> {
  if (question.kind === 'feed') {
    const { readFeed } = await import('./app/read-feed.ts');
    return readFeed(question.document);
  }
  const { extractPage } = await import('./content/extract/extract.ts');
  return extractPage(question.html, question.options);
}
