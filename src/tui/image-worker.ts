/** The worker thread that decodes one image: a large one takes a second, in which keys must not wait. */
import { parentPort, workerData } from 'node:worker_threads';
import { decodeImage } from './decode-image.ts';

/** What the worker is given. */
export interface ImageWork {
  readonly bytes: Uint8Array;
  /** In pixels. */
  readonly most: { readonly width: number; readonly height: number };
}

const { bytes, most } = workerData as ImageWork;
parentPort?.postMessage(await decodeImage(bytes, most));
