/**
 * Run as a process: fetches many documents at a time that unpack to almost the limit, each read a moment later, and prints
 * the peak of its memory above what it had before. Arguments: the port of the server, how many, how many at a time.
 */
import { createFetch } from '../../src/net/fetch.ts';

const [port, count = 0, parallel = 0] = process.argv.slice(2).map(Number);
const limits = { deadlineMs: 25_000, maxBytes: 15_000_000 };
const fetch = createFetch({ ...limits, offline: false, resolveSample: () => null, now: () => Date.now() });

async function readOne(n: number): Promise<number> {
  const { promise: heldUntil, resolve: letGo } = Promise.withResolvers<void>();
  // Each host its own, so that no host's queue holds them back.
  const url = `http://127.0.${n >> 8}.${(n & 255) + 1}:${port}/`;
  const request = { url, etag: null, lastModified: null, headers: {}, userAgent: null, accept: 'feed' } as const;
  try {
    const { bytes } = await fetch(request, { heldUntil });
    await new Promise((resolve) => setTimeout(resolve, 50));
    return bytes?.length ?? 0;
  } finally {
    letGo();
  }
}

await readOne(0);
const before = process.resourceUsage().maxRSS;
let next = 1;
let total = 0;
await Promise.all(
  Array.from({ length: parallel }, async () => {
    while (next <= count) {
      const length = await readOne(next++);
      total += length;
    }
  }),
);
const grown = (process.resourceUsage().maxRSS - before) * 1024;
process.stdout.write(JSON.stringify({ total, grown }));
