/** Fetching a discussion from an invented web into a real store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchDiscussion } from '../../../src/app/fetch-discussion.ts';
import { readDiscussion } from '../../../src/app/read-discussion.ts';
import { extractPage } from '../../../src/content/extract/extract.ts';
import type { Comment, Draft } from '../../../src/core/article.ts';
import { NewsError } from '../../../src/core/errors.ts';
import type { FetchOptions, FetchRequest, Ports } from '../../../src/core/ports.ts';
import { add, edit, put, source } from '../../contract/store-samples.ts';
import { commentsAtom } from '../../support/discussed-feed.ts';
import { portsIn, type Sandbox, sandbox } from '../../support/sandbox.ts';

let box: Sandbox;
let ports: Ports;
let web: Map<string, string | NewsError>;
let asked: (FetchRequest & FetchOptions)[];

beforeEach(async () => {
  box = await sandbox();
  web = new Map();
  asked = [];
  ports = {
    ...portsIn(box.home),
    readDiscussion,
    extract: async (html, options) => extractPage(html, options),
    fetch: async (request, options = {}) => {
      asked.push({ ...request, ...options });
      const body = web.get(request.url) ?? new NewsError('http-status', `${request.url} answered 404`, 'Check it.');
      if (typeof body !== 'string') throw body;
      const rest = { permanentUrl: null, type: null, charset: null, etag: null, lastModified: null, freshForMs: null };
      return { bytes: new TextEncoder().encode(body), url: request.url, ...rest };
    },
  };
});
afterEach(async () => {
  await (await ports.store()).close();
  await box.close();
});

const hn = 'https://news.ycombinator.com/item?id=12';
const api = 'https://hn.algolia.com/api/v1/items/12';
const feedAddress = 'https://paper.example/1/feed';
const link = 'https://paper.example/1';
const thread = (...texts: readonly string[]) =>
  JSON.stringify({ children: texts.map((text) => ({ author: 'ann', text, children: [] })) });
const feed = (...texts: readonly string[]) =>
  `<rss version="2.0"><channel><title>T</title>${texts.map((text) => `<item><guid>${text}</guid><description>${text}</description></item>`).join('')}</channel></rss>`;
const page = (...texts: readonly string[]) =>
  `<html><head><title>Low tide</title></head><body><article><h1>Low tide</h1>${'<p>The ferry waited an hour for the water to come back, and nobody aboard minded the delay.</p>'.repeat(8)}</article><div id="comments"><h3>${texts.length} comments</h3>${texts
    .map((text) => `<div class="comment"><cite class="author">ann</cite><p>${text}</p></div>`)
    .join('')}</div></body></html>`;

/** The article of these facts, followed by a fetch; the comments that are kept then. */
async function fetched(known: Partial<Draft>): Promise<readonly string[]> {
  const store = await ports.store();
  if (!(await store.lookup('a1b2c3d4')).article) {
    await store.putSources([source('alpha')]);
    await put(store, 'alpha', [add('a1b2c3d4', 1, { link: null, ...known })]);
  }
  await fetchDiscussion(ports, 'a1b2c3d4');
  return kept();
}
const stored = async () => (await (await ports.store()).lookup('a1b2c3d4')).article;
const kept = async () => ((await stored())?.comments ?? []).map(({ text }: Comment) => text);
const addresses = () => asked.map(({ url }) => url);

describe('fetching a discussion', () => {
  it('asks the feed of the comments first, and nobody else where it tells enough', async () => {
    web.set(feedAddress, feed('One.', 'Two.'));
    web.set(api, thread('x'));
    expect(await fetched({ link, commentsLink: hn, commentsFeed: feedAddress })).toEqual(['One.', 'Two.']);
    expect(addresses()).toEqual([feedAddress]);
    expect(asked[0]).toMatchObject({ accept: 'feed', namedBy: 'https://alpha.example/feed.xml' });
    expect(await stored()).toMatchObject({ commentCount: 2, text: null });
  });

  it('goes on where fewer are told than there are, and takes the fullest answer', async () => {
    web.set(feedAddress, feed('Nine.', 'Ten.'));
    web.set(api, thread('One.', 'Two.', 'Three.'));
    web.set(link, page('One.'));
    expect(await fetched({ link, commentsLink: hn, commentsFeed: feedAddress, commentCount: 10 })).toEqual([
      'One.',
      'Two.',
      'Three.',
    ]);
    expect(addresses()).toEqual([feedAddress, api, hn, link]);
    expect(asked[1]).toMatchObject({ accept: 'json' });
    expect((await stored())?.commentCount).toBe(3);
  });

  it('takes the comments of the article’s page where nothing else is known, and leaves its text alone', async () => {
    web.set(link, page('I waited as well that day.', 'So did I, for two hours.'));
    expect(await fetched({ link, text: 'a teaser', html: '<p>a teaser</p>' })).toEqual([
      'I waited as well that day.',
      'So did I, for two hours.',
    ]);
    expect(await stored()).toMatchObject({ text: 'a teaser', commentCount: 2, provenance: { from: 'feed' } });
  });

  it('goes on to the next place where one fails', async () => {
    web.set(feedAddress, '<html>Sign in</html>');
    web.set(link, page('I waited as well that day.'));
    expect(await fetched({ link, commentsLink: hn, commentsFeed: feedAddress })).toEqual([
      'I waited as well that day.',
    ]);
    expect(addresses()).toEqual([feedAddress, api, hn, link]);
  });

  it('goes on where a feed is empty and nobody counts the comments', async () => {
    web.set(feedAddress, feed());
    web.set(link, page('I waited as well that day.'));
    expect(await fetched({ link, commentsFeed: feedAddress })).toEqual(['I waited as well that day.']);
  });

  it('believes the feed that there are none where the page is refused, unless somebody counts some', async () => {
    web.set(feedAddress, feed());
    const known = { link, commentsFeed: feedAddress };
    expect(await fetched(known)).toEqual([]);
    await put(await ports.store(), 'alpha', [edit('a1b2c3d4', { ...known, commentCount: 2 })]);
    await expect(fetched({})).rejects.toMatchObject({ code: 'http-status', message: expect.stringContaining(link) });
  });

  it('takes a page whose address only looks like a forum’s for what it is', async () => {
    const story = 'https://paper.example/t/low-tide/12';
    web.set(story, page());
    expect(await fetched({ link: story })).toEqual([]);
    expect(addresses()).toEqual(['https://paper.example/t/12.json', story]);
    web.delete(story);
    await expect(fetched({})).rejects.toMatchObject({ code: 'http-status' });
  });

  it('believes an empty answer where none are counted', async () => {
    web.set(feedAddress, feed());
    web.set(link, page('A widget of last week.'));
    expect(await fetched({ link, commentsFeed: feedAddress, commentCount: 0 })).toEqual([]);
    expect(addresses()).toEqual([feedAddress]);
  });

  it('keeps what has left a feed that holds only the latest', async () => {
    const said = (author: string, at: string) => ({ author, text: `${author}.`, at });
    const [one, two, three] = [
      said('One', '2026-11-01'),
      said('Two', '2026-11-02'),
      said('Three', '2026-11-03'),
    ] as const;
    web.set(feedAddress, commentsAtom([two, one]));
    expect(await fetched({ commentsFeed: feedAddress })).toEqual(['One.', 'Two.']);
    web.set(feedAddress, commentsAtom([three, two]));
    expect(await fetched({})).toEqual(['One.', 'Two.', 'Three.']);
    expect((await stored())?.commentCount).toBe(3);
  });

  it('asks a host that does not answer only once', async () => {
    web.set(feedAddress, new NewsError('timeout', `${feedAddress} did not answer`, 'Try again.'));
    const error = await fetched({ link, commentsFeed: feedAddress }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining(feedAddress) });
    expect(addresses()).toEqual([feedAddress]);
    const guess = 'https://forum.example/t/12.json';
    web.set(guess, new NewsError('timeout', `${guess} did not answer`, 'Try again.'));
    await put(await ports.store(), 'alpha', [edit('a1b2c3d4', { link: 'https://forum.example/t/low-tide/12' })]);
    await expect(fetched({})).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining(guess) });
  });

  it('says why where no place could be read, and keeps what is kept', async () => {
    web.set(api, thread('One.', 'Two.'));
    await fetched({ commentsLink: hn });
    for (const bad of ['{"hits":[]}', 'no JSON', '']) {
      web.set(api, bad);
      const error = await fetched({}).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'not-a-discussion', message: expect.stringContaining(api) });
    }
    web.delete(api);
    await expect(fetched({})).rejects.toMatchObject({ code: 'http-status', message: expect.stringContaining(api) });
    expect(await kept()).toEqual(['One.', 'Two.']);
  });

  it('keeps what is kept where an answer holds none, or fewer while another place failed', async () => {
    web.set(api, thread('One.', 'Two.'));
    await fetched({ link, commentsLink: hn });
    web.set(api, thread());
    web.set(hn, '<p>no article</p>');
    web.set(link, page());
    expect(await fetched({})).toEqual(['One.', 'Two.']);
    web.set(api, thread('Only one.'));
    web.delete(link);
    expect(await fetched({})).toEqual(['One.', 'Two.']);
    web.set(link, page());
    expect(await fetched({})).toEqual(['Only one.']);
  });

  it('asks nobody where nothing names a discussion', async () => {
    await fetched({});
    expect(await fetchDiscussion(ports, 'a1b2c3d4')).toMatchObject({ places: 0, article: { comments: [] } });
    expect(asked).toEqual([]);
  });
});
