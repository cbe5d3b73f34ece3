import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventedRss, items } from '../support/invented-feed.ts';
import { type Sandbox, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

interface SourceRow {
  id: string;
  title: string;
  address: string;
  section: string | null;
  tags: string[];
  error: { code: string; message: string } | null;
  articles: number;
}

describe('sources', () => {
  let box: Sandbox;
  let web: WebServer;
  beforeEach(async () => {
    box = await sandbox();
    web = await webServer();
    web.answers.set('/feed.xml', inventedRss('Invented Gazette', items('a', 'b')));
  });
  afterEach(async () => {
    await box.close();
    await web.close();
  });

  const sources = async () => (await box.news('source list --json')).json<SourceRow[]>();
  const titles = async (query = '') =>
    (await box.news(`list ${query} --json --limit all`)).json<{ title: string }[]>().map(({ title }) => title);

  it('follows a feed by its address, which replaces the bundled edition and says so', async () => {
    expect((await sources()).length).toBe(4);
    const { code, stderr } = await box.news(`source add ${web.url}/feed.xml`);
    expect(code).toBe(0);
    expect(stderr).toContain('Invented Gazette');
    expect(stderr).toContain('sample');
    expect((await sources()).map(({ title }) => title)).toEqual(['Invented Gazette']);
    expect(await titles()).toEqual(['Headline a', 'Headline b']);
  });

  it('brings the edition back by name, beside what is followed', async () => {
    await box.news(`source add ${web.url}/feed.xml`);
    expect((await box.news('source add sample')).code).toBe(0);
    expect((await sources()).length).toBe(5);
    expect((await titles()).length).toBeGreaterThan(40);
  });

  it('follows a file, and reads it again when it changes', async () => {
    await writeFile(box.path('mine.xml'), inventedRss('From a file', items('a')));
    expect((await box.news(['source', 'add', box.path('mine.xml')])).code).toBe(0);
    await writeFile(box.path('mine.xml'), inventedRss('From a file', items('a', 'b', 'c')));
    const { stderr } = await box.news('refresh --force');
    expect(stderr).toContain('2 new');
    expect(await titles()).toHaveLength(3);
  });

  it('refuses what is no feed, and stores nothing', async () => {
    web.answers.delete('/feed.xml');
    web.answers.set('/login', '<html><body><form>Please sign in</form></body></html>');
    const { code, stderr } = await box.news(`source add ${web.url}/login`);
    expect(code).toBe(1);
    expect(stderr).toContain('/login');
    expect((await sources()).some(({ address }) => address.startsWith('http'))).toBe(false);
    expect((await box.news('source add nosuchfile.xml')).code).not.toBe(0);
    expect((await box.news('source add no-such-name')).code).toBe(5);
    expect((await box.news('source add javascript:alert(1)')).code).toBe(1);
  });

  it('does not add a source twice', async () => {
    await box.news(`source add ${web.url}/feed.xml`);
    const { code, stderr } = await box.news(`source add ${web.url}/feed.xml`);
    expect(code).toBe(0);
    expect(stderr).toContain('Already');
    expect(await sources()).toHaveLength(1);
  });

  it('removes a source with its articles, and undo brings them back', async () => {
    await box.news(`source add ${web.url}/feed.xml`);
    expect((await box.news('source remove gazette')).code).toBe(0);
    expect(await titles()).toEqual([]);
    expect((await box.news('undo')).stderr).toContain('Taken back');
    expect(await titles()).toEqual(['Headline a', 'Headline b']);
    await box.news('undo');
    expect((await sources()).length).toBe(4);
    expect((await box.news('source remove nothing-like-it')).code).toBe(5);
  });

  it('sets title, section, tags, interval and full text, each with a check of its value', async () => {
    await box.news(`source add ${web.url}/feed.xml`);
    for (const change of [
      'title My Gazette',
      'section World',
      'tags one, two',
      'interval 15m',
      'full-text on',
      'user-agent Curious/1',
    ]) {
      expect((await box.news(`source set gazette ${change}`)).code, change).toBe(0);
    }
    const shown = (await box.news('source show gazette --json')).json<Record<string, unknown>>();
    expect(shown).toMatchObject({
      title: 'My Gazette',
      section: 'World',
      tags: ['one', 'two'],
      interval: '15m',
      fullText: true,
      userAgent: 'Curious/1',
    });
    expect(await titles('section:world')).toHaveLength(2);
    expect(await titles('tag:two')).toHaveLength(2);
    for (const wrong of ['interval soon', 'full-text maybe', 'nonsense 1', 'headers broken']) {
      expect((await box.news(`source set gazette ${wrong}`)).code, wrong).toBe(2);
    }
    await box.news('source set gazette title');
    expect((await sources())[0]?.title).toBe('Invented Gazette');
  });

  it('sends a source’s own headers and user agent', async () => {
    await box.news(`source add ${web.url}/feed.xml`);
    await box.news(['source', 'set', 'gazette', 'headers', 'X-Key: secret; X-Two: 2']);
    await box.news(['source', 'set', 'gazette', 'user-agent', 'Curious/1']);
    await box.news('refresh --force');
    expect(web.requests.at(-1)?.headers).toMatchObject({ 'x-key': 'secret', 'x-two': '2', 'user-agent': 'Curious/1' });
    expect((await box.news('source show gazette --json')).stdout).not.toContain('secret');
  });

  it('gives back the same sources, titles, sections and tags after OPML export and import', async () => {
    web.answers.set('/b.xml', inventedRss('Beta & Söhne <x>', items('b')));
    await box.news(`source add ${web.url}/feed.xml --title Näme --section World --tag x --tag two,words`);
    await box.news(`source add ${web.url}/b.xml`);
    const { stdout } = await box.news('source export');
    await writeFile(box.path('out.opml'), stdout);
    const shape = (rows: readonly SourceRow[]) =>
      rows.map(({ id, title, address, section, tags }) => ({ id, title, address, section, tags }));
    const before = shape(await sources());
    const other = await sandbox();
    try {
      expect((await other.news(['source', 'import', box.path('out.opml')])).code).toBe(0);
      const after = shape((await other.news('source list --json')).json<SourceRow[]>());
      expect(after.toSorted((a, b) => a.address.localeCompare(b.address))).toEqual(
        before.toSorted((a, b) => a.address.localeCompare(b.address)),
      );
    } finally {
      await other.close();
    }
  });

  it('imports nested outlines as sections, and says what it skipped', async () => {
    await writeFile(
      box.path('in.opml'),
      `<opml version="2.0"><body><outline text="News"><outline text="One" type="rss" xmlUrl="${web.url}/feed.xml" category="/a,b"/></outline><outline text="Bad" xmlUrl="javascript:x"/><outline type="include" url="http://list.example/more.opml"/></body></opml>`,
    );
    const { code, stderr } = await box.news(['source', 'import', box.path('in.opml')]);
    expect(code).toBe(3);
    expect(stderr).toContain('javascript:x');
    expect(stderr).toContain('Not read: the list http://list.example/more.opml');
    expect(await sources()).toMatchObject([{ title: 'One', section: 'News' }]);
    await writeFile(box.path('no.opml'), 'not at all');
    expect((await box.news(['source', 'import', box.path('no.opml')])).code).toBe(1);
    expect((await box.news('source import nofile.opml')).code).toBe(5);
  });

  it('lists the catalog by words', async () => {
    const all = (await box.news('source catalog --json')).json<
      { name: string; language: string; section: string; address: string }[]
    >();
    expect(all.length).toBeGreaterThanOrEqual(60);
    const arabic = (await box.news('source catalog ar --json')).json<{ language: string }[]>();
    expect(arabic.some(({ language }) => language.startsWith('ar'))).toBe(true);
    expect(new Set(all.map(({ section }) => section)).size).toBeGreaterThanOrEqual(12);
  });
});
