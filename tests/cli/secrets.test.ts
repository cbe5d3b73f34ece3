/** What says to a server who asks: it comes from the reader or a command, and shows nowhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventedRss, items } from '../support/invented-feed.ts';
import { type Sandbox, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

const password = 'hunter-of-tides';
const env = { PATH: process.env.PATH ?? '' };

describe('secrets', () => {
  let box: Sandbox;
  let web: WebServer;
  beforeEach(async () => {
    box = await sandbox();
    web = await webServer();
    web.answers.set('/feed.xml', inventedRss('Invented Gazette', items('a')));
  });
  afterEach(async () => {
    await box.close();
    await web.close();
  });

  const withPassword = () => `${web.url.replace('//', `//anna:${password}@`)}/feed.xml`;
  const authorization = () => web.requests.at(-1)?.headers.authorization;
  const basic = `Basic ${btoa(`anna:${password}`)}`;

  it('of the address are sent, and shown by no command that lists, shows, exports or fails', async () => {
    const added = await box.news(['source', 'add', withPassword()]);
    expect(authorization()).toBe(basic);
    expect(added.stderr).toContain('plain text');
    expect(added.stderr).toContain('credentials-command');
    await box.news('fav add 1');
    web.answers.set('/feed.xml', { status: 401, body: 'no' });
    const failed = await box.news('refresh --force');
    expect(failed.code).toBe(4);
    const commands = ['source list', 'source list --json', 'source show gazette', 'source show gazette --json'];
    const more = [
      'source export',
      'status',
      'status --json',
      'doctor',
      'list --json',
      'fav list --json',
      'read 1 --json',
    ];
    for (const command of [...commands, ...more]) {
      for (const columns of [undefined, 100]) {
        const { stdout, stderr } = await box.news(command, columns ? { columns } : {});
        expect(`${command}: ${stdout}${stderr}`).not.toContain(password);
      }
    }
    expect(added.stdout + added.stderr + failed.stdout + failed.stderr).not.toContain(password);
    expect((await box.news('source show gazette --json')).json()).toMatchObject({
      address: `${web.url}/feed.xml`,
      credentials: 'address',
    });
    const { stdout, stderr } = await box.news('source export');
    expect(stdout).toContain(`xmlUrl="${web.url}/feed.xml"`);
    expect(stderr).toContain('left out');
  });

  it('of the address do not make another source, and name the one that there is', async () => {
    await box.news(['source', 'add', withPassword()]);
    const [source] = (await box.news('source list --json')).json<{ id: string }[]>();
    expect((await box.news(['source', 'add', `${web.url}/feed.xml`])).stderr).toContain(`(${source?.id})`);
    expect((await box.news(['source', 'show', `${web.url}/feed.xml`])).code).toBe(0);
    expect((await box.news(['source', 'show', withPassword()])).code).toBe(0);
  });

  it('come from a command, which is run for each refresh, and what it prints is kept nowhere', async () => {
    await box.news(['source', 'add', `${web.url}/feed.xml`], { env });
    await writeFile(box.path('word'), `anna:${password}\nsecond line`);
    const set = await box.news(['source', 'set', 'gazette', 'credentials-command', `cat '${box.path('word')}'`]);
    expect(set).toMatchObject({ code: 0, stderr: 'Set credentials-command of Invented Gazette.\n' });
    await box.news('refresh --force', { env });
    expect(authorization()).toBe(basic);
    expect((await box.news('source show gazette --json')).json()).toMatchObject({ credentials: 'command' });
    const shown = (await box.news('source show gazette')).stdout;
    expect(shown).toContain('from a command (cat …)');
    for (const file of readdirSync(box.home).filter((name) => name.startsWith('news.db')))
      expect(readFileSync(join(box.home, file), 'latin1')).not.toContain(password);

    await writeFile(box.path('word'), 'Cookie: session=1');
    await box.news('refresh --force', { env });
    expect(web.requests.at(-1)?.headers.cookie).toBe('session=1');
    await box.news('source set gazette credentials-command');
    await box.news('refresh --force', { env });
    expect(web.requests.at(-1)?.headers.cookie).toBeUndefined();
  });

  it('of the address give way to a command, and are kept there no longer', async () => {
    await box.news(['source', 'add', withPassword()]);
    await box.news(['source', 'set', 'gazette', 'credentials-command', 'echo anna:other']);
    await box.news('refresh --force', { env });
    expect(authorization()).toBe(`Basic ${btoa('anna:other')}`);
    await box.news('source set gazette credentials-command');
    await box.news('refresh --force', { env });
    expect(authorization()).toBeUndefined();
    expect((await box.news('source show gazette --json')).json()).toMatchObject({ credentials: null });
  });

  it('fail by name when the command does, and nothing is asked without them', async () => {
    await box.news(['source', 'add', `${web.url}/feed.xml`]);
    await box.news(['source', 'set', 'gazette', 'credentials-command', `echo ${password}; exit 9`]);
    const before = web.requests.length;
    const { stdout, stderr } = await box.news('refresh --force --json', { env });
    expect(stdout + stderr).toContain('exit code 9');
    expect(stdout + stderr).not.toContain(password);
    expect(web.requests.length).toBe(before);
  });

  it('in headers are said to be kept in plain text, other headers are not', async () => {
    await box.news(['source', 'add', `${web.url}/feed.xml`]);
    const set = await box.news(['source', 'set', 'gazette', 'headers', `Authorization: Bearer ${password}`]);
    expect(set.stderr).toContain('plain text');
    expect(set.stderr).not.toContain(password);
    expect((await box.news(['source', 'set', 'gazette', 'headers', 'X-View: short'])).stderr).not.toContain(
      'plain text',
    );
  });

  it('in an OPML file are said to be kept too', async () => {
    const outline = `<outline text="One" type="rss" xmlUrl="${withPassword()}"/>`;
    await writeFile(box.path('in.opml'), `<opml version="2.0"><body>${outline}</body></opml>`);
    const { stderr } = await box.news(['source', 'import', box.path('in.opml')]);
    expect(stderr).toContain('plain text');
    expect(stderr).not.toContain(password);
  });

  it('go along to the pages of the same origin only, for full text', async () => {
    const other = await webServer();
    const page = `<html><body><article><h1>Tide</h1>${'<p>The harbor counted its boats twice that evening.</p>'.repeat(9)}</article></body></html>`;
    for (const site of [web, other]) site.answers.set('/page', page);
    const rss = (link: string) => inventedRss('Invented Gazette', [{ id: link, link }]);
    web.answers.set('/feed.xml', rss(`${web.url}/page`));
    web.answers.set('/other.xml', rss(`${other.url}/page`));
    for (const path of ['/feed.xml', '/other.xml']) {
      const [{ id } = { id: '' }] = (await box.news(['source', 'add', web.url + path, '--json'])).json<
        { id: string }[]
      >();
      await box.news(['source', 'set', id, 'headers', 'X-Key: k']);
    }
    for (const { id } of (await box.news('list --json')).json<{ id: string }[]>()) await box.news(`read --full ${id}`);
    expect(web.requests.filter(({ path }) => path === '/page').map(({ headers }) => headers['x-key'])).toEqual(['k']);
    expect(other.requests.map(({ headers }) => headers['x-key'])).toEqual([undefined]);
    await other.close();
  });
});

describe('who asks', () => {
  let box: Sandbox;
  let web: WebServer;
  beforeEach(async () => {
    box = await sandbox();
    web = await webServer();
    web.answers.set('/feed.xml', inventedRss('Invented Gazette', items('a')));
  });
  afterEach(async () => {
    await box.close();
    await web.close();
  });

  it('is the program, for one person; with an address where that person wants it; or what they say', async () => {
    const add = (env: Record<string, string>) => box.news(['peek', `${web.url}/feed.xml`], { env });
    await add({});
    await add({ NEWS_CONTACT: 'https://anna.example/reader' });
    await add({ NEWS_CONTACT: 'mailto:anna@example.org' });
    await add({ NEWS_CONTACT: 'anna@example.org', NEWS_USER_AGENT: 'mine/1' });
    expect(web.requests.map(({ headers }) => headers['user-agent'])).toEqual([
      'news/0.0.0-test (feed reader; asks for what one person follows)',
      'news/0.0.0-test (+https://anna.example/reader)',
      'news/0.0.0-test (+anna@example.org)',
      'mine/1',
    ]);
    expect((await box.news(['config', 'set', 'contact', 'call me'])).code).toBe(2);
  });
});
