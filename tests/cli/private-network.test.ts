import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discussedRss } from '../support/discussed-feed.ts';
import { inventedRss } from '../support/invented-feed.ts';
import { type Sandbox, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

const story = (head = '') =>
  `<html><head><title>Low tide</title>${head}</head><body><article><h1>Low tide</h1>${'<p>The ferry waited an hour for the water to come back, and nobody aboard minded the delay.</p>'.repeat(8)}</article></body></html>`;
const asFeed = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`;

/** What a document of the web says, of others or of itself, never sends a request into the reader's own network. */
describe('a private network', () => {
  let box: Sandbox;
  /** A proxy stands in for the public internet: it is asked by whole addresses. */
  let web: WebServer;
  let inside: WebServer;
  beforeEach(async () => {
    box = await sandbox();
    web = await webServer();
    inside = await webServer();
    inside.answers.set('/story', { headers: { 'content-type': 'text/html' }, body: story() });
    inside.answers.set('/feed', inventedRss('Intranet', [{ id: 'i', body: 'For us only.' }]));
  });
  afterEach(async () => {
    await box.close();
    await web.close();
    await inside.close();
  });

  const news = (words: string) => box.news(words, { env: { HTTP_PROXY: web.url, NO_PROXY: '127.0.0.1' } });
  const firstId = async () => (await news('list --json')).json<{ id: string }[]>()[0]?.id ?? '';
  const refused = async (words: string) => {
    const { code, stderr } = await news(words);
    expect([code, stderr]).toEqual([1, expect.stringContaining('it is in a private network')]);
    expect(inside.requests).toEqual([]);
  };

  it('is closed to the links of a feed', async () => {
    const teaser = { id: 't', link: `${inside.url}/story`, body: 'Only a teaser.' };
    web.answers.set('http://paper.example/feed', inventedRss('Paper', [teaser]));
    expect((await news('source add http://paper.example/feed')).code).toBe(0);
    await refused(`read ${await firstId()} --full`);
    await news('source set paper full-text on');
    web.answers.set('http://paper.example/feed', inventedRss('Paper', [{ id: 'n', link: `${inside.url}/new` }]));
    expect((await news('refresh --force')).code).toBe(0);
    expect(inside.requests).toEqual([]);
  });

  it.each([
    ['feed of its comments', (url: string) => ({ commentsFeed: `${url}/feed` })],
    ['page of its comments', (url: string) => ({ commentsLink: `${url}/story#comments` })],
    ['forum of its comments', (url: string) => ({ commentsLink: `${url}/t/low-tide/12` })],
    ['own page, asked for its comments', (url: string) => ({ link: `${url}/story` })],
  ])('is closed to what a feed names as an article’s %s', async (_, article) => {
    web.answers.set('http://paper.example/feed', discussedRss(article(inside.url)));
    expect((await news('source add http://paper.example/feed')).code).toBe(0);
    await refused(`comments ${await firstId()}`);
  });

  it('is closed to where a feed of comments redirects', async () => {
    web.answers.set('http://paper.example/comments', { status: 302, headers: { location: `${inside.url}/feed` } });
    web.answers.set('http://paper.example/feed', discussedRss({ commentsFeed: 'http://paper.example/comments' }));
    expect((await news('source add http://paper.example/feed')).code).toBe(0);
    await refused(`comments ${await firstId()}`);
  });

  it('is closed to the feeds of a page, also to those that the reader picks', async () => {
    web.answers.set('http://paper.example/', asFeed(`${inside.url}/feed`));
    await refused('source add http://paper.example/');
    web.answers.set('http://paper.example/two', asFeed('/feed') + asFeed(`${inside.url}/feed`));
    await refused('source add http://paper.example/two --pick 2');
  });

  it('is closed to a saved page that says to stand there', async () => {
    const body = story(`<link rel="canonical" href="${inside.url}/story">`);
    web.answers.set('http://paper.example/story', { headers: { 'content-type': 'text/html' }, body });
    expect((await news('add http://paper.example/story')).code).toBe(0);
    await refused(`read ${await firstId()} --full`);
    await writeFile(box.path('page.html'), body);
    expect((await news(`add ${box.path('page.html')}`)).code).toBe(0);
    await refused(`read ${await firstId()} --full`);
  });

  it('is closed to the link of a favorite whose article is lost, unless the reader types it', async () => {
    const favorites = [{ id: 'handmade', title: 'Kept', link: `${inside.url}/story` }];
    await writeFile(box.path('favorites.json'), JSON.stringify({ favorites }));
    expect((await news('read handmade')).stdout).toContain('Only this is left of the article');
    expect(inside.requests).toEqual([]);
    expect((await news(`read ${inside.url}/story`)).stdout).toContain('The ferry waited');
  });

  it('is open to what the reader has saved from it', async () => {
    expect((await news(`add ${inside.url}/story`)).code).toBe(0);
    expect((await news(`read ${await firstId()} --full`)).stdout).toContain('The ferry waited');
    expect(inside.requests).toHaveLength(2);
  });
});
