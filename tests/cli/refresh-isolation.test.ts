/** One hostile or dead source among good ones: what it may cost, and whom. */
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventedRss, items } from '../support/invented-feed.ts';
import { type RunOptions, type Sandbox, sandbox } from '../support/sandbox.ts';
import { type Answer, type WebServer, webServer } from '../support/web-server.ts';

interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly new: number;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly nextAt: string | null;
}
interface Report {
  readonly new: number;
  readonly updated: number;
  readonly failed: number;
  readonly sources: readonly Outcome[];
}

const start = Date.parse('2026-11-22T12:00:00Z');
const hour = 3_600_000;

let box: Sandbox;
let web: WebServer;
beforeEach(async () => {
  box = await sandbox();
  web = await webServer();
});
afterEach(async () => {
  await box.close();
  await web.close();
});

/** Follows these addresses without fetching them. */
async function follow(...addresses: readonly string[]): Promise<void> {
  const outlines = addresses.map((address) => `<outline text="${address}" xmlUrl="${address}"/>`).join('');
  const stdin = `<opml version="2.0"><body>${outlines}</body></opml>`;
  await box.news('source import -', { stdin, now: start });
}

async function refresh(words = '--force', options: RunOptions = { now: start }) {
  const result = await box.news(`refresh ${words} --json`, options);
  const report = result.json<Report>();
  return { code: result.code, ...report };
}

/** Everything in the database but the state of the sources. */
function stored(): string {
  const db = new DatabaseSync(box.path('news.db'), { readOnly: true });
  const tables = ['article', 'article_tag', 'body', 'count_source', 'count_tag', 'state', 'article_text_data'];
  const content = tables.map((table) => JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all(), plainBytes));
  const sources = db.prepare('SELECT id, address, title, feed_title, link, language FROM source').all();
  db.close();
  return `${content.join('\n')}${JSON.stringify(sources)}`;
}

function plainBytes(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

describe('a hostile source among good ones', () => {
  it('fails alone, whatever it sends, and says why', async () => {
    const nested = `<rss><channel><title>x</title>${'<a>'.repeat(400_000)}`;
    const hostile: readonly (readonly [string, Answer, string])[] = [
      ['/login', '<!doctype html><title>Please sign in</title>', 'not-a-feed'],
      ['/picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'not-a-feed'],
      ['/empty', '', 'not-a-feed'],
      ['/missing', { status: 404 }, 'http-status'],
      ['/away', { status: 302, headers: { location: 'file:///etc/passwd' } }, 'forbidden-address'],
      ['/round', { status: 302, headers: { location: '/round' } }, 'forbidden-address'],
    ];
    for (const [path, answer] of hostile) web.answers.set(path, answer);
    web.answers.set('/nested', nested);
    const good = Array.from({ length: 20 }, (_, index) => `/good-${index}`);
    for (const path of good) web.answers.set(path, inventedRss(path, items('a', 'b')));
    await follow(...[...hostile.map(([path]) => path), '/nested', ...good].map((path) => `${web.url}${path}`));
    const report = await refresh('', { now: start, threads: true });
    expect(report.code).toBe(3);
    expect(report.new).toBe(40);
    // In the order of following; documents of empty elements are bad feeds, but feeds.
    const codes = report.sources.map(({ error }) => error?.code ?? null);
    expect(codes).toEqual([...hostile.map(([, , code]) => code), ...Array(good.length + 1).fill(null)]);
  });

  it('stores what threads have read as what was read in place, whole', async () => {
    const long = `<p>${'Invented words of a long article. '.repeat(40)}</p>`;
    const document = inventedRss('Gazette', [
      { id: 'long', body: long },
      { id: 'short', body: '<p>Few words.</p>' },
    ]);
    const read = async (threads: boolean) => {
      web.answers.set('/feed', document);
      await follow(`${web.url}/feed`);
      await refresh('--force', { now: start, threads });
      const listed = await box.news('list --json --limit all --fields id,title,html,text,minutes', { now: start });
      await box.close();
      box = await sandbox();
      return listed.json<{ title: string; text: string }[]>();
    };
    const inPlace = await read(false);
    expect(inPlace.map(({ title }) => title)).toEqual(['Headline long', 'Headline short']);
    expect(inPlace[0]?.text.length).toBeGreaterThan(1000);
    expect(await read(true)).toEqual(inPlace);
  });

  it('a host that never answers costs no more than a few visits, and nobody else anything', async () => {
    const silent = await refusing();
    web.answers.set('/good', inventedRss('Good', items('a')));
    await follow(...Array.from({ length: 12 }, (_, index) => `${silent}/${index}`), `${web.url}/good`);
    const report = await refresh('');
    expect(report).toMatchObject({ code: 3, new: 1, failed: 12 });
    const asked = report.sources.filter(({ error }) => error && !error.message.includes('not asked'));
    expect(asked.length).toBeLessThanOrEqual(4);
    for (const { error, nextAt } of report.sources.filter(({ error }) => error)) {
      expect(error?.code).toBe('network');
      expect(Date.parse(nextAt ?? '')).toBeGreaterThan(start);
    }
  });

  it('a host that wants to be left alone is left alone, and its sources have not failed', async () => {
    for (const path of ['/a', '/b', '/c', '/d', '/e'])
      web.answers.set(path, { status: 429, headers: { 'retry-after': '3600' } });
    await follow(...['/a', '/b', '/c', '/d', '/e'].map((path) => `${web.url}${path}`));
    await refresh('');
    expect(web.requests.length).toBeLessThanOrEqual(2);
    const sources = (await box.news('source list --json')).json<{ failures: number; nextAt: string }[]>();
    expect(sources.filter(({ failures }) => failures > 0)).toHaveLength(web.requests.length);
    for (const { nextAt } of sources) expect(Date.parse(nextAt)).toBeGreaterThanOrEqual(start + hour - 5000);
  });

  it('asks no host more than twice at a time, but many hosts at once', async () => {
    const open: ServerResponse[] = [];
    let most = 0;
    const answerAll = () => {
      for (const response of open.splice(0)) response.end(inventedRss('Invented', items('a')));
    };
    const paths = Array.from({ length: 12 }, (_, index) => `/${index}`);
    for (const path of paths) {
      web.answers.set(path, (_, response) => {
        open.push(response);
        most = Math.max(most, open.length);
        // With two there, whoever else is on the way gets a while to come.
        if (open.length === 2) afterTurns(200, answerAll);
        return null;
      });
    }
    await follow(...paths.map((path) => `${web.url}${path}`));
    expect(await refresh('')).toMatchObject({ new: 12, failed: 0 });
    expect(most).toBe(2);
  });
});

/** After so many turns of the event loop. */
function afterTurns(turns: number, then: () => void): void {
  if (turns === 0) then();
  else setImmediate(() => afterTurns(turns - 1, then));
}

/** The address of a port where nobody listens. */
async function refusing(): Promise<string> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

describe('two refreshes at once', () => {
  const both = async (words: string) => {
    const paths = ['/a', '/b', '/c'];
    for (const path of paths) web.answers.set(path, inventedRss(path, items('x', 'y')));
    await follow(...paths.map((path) => `${web.url}${path}`));
    const run = () => box.news(`refresh ${words}`, { now: start });
    const results = await Promise.all([run(), run()]);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    expect((await box.news('list --json --limit all', { now: start })).json<unknown[]>()).toHaveLength(6);
    return results.map(({ stderr }) => stderr).join('');
  };

  it('share the work: no server is asked twice, and the second says why it has none', async () => {
    expect(await both('')).toContain('3 sources left to another refresh that is at work.');
    expect(web.requests).toHaveLength(3);
  });

  it('both ask where the reader insists, and nothing is stored twice', async () => {
    expect(await both('--force')).not.toContain('left to another');
    expect(web.requests).toHaveLength(6);
  });
});

describe('an answer that holds nothing new', () => {
  it.each([
    ['the same bytes with another validator', { headers: { etag: '"2"' } }],
    ['the same bytes without any', {}],
  ])('%s: nothing is written but when it was', async (_, more) => {
    const body = inventedRss('Gazette', items('a', 'b'));
    web.answers.set('/feed', { headers: { etag: '"1"' }, body });
    await follow(`${web.url}/feed`);
    await refresh();
    const before = stored();
    web.answers.set('/feed', { ...more, body });
    const again = await refresh('--force', { now: start + hour });
    expect(again).toMatchObject({ code: 0, new: 0, updated: 0, sources: [{ status: 'not-modified', error: null }] });
    expect(stored()).toBe(before);
    const [source] = (await box.news('source list --json')).json<{ fetched: string }[]>();
    expect(source?.fetched).toBe(new Date(start + hour).toISOString().replace('.000', ''));
  });

  it('a feed that changed and changed back is read again', async () => {
    const body = inventedRss('Gazette', items('a'));
    web.answers.set('/feed', body);
    await follow(`${web.url}/feed`);
    await refresh();
    web.answers.set('/feed', inventedRss('Gazette', items('b')));
    expect(await refresh()).toMatchObject({ new: 1 });
    web.answers.set('/feed', body.replace('Headline a', 'Changed a'));
    expect(await refresh()).toMatchObject({ new: 0, updated: 1 });
  });
});
