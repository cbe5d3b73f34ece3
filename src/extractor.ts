/** The Extract port: pages are cut up in a worker thread under a deadline; plain text is the way out. */
import type { Worker } from 'node:worker_threads';
import { draft } from './core/article.ts';
import { NewsError } from './core/errors.ts';
import type { Extract, ExtractedPage } from './core/ports.ts';

export type ExtractAnswer =
  | { readonly page: ExtractedPage }
  | { readonly error: { readonly code: 'not-an-article' | 'bug'; readonly message: string; readonly next: string } };

/** The 95th percentile is far below this: what takes longer is an attack. */
const deadlineMs = 10_000;

/** One worker serves all pages, one after the other; it is started on first use and never keeps the process alive. */
export function openExtractor(): Extract {
  let worker: Promise<Worker> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const extract: Extract = async (html, options) => {
    worker ??= startWorker();
    const running = await worker;
    const answer = await ask(running, { html, ...options });
    if (answer === null) {
      worker = null;
      await running.terminate();
      return asPlainText(html, options.url);
    }
    if ('page' in answer) return answer.page;
    throw new NewsError(answer.error.code, answer.error.message, answer.error.next);
  };
  return (html, options) => {
    const turn = last.then(() => extract(html, options));
    last = turn.catch(() => null);
    return turn;
  };
}

async function startWorker(): Promise<Worker> {
  const { Worker } = await import('node:worker_threads');
  const name = import.meta.url.endsWith('.ts') ? './extract-worker.ts' : './extract-worker.js';
  const worker = new Worker(new URL(name, import.meta.url));
  worker.unref();
  return worker;
}

/** Null when there is no answer in time, or the worker died of the page. */
function ask(worker: Worker, question: unknown): Promise<ExtractAnswer | null> {
  return new Promise((resolve) => {
    // The timer, not the worker, keeps the process waiting.
    const timer = setTimeout(() => settle(null), deadlineMs);
    const settle = (answer: ExtractAnswer | null) => {
      clearTimeout(timer);
      worker.off('message', settle);
      worker.off('error', failed);
      resolve(answer);
    };
    const failed = () => settle(null);
    worker.on('message', settle);
    worker.on('error', failed);
    worker.postMessage(question);
  });
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
