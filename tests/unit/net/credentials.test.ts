import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createCredentials } from '../../../src/net/credentials.ts';
import { ask, failureOf, testFetch, textOf } from '../../support/fetching.ts';
import { loopback } from '../../support/loopback.ts';

const env = { PATH: process.env.PATH };

function says(line: string) {
  return createCredentials({ ...env, LINE: line }).of('printf "%s\\nlogin: anna\\n" "$LINE"', undefined);
}

/** A command that counts its runs in a file. */
function counting(then: string) {
  const folder = mkdtempSync(join(tmpdir(), 'news-credentials-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'runs');
  const runs = () => readFileSync(file, 'utf8').length;
  return { command: `printf x >> '${file}'; ${then}`, runs };
}

it.each([
  ['anna:pass', 'authorization', `Basic ${btoa('anna:pass')}`],
  ['anna:pa:ss word', 'authorization', `Basic ${btoa('anna:pa:ss word')}`],
  [':token', 'authorization', `Basic ${btoa(':token')}`],
  ['anna:pässwörd', 'authorization', `Basic ${Buffer.from('anna:pässwörd').toString('base64')}`],
  ['Bearer abc.def', 'authorization', 'Bearer abc.def'],
  ['Basic YTpi', 'authorization', 'Basic YTpi'],
  ['Cookie: session=1; b=2', 'cookie', 'session=1; b=2'],
  ['X-Api-Key: k:1', 'x-api-key', 'k:1'],
])('the first line %j is a header', async (line, name, value) => {
  expect(await says(line)).toEqual({ name, value });
});

it.each(['', 'password only', 'X-Key: a\rX-Forged: b', 'a:\x1b]0;x'])(
  '%j is nothing that can be sent',
  async (line) => {
    await expect(says(line)).rejects.toMatchObject({ code: 'program' });
  },
);

it.each([
  ['exit 3', 'exit code 3'],
  ['no-such-program-here', 'exit code 127'],
  ['echo secret; echo "secret too" >&2; exit 1', 'exit code 1'],
  ['yes secret', 'more than a line'],
  ['sleep 60', 'did not end'],
  ['sleep 3 & sleep 3', 'did not end'],
])('a command that fails says how, and nothing of what it printed: %s', async (command, reason) => {
  const failure = await createCredentials(env, 500)
    .of(command, undefined)
    .catch((error) => error);
  expect(failure).toMatchObject({ code: 'program', message: expect.stringContaining(reason) });
  expect(failure.message + failure.next).not.toContain('secret');
});

it('is asked once for all fetches, and again after the server has refused what it said', async () => {
  const { command, runs } = counting('echo anna:pass');
  let status = 200;
  const { origin } = await loopback((request, response) => {
    response.writeHead(status).end(request.headers.authorization);
  });
  const fetch = testFetch({ env });
  const request = ask(origin, { credentialsCommand: command });
  const [first] = await Promise.all([fetch(request), fetch(request), fetch(request)]);
  expect([textOf(first), runs()]).toEqual([`Basic ${btoa('anna:pass')}`, 1]);
  status = 401;
  await failureOf(fetch, request);
  status = 200;
  await fetch(request);
  expect(runs()).toBe(2);
});

it('is asked again after it has failed', async () => {
  const { command, runs } = counting('exit 1');
  const credentials = createCredentials(env);
  for (let n = 1; n <= 2; n++) await expect(credentials.of(command, undefined)).rejects.toThrow();
  expect(runs()).toBe(2);
});

it('gives up when the reader does', async () => {
  const control = new AbortController();
  const asked = createCredentials(env).of('sleep 60', control.signal);
  control.abort();
  await expect(asked).rejects.toMatchObject({ code: 'interrupted' });
});

it('goes to the origin of the source only, and a permanent redirect cannot take it to another', async () => {
  const other = await loopback((request, response) => response.end(String(request.headers.authorization)));
  const { origin, requests } = await loopback((_, response) =>
    response.writeHead(301, { Location: other.origin }).end(),
  );
  const result = await testFetch({ env })(ask(origin, { credentialsCommand: 'echo anna:pass' }));
  expect(requests[0]?.headers.authorization).toBe(`Basic ${btoa('anna:pass')}`);
  expect([textOf(result), result.permanentUrl]).toEqual(['undefined', null]);
});

it('stays behind when the address moves, also for headers of the reader', async () => {
  const other = await loopback((_, response) => response.end());
  const { origin } = await loopback((_, response) => response.writeHead(301, { Location: other.origin }).end());
  expect((await testFetch()(ask(origin, { headers: { 'X-Key': 'k' } }))).permanentUrl).toBeNull();
  expect((await testFetch()(ask(origin))).permanentUrl).toBe(`${other.origin}/`);
});
