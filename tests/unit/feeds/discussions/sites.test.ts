import { describe, expect, it } from 'vitest';
import type { Comment } from '../../../../src/core/article.ts';
import { discussionSites } from '../../../../src/feeds/discussions/sites.ts';

/** Invented answers in the forms of the sites. */
const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

function siteNamed(name: string) {
  const site = discussionSites.find((one) => one.name === name);
  if (!site) throw new Error(`there is no site ${name}`);
  return site;
}

const rows = (comments: readonly Comment[]) => comments.map(({ depth, author, text }) => [depth, author, text]);
const seconds = Date.UTC(2026, 10, 22, 10) / 1000;

describe('the site that a link leads to', () => {
  const addressOf = (link: string) =>
    discussionSites.flatMap((site) => {
      const address = site.addressOf(link);
      return address === null ? [] : [`${site.name} ${address}`];
    })[0] ?? null;

  it.each([
    ['https://news.ycombinator.com/item?id=8863', 'hacker-news https://hn.algolia.com/api/v1/items/8863'],
    ['http://news.ycombinator.com/item?p=2&id=8863#up', 'hacker-news https://hn.algolia.com/api/v1/items/8863'],
    ['https://news.ycombinator.com/item?id=../../x', null],
    ['https://news.ycombinator.com/user?id=8863', null],
    ['https://news.ycombinator.com.evil.example/item?id=8863', null],
    ['https://lobste.rs/s/ab12cd', 'lobsters https://lobste.rs/s/ab12cd.json'],
    ['https://lobste.rs/s/ab12cd/low_tide_at_noon#c_x', 'lobsters https://lobste.rs/s/ab12cd.json'],
    ['https://lobste.rs/u/ab12cd', null],
    ['https://lobste.rs/s/', null],
    [
      'https://old.reddit.com/r/tides/comments/1ab2c/low_tide/',
      'reddit https://www.reddit.com/comments/1ab2c.json?raw_json=1&limit=500',
    ],
    [
      'https://www.reddit.com/r/tides/comments/1ab2c/low_tide/k3x/?context=3',
      'reddit https://www.reddit.com/comments/1ab2c.json?raw_json=1&limit=500',
    ],
    ['https://redd.it/1ab2c', 'reddit https://www.reddit.com/comments/1ab2c.json?raw_json=1&limit=500'],
    ['https://www.reddit.com/r/tides/', null],
    ['https://notreddit.com/r/tides/comments/1ab2c/', null],
    ['https://forum.example/t/low-tide/12', 'discourse https://forum.example/t/12.json'],
    ['http://forum.example:8080/t/low-tide/12/3?u=x', 'discourse http://forum.example:8080/t/12.json'],
    ['https://example.org/talk/t/12/3', 'discourse https://example.org/talk/t/12.json'],
    ['https://forum.example/t/12', 'discourse https://forum.example/t/12.json'],
    ['https://forum.example/t/low-tide', null],
    ['https://forum.example/t/low-tide/12/3/4', null],
    ['ftp://forum.example/t/low-tide/12', null],
    ['https://example.org/2026/11/low-tide', null],
    ['no address', null],
    ['', null],
  ])('%s', (link, expected) => {
    expect(addressOf(link)).toBe(expected);
  });
});

describe('what is read of an answer', () => {
  it('nests as Hacker News does, without what is no comment', () => {
    const answer = {
      id: 1,
      title: 'Low tide',
      children: [
        {
          author: 'ann',
          created_at_i: seconds,
          text: 'One.<p>Two &amp; three.',
          children: [{ author: 'bo', created_at: '2026-11-22T10:00:00.000Z', text: 'Yes.', children: [] }],
        },
        { author: null, text: null, children: [{ author: 'cy', text: 'Why gone?', children: [] }] },
        'nonsense',
      ],
    };
    const found = siteNamed('hacker-news').read(bytesOf(answer));
    expect(rows(found?.comments ?? [])).toEqual([
      [0, 'ann', 'One.<p>Two &amp; three.'],
      [1, 'bo', 'Yes.'],
      [0, null, ''],
      [1, 'cy', 'Why gone?'],
    ]);
    expect(found?.comments.map(({ published }) => published)).toEqual([seconds * 1000, seconds * 1000, null, null]);
    expect(found?.commentCount).toBe(3);
  });

  it.each([
    ['depth', { depth: 1 }, { depth: 0 }, { username: 'ann' }],
    ['an indent that counts from one', { indent_level: 2 }, { indent_level: 1 }, 'ann'],
  ])('takes the order of Lobsters, with %s', (_, below, top, user) => {
    const created_at = '2026-11-22T04:00:00.000-06:00';
    const answer = {
      comment_count: 7,
      comments: [
        { ...top, comment: '<p>One.</p>', created_at, commenting_user: user },
        { ...below, comment: '<p>Two.</p>', created_at, commenting_user: user },
      ],
    };
    const found = siteNamed('lobsters').read(bytesOf(answer));
    expect(rows(found?.comments ?? [])).toEqual([
      [0, 'ann', '<p>One.</p>'],
      [1, 'ann', '<p>Two.</p>'],
    ]);
    expect(found).toMatchObject({ commentCount: 7, comments: [{ published: seconds * 1000 }, {}] });
  });

  it('unpacks the listings of Reddit, and shows the words for what is gone to nobody', () => {
    const listing = (...children: unknown[]) => ({ kind: 'Listing', data: { children } });
    const comment = (author: string, body: string, replies: unknown = '', known = {}) => ({
      kind: 't1',
      data: { author, body, created_utc: seconds, replies, ...known },
    });
    const answer = [
      listing({ kind: 't3', data: { num_comments: 40 } }),
      listing(
        comment('ann', 'a *b*', listing(comment('bo', 'c < d'), { kind: 'more', data: { children: ['x'] } }), {
          body_html: '<p>a <em>b</em></p>',
        }),
        comment('[deleted]', '[removed]', listing(comment('cy', 'Why?')), { body_html: '<p>[removed]</p>' }),
      ),
    ];
    const found = siteNamed('reddit').read(bytesOf(answer));
    expect(rows(found?.comments ?? [])).toEqual([
      [0, 'ann', '<p>a <em>b</em></p>'],
      [1, 'bo', 'c &lt; d'],
      [0, null, ''],
      [1, 'cy', 'Why?'],
    ]);
    expect(found).toMatchObject({ commentCount: 40, comments: [{ published: seconds * 1000 }, {}, {}, {}] });
  });

  it('makes a thread of the posts of Discourse, of which the first is the article', () => {
    const post = (number: number, answers: number | null, known = {}) => ({
      post_number: number,
      reply_to_post_number: answers,
      username: `reader${number}`,
      name: 'A Name',
      cooked: `<p>Post ${number}.</p>`,
      created_at: '2026-11-22T10:00:00.000Z',
      ...known,
    });
    const posts = [post(1, null), post(2, null), post(3, 1), post(4, 2), post(5, 77), post(6, 4)];
    const answer = {
      posts_count: 30,
      post_stream: { posts: [...posts, post(7, null, { action_code: 'closed.enabled', cooked: '' })] },
    };
    const found = siteNamed('discourse').read(bytesOf(answer));
    expect(rows(found?.comments ?? [])).toEqual([
      [0, 'reader2', '<p>Post 2.</p>'],
      [1, 'reader4', '<p>Post 4.</p>'],
      [2, 'reader6', '<p>Post 6.</p>'],
      [0, 'reader3', '<p>Post 3.</p>'],
      [0, 'reader5', '<p>Post 5.</p>'],
    ]);
    expect(found?.commentCount).toBe(29);
  });
});

describe('an answer of any kind', () => {
  const values: readonly unknown[] = [
    null,
    true,
    -1,
    1e300,
    '',
    'x',
    [],
    {},
    [[]],
    { toString: 1 },
    [null, 'x', 1, [], {}],
  ];
  /** Values of every type in the place of each member. */
  const wrong = (name: string) => {
    const parts: Readonly<Record<string, (value: unknown) => unknown>> = {
      'hacker-news': (v) => ({
        children: [v, { author: v, created_at_i: v, text: v, children: v }, { text: 'x', children: [v] }],
      }),
      lobsters: (v) => ({
        comment_count: v,
        comments: [v, { comment: v, depth: v, indent_level: v, created_at: v, commenting_user: v }],
      }),
      reddit: (v) => [
        { data: { children: [v, { kind: 't3', data: v }] } },
        {
          data: {
            children: [v, { kind: v, data: v }, { kind: 't1', data: v }, { kind: 't1', data: { body: v, replies: v } }],
          },
        },
      ],
      discourse: (v) => ({
        posts_count: v,
        post_stream: { posts: [v, { post_number: v, reply_to_post_number: v, cooked: v, username: v }] },
      }),
    };
    return values.flatMap((value) => [value, parts[name]?.(value)]);
  };

  it.each(discussionSites.map(({ name }) => name))('never breaks %s', (name) => {
    const { read } = siteNamed(name);
    for (const value of wrong(name)) {
      for (const { author, text, depth, published } of read(bytesOf(value))?.comments ?? []) {
        expect(author === null || typeof author === 'string').toBe(true);
        expect(typeof text).toBe('string');
        expect(Number.isInteger(depth) && depth >= 0).toBe(true);
        expect(published === null || !Number.isNaN(new Date(published).getTime())).toBe(true);
      }
    }
    for (const text of ['', '{', '<html></html>', '[1,', 'null', '\u0000', '"x"'])
      expect(read(bytesOf(text))).toBeNull();
    expect(read(new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x80]))).toBeNull();
  });

  it.each(discussionSites.map(({ name }) => name))('has ordinary words in __proto__ and constructor for %s', (name) => {
    const hostile =
      '{"__proto__":{"children":[{"text":"x"}],"comments":[{}],"post_stream":{"posts":[{}]}},"constructor":1}';
    expect(siteNamed(name).read(bytesOf(hostile))).toBeNull();
    expect(({} as { text?: string }).text).toBeUndefined();
  });

  it('may nest ten thousand answers deep', () => {
    const deep = 10_000;
    const nested = `${'{"text":"x","children":['.repeat(deep)}${']}'.repeat(deep)}`;
    const found = siteNamed('hacker-news').read(bytesOf(`{"children":[${nested}]}`));
    expect(found?.comments).toHaveLength(deep);
    expect(found?.comments.at(-1)?.depth).toBe(deep - 1);
    const reply = '{"kind":"t1","data":{"body":"x","replies":{"data":{"children":[';
    const listing = `{"data":{"children":[${reply.repeat(deep)}${']}}}}'.repeat(deep)}]}}`;
    expect(siteNamed('reddit').read(bytesOf(`[{},${listing}]`))?.comments).toHaveLength(deep);
  });

  it('may say that posts answer each other in a circle, or themselves', () => {
    const post = (number: number, answers: number) => ({
      post_number: number,
      reply_to_post_number: answers,
      cooked: `${number}`,
    });
    const posts = [post(2, 3), post(3, 2), post(4, 4), post(5, 3), post(5, 5)];
    const found = siteNamed('discourse').read(bytesOf({ post_stream: { posts } }));
    expect(found?.comments.map(({ text }) => text).sort()).toEqual(['2', '3', '4', '5', '5']);
  });
});
