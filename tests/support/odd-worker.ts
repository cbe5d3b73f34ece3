/** A thread for the tests of the pool: it does to itself what it is told to. */
import { parentPort, threadId } from 'node:worker_threads';

export type Deed = 'answer' | 'hang' | 'eat' | 'throw' | 'exit';

const deeds: Readonly<Record<Deed, () => unknown>> = {
  answer: () => null,
  hang: () => {
    for (;;);
  },
  eat: () => {
    const eaten: string[][] = [];
    for (;;) eaten.push(Array.from({ length: 100_000 }, (_, index) => `${eaten.length} ${index}`));
  },
  throw: () => {
    throw new Error('odd');
  },
  exit: () => process.exit(3),
};

parentPort?.on('message', ({ deed, bytes }: { readonly deed: Deed; readonly bytes?: Uint8Array }) => {
  deeds[deed]();
  parentPort?.postMessage({ thread: threadId, length: bytes?.length ?? null });
});
