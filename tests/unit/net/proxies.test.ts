import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readProxies } from '../../../src/net/proxies.ts';
import { ask, failureOf, testFetch, textOf } from '../../support/fetching.ts';
import { loopback } from '../../support/loopback.ts';
import { secureLoopback, trustOurs } from '../../support/secure-loopback.ts';

function proxyOf(env: Record<string, string>, address = 'https://news.example/feed') {
  return readProxies(env)(new URL(address));
}

describe('the environment', () => {
  it.each([
    [{}, null],
    [{ HTTPS_PROXY: 'http://p:3128' }, 'http://p:3128/'],
    [{ HTTPS_PROXY: 'http://p:3128', https_proxy: 'http://q:3128' }, 'http://q:3128/'],
    [{ HTTPS_PROXY: 'https://p:3129' }, 'https://p:3129/'],
    [{ HTTPS_PROXY: 'p:3128' }, 'http://p:3128/'],
    [{ HTTPS_PROXY: 'http://anna:pass@p:3128' }, 'http://anna:pass@p:3128/'],
    [{ HTTP_PROXY: 'http://p:3128' }, null],
    [{ HTTPS_PROXY: '' }, null],
    [{ ALL_PROXY: 'http://p:3128' }, 'http://p:3128/'],
    [{ all_proxy: 'http://p:3128', HTTPS_PROXY: 'http://q:1' }, 'http://q:1/'],
  ])('%j leads to %s', (env, expected) => expect(proxyOf(env)).toBe(expected));

  it('names the plain proxy for plain addresses', () => {
    expect(proxyOf({ HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://q:1' }, 'http://a.example/')).toBe('http://p:1/');
  });

  it.each(['socks5://p:1080', 'http://', 'ftp://p'])(
    'with %s ends in an error, not in a way past it',
    async (proxy) => {
      const failure = await failureOf(testFetch({ env: { ALL_PROXY: proxy } }), ask('http://127.0.0.1:9/'));
      expect(failure).toMatchObject({ code: 'config', message: expect.stringContaining('ALL_PROXY') });
    },
  );
});

describe('NO_PROXY', () => {
  it.each([
    ['*', 'http://any.example/', true],
    ['a.example', 'http://a.example/', true],
    ['a.example', 'http://A.example./', true],
    ['a.example', 'http://www.a.example/', true],
    ['a.example', 'http://nota.example/', false],
    ['.a.example', 'http://www.a.example/', true],
    ['*.a.example', 'http://www.a.example/', true],
    ['b.example , a.example', 'http://a.example/', true],
    ['b.example a.example', 'http://a.example/', true],
    ['a.example:8080', 'http://a.example:8080/', true],
    ['a.example:8080', 'http://a.example/', false],
    ['a.example:80', 'http://a.example/', true],
    ['a.example:443', 'https://a.example/', true],
    ['localhost', 'http://localhost:3000/', true],
    ['127.0.0.1', 'http://127.0.0.1/', true],
    ['127.0.0.1:81', 'http://127.0.0.1/', false],
    ['10.0.0.0/8', 'http://10.9.8.7/', true],
    ['10.0.0.0/8', 'http://11.9.8.7/', false],
    ['10.0.0.1-10.0.0.9', 'http://10.0.0.5/', true],
    ['10.0.0.1-10.0.0.9', 'http://10.0.0.10/', false],
    ['::1', 'http://[::1]/', true],
    ['[::1]:8080', 'http://[::1]:8080/', true],
    ['fd00::/8', 'http://[fd12::1]/', true],
    ['10.0.0.0/99', 'http://10.9.8.7/', false],
    ['7.0.0.1', 'http://127.0.0.1/', false],
    [',', 'http://a.example/', false],
  ])('%s, %s', (list, address, excepted) => {
    const proxy = proxyOf({ HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://p:1', NO_PROXY: list }, address);
    expect(proxy === null).toBe(excepted);
  });
});

/** A real proxy: answers plain requests itself, and joins what CONNECT asks for to `port` of this machine. */
async function tunnel(port: number) {
  const asked: { readonly method: string; readonly target: string; readonly authorization: string | undefined }[] = [];
  const note = ({ method = '', url = '', headers }: IncomingMessage) =>
    asked.push({ method, target: url, authorization: headers['proxy-authorization'] });
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    note(request);
    response.end('through the proxy');
  });
  server.on('connect', (request, socket: Socket) => {
    note(request);
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const one of [socket, onward]) {
      sockets.add(one);
      one.on('error', () => {});
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

// With a proxy nobody looks a name up.
const resolve = () => Promise.reject(new Error('looked up'));

describe('a proxy', () => {
  it('is asked for http addresses, with its user name and password, and without a look-up', async () => {
    const { host, asked } = await tunnel(0);
    const env = { HTTP_PROXY: `http://anna:p%40ss@${host}` };
    expect(textOf(await testFetch({ env, resolve })(ask('http://news.example/feed')))).toBe('through the proxy');
    const authorization = `Basic ${btoa('anna:p@ss')}`;
    expect(asked).toEqual([{ method: 'GET', target: 'http://news.example/feed', authorization }]);
  });

  it('joins us to https hosts, over which HTTP/2 is spoken as without it', async () => {
    trustOurs();
    const server = await secureLoopback((request, response) => {
      response.end(`${request.httpVersion} ${request.headers.authorization} ${request.headers['proxy-authorization']}`);
    });
    const { host, asked } = await tunnel(server.port);
    const env = { https_proxy: `http://anna:pass@${host}` };
    const fetch = testFetch({ env, resolve });
    const address = server.origin.replace('//', '//eve:secret@');
    expect(textOf(await fetch(ask(address)))).toBe(`2.0 Basic ${btoa('eve:secret')} undefined`);
    await fetch(ask(address));
    const authorization = `Basic ${btoa('anna:pass')}`;
    expect(asked).toEqual([{ method: 'CONNECT', target: `secure.example:${server.port}`, authorization }]);
  });

  it('is named when it refuses, and its password is not', async () => {
    const proxy = await loopback((_, response) => response.end());
    const env = { HTTPS_PROXY: proxy.origin.replace('//', '//anna:secret@') };
    const failure = await failureOf(testFetch({ env, resolve }), ask('https://news.example/'));
    expect(failure).toMatchObject({ code: 'network', message: expect.stringContaining('proxy') });
    expect(JSON.stringify([failure.message, failure.next, failure.details])).not.toContain('secret');
  });

  it.each(['http', 'https'])('that cannot be reached is named as that, not the host: %s', async (scheme) => {
    const env = { ALL_PROXY: 'http://127.0.0.1:1' };
    const failure = await failureOf(testFetch({ env, resolve }), ask(`${scheme}://news.example/`));
    expect(failure.message).toBe(`${scheme}://news.example/ could not be reached through the proxy`);
  });
});
