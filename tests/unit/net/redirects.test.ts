import { describe, expect, it } from 'vitest';
import { unknownDocument } from '../../../src/core/ports.ts';
import { ask, failureOf, testFetch, textOf } from '../../support/fetching.ts';
import { loopback } from '../../support/loopback.ts';

/** A server on which "/302/x" redirects to "/x" with that status, and everything else says what was asked. */
function redirecting() {
  return loopback((request, response) => {
    const [, status, next] = /^\/(30\d)(\/.*)$/.exec(request.url ?? '') ?? [];
    if (status) response.writeHead(Number(status), { Location: next }).end('moved');
    else response.end(`at ${request.url}`);
  });
}

describe('redirects', () => {
  it('are followed, and the answer tells where it came from', async () => {
    const { origin } = await redirecting();
    const result = await testFetch()(ask(`${origin}/302/303/307/end`));
    expect(textOf(result)).toBe('at /end');
    expect(result).toMatchObject({ url: `${origin}/end`, permanentUrl: null });
  });

  it.each([
    ['/301/end', '/end'],
    ['/301/308/end', '/end'],
    ['/301/302/end', null],
    ['/302/301/end', null],
    ['/end', null],
  ])('%s gives the permanent address %s', async (path, permanent) => {
    const { origin } = await redirecting();
    const result = await testFetch()(ask(origin + path));
    expect(result.permanentUrl).toBe(permanent && origin + permanent);
  });

  it('end after five', async () => {
    const { origin, requests } = await redirecting();
    expect(textOf(await testFetch()(ask(`${origin}/302/302/302/302/302/end`)))).toBe('at /end');
    expect(requests.splice(0).length).toBe(6);
    expect((await failureOf(testFetch(), ask(`${origin}/302/302/302/302/302/302/end`))).code).toBe('forbidden-address');
    expect(requests.length).toBe(6);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'data:text/plain,x',
    'javascript:alert(1)',
    'sample:x',
    'http://[::1',
  ])('to %s are refused', async (location) => {
    const { origin } = await loopback((_, response) => response.writeHead(302, { Location: location }).end());
    expect((await failureOf(testFetch(), ask(origin))).code).toBe('forbidden-address');
  });

  it('without an address are a failure', async () => {
    const { origin } = await loopback((_, response) => response.writeHead(302).end());
    expect(await failureOf(testFetch(), ask(origin))).toMatchObject({ code: 'http-status', details: { status: 302 } });
  });

  it('may name the address in raw UTF-8', async () => {
    const { origin, requests } = await loopback((request, response) => {
      if (request.url !== '/') return response.end('there');
      response.writeHead(302, { Location: Buffer.from('/مقال').toString('latin1') });
      return response.end();
    });
    await testFetch()(ask(origin));
    expect(requests[1]?.url).toBe(encodeURI('/مقال'));
  });

  it.each([
    ['?page=2', '/feed/a?page=2'],
    ['b', '/feed/b'],
    ['../c#part', '/c'],
    ['//127.0.0.1:PORT/d', '/d'],
    ['/with blank', '/with%20blank'],
    ['  /e  ', '/e'],
  ])('may lead to a relative address: %s', async (location, path) => {
    const { origin, port, requests } = await loopback((request, response) => {
      if (request.url !== '/feed/a') return response.end();
      return response.writeHead(302, { Location: location.replace('PORT', String(port)) }).end();
    });
    expect((await testFetch()(ask(`${origin}/feed/a`))).url).toBe(origin + path);
    expect(requests[1]?.url).toBe(path);
  });

  it('that lead in a circle end', async () => {
    const { origin, requests } = await loopback((request, response) => {
      response.writeHead(302, { Location: request.url === '/a' ? '/b' : '/a' }).end();
    });
    expect((await failureOf(testFetch(), ask(`${origin}/a`))).code).toBe('forbidden-address');
    expect(requests.length).toBe(6);
  });

  it('of a page that only says so in its HTML are not followed', async () => {
    const html = '<meta http-equiv="refresh" content="0; url=/elsewhere">';
    const { origin, requests } = await loopback((_, response) => response.end(html));
    expect(textOf(await testFetch()(ask(origin)))).toBe(html);
    expect(requests.length).toBe(1);
  });

  it('bring validators along, so that the last hop can say "not modified"', async () => {
    const { origin } = await loopback((request, response) => {
      if (request.url === '/') response.writeHead(301, { Location: '/new' }).end();
      else response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end();
    });
    expect((await testFetch()(ask(origin, { etag: '"1"' }))).bytes).toBeNull();
  });
});

describe('secrets', () => {
  /** Two origins: the first sends everybody on to the second, and the second back to the end of the first. */
  async function twoOrigins() {
    const other = await loopback((_, response) => response.writeHead(302, { Location: `${first.origin}/end` }).end());
    const first = await loopback((request, response) => {
      if (request.url === '/end') response.end('end');
      else response.writeHead(302, { Location: other.origin, 'Set-Cookie': 'visit=1; Domain=127.0.0.1' }).end();
    });
    return { first, other };
  }

  it('go only to the origin that they are meant for', async () => {
    const { first, other } = await twoOrigins();
    const address = first.origin.replace('//', '//anna:p%40ss@');
    await testFetch()(ask(address, { headers: { 'X-Key': 'k', Cookie: 'own=1' } }));
    const [sent, end] = first.requests.map(({ headers }) => headers);
    expect(sent).toMatchObject({ authorization: `Basic ${btoa('anna:p@ss')}`, 'x-key': 'k', cookie: 'own=1' });
    expect(end).toMatchObject({ 'x-key': 'k', cookie: 'own=1; visit=1' });
    for (const name of ['authorization', 'x-key', 'cookie'])
      expect(other.requests[0]?.headers).not.toHaveProperty(name);
  });

  it('that a server hands out as cookies are few and short', async () => {
    const cookies = Array.from({ length: 80 }, (_, number) => `c${number}=${'x'.repeat(200)}`);
    const { origin, requests } = await loopback((request, response) => {
      if (request.url === '/end') response.end();
      else response.writeHead(302, { Location: '/end', 'Set-Cookie': [`long=${'y'.repeat(9000)}`, ...cookies] }).end();
    });
    await testFetch()(ask(origin));
    const sent = requests[1]?.headers.cookie?.split('; ') ?? [];
    expect(sent).toHaveLength(50);
    expect(sent[0]).toHaveLength(4096);
  });

  it('of a redirect are not believed', async () => {
    const { origin, requests, port } = await loopback((request, response) => {
      if (request.url === '/') response.writeHead(301, { Location: `http://eve:x@127.0.0.1:${port}/end` }).end();
      else response.end();
    });
    expect((await testFetch()(ask(origin))).permanentUrl).toBe(`${origin}/end`);
    expect(requests[1]?.headers).not.toHaveProperty('authorization');
  });

  it('stay in the permanent address of the same origin, and never in the address that links stand against', async () => {
    const { origin } = await redirecting();
    const secret = origin.replace('//', '//anna:secret@');
    const result = await testFetch()(ask(`${secret}/301/end`));
    expect([result.url, result.permanentUrl]).toEqual([`${origin}/end`, `${secret}/end`]);
  });

  it('are not carried to another origin by a permanent redirect', async () => {
    const other = await loopback((_, response) => response.end('public'));
    const { origin } = await loopback((_, response) => response.writeHead(301, { Location: other.origin }).end());
    expect((await testFetch()(ask(origin.replace('//', '//anna:secret@')))).permanentUrl).toBeNull();
  });
});

describe('a private network', () => {
  const publicPage = 'http://93.184.215.14/page';

  it('can be fetched from where the reader says so, redirects within it included', async () => {
    const { origin } = await redirecting();
    expect(textOf(await testFetch()(ask(`${origin}/302/end`)))).toBe('at /end');
  });

  it.each([
    'http://127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://localhost:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://0:PORT/',
  ])('is closed to a redirect of a public page: %s', async (target) => {
    const inside = await loopback((_, response) => response.end('secret'));
    const location = target.replace('PORT', String(inside.port));
    // A proxy stands in for the public internet.
    const proxy = await loopback((_, response) => response.writeHead(302, { Location: location }).end());
    const fetch = testFetch({
      env: { HTTP_PROXY: proxy.origin, NO_PROXY: '127.0.0.1,localhost,[::ffff:7f00:1],0.0.0.0' },
    });
    expect((await failureOf(fetch, ask('http://news.example/'))).code).toBe('forbidden-address');
    expect(inside.requests).toEqual([]);
  });

  it.each(['127.0.0.1', '10.0.0.1', '::1', '::ffff:127.0.0.1', 'fe80::1', '169.254.169.254'])(
    'is closed to a name in a public page that turns out to be %s',
    async (address) => {
      const resolve = async () => [{ address, family: address.includes(':') ? 6 : 4 }];
      const failure = await failureOf(testFetch({ resolve }), ask('http://rebound.example/'), { namedBy: publicPage });
      expect(failure.code).toBe('forbidden-address');
    },
  );

  it('is closed to it also when the reader has a connection open to that very host', async () => {
    const { port } = await loopback((_, response) => response.end('mine'));
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const fetch = testFetch({ resolve });
    const request = ask(`http://intranet.example:${port}/`);
    expect(textOf(await fetch(request))).toBe('mine');
    expect((await failureOf(fetch, request, { namedBy: publicPage })).code).toBe('forbidden-address');
  });

  it('is open to pages where the reader has said so, by the name of the host', async () => {
    const { port } = await loopback((_, response) => response.end('mine'));
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const address = `http://wiki.corp.example:${port}/`;
    const named = { namedBy: publicPage };
    const allowed = testFetch({ resolve, privateHosts: ['wiki.corp.example', '127.0.0.1'] });
    expect(textOf(await allowed(ask(address), named))).toBe('mine');
    expect(textOf(await allowed(ask(`http://127.0.0.1:${port}/`), named))).toBe('mine');
    expect((await failureOf(allowed, ask(`http://other.corp.example:${port}/`), named)).code).toBe('forbidden-address');
    const failure = await failureOf(testFetch({ resolve }), ask(address), named);
    expect(failure.next).toContain('news config set private-hosts wiki.corp.example');
  });

  it.each([publicPage, unknownDocument])('and files are closed to %s', async (namedBy) => {
    const { origin, requests } = await loopback((_, response) => response.end('mine'));
    for (const address of ['file:///etc/hostname', origin])
      expect((await failureOf(testFetch(), ask(address), { namedBy })).code).toBe('forbidden-address');
    expect(requests).toEqual([]);
  });

  it('is closed to a page whose host says to be in both kinds of network', async () => {
    const { origin, requests } = await loopback((_, response) => response.end('mine'));
    const resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const named = { namedBy: 'http://both.example/feed' };
    expect((await failureOf(testFetch({ resolve }), ask(origin), named)).code).toBe('forbidden-address');
    expect(requests).toEqual([]);
  });

  it('is open to what its own pages name', async () => {
    const { origin, port } = await loopback((_, response) => response.end('mine'));
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const request = ask(`${origin}/article`);
    expect(textOf(await testFetch()(request, { namedBy: `${origin}/feed` }))).toBe('mine');
    const named = { namedBy: `http://intranet.example:${port}/feed` };
    expect(textOf(await testFetch({ resolve })(request, named))).toBe('mine');
  });
});
