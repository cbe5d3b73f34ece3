import { describe, expect, it } from 'vitest';
import { readCommentFeed } from '../../../../src/feeds/discussions/comment-feed.ts';
import { atom, feedUrl, rss } from '../../../support/feed-fields.ts';

const read = async (text: string) => {
  const bytes = new TextEncoder().encode(text);
  const { comments, commentCount } = await readCommentFeed(bytes, { charset: null, type: null, url: feedUrl });
  expect(commentCount).toBeNull();
  return comments;
};

describe('a feed of comments', () => {
  it('is turned around where it begins with the newest', async () => {
    const item = (name: string, day: number) =>
      `<item><title>By: ${name}</title><guid>${name}</guid><dc:creator>${name}</dc:creator><pubDate>${day} Nov 2026 10:00:00 GMT</pubDate><description>short</description><content:encoded><![CDATA[<p>Said ${name}.</p>]]></content:encoded></item>`;
    expect(await read(rss(item('Cy', 22) + item('Bo', 21) + item('Ann', 20)))).toEqual([
      { author: 'Ann', published: Date.UTC(2026, 10, 20, 10), text: '<p>Said Ann.</p>', depth: 0 },
      { author: 'Bo', published: Date.UTC(2026, 10, 21, 10), text: '<p>Said Bo.</p>', depth: 0 },
      { author: 'Cy', published: Date.UTC(2026, 10, 22, 10), text: '<p>Said Cy.</p>', depth: 0 },
    ]);
  });

  it('stays as it is where not all of it is dated', async () => {
    const dated = '<item><description>b</description><pubDate>22 Nov 2026 10:00:00 GMT</pubDate></item>';
    const comments = await read(rss(`${dated}<item><description>a</description></item>`));
    expect(comments.map(({ text, author }) => [text, author])).toEqual([
      ['b', null],
      ['a', null],
    ]);
  });

  it('has answers under what they answer (RFC 4685)', async () => {
    const entry = (id: string, hour: number, answers?: string) =>
      `<entry><id>${id}</id><author><name>${id}</name></author><published>2026-11-22T${hour}:00:00Z</published>${
        answers === undefined ? '' : `<thr:in-reply-to ref="${answers}" href="/x"/>`
      }<content>${id}</content></entry>`;
    const comments = await read(
      atom(
        entry('late', 19, 'article') + entry('third', 18, 'second') + entry('second', 17, 'first') + entry('first', 16),
      ),
    );
    expect(comments.map(({ text, depth }) => [text, depth])).toEqual([
      ['first', 0],
      ['second', 1],
      ['third', 2],
      ['late', 0],
    ]);
  });

  it('is none where it is a page', async () => {
    await expect(read('<html><body><p>Sign in</p></body></html>')).rejects.toMatchObject({ code: 'not-a-feed' });
  });
});
