/**
 * The web of the refresh bench, a process of its own: 1,000 feeds, each on a loopback address of its own so that the
 * limit of two visits a host holds, each answer after 50 to 200 ms. The parent says in which way answers are given.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { feedDocument, feeds } from './feeds.ts';

/** cold: 200; not-modified: 304 to who sends the validator; unchanged: 200 and the same bytes whatever is sent. */
export type Way = 'cold' | 'not-modified' | 'unchanged';

export interface Traffic {
  readonly requests: number;
  /** Answered with 304. */
  readonly notModified: number;
  /** Most at a time, altogether and at one address. */
  readonly together: number;
  readonly perHost: number;
}

let way: Way = 'cold';
let requests = 0;
let notModified = 0;
let open = 0;
let together = 0;
let perHost = 0;
const visiting = new Map<string, number>();
const documents = Array.from({ length: feeds }, (_, feed) => Buffer.from(feedDocument(feed)));

const server = createServer((request, response) => {
  const feed = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0) % feeds;
  const host = request.headers.host ?? '';
  requests++;
  together = Math.max(together, ++open);
  visiting.set(host, (visiting.get(host) ?? 0) + 1);
  perHost = Math.max(perHost, visiting.get(host) ?? 0);
  // A generator of its own for each feed: the same delay in every run, whoever asks.
  const delay = 50 + ((feed * 7919) % 151);
  setTimeout(() => {
    open--;
    visiting.set(host, (visiting.get(host) ?? 1) - 1);
    const headers = { etag: `"feed-${feed}"`, 'last-modified': 'Mon, 02 Nov 2026 08:00:00 GMT' };
    if (way === 'not-modified' && request.headers['if-none-match'] === headers.etag) {
      notModified++;
      response.writeHead(304, headers).end();
    } else response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(documents[feed]);
  }, delay);
});

process.on('message', (next: Way) => {
  process.send?.({ requests, notModified, together, perHost } satisfies Traffic);
  way = next;
  requests = 0;
  notModified = 0;
  together = 0;
  perHost = 0;
});
server.listen(0, '0.0.0.0', 4096, () => process.send?.({ port: (server.address() as AddressInfo).port }));
