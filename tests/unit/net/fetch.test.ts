import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ask, failureOf, testFetch, testNow, textOf } from '../../support/fetching.ts';
import { loopback, rawLoopback } from '../../support/loopback.ts';

const text = 'The lighthouse keeper wrote down every ship. '.repeat(40);

describe('an ordinary answer', () => {
  it('comes with its type, charset, validators and freshness', async () => {
    const { origin } = await loopback((_, response) => {
      response.setHeader('Content-Type', 'Application/RSS+XML; Charset="ISO-8859-6"');
      response.setHeader('ETag', 'W/"abc"');
      response.setHeader('Last-Modified', 'Sun, 01 Nov 2026 10:00:00 GMT');
      response.setHeader('Cache-Control', 'public, max-age=600');
      response.end(text);
    });
    const result = await testFetch()(ask(`${origin}/feed#top`));
    expect(textOf(result)).toBe(text);
    expect(result).toMatchObject({
      url: `${origin}/feed`,
      permanentUrl: null,
      type: 'application/rss+xml',
      charset: 'iso-8859-6',
      etag: 'W/"abc"',
      lastModified: 'Sun, 01 Nov 2026 10:00:00 GMT',
      freshForMs: 600_000,
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('is decompressed from %s', async (encoding, compress) => {
    const { origin } = await loopback((_, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(compress(text));
    });
    expect(textOf(await testFetch()(ask(origin)))).toBe(text);
  });

  it('is asked for under the name of the program, of the request, or of the reader’s header', async () => {
    const { origin, requests } = await loopback((_, response) => response.end());
    const fetch = testFetch({ userAgent: 'news/9' });
    await fetch(ask(origin));
    await fetch(ask(origin, { userAgent: 'own/1' }));
    await fetch(ask(origin, { headers: { 'User-Agent': 'header/1' } }));
    expect(requests.map(({ headers }) => headers['user-agent'])).toEqual(['news/9', 'own/1', 'header/1']);
  });
});

describe('a conditional request', () => {
  it('sends both validators, and 304 is an answer without bytes that keeps them', async () => {
    const { origin, requests } = await loopback((_, response) => response.writeHead(304).end());
    const result = await testFetch()(ask(origin, { etag: '"7"', lastModified: 'Sun, 01 Nov 2026 10:00:00 GMT' }));
    expect(requests[0]?.headers).toMatchObject({
      'if-none-match': '"7"',
      'if-modified-since': 'Sun, 01 Nov 2026 10:00:00 GMT',
    });
    expect(result).toMatchObject({ bytes: null, etag: '"7"', lastModified: 'Sun, 01 Nov 2026 10:00:00 GMT' });
  });

  it('leaves out a validator that would break the header', async () => {
    const { origin, requests } = await loopback((_, response) => response.end('x'));
    await testFetch()(ask(origin, { etag: '"7"\r\nX-Forged: 1' }));
    expect(requests[0]?.headers).not.toHaveProperty('if-none-match');
    expect(requests[0]?.headers).not.toHaveProperty('x-forged');
  });

  it('keeps of the links in its header no more than a page needs', async () => {
    const link = '</feed>; rel="alternate"; type="application/rss+xml"';
    const { origin } = await loopback((_, response) => response.setHeader('Link', Array(500).fill(link)).end('x'));
    const { links } = await testFetch()(ask(origin));
    expect(links?.startsWith(`${link}, ${link}`)).toBe(true);
    expect(links).toHaveLength(8192);
  });

  it('cannot be framed otherwise by headers of the reader', async () => {
    const { origin, requests } = await loopback((_, response) => response.end('x'));
    const headers = { Host: 'other.example', 'Content-Length': '7', 'Transfer-Encoding': 'chunked', 'X-Key': 'k' };
    await testFetch()(ask(origin, { headers }));
    expect(requests[0]?.headers).toMatchObject({ host: new URL(origin).host, 'x-key': 'k' });
    for (const name of ['content-length', 'transfer-encoding']) expect(requests[0]?.headers).not.toHaveProperty(name);
  });

  it('takes a 304 that nobody asked for as a failure', async () => {
    const { origin } = await loopback((_, response) => response.writeHead(304).end());
    expect(await failureOf(testFetch(), ask(origin))).toMatchObject({ code: 'http-status', details: { status: 304 } });
  });
});

describe('a status that is no success', () => {
  it.each([
    ['429', { 'Retry-After': '120' }, 'http-status', 120_000],
    ['503', { 'Retry-After': 'Sun, 01 Nov 2026 13:00:00 GMT' }, 'http-status', 3_600_000],
    ['503', { 'Retry-After': '99999999' }, 'http-status', 86_400_000],
    ['500', {}, 'http-status', null],
    ['206', {}, 'http-status', null],
    ['410', {}, 'gone', null],
  ])('%s with %j', async (status, headers, code, retryAfterMs) => {
    const { origin } = await loopback((_, response) => response.writeHead(Number(status), headers).end('sorry'));
    const failure = await failureOf(testFetch(), ask(`${origin}/feed`));
    expect(failure).toMatchObject({ code, details: { status: Number(status), retryAfterMs } });
    expect(failure.message).toContain(`${origin}/feed`);
  });

  it('names a long address by its beginning', async () => {
    const { origin } = await loopback((_, response) => response.writeHead(404).end());
    const { message } = await failureOf(testFetch(), ask(`${origin}/${'far/'.repeat(500)}`));
    expect(message).toMatch(/^http:\S{194}… answered 404/);
  });

  it('repeats nothing that the server said, and no password', async () => {
    const address = await rawLoopback((socket) => socket.end('HTTP/1.1 404 \x1b]0;owned\x07 Not here\r\n\r\n'));
    const failure = await failureOf(testFetch(), ask(address.replace('//', '//anna:secret@')));
    expect(failure.message).toBe(`${address} answered 404 (Not Found)`);
  });
});

describe('a server that fights the client', () => {
  it.each([
    ['never answers', () => {}],
    ['drips its headers', (socket: { write: (text: string) => void }) => drip(socket, 'HTTP/1.1 200 OK\r\nX-A: ')],
    ['drips its body', (socket: { write: (text: string) => void }) => drip(socket, 'HTTP/1.1 200 OK\r\n\r\n')],
  ])('is given up at the deadline: %s', async (_, handle) => {
    const address = await rawLoopback(handle);
    expect((await failureOf(testFetch({ deadlineMs: 150 }), ask(address))).code).toBe('timeout');
  });

  it('has one deadline for all of its redirects', async () => {
    const { origin, requests } = await loopback((_, response) => {
      setTimeout(() => response.writeHead(302, { Location: '/again' }).end(), 100);
    });
    expect((await failureOf(testFetch({ deadlineMs: 250 }), ask(origin))).code).toBe('timeout');
    expect(requests.length).toBeLessThan(5);
  });

  it.each([
    ['brotli', 'br', brotliCompressSync],
    ['gzip', 'gzip', gzipSync],
    ['zstd', 'zstd', zstdCompressSync],
  ])('cannot fill the memory with a %s bomb', async (_, encoding, compress) => {
    const bomb = compress(Buffer.alloc(20_000_000));
    const { origin } = await loopback((_, response) =>
      response.writeHead(200, { 'Content-Encoding': encoding }).end(bomb),
    );
    expect((await failureOf(testFetch(), ask(origin))).code).toBe('too-large');
  });

  it('cannot send without end', async () => {
    const { origin } = await loopback((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000))) {}
      };
      response.on('drain', more);
      more();
    });
    expect((await failureOf(testFetch(), ask(origin))).code).toBe('too-large');
  });

  it('is refused before the first byte where it announces too much', async () => {
    const address = await rawLoopback((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n'));
    expect((await failureOf(testFetch(), ask(address))).code).toBe('too-large');
  });

  it('cannot send headers without end', async () => {
    const address = await rawLoopback((socket) => socket.write(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(100_000)}`));
    expect((await failureOf(testFetch(), ask(address))).code).toBe('too-large');
  });

  it.each([
    ['gzip', gzipSync(text).subarray(0, -12)],
    ['br', brotliCompressSync(text).subarray(0, -3)],
    ['zstd', zstdCompressSync(text).subarray(0, -3)],
    ['gzip', Buffer.from('this is not compressed')],
    ['gzip, gzip', gzipSync(gzipSync(text))],
    ['compress', Buffer.from(text)],
    ['constructor', Buffer.from(text)],
  ])('does not pass off a part as the whole: %s', async (encoding, bytes) => {
    const { origin } = await loopback((_, response) =>
      response.writeHead(200, { 'Content-Encoding': encoding }).end(bytes),
    );
    expect((await failureOf(testFetch(), ask(origin))).code).toBe('network');
  });

  it.each([
    ['a body shorter than announced', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort'],
    ['a last chunk that is missing', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n'],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['no answer', ''],
  ])('fails on %s', async (_, bytes) => {
    const address = await rawLoopback((socket) => socket.end(bytes));
    expect((await failureOf(testFetch(), ask(address))).code).toBe('network');
  });

  it('cannot smuggle a second answer behind a short Content-Length', async () => {
    const forged = 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged';
    const address = await rawLoopback((socket) =>
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue${forged}`),
    );
    const fetch = testFetch();
    expect(textOf(await fetch(ask(address)))).toBe('true');
    expect(textOf(await fetch(ask(address)))).toBe('true');
  });
});

function drip(socket: { write: (text: string) => void; destroyed?: boolean }, start: string): void {
  socket.write(start);
  const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write('x')), 20);
}

describe('connections', () => {
  it('are kept, and asked anew when the server has closed one meanwhile', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok';
    const connections: number[] = [];
    const address = await rawLoopback((socket, connection) => {
      connections.push(connection);
      socket.write(answer);
      // The second request on this connection meets a reset, as after an idle time-out of the server.
      socket.once('data', () => socket.resetAndDestroy());
    });
    const fetch = testFetch();
    expect(textOf(await fetch(ask(address)))).toBe('ok');
    expect(textOf(await fetch(ask(address)))).toBe('ok');
    expect(connections).toEqual([1, 2]);
  });

  it('are at most two at a time to one host', async () => {
    let [open, peak] = [0, 0];
    const { origin, requests } = await loopback((_, response) => {
      open++;
      peak = Math.max(peak, open);
      setTimeout(() => {
        open--;
        response.end('ok');
      }, 5);
    });
    const fetch = testFetch();
    await Promise.all(Array.from({ length: 9 }, () => fetch(ask(origin))));
    expect([peak, requests.length]).toEqual([2, 9]);
  });

  it('go through the proxy that the environment names, except where it says no', async () => {
    const proxy = await loopback((request, response) => response.end(`proxied ${request.url}`));
    const direct = await loopback((_, response) => response.end('direct'));
    const fetch = testFetch({ env: { HTTP_PROXY: proxy.origin, NO_PROXY: '127.0.0.1' } });
    expect(textOf(await fetch(ask('http://news.example/feed')))).toBe('proxied http://news.example/feed');
    expect(textOf(await fetch(ask(direct.origin)))).toBe('direct');
  });
});

describe('stopping', () => {
  it('works while the server thinks, while waiting for a turn, and beforehand', async () => {
    const control = new AbortController();
    const address = await rawLoopback(() => control.abort());
    const fetch = testFetch({ perHost: 1 });
    const both = Promise.allSettled([
      fetch(ask(address), { signal: control.signal }),
      fetch(ask(address), { signal: control.signal }),
    ]);
    const codes = (await both).map((outcome) => outcome.status === 'rejected' && outcome.reason.code);
    expect(codes).toEqual(['interrupted', 'interrupted']);
    expect((await failureOf(fetch, ask(address), { signal: control.signal })).code).toBe('interrupted');
  });
});

describe('what is not fetched', () => {
  it.each(['ftp://example.org/feed', 'javascript:alert(1)', 'data:text/plain,x', 'feed', ''])('%s', async (address) => {
    expect((await failureOf(testFetch(), ask(address))).code).toBe('forbidden-address');
  });

  it('anything on the network while offline', async () => {
    const { origin, requests } = await loopback((_, response) => response.end());
    const failure = await failureOf(testFetch({ offline: true }), ask(origin.replace('//', '//anna:secret@')));
    expect(failure.code).toBe('offline');
    expect(failure.message).not.toMatch(/anna|secret/);
    expect(requests).toEqual([]);
  });

  it('with a header that could forge another', async () => {
    const { origin } = await loopback((_, response) => response.end());
    const failure = await failureOf(testFetch(), ask(origin, { headers: { 'X-A': 'b\r\nX-C: d' } }));
    expect(failure.next).toContain('headers');
  });

  it('a host that does not exist, named as such', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    const failure = await failureOf(testFetch({ resolve }), ask(`http://nowhere.example/${testNow}`));
    expect(failure.message).toBe(`http://nowhere.example/${testNow} has no such host`);
  });
});
