import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { NewsError } from '../../../src/core/errors.ts';
import { ask, failureOf, testFetch, textOf } from '../../support/fetching.ts';
import {
  flood,
  frame,
  number32,
  rawSecureLoopback,
  resolveHere,
  secureLoopback,
  settings,
  settingsAcknowledged,
  status200,
  trustOurs,
} from '../../support/secure-loopback.ts';

const endStream = 1;
const endHeaders = 4;
// A second request begins so, after the length of its frame.
const headersOnStream3 = frame('headers', 3, endStream | endHeaders, '').subarray(3);

function fetchHere(more: Parameters<typeof testFetch>[0] = {}) {
  return testFetch({ resolve: resolveHere, ...more });
}

beforeEach(trustOurs);

describe('HTTP/2', () => {
  it('is spoken where the server offers it, on one connection for all requests', async () => {
    const server = await secureLoopback((request, response) => response.end(`${request.httpVersion} ${request.url}`));
    const fetch = fetchHere();
    expect(textOf(await fetch(ask(`${server.origin}/a?b=c`)))).toBe('2.0 /a?b=c');
    await Promise.all(['/d', '/e', '/f'].map((path) => fetch(ask(server.origin + path))));
    expect(textOf(await fetch(ask(`${server.origin}/g`)))).toBe('2.0 /g');
    expect([server.requests.length, server.connections()]).toEqual([5, 1]);
    expect(server.requests[0]?.headers[':authority']).toBe(`secure.example:${server.port}`);
  });

  it('is spoken with two requests of the start at once, on one session', async () => {
    const server = await secureLoopback((request, response) => response.end(request.httpVersion));
    const fetch = fetchHere();
    const both = await Promise.all([fetch(ask(server.origin)), fetch(ask(server.origin))]);
    expect(both.map(textOf)).toEqual(['2.0', '2.0']);
    expect(server.sessions.filter((session) => !session.destroyed).length).toBe(1);
  });

  it('is not insisted on: the same connection then carries HTTP/1.1, and is kept', async () => {
    const connections: number[] = [];
    const address = await rawSecureLoopback(['http/1.1'], (socket, connection) => {
      const say = () => {
        connections.push(connection);
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n1.1');
      };
      socket.on('data', say);
      say();
    });
    const fetch = fetchHere();
    expect([textOf(await fetch(ask(address))), textOf(await fetch(ask(address)))]).toEqual(['1.1', '1.1']);
    expect(connections).toEqual([1, 1]);
  });

  it('carries status, validators and headers as HTTP/1.1 does', async () => {
    const etag = 'W/"caf\xe9, 1"';
    const server = await secureLoopback((request, response) => {
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { ETag: '"new"' }).end();
      else response.writeHead(200, { ETag: etag, 'Content-Type': 'text/xml', 'Cache-Control': 'max-age=60' }).end('x');
    });
    const fetch = fetchHere();
    const first = await fetch(ask(server.origin));
    expect(first).toMatchObject({ etag, type: 'text/xml', freshForMs: 60_000 });
    const headers = { 'X-Key': 'k', Connection: 'close', 'Keep-Alive': '5' };
    const second = await fetch(ask(server.origin, { etag: first.etag, headers }));
    expect(second).toMatchObject({ bytes: null, etag: '"new"' });
    expect(server.requests[1]?.headers).toMatchObject({ 'x-key': 'k', 'user-agent': expect.any(String) });
  });

  it('has at most two requests at a time to one host', async () => {
    let [open, peak] = [0, 0];
    const server = await secureLoopback((_, response) => {
      peak = Math.max(peak, ++open);
      setTimeout(() => {
        open--;
        response.end('ok');
      }, 5);
    });
    const fetch = fetchHere();
    await Promise.all(Array.from({ length: 9 }, () => fetch(ask(server.origin))));
    expect([peak, server.requests.length]).toEqual([2, 9]);
  });

  it('follows redirects, and answers other than success leave the session usable', async () => {
    const server = await secureLoopback((request, response) => {
      if (request.url === '/') response.writeHead(302, { Location: '/end' }).end('moved');
      else if (request.url === '/missing') response.writeHead(404).end('x'.repeat(100_000));
      else response.end('end');
    });
    const fetch = fetchHere();
    expect((await failureOf(fetch, ask(`${server.origin}/missing`))).details).toMatchObject({ status: 404 });
    expect(textOf(await fetch(ask(server.origin)))).toBe('end');
    expect(server.connections()).toBe(1);
  });

  it('ends with the session that the server closes, and goes on with another', async () => {
    const server = await secureLoopback((_, response) => response.end('ok'));
    const fetch = fetchHere();
    await fetch(ask(server.origin));
    server.sessions[0]?.goaway();
    expect(textOf(await fetch(ask(server.origin)))).toBe('ok');
    server.sessions.at(-1)?.destroy();
    expect(textOf(await fetch(ask(server.origin)))).toBe('ok');
  });

  it('asks again where the server did not act on the request', async () => {
    const connections: number[] = [];
    const address = await rawSecureLoopback(['h2'], (socket, connection) => {
      connections.push(connection);
      socket.write(Buffer.concat([settings, settingsAcknowledged]));
      // REFUSED_STREAM (RFC 9113, section 8.7), on the first connection only.
      if (connection === 1) socket.write(frame('reset', 1, 0, number32(7)));
      else socket.write(Buffer.concat([frame('headers', 1, endHeaders, status200), frame('data', 1, endStream, 'ok')]));
    });
    expect(textOf(await fetchHere()(ask(address)))).toBe('ok');
  });

  it('gives way to HTTP/1.1 for a server that comes to need it', async () => {
    const address = await rawSecureLoopback(['h2', 'http/1.1'], (socket) => {
      if (socket.alpnProtocol !== 'h2') {
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n1.1');
        return;
      }
      // The second request: a frame of headers on stream 3.
      socket.on('data', (bytes) => {
        if (bytes.includes(headersOnStream3)) socket.write(frame('reset', 3, 0, number32(13)));
      });
      socket.write(Buffer.concat([settings, settingsAcknowledged]));
      socket.write(Buffer.concat([frame('headers', 1, endHeaders, status200), frame('data', 1, endStream, '2.0')]));
    });
    const fetch = fetchHere();
    expect(textOf(await fetch(ask(address)))).toBe('2.0');
    expect(textOf(await fetch(ask(address)))).toBe('1.1');
  });

  it.each([
    ['says that HTTP/1.1 is needed', frame('reset', 1, 0, number32(13))],
    ['breaks its rules', frame('data', 1, 0, 'a body without a head')],
    ['agreed to it and speaks something else', Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
    ['closes at once', Buffer.from('')],
  ])('gives way to HTTP/1.1 for a server that %s', async (_, bytes) => {
    const address = await rawSecureLoopback(['h2', 'http/1.1'], (socket) => {
      if (socket.alpnProtocol === 'h2') socket.end(Buffer.concat([settings, bytes]));
      else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n1.1');
    });
    expect(textOf(await fetchHere()(ask(address)))).toBe('1.1');
  });
});

describe('a server that fights the client over HTTP/2', () => {
  it.each([
    ['never answers', frame('settings', 0, 0, '')],
    ['begins and stalls', frame('headers', 1, endHeaders, status200)],
    ['acknowledges nothing and pings for ever', frame('ping', 0, 0, '12345678')],
    ['sends settings for ever', settings],
    ['resets streams for ever that nobody opened', frame('reset', 3, 0, number32(8))],
  ])('is given up at the deadline at the latest: %s', async (_, bytes) => {
    const address = await rawSecureLoopback(['h2'], (socket) => {
      socket.write(settings);
      if (bytes[3] === 1 || bytes.length === 9) socket.write(bytes);
      else flood(socket, bytes);
    });
    expect((await failureOf(fetchHere({ deadlineMs: 300 }), ask(address))).code).toMatch(/timeout|network/);
  });

  it('cannot send more headers than bearable, whether or not it has acknowledged how many those are', async () => {
    // A literal of the name "xa" with a value of 984 characters.
    const header = `\x00\x02xa\x7f\xd9\x06${'b'.repeat(984)}`;
    const more = Array.from({ length: 7 }, () => frame('continuation', 1, 0, header.repeat(12)));
    const address = await rawSecureLoopback(['h2'], (socket) => {
      socket.write(Buffer.concat([settings, frame('headers', 1, 0, status200), ...more]));
      socket.write(Buffer.concat([frame('continuation', 1, endHeaders, ''), frame('data', 1, endStream, 'ok')]));
    });
    expect((await failureOf(fetchHere(), ask(address))).code).toBe('too-large');
  });

  it('cannot go on with one block of headers without end', async () => {
    const address = await rawSecureLoopback(['h2'], (socket) => {
      socket.write(Buffer.concat([settings, frame('headers', 1, 0, status200)]));
      flood(socket, frame('continuation', 1, 0, '\x00\x01a\x01b'.repeat(100)));
    });
    expect((await failureOf(fetchHere(), ask(address))).code).toMatch(/too-large|network/);
  });

  it('cannot say "wait" without end', async () => {
    const address = await rawSecureLoopback(['h2'], (socket) => {
      socket.write(settings);
      // ":status: 103" as a literal with the name from the table.
      flood(socket, frame('headers', 1, endHeaders, '\x08\x03103'));
    });
    expect((await failureOf(fetchHere(), ask(address))).message).toContain('interim');
  });

  it('cannot send a body without end', async () => {
    const server = await secureLoopback((_, response) => flood(response.stream, Buffer.alloc(10_000)));
    expect((await failureOf(fetchHere(), ask(server.origin))).code).toBe('too-large');
  });

  it.each([
    ['resets the stream', frame('reset', 1, 0, number32(2))],
    ['cancels the stream', frame('reset', 1, 0, number32(8))],
    ['says goodbye', frame('goaway', 0, 0, number32(1) + number32(2))],
    ['closes the connection', Buffer.from('')],
  ])('does not pass off a part as the whole when it %s', async (_, bytes) => {
    const address = await rawSecureLoopback(['h2'], (socket) => {
      socket.write(Buffer.concat([settings, frame('headers', 1, endHeaders, status200), frame('data', 1, 0, '<rss>')]));
      setTimeout(() => socket.end(bytes), 20);
    });
    expect(await failureOf(fetchHere(), ask(address))).toMatchObject({
      code: 'network',
      message: expect.stringContaining('ends in the middle'),
    });
  });

  it('does not pass off a part as the whole when it is shorter than announced', async () => {
    const server = await secureLoopback((_, response) => {
      response.writeHead(200, { 'Content-Length': '50' });
      response.end('short');
    });
    expect((await failureOf(fetchHere(), ask(server.origin))).code).toBe('network');
  });
});

it('whatever comes is an answer or a failure, and ends nothing else', async () => {
  const types = fc.constantFrom('data', 'headers', 'reset', 'settings', 'ping', 'goaway', 'continuation');
  const payload = fc.oneof(
    fc.constantFrom(status200, number32(0), number32(7), '12345678'),
    fc.string({ unit: 'binary' }),
  );
  const anyFrame = fc
    .tuple(types, fc.constantFrom(0, 1, 3), fc.constantFrom(0, endStream, endHeaders, endStream | endHeaders), payload)
    .map(([type, stream, flags, bytes]) => frame(type, stream, flags, bytes));
  const junk = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
  const speech = fc.tuple(fc.boolean(), fc.array(fc.oneof({ weight: 9, arbitrary: anyFrame }, junk), { maxLength: 8 }));
  let say: readonly [boolean, readonly Buffer[]] = [true, []];
  const address = await rawSecureLoopback(['h2', 'http/1.1'], (socket) => {
    const [politely, parts] = say;
    socket.end(Buffer.concat(politely ? [settings, ...parts] : parts));
  });
  await fc.assert(
    fc.asyncProperty(speech, async (speak) => {
      say = speak;
      const outcome = await fetchHere({ deadlineMs: 2000 })(ask(address)).catch((error) => error);
      expect(outcome instanceof NewsError || 'bytes' in outcome).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('lets the process end at once while the server keeps the connection open', async () => {
  const server = await secureLoopback((_, response) => response.end('ok'));
  const script = new URL('../../support/fetch-once.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(server.port)]);
  expect(JSON.parse(stdout)).toEqual({ text: 'ok', open: [] });
});

it('stops at once when the reader does, and the session goes with it', async () => {
  const control = new AbortController();
  const server = await secureLoopback(() => control.abort());
  expect((await failureOf(fetchHere(), ask(server.origin), { signal: control.signal })).code).toBe('interrupted');
  await expect.poll(() => server.sessions[0]?.destroyed).toBe(true);
});
