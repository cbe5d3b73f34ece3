/** What servers do to a client that waits for HTTP/1.1, beyond what fetch.test.ts has. */
import type { Socket } from 'node:net';
import { type AddressInfo, createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ask, failureOf, testFetch, textOf } from '../../support/fetching.ts';
import { loopback, rawLoopback } from '../../support/loopback.ts';
import { flood, resolveHere } from '../../support/secure-loopback.ts';

const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';

describe('what has no end', () => {
  it.each([
    ['interim answers', 'HTTP/1.1 102 Processing\r\n\r\n', /interim/, {}],
    ['line ends before the answer', '\r\n\r\n\r\n', /within 1 second/, { deadlineMs: 1000 }],
    ['headers', `${'X-A: b\r\n'.repeat(100)}`, /more headers/, {}],
  ])('%s', async (name, bytes, message, settings) => {
    const address = await rawLoopback((socket) => {
      if (name === 'headers') socket.write('HTTP/1.1 200 OK\r\n');
      flood(socket, Buffer.from(bytes));
    });
    expect((await failureOf(testFetch(settings), ask(address))).message).toMatch(message);
  });

  it.each([
    ['an extension of a chunk', '1;a=', 'x'.repeat(1000), 'network'],
    ['trailers', '0\r\n', `X-A: ${'b'.repeat(500)}\r\n`, 'too-large'],
  ])('%s', async (_, first, more, code) => {
    const address = await rawLoopback((socket) => {
      socket.write(chunked + first);
      flood(socket, Buffer.from(more));
    });
    expect((await failureOf(testFetch(), ask(address))).code).toBe(code);
  });

  it('a name server', async () => {
    const fetch = testFetch({ deadlineMs: 150, resolve: () => new Promise(() => {}) });
    expect((await failureOf(fetch, ask('http://slow.example/'))).code).toBe('timeout');
    const named = { namedBy: 'http://other.example/feed' };
    expect((await failureOf(fetch, ask('http://slow.example/page'), named)).code).toBe('timeout');
  });

  it('a handshake of TLS, after which nothing stays open', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket.on('error', () => {})));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const fetch = testFetch({ deadlineMs: 150, resolve: resolveHere });
    expect((await failureOf(fetch, ask(`https://slow.example:${port}/`))).code).toBe('timeout');
    sockets[0]?.resume();
    await expect.poll(() => sockets[0]?.readyState).not.toBe('open');
  });
});

describe('a body', () => {
  it('in a hundred thousand crumbs is the same as in one piece', async () => {
    const address = await rawLoopback((socket) => socket.end(`${chunked}${'1\r\nx\r\n'.repeat(100_000)}0\r\n\r\n`));
    expect(textOf(await testFetch()(ask(address)))).toBe('x'.repeat(100_000));
  });

  it.each([
    ['gzip with something behind it', Buffer.concat([gzipSync('whole'), Buffer.from('\0\0junk')]), 'whole'],
    ['gzip in two members', Buffer.concat([gzipSync('who'), gzipSync('le')]), 'whole'],
    ['nothing', Buffer.alloc(0), ''],
  ])('of %s is whole', async (_, bytes, text) => {
    const { origin } = await loopback((_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bytes),
    );
    expect(textOf(await testFetch()(ask(origin)))).toBe(text);
  });

  it('that is packed more tightly than text can be is unpacked all the same, up to the limit', async () => {
    const pack = (length: number) =>
      loopback((_, response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(length))),
      );
    expect((await testFetch({ maxBytes: 200_000 })(ask((await pack(200_000)).origin))).bytes).toHaveLength(200_000);
    expect((await failureOf(testFetch({ maxBytes: 200_000 }), ask((await pack(200_001)).origin))).code).toBe(
      'too-large',
    );
  });

  it('that is longer than announced is not taken for the whole', async () => {
    const address = await rawLoopback((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue and more'),
    );
    expect((await failureOf(testFetch(), ask(address))).code).toBe('network');
  });

  it('that a reset cuts off is not taken for the whole', async () => {
    const address = await rawLoopback((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n<rss>');
      setTimeout(() => socket.resetAndDestroy(), 20);
    });
    expect((await failureOf(testFetch(), ask(address))).code).toBe('network');
  });
});

it('a body that waits for memory waits with its clock stopped', async () => {
  const { origin, requests } = await loopback((_, response) => response.end('x'.repeat(5000)));
  const fetch = testFetch({ memory: 1000, perHost: 9 });
  const { promise: heldUntil, resolve: letGo } = Promise.withResolvers<void>();
  // One that may take more than there is, and keeps it.
  await fetch(ask(origin), { heldUntil });
  const clocks = vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const waits = fetch(ask(origin));
  await expect.poll(() => requests.length).toBe(2);
  await expect.poll(() => clocks.getTimerCount()).toBe(0);
  letGo();
  expect(textOf(await waits)).toHaveLength(5000);
});

it('headers of forty thousand characters, as some large sites send, are taken', async () => {
  const { origin } = await loopback((_, response) =>
    response.writeHead(200, { 'X-Policy': 'a'.repeat(40_000) }).end('x'),
  );
  expect(textOf(await testFetch()(ask(origin)))).toBe('x');
});

describe('an answer that is no document', () => {
  it.each([201, 202, 204, 205, 206, 226, 300, 304, 305, 306])('%i', async (status) => {
    const { origin } = await loopback((_, response) => response.writeHead(status).end());
    expect(await failureOf(testFetch(), ask(origin))).toMatchObject({ code: 'http-status', details: { status } });
  });

  it('but 203 is one, changed by a proxy', async () => {
    const { origin } = await loopback((_, response) => response.writeHead(203).end('x'));
    expect(textOf(await testFetch()(ask(origin)))).toBe('x');
  });
});

describe('validators', () => {
  it.each(['abc', 'W/"a b"', '"caf\xe9"', '"a,b"', "W/'x'", '"5f-"gzip"'])('go back as they came: %s', async (etag) => {
    const lastModified = 'Sun,  1 Nov 2026 10:0:00 +0000 (about)';
    const { origin, requests } = await loopback((request, response) => {
      if (request.headers['if-none-match']) response.writeHead(304).end();
      else response.writeHead(200, { ETag: etag, 'Last-Modified': lastModified }).end('x');
    });
    const fetch = testFetch();
    const first = await fetch(ask(origin));
    const second = await fetch(ask(origin, first));
    expect(requests[1]?.headers).toMatchObject({ 'if-none-match': etag, 'if-modified-since': lastModified });
    expect(second).toMatchObject({ bytes: null, etag, lastModified });
  });

  it('that changed come with a 304, too', async () => {
    const { origin } = await loopback((_, response) => response.writeHead(304, { ETag: '"2"' }).end());
    const result = await testFetch()(ask(origin, { etag: '"1"', lastModified: 'some day' }));
    expect(result).toMatchObject({ bytes: null, etag: '"2"', lastModified: 'some day' });
  });

  it('that could not be sent make no 304 believable', async () => {
    const { origin } = await loopback((_, response) => response.writeHead(304).end());
    expect((await failureOf(testFetch(), ask(origin, { etag: 'a\nb' }))).code).toBe('http-status');
  });
});

describe('a host that wants to be left alone', () => {
  it.each([
    [429, { 'Retry-After': '120' }, 120_000],
    [429, {}, 60_000],
    [503, { 'Retry-After': '30' }, 30_000],
  ])('is, in this run, also by those who wait: %i %j', async (status, headers, ms) => {
    const { origin, requests } = await loopback((_, response) => response.writeHead(status, headers).end());
    const fetch = testFetch();
    const failures = await Promise.all(['/a', '/b', '/c', '/d'].map((path) => failureOf(fetch, ask(origin + path))));
    expect(requests.length).toBeLessThanOrEqual(2);
    expect(failures[3]).toMatchObject({ code: 'http-status', details: { status, notAsked: true } });
    expect(failures[3]?.details.retryAfterMs).toBeGreaterThan(ms - 5000);
    expect(failures[3]?.details.retryAfterMs).toBeLessThanOrEqual(ms);
    expect(failures[3]?.message).toContain('left alone');
  });

  it('is no other host, and 503 alone asks for nothing', async () => {
    const busy = await loopback((_, response) => response.writeHead(429).end());
    const down = await loopback((_, response) => response.writeHead(503).end());
    const fetch = testFetch();
    await failureOf(fetch, ask(busy.origin));
    for (let n = 1; n <= 2; n++) await failureOf(fetch, ask(down.origin));
    expect(down.requests.length).toBe(2);
  });
});
