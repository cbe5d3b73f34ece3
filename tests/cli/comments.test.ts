import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commentsAtom, type Discussed, discussedRss, forumTopic } from '../support/discussed-feed.ts';
import { type RunOptions, type Sandbox, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

interface Row {
  author: string | null;
  published: string | null;
  text: string;
  depth: number;
}

describe('news comments', () => {
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

  const news = (words: string | readonly string[], options: RunOptions = {}) =>
    box.news(words, { now: Date.parse('2026-11-23T10:00:00Z'), env: { NO_COLOR: '1' }, ...options });
  const rows = async (words: string) => (await news(`comments ${words} --json`)).json<Row[]>();

  /** Follows a feed with this one article; its id. */
  async function follow(article: Discussed): Promise<string> {
    web.answers.set('/feed', discussedRss(article));
    expect((await news(['source', 'add', `${web.url}/feed`])).code).toBe(0);
    return (await news('list --json')).json<{ id: string }[]>()[0]?.id ?? '';
  }

  const thread = commentsAtom([
    {
      author: 'Cy',
      text: '<p>A second answer, which is so long that it needs two lines here.</p>',
      at: '2026-11-23T08:00:00Z',
      answers: 'Bo',
    },
    { author: 'Bo', text: 'An answer.<p>With two paragraphs.', at: '2026-11-23T07:00:00Z', answers: 'Ann' },
    { author: 'Dee', text: 'Something else &amp; more.', at: '2026-11-23T09:59:50Z' },
    { author: 'Ann', text: 'The first.', at: '2026-11-21T10:00:00Z' },
  ]);

  async function followThread(): Promise<string> {
    web.answers.set('/1/comments', thread);
    const commentsFeed = `${web.url}/1/comments`;
    return follow({ link: `${web.url}/1`, commentsLink: `${web.url}/1#comments`, commentsFeed, count: 2 });
  }

  it('lays the thread out for a person, within the width', async () => {
    const id = await followThread();
    const { code, stdout, stderr } = await news(`comments ${id.slice(0, 6)}`, { columns: 40 });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`Low tide
4 comments

Ann · 2 days ago
The first.

  Bo · 3 hours ago
  An answer.

  With two paragraphs.

    Cy · 2 hours ago
    A second answer, which is so long
    that it needs two lines here.

Dee · just now
Something else & more.
`);
    const narrow = (await news(`comments ${id}`, { columns: 12 })).stdout;
    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(12);
  });

  it('prints one comment a line into a pipe, and JSON as read does', async () => {
    const id = await followThread();
    expect((await news(`comments ${id}`)).stdout).toBe(
      [
        '0\t2026-11-21T10:00:00Z\tAnn\tThe first.',
        '1\t2026-11-23T07:00:00Z\tBo\tAn answer. With two paragraphs.',
        '2\t2026-11-23T08:00:00Z\tCy\tA second answer, which is so long that it needs two lines here.',
        '0\t2026-11-23T09:59:50Z\tDee\tSomething else & more.\n',
      ].join('\n'),
    );
    const all = await rows(id);
    expect(all[1]).toEqual({
      author: 'Bo',
      published: '2026-11-23T07:00:00Z',
      text: 'An answer.\n\nWith two paragraphs.',
      depth: 1,
    });
    const read = (await news(`read ${id} --json`)).json<{ comments: Row[]; commentCount: number }>();
    expect(read).toMatchObject({ comments: all, commentCount: 4 });
    const lines = (await news(`comments ${id} --jsonl --fields author --limit 2`)).stdout;
    expect(lines).toBe('{"author":"Ann"}\n{"author":"Bo"}\n');
    const template = ['comments', id, '--template', '{depth} {author}', '--limit', '1'];
    expect((await news(template)).stdout).toBe('0 Ann\n');
  });

  it('keeps them for reading offline, also when the article is updated', async () => {
    const id = await followThread();
    expect((await news(`comments ${id} --offline --json`)).stdout).toBe('[]\n');
    const all = await rows(id);
    web.answers.set('/feed', discussedRss({ link: `${web.url}/1`, title: 'Edited', count: 9 }));
    expect((await news('refresh --force')).code).toBe(0);
    const asked = web.requests.length;
    const offline = await news(`comments ${id} --offline --json`);
    expect([offline.json(), offline.stderr, web.requests.length]).toEqual([all, '', asked]);
    const { stderr } = await news(`comments ${id} --offline`, { columns: 80 });
    expect(stderr).toContain(`4 of 9 comments: ${web.url}/1`);
  });

  it('takes the article’s link, and says 5 and 2 as every command does', async () => {
    const id = await followThread();
    expect(await rows(`${web.url}/1`)).toHaveLength(4);
    const missing = await news('comments zzzz');
    expect([missing.code, missing.stdout]).toEqual([5, '']);
    expect(missing.stderr).toContain('zzzz');
    for (const words of ['comments', `comments ${id} --limit some`, `comments ${id} --json --jsonl`])
      expect((await news(words)).code, words).toBe(2);
    const field = await news(`comments ${id} --fields votes`);
    expect([field.code, field.stderr]).toEqual([2, expect.stringContaining('author, published, text, depth')]);
    expect((await news(`comments ${id} --limit few`)).stderr).toContain('"few" is no number of comments');
    expect((await news('help comments')).stdout).toMatch(/e\.g\. author,text\n.*e\.g\. "\{author\} \{text\}"/);
  });

  it('asks as the feed is asked: by name, and with the headers of the source at its origin only', async () => {
    const id = await followThread();
    await news(['source', 'set', 'paper', 'headers', 'X-Pass: tide']);
    await rows(id);
    const { path, headers } = web.requests.at(-1) ?? { path: '', headers: {} };
    expect([path, headers['x-pass']]).toEqual(['/1/comments', 'tide']);
    expect(headers['user-agent']).toMatch(/^news\//);
  });

  it('finds a forum by the link that leads there', async () => {
    web.answers.set('/t/12.json', forumTopic(['<p>First.</p>', '<p>Second.</p>'], 30));
    const id = await follow({ link: `${web.url}/t/low-tide/12` });
    const { stdout, stderr } = await news(`comments ${id}`, { columns: 80 });
    expect(stdout).toContain('29 comments\n\nreader2 · 1 day ago\nFirst.\n\n  reader3 · 1 day ago\n  Second.\n');
    expect(stderr).toContain(`2 of 29 comments: ${web.url}/t/low-tide/12`);
    expect(web.requests.find(({ path }) => path === '/t/12.json')?.headers.accept).toMatch(/^application\/json/);
  });

  it('says what failed, naming it, and leaves what is kept', async () => {
    const id = await followThread();
    const before = await rows(id);
    web.answers.set('/1/comments', { status: 500 });
    const { code, stdout, stderr } = await news(`comments ${id}`);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      new RegExp(`^news: ${web.url}/1/comments answered 500 .*\n.*later\\. What is kept: .* --offline\n$`),
    );
    expect((await news(`comments ${id} --offline --json`)).json()).toEqual(before);
  });

  it('says so where there are none, and where nobody tells of any', async () => {
    web.answers.set('/1/comments', commentsAtom([]));
    const id = await follow({ commentsFeed: `${web.url}/1/comments` });
    expect(await news(`comments ${id} --json`)).toMatchObject({
      code: 0,
      stdout: '[]\n',
      stderr: expect.stringContaining('No comments were found'),
    });
    web.answers.set('/feed', discussedRss({}));
    await news('refresh --force');
    for (const options of [{}, { columns: 80 }]) {
      expect(await news(`comments ${id}`, options)).toMatchObject({
        code: 0,
        stdout: '',
        stderr: expect.stringContaining('No discussion'),
      });
    }
  });

  it('sends nobody to look at a feed', async () => {
    web.answers.set('/1/comments', commentsAtom([]));
    const id = await follow({ link: `${web.url}/1`, commentsFeed: `${web.url}/1/comments` });
    expect((await news(`comments ${id}`)).stderr).toContain(`Where they would be: ${web.url}/1\n`);
  });

  it('puts right-to-left text in order on a terminal only', async () => {
    web.answers.set('/1/comments', commentsAtom([{ author: 'سلمى', text: 'شكرا لكم' }]));
    const id = await follow({ commentsFeed: `${web.url}/1/comments` });
    expect((await news(`comments ${id}`)).stdout).toContain('سلمى\tشكرا لكم');
    const { stdout } = await news(`comments ${id}`, { columns: 40 });
    expect(stdout).toContain([...'شكرا لكم'].reverse().join(''));
    expect(stdout).toContain([...'سلمى'].reverse().join(''));
  });
});
