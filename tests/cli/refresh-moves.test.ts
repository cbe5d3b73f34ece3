/** Sources that move, go, and come back. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inventedRss, items } from '../support/invented-feed.ts';
import { type Sandbox, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

interface Shown {
  readonly address: string;
  readonly gone: boolean;
  readonly failures: number;
  readonly nextAt: string | null;
}

const start = Date.parse('2026-11-22T12:00:00Z');
const day = 86_400_000;

let box: Sandbox;
let web: WebServer;
let other: WebServer;
beforeEach(async () => {
  box = await sandbox();
  web = await webServer();
  other = await webServer();
  web.answers.set('/feed', inventedRss('Gazette', items('a', 'b')));
  await box.news(`source add ${web.url}/feed`, { now: start });
});
afterEach(async () => {
  await box.close();
  await web.close();
  await other.close();
});

const refresh = (words: string, now = start) => box.news(`refresh ${words} --json`, { now });
const shown = async () => (await box.news('source show gazette --json', { now: start })).json<Shown>();

it('moves at once where the new address brings an article that is known', async () => {
  web.answers.set('/feed', { status: 308, headers: { location: '/new' } });
  web.answers.set('/new', inventedRss('Gazette', items('b', 'c')));
  expect((await refresh('--force')).json()).toMatchObject({ new: 1, failed: 0 });
  expect((await shown()).address).toBe(`${web.url}/new`);
});

it('moves where nothing is known only when it is told so twice in a row', async () => {
  const portal = { status: 301, headers: { location: '/portal' } };
  web.answers.set('/portal', inventedRss('Gazette', items('x')));
  web.answers.set('/feed', portal);
  await refresh('--force');
  expect((await shown()).address).toBe(`${web.url}/feed`);
  web.answers.set('/feed', inventedRss('Gazette', items('a', 'c')));
  await refresh('--force');
  web.answers.set('/feed', { status: 301, headers: { location: '/new' } });
  web.answers.set('/new', inventedRss('Gazette', items('p', 'q')));
  await refresh('--force');
  expect((await shown()).address).toBe(`${web.url}/feed`);
  await refresh('--force');
  expect((await shown()).address).toBe(`${web.url}/new`);
});

it('does not move for a while, or to what is no feed', async () => {
  web.answers.set('/new', inventedRss('Gazette', items('a', 'b')));
  web.answers.set('/page', '<!doctype html><title>Moved</title>');
  for (const [status, location] of [
    [302, '/new'],
    [307, '/new'],
    [301, '/page'],
  ] as const) {
    web.answers.set('/feed', { status, headers: { location } });
    for (let times = 0; times < 3; times++) await refresh('--force');
    expect((await shown()).address).toBe(`${web.url}/feed`);
  }
});

it('sends the reader’s headers to the origin that they were given for, and to no other that it moves to', async () => {
  await box.news(['source', 'set', 'gazette', 'headers', 'X-Key: secret']);
  web.answers.set('/feed', { status: 301, headers: { location: `${other.url}/feed` } });
  other.answers.set('/feed', inventedRss('Gazette', items('a', 'b', 'c')));
  await refresh('--force');
  await refresh('--force');
  expect(web.requests.some(({ headers }) => headers['x-key'] === 'secret')).toBe(true);
  expect(other.requests.length).toBeGreaterThan(0);
  for (const { headers } of other.requests) expect(headers['x-key']).toBeUndefined();
});

it('keeps the ids of articles over a move', async () => {
  const ids = async () =>
    (await box.news('list --json --fields id,guid', { now: start })).json<{ id: string; guid: string }[]>();
  const before = await ids();
  web.answers.set('/feed', { status: 301, headers: { location: '/new' } });
  web.answers.set('/new', inventedRss('Gazette', items('a', 'b')));
  await refresh('--force');
  expect(await ids()).toEqual(before);
});

it('asks for what is gone no more, until it is named; when it is back, all is as before', async () => {
  const feed = inventedRss('Gazette', items('a', 'b', 'c'));
  web.answers.set('/feed', { status: 410 });
  expect((await refresh('--force')).json()).toMatchObject({ failed: 1, sources: [{ nextAt: null }] });
  expect(await shown()).toMatchObject({ gone: true, nextAt: null });
  const asked = web.requests.length;
  web.answers.set('/feed', feed);
  expect((await refresh('', start + 90 * day)).json()).toMatchObject({ sources: [] });
  expect(web.requests.length).toBe(asked);
  expect((await refresh('gazette', start + 90 * day)).json()).toMatchObject({ new: 1, failed: 0 });
  expect(await shown()).toMatchObject({ gone: false, failures: 0 });
  expect((await refresh('', start + 92 * day)).json<{ sources: unknown[] }>().sources).toHaveLength(1);
});
