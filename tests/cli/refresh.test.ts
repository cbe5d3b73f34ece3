import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventedRss, items } from '../support/invented-feed.ts';
import { type Sandbox, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

interface Report {
  started: string;
  finished: string;
  new: number;
  updated: number;
  failed: number;
  sources: {
    id: string;
    title: string;
    status: string;
    new: number;
    updated: number;
    error: { code: string; message: string } | null;
    nextAt: string;
  }[];
}

const start = Date.parse('2026-11-22T12:00:00Z');
const minute = 60_000;

describe('refresh', () => {
  let box: Sandbox;
  let web: WebServer;
  beforeEach(async () => {
    box = await sandbox();
    web = await webServer();
    web.answers.set('/feed.xml', inventedRss('Gazette', items('a', 'b')));
    await box.news(`source add ${web.url}/feed.xml`, { now: start });
  });
  afterEach(async () => {
    await box.close();
    await web.close();
  });

  const refresh = async (words = '', now = start) => {
    const result = await box.news(`refresh ${words} --json`, { now });
    return { code: result.code, ...result.json<Report>() };
  };
  const rows = async (words = '', now = start) =>
    (await box.news(`list ${words} --json --limit all`, { now })).json<
      { id: string; title: string; read: string | null; favorite: string | null; fetched: string }[]
    >();

  it('fetches only what is due, unless it is forced or named', async () => {
    expect((await refresh('', start + minute)).sources).toEqual([]);
    expect((await refresh('--force', start + minute)).sources).toHaveLength(1);
    expect((await refresh('gazette', start + minute)).sources).toHaveLength(1);
    expect((await refresh('', start + 3 * 60 * minute)).sources).toHaveLength(1);
    expect((await box.news('refresh nosuch')).code).toBe(5);
  });

  it('adds what is new, updates what changed, and keeps what left the feed', async () => {
    const [first] = await rows();
    await box.news(`mark read ${first?.id}`);
    await box.news(`fav add ${first?.id}`);
    const changed = items('a', 'c').map((item) => (item.id === 'a' ? { ...item, title: 'Corrected a' } : item));
    web.answers.set('/feed.xml', inventedRss('Gazette', changed));
    expect(await refresh('--force')).toMatchObject({ code: 0, new: 1, updated: 1, failed: 0 });
    const after = await rows();
    expect(after.map(({ title }) => title).toSorted()).toEqual(['Corrected a', 'Headline b', 'Headline c']);
    const corrected = after.find(({ title }) => title === 'Corrected a');
    expect(corrected?.id).toBe(first?.id);
    expect(corrected?.read).not.toBeNull();
    expect(corrected?.favorite).not.toBeNull();
    expect(await refresh('--force')).toMatchObject({ new: 0, updated: 0 });
  });

  it('asks with the validators of the last answer and takes 304 for success', async () => {
    web.answers.set('/feed.xml', (request) =>
      request.headers['if-none-match'] === '"v1"'
        ? { status: 304 }
        : { headers: { etag: '"v1"' }, body: inventedRss('Gazette', items('a', 'b')) },
    );
    await refresh('--force');
    expect((await refresh('--force')).sources).toMatchObject([{ status: 'not-modified', error: null }]);
    expect(await rows()).toHaveLength(2);
  });

  it('keeps articles and validators when a refresh fails, and says why', async () => {
    for (const [answer, code] of [
      [{ status: 500 }, 'http-status'],
      ['<html>Please sign in</html>', 'not-a-feed'],
      ['', 'not-a-feed'],
      [{ status: 410 }, 'gone'],
    ] as const) {
      web.answers.set('/feed.xml', answer);
      const report = await refresh('--force');
      expect(report).toMatchObject({ code: 4, failed: 1, sources: [{ status: 'failed', error: { code } }] });
      expect(report.sources[0]?.error?.message).toContain('127.0.0.1');
      expect(await rows()).toHaveLength(2);
    }
    // After 410 it is polled no more, until it is named.
    expect((await refresh('', start + 90 * 24 * 60 * minute)).sources).toEqual([]);
  });

  it('exits 3 when some sources failed', async () => {
    web.answers.set('/two.xml', inventedRss('Second', items('z')));
    await box.news(`source add ${web.url}/two.xml`, { now: start });
    web.answers.set('/two.xml', { status: 404 });
    const { code, stderr } = await box.news('refresh --force');
    expect(code).toBe(3);
    expect(stderr).toContain('Second');
    expect(stderr).toContain('404');
  });

  it('takes the new address of a permanent redirect once it parsed as a feed', async () => {
    web.answers.set('/feed.xml', { status: 301, headers: { location: '/moved.xml' } });
    web.answers.set('/moved.xml', inventedRss('Gazette', items('a', 'b', 'c')));
    expect(await refresh('--force')).toMatchObject({ new: 1 });
    await refresh('--force');
    expect(web.requests.at(-1)?.path).toBe('/moved.xml');
    expect(await rows()).toHaveLength(3);
  });

  it('backs off from a failing source and comes back at once after a success', async () => {
    web.answers.set('/feed.xml', { status: 503, headers: { 'retry-after': '7200' } });
    const [source] = (await refresh('--force')).sources;
    expect(Date.parse(source?.nextAt ?? '')).toBeGreaterThanOrEqual(start + 120 * minute);
  });

  it('fetches nothing with --offline, and says so', async () => {
    const before = web.requests.length;
    const { code, stderr } = await box.news('refresh --force --offline');
    expect(code).toBe(1);
    expect(stderr).toContain('--offline');
    expect(web.requests.length).toBe(before);
    expect((await box.news('list --offline')).code).toBe(0);
  });

  it('keeps hostile text from the terminal in every form', async () => {
    const hostile = 'Bad \u001b]0;owned\u0007 \u009b31m title\u202e\nsecond row &#x1b;[2J';
    web.answers.set(
      '/feed.xml',
      inventedRss('Gaz\u001b[2Jette', [
        { id: 'h', title: hostile, body: `<p>${hostile}</p>`, tags: ['t\u001b[31mag'] },
      ]),
    );
    await refresh('--force');
    const id = (await rows()).find(({ title }) => title.startsWith('Bad'))?.id;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
    for (const words of [
      'list',
      'list --json',
      `read ${id}`,
      `read ${id} --json`,
      `read ${id} --markdown`,
      `read ${id} --html`,
      'tags',
      'source list',
      'search title',
    ]) {
      const { stdout, stderr } = await box.news(words);
      expect(stdout + stderr, words).not.toMatch(control);
    }
    expect((await box.news('list')).stdout.trimEnd().split('\n')).toHaveLength(3);
  });
});
