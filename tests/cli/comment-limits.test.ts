import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commentsAtom, discussedRss, forumTopic } from '../support/discussed-feed.ts';
import { type RunOptions, type Sandbox, sandbox } from '../support/sandbox.ts';
import { type Answer, type WebServer, webServer } from '../support/web-server.ts';

/** What a server may do to a feed's refresh it may do to a request for comments, and no more comes of it. */
describe('a request for comments', () => {
  let box: Sandbox;
  let web: WebServer;
  let id: string;
  beforeEach(async () => {
    box = await sandbox();
    web = await webServer();
    // The article is on no page, so that the one place that is asked is the one that misbehaves.
    web.answers.set('/feed', discussedRss({ commentsFeed: `${web.url}/comments` }));
    await box.news(['source', 'add', `${web.url}/feed`]);
    id = (await box.news('list --json')).json<{ id: string }[]>()[0]?.id ?? '';
  });
  afterEach(async () => {
    await web.close();
    await box.close();
  });

  type Answers = Parameters<WebServer['answers']['set']>[1];
  const comments = (env: Record<string, string> = {}, options: RunOptions = {}) =>
    box.news(`comments ${id} --json`, { env, ...options });

  it.each<[string, Answers, Record<string, string>, string]>([
    ['that is too large', 'x'.repeat(300_000), { NEWS_REFRESH_MAX_SIZE: '100KB' }, 'is larger than'],
    [
      'that has no end',
      (_, response) => {
        response.writeHead(200);
        response.write('<feed>');
        return null;
      },
      { NEWS_REFRESH_TIMEOUT: '1s' },
      'within 1 second',
    ],
    ['that redirects for ever', { status: 302, headers: { location: '/comments' } }, {}, 'redirects more than 5 times'],
    ['that leads to a file', { status: 302, headers: { location: 'file:///etc/hostname' } }, {}, 'was not fetched'],
    ['that is a page', '<html><body><p>Sign in</p></body></html>', {}, 'holds no comments that can be read'],
    ['that is empty', '', {}, 'holds no comments that can be read'],
    [
      'that is an image',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
      {},
      'holds no comments that can be read',
    ],
    ['that is refused', { status: 403 }, {}, 'answered 403'],
  ])('ends at an answer %s', async (_, answer, env, message) => {
    web.answers.set('/comments', answer);
    const { code, stdout, stderr } = await comments(env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`${web.url}/comments`);
    expect(stderr).toContain(message);
    expect(web.requests.filter(({ path }) => path === '/comments').length).toBeLessThanOrEqual(6);
  });

  it('keeps at most two thousand, whatever their number', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) => ({ author: `a${index}`, text: 'x' }));
    web.answers.set('/comments', commentsAtom(many));
    expect((await comments()).json<unknown[]>()).toHaveLength(2_000);
    expect((await comments({}, {})).code).toBe(0);
  });

  it('shows nothing that fights the terminal, in any form', async () => {
    const evil = '&#27;]0;owned&#7;&#x9b;31m&#x202e;right\u0000\u001b[2J<script>x</script>\r\nforged';
    web.answers.set('/comments', commentsAtom([{ author: evil, text: `<p>${evil}</p>${'a\u0301'.repeat(3)}` }]));
    for (const words of [`comments ${id}`, `comments ${id} --json`, `comments ${id} --offline`]) {
      for (const options of [{}, { columns: 60 }]) {
        const { code, stdout, stderr } = await box.news(words, { ...options, env: { NO_COLOR: '1' } });
        expect([code, stderr]).toEqual([0, '']);
        expect(stdout).toContain('right');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
        expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(stdout).not.toContain('script');
        if (words === `comments ${id}` && !('columns' in options)) expect(stdout.split('\n')).toHaveLength(2);
      }
    }
  });

  describe('to a forum', () => {
    beforeEach(async () => {
      web.answers.set('/feed', discussedRss({ link: `${web.url}/t/low-tide/12` }));
      await box.news('refresh --force');
      id = (await box.news('list --json')).json<{ id: string }[]>()[0]?.id ?? '';
    });
    const answer = (given: Answer) => web.answers.set('/t/12.json', given);

    it.each([
      ['no JSON', '{"post_stream":'],
      ['JSON of another kind', '{"errors":["no such topic"]}'],
      ['a prototype', '{"__proto__":{"post_stream":{"posts":[{"post_number":2,"cooked":"x"}]}}}'],
      ['lists in lists', '['.repeat(10_000) + ']'.repeat(10_000)],
      ['members of wrong types', '{"post_stream":{"posts":{"length":3}},"posts_count":[]}'],
    ])('is not shaken by %s', async (_, body) => {
      answer(body);
      const { code, stdout, stderr } = await comments();
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain('/t/12.json holds no comments that can be read');
    });

    it('may bring ten thousand answers, each to the one before', async () => {
      answer(forumTopic(Array.from({ length: 10_000 }, (_, index) => `<p>Post ${index}.</p>`)));
      const all = (await comments()).json<{ depth: number; text: string }[]>();
      expect(all).toHaveLength(2_000);
      expect(all.at(-1)).toMatchObject({ depth: 100, text: 'Post 1999.' });
      const { code, stdout } = await box.news(`comments ${id}`, { columns: 60, env: { NO_COLOR: '1' } });
      expect(code).toBe(0);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    });

    it('may bring values of every type in every place', async () => {
      const odd = [null, true, 1e300, [], {}, 'x', [{}]];
      const posts = odd.flatMap((value) => [
        value,
        { post_number: value, reply_to_post_number: value, username: value, cooked: value, created_at: value },
        { post_number: 5, cooked: 'Ordinary.', username: value, created_at: value, action_code: null },
      ]);
      answer(JSON.stringify({ posts_count: {}, post_stream: { posts } }));
      const all = (await comments()).json<{ text: string }[]>();
      expect(all.filter(({ text }) => text === 'Ordinary.')).toHaveLength(odd.length);
    });
  });
});
