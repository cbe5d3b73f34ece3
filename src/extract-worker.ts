/** The worker thread that cuts articles out of pages (extractor.ts). */
import { parentPort } from 'node:worker_threads';
import { extractPage } from './content/extract/extract.ts';
import { NewsError } from './core/errors.ts';
import type { ExtractAnswer } from './extractor.ts';

interface Question {
  readonly html: string;
  readonly url: string | null;
  readonly fetchedAt: number | null;
}

parentPort?.on('message', ({ html, url, fetchedAt }: Question) =>
  parentPort?.postMessage(answer(html, { url, fetchedAt })),
);

function answer(html: string, options: Omit<Question, 'html'>): ExtractAnswer {
  try {
    return { page: extractPage(html, options) };
  } catch (thrown) {
    const known = thrown instanceof NewsError && thrown.code === 'not-an-article';
    if (known) return { error: { code: 'not-an-article', message: thrown.message, next: thrown.next } };
    const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { error: { code: 'bug', message, next: 'Please report this with the address of the page.' } };
  }
}
