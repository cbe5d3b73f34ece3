/** The worker thread that decodes one image: a large one takes a second, in which keys must not wait. */
import { parentPort, workerData } from 'node:worker_threads';
import { decodeImage } from './decode-image.ts';

parentPort?.postMessage(decodeImage(workerData as Uint8Array));
