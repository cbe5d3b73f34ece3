import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventedRss, items } from '../support/invented-feed.ts';
import { type Sandbox, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

const pages = fileURLToPath(new URL('../fixtures/pages/', import.meta.url));
const page = `${pages}wp-classic-en.html`;
const truth = JSON.parse(readFileSync(`${pages}wp-classic-en.json`, 'utf8')) as {
  url: string;
  title: string;
  authors: string[];
  text: string;
};

interface Peeked {
  input: string;
  source: { title: string; link: string; language: string } | null;
  articles: { id: string | null; title: string; link: string; html: string; published: string | null }[];
  error: { code: string; message: string } | null;
}

interface Added {
  input: string;
  article: {
    id: string;
    title: string;
    text: string;
    authors: string[];
    html: string;
    text_from: string;
    text_at: string;
    text_method: string;
  } | null;
  error: { code: string; message: string } | null;
}

const lines = <T>(text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

describe('peek', () => {
  let box: Sandbox;
  beforeEach(async () => {
    box = await sandbox();
    await writeFile(box.path('a.xml'), inventedRss('Paper A', items('1', '2')));
    await writeFile(box.path('b.xml'), '<html>no feed</html>');
  });
  afterEach(() => box.close());

  it.each(['peek', 'add', 'read', 'source add'])(
    '%s takes the name of a file that is not there for no host',
    async (words) => {
      const { code, stderr } = await box.news(`${words} missing.xml`);
      expect(code).toBe(5);
      expect(stderr).toContain('missing.xml');
      expect(stderr).not.toContain('https://missing.xml');
    },
  );

  it('prints one object an input, in order, errors among them, and stores nothing', async () => {
    const { code, stdout } = await box.news([
      'peek',
      box.path('a.xml'),
      box.path('b.xml'),
      box.path('none.xml'),
      '--jsonl',
    ]);
    expect(code).toBe(3);
    const [a, b, none] = lines<Peeked>(stdout);
    expect(a).toMatchObject({ input: box.path('a.xml'), error: null, source: { title: 'Paper A', language: 'en' } });
    expect(a?.articles.map(({ title }) => title)).toEqual(['Headline 1', 'Headline 2']);
    expect(b).toMatchObject({ source: null, articles: [], error: { code: 'not-a-feed' } });
    expect(none?.error?.code).toBe('not-found');
    expect(
      (await box.news('list --json')).json<{ title: string }[]>().some(({ title }) => title === 'Headline 1'),
    ).toBe(false);
  });

  it('prints an object for one input and an array for several', async () => {
    expect((await box.news(['peek', box.path('a.xml'), '--json'])).json<Peeked>().articles).toHaveLength(2);
    expect((await box.news(['peek', box.path('a.xml'), box.path('a.xml'), '--json'])).json<Peeked[]>()).toHaveLength(2);
    const only = await box.news(['peek', box.path('b.xml'), '--json']);
    expect(only.code).toBe(1);
    expect(only.json<Peeked>().error?.code).toBe('not-a-feed');
  });

  it('reads standard input against --base-url, and invents no dates', async () => {
    const feed =
      '<rss version="2.0"><channel><title>T</title><item><title>x</title><link>/one</link><description>&lt;a href="two"&gt;b&lt;/a&gt;</description></item></channel></rss>';
    const { stdout } = await box.news(['peek', '-', '--base-url', 'https://paper.example/dir/feed', '--json'], {
      stdin: feed,
    });
    const [article] = (JSON.parse(stdout) as Peeked).articles;
    expect(article).toMatchObject({ link: 'https://paper.example/one', published: null });
    expect(article?.html).toContain('href="https://paper.example/dir/two"');
    expect((await box.news(['peek', '-', '--base-url', 'nonsense'], { stdin: feed })).code).toBe(2);
  });

  it('gives the whole of a long summary', async () => {
    const long = 'word '.repeat(2000).trim();
    await writeFile(box.path('long.xml'), inventedRss('Long', [{ id: 'l', body: long }]));
    const [article] = (await box.news(['peek', box.path('long.xml'), '--json'])).json<{
      articles: { summary: string }[];
    }>().articles;
    expect(article?.summary).toBe(long);
  });

  it('gives the id that the article will have when its source is followed', async () => {
    await box.news(['source', 'add', box.path('a.xml')]);
    const [peeked] = (await box.news(['peek', box.path('a.xml'), '--json'])).json<Peeked>().articles;
    expect((await box.news('list --json')).json<{ id: string }[]>().map(({ id }) => id)).toContain(peeked?.id);
  });
});

describe('add and read of any page', () => {
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

  it('keeps a saved page as an article under Saved pages, with tags and as a favorite', async () => {
    const { code, stdout } = await box.news(['add', page, '--base-url', truth.url, '--tag', 'kept', '--fav']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[0-9a-z]{4,16}\t/);
    expect(stdout).toContain(truth.title);
    const [row] = (await box.news('list source:saved --json --fields title,tags,favorite,source,text')).json<
      { title: string; tags: string[]; favorite: string; source: { title: string }; text: string }[]
    >();
    expect(row).toMatchObject({ title: truth.title, source: { title: 'Saved pages' } });
    expect(row?.tags).toContain('kept');
    expect(row?.favorite).not.toBeNull();
    expect(row?.text).toContain(truth.text.split('\n')[0]);
  });

  it('is taken back by undo, and shows again when it is added again', async () => {
    const saved = async () => (await box.news('list --limit all --json source:saved')).json<{ id: string }[]>();
    await box.news(['add', page]);
    expect(await saved()).toHaveLength(1);
    expect((await box.news('undo')).stderr).toContain('Lime kiln goes cold');
    expect(await saved()).toEqual([]);
    expect((await box.news(['add', page])).code).toBe(0);
    expect(await saved()).toHaveLength(1);
    // A page that was there already is only renewed: nothing is to be taken back but its first adding.
    await box.news(['add', page]);
    await box.news('undo');
    expect(await saved()).toEqual([]);
  });

  it('updates a page that is added again', async () => {
    await box.news(['add', page, '--base-url', truth.url]);
    const again = await box.news(['add', page, '--base-url', truth.url, '--json']);
    expect(again.json<Added>().article).toMatchObject({ title: truth.title, text_from: 'page', text_method: 'dom' });
    expect(again.json<Added>().article?.text_at).toMatch(/Z$/);
    expect((await box.news('list source:saved --json')).json()).toHaveLength(1);
  });

  it('only shows with --dry-run, one object an input, in order, and says 3 when some fail', async () => {
    await writeFile(
      box.path('login.html'),
      '<html><body><form><input name=user><input type=password></form>Please sign in to go on</body></html>',
    );
    const { code, stdout } = await box.news([
      'add',
      '--dry-run',
      '--jsonl',
      page,
      box.path('login.html'),
      box.path('none.html'),
    ]);
    expect(code).toBe(3);
    const [good, login, none] = lines<Added>(stdout);
    expect(good).toMatchObject({ input: page, error: null, article: { title: truth.title, authors: truth.authors } });
    expect(login).toMatchObject({ article: null, error: { code: 'not-an-article' } });
    expect(none?.error?.code).toBe('not-found');
    expect(
      (await box.news('source list --json')).json<{ title: string }[]>().some(({ title }) => title === 'Saved pages'),
    ).toBe(false);
    expect((await box.news(['add', '--dry-run', box.path('login.html')])).code).toBe(1);
    await writeFile(box.path('feed.xml'), inventedRss('A feed', items('1')));
    const feed = await box.news(['add', box.path('feed.xml')]);
    expect(feed.code).toBe(1);
    expect(feed.stderr).toContain('news source add');
  });

  it('reads a link or a file without storing it', async () => {
    web.answers.set('/story', { headers: { 'content-type': 'text/html' }, body: readFileSync(page) });
    for (const reference of [`${web.url}/story`, page]) {
      const { code, stdout } = await box.news(['read', reference]);
      expect(code).toBe(0);
      expect(stdout).toContain(truth.title);
    }
    const piped = await box.news(['read', '-', '--json', '--base-url', truth.url], {
      stdin: readFileSync(page, 'utf8'),
    });
    expect(piped.json<{ title: string }>().title).toBe(truth.title);
    expect((await box.news('list source:saved --json')).code).toBe(5);
    expect((await box.news(`read ${web.url}/nothing`)).code).toBe(1);
  });

  it('fetches the whole text of an article whose feed gives a teaser, and keeps it over the next refresh', async () => {
    web.answers.set('/story', { headers: { 'content-type': 'text/html' }, body: readFileSync(page) });
    web.answers.set('/feed', inventedRss('Teasers', [{ id: 't', link: `${web.url}/story`, body: 'Only a teaser.' }]));
    await box.news(`source add ${web.url}/feed`);
    const [row] = (await box.news('list --json')).json<{ id: string }[]>();
    const full = (await box.news(`read ${row?.id} --full --json`)).json<{ text: string; text_from: string }>();
    expect(full.text_from).toBe('page');
    expect(full.text).toContain(truth.text.split('\n')[0]);
    await box.news('refresh --force');
    expect((await box.news(`read ${row?.id} --json`)).json<{ text: string }>().text).toBe(full.text);
  });

  it('fetches pages of new articles where the source says so; a page that fails leaves the feed’s text', async () => {
    web.answers.set('/feed', inventedRss('Teasers', items('old')));
    await box.news(`source add ${web.url}/feed`);
    await box.news('source set teasers full-text on');
    web.answers.set('/story', { headers: { 'content-type': 'text/html' }, body: readFileSync(page) });
    web.answers.set(
      '/feed',
      inventedRss('Teasers', [
        { id: 'n', link: `${web.url}/story`, body: 'Only a teaser.' },
        { id: 'f', link: `${web.url}/missing`, body: 'Stays as it is.' },
      ]),
    );
    expect((await box.news('refresh --force')).code).toBe(0);
    const rows = (await box.news('list --json --fields guid,text,text_from')).json<
      { guid: string; text: string; text_from: string }[]
    >();
    expect(rows.find(({ guid }) => guid === 'n')?.text).toContain(truth.text.split('\n')[0]);
    expect(rows.find(({ guid }) => guid === 'f')).toMatchObject({ text: 'Stays as it is.', text_from: 'feed' });
  });
});
