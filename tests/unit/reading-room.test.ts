import { describe, expect, it } from 'vitest';
import { openReadingRoom } from '../../src/reading-room.ts';
import { inventedRss, items } from '../support/invented-feed.ts';

const url = 'https://invented.example/feed';
const document = (text: string, address = url) => ({
  bytes: new TextEncoder().encode(text),
  type: null,
  charset: null,
  url: address,
});
const good = document(inventedRss('Gazette', items('a', 'b')));
const huge = document(inventedRss('Huge', items(...Array.from({ length: 60_000 }, (_, index) => `item ${index}`))));

describe('reading feeds in threads', () => {
  it('gives what reading them in place would, and leaves the bytes with whoever gave them', async () => {
    const { readFeed } = openReadingRoom();
    const feed = await readFeed(good);
    expect(feed).toMatchObject({ format: 'rss', title: 'Gazette', drafts: [{ guid: 'a' }, { guid: 'b' }] });
    expect(feed.drafts[0]?.text).toBe('Body of a.');
    expect(good.bytes.length).toBeGreaterThan(100);
  });

  it('says of a document that is no feed what it is', async () => {
    const { readFeed } = openReadingRoom();
    await expect(readFeed(document('<html><p>Sign in</p></html>'))).rejects.toMatchObject({
      code: 'not-a-feed',
      message: expect.stringContaining(url),
      next: expect.stringContaining('RSS'),
    });
  });

  it.each([
    ['more memory than it may', { heapMb: 12 }, 'too-large'],
    ['more time than it may', { deadlineMs: 1 }, 'timeout'],
  ])('gives up a document that takes %s', async (_, settings, code) => {
    const { readFeed } = openReadingRoom(settings);
    await expect(readFeed(huge)).rejects.toMatchObject({ code, message: expect.stringContaining(url) });
  });

  it('reads on after a document that took a thread with it', async () => {
    const { readFeed } = openReadingRoom({ heapMb: 12 });
    const [bad, fine] = await Promise.allSettled([readFeed(huge), readFeed(good)]);
    expect([bad.status, fine.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('has at least the words of a page that cannot be cut up in time', async () => {
    const { extract } = openReadingRoom({ deadlineMs: 1 });
    const words = 'Words of an invented page that is long enough to be one. '.repeat(10);
    const page = await extract(`<title>Invented</title><p>${words}</p>`, { url, fetchedAt: null });
    expect(page).toMatchObject({ method: 'plain', draft: { title: 'Invented', text: words.trim() } });
  });
});

describe('reading comments in threads', () => {
  const feed = (count: number) => ({
    ...document(inventedRss('Comments', items(...Array(count).keys().map(String)))),
    form: 'feed',
  });

  it('gives what reading them in place would', async () => {
    const { readDiscussion } = openReadingRoom();
    const { comments } = await readDiscussion(feed(2));
    expect(comments.map(({ text }) => text)).toEqual(['Body of 0.', 'Body of 1.']);
    const none = { ...document('{"hits":[]}'), form: 'hacker-news' };
    await expect(readDiscussion(none)).rejects.toMatchObject({
      code: 'not-a-discussion',
      message: expect.stringContaining(url),
    });
  });

  it.each([
    ['more memory than it may', { heapMb: 12 }, 'too-large'],
    ['more time than it may', { deadlineMs: 1 }, 'timeout'],
  ])('gives up a document that takes %s', async (_, settings, code) => {
    const { readDiscussion } = openReadingRoom(settings);
    await expect(readDiscussion({ ...huge, form: 'feed' })).rejects.toMatchObject({ code });
  });
});
