/** Images of the open article: fetched and decoded one after the other, off the main thread and under a deadline. */
import { bodyNamedBy, type Read } from '../app/named-by.ts';
import { NewsError } from '../core/errors.ts';
import type { Effect } from './actions.ts';
import type { Hands } from './hands.ts';
import type { ImageWork } from './image-worker.ts';
import { mostColumns, mostRows, type Picture, type Pixels } from './picture.ts';
import { loadEncoder } from './slices.ts';

/** A twelve-megapixel photograph takes about two seconds: what takes longer is an attack. */
const deadlineMs = 8000;
const workerMegabytes = 200;

let lastId = 0;
let last: Promise<unknown> = Promise.resolve();

/** Always answers; whatever goes wrong leaves the alternative text. */
export async function loadPicture(
  hands: Pick<Hands, 'ports' | 'dispatch' | 'signal'>,
  { url, article, graphics }: Extract<Effect, { kind: 'load-picture' }>,
): Promise<void> {
  const { width, height } = graphics.cell;
  const most = { width: mostColumns * width, height: mostRows * height };
  const picture = await loadEncoder(graphics.kind)
    .then(() => fetchImage(hands, url, article))
    .then((bytes) =>
      inTurn(() => (hands.signal.aborted ? Promise.reject(hands.signal.reason) : decoded({ bytes, most }))),
    )
    .then((pixels): Picture => {
      lastId += 1;
      return { ...pixels, id: lastId };
    })
    .catch(() => 'failed' as const);
  hands.dispatch({ kind: 'picture-loaded', url, picture });
}

async function fetchImage(
  { ports, signal }: Pick<Hands, 'ports' | 'signal'>,
  url: string,
  article: Read,
): Promise<Uint8Array> {
  const request = { url, etag: null, lastModified: null, headers: {}, userAgent: null, accept: 'image' } as const;
  const { bytes } = await ports.fetch(request, { signal, namedBy: await bodyNamedBy(ports, article) });
  if (!bytes) throw new NewsError('network', 'the image did not come', 'Open it in a browser.');
  return bytes;
}

/** One image at a time is unpacked: that bounds memory. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => null);
  return turn;
}

async function decoded(work: ImageWork): Promise<Pixels> {
  const { Worker } = await import('node:worker_threads');
  const name = import.meta.url.endsWith('.ts') ? './image-worker.ts' : './image-worker.js';
  const worker = new Worker(new URL(name, import.meta.url), {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: workerMegabytes },
    // What the decoders have to say of bad images does not belong on the screen.
    stdout: true,
    stderr: true,
  });
  // Neither keeps a reader waiting who leaves.
  worker.unref();
  const { promise, resolve, reject } = Promise.withResolvers<Pixels>();
  const timer = setTimeout(() => reject(new Error('took too long')), deadlineMs).unref();
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('ended without an answer')));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    void worker.terminate();
  }
}
