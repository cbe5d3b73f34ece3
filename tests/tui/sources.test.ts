/** Sources and pages from inside the reader: the built program, a real pseudo-terminal, a server that is fast, slow and broken. */
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { type Loopback, loopback } from '../support/loopback.ts';
import { makeHome } from '../support/reader.ts';
import type { TestTerminal } from '../support/terminal.ts';

/** Invented. */
const page = (title: string) =>
  `<html><head><title>${title}</title></head><body><article><h1>${title}</h1>${`<p>The tide came in over the ${title}, and whoever had a boat was glad of it until the evening.</p>`.repeat(12)}</article></body></html>`;

const item = (origin: string, number: number) =>
  `<item><title>Tide table ${number}</title><link>${origin}/page${number}</link><pubDate>${new Date(Date.UTC(2026, 10, 1, number)).toUTCString()}</pubDate><description>Short, see &lt;a href="${origin}/linked"&gt;the linked page&lt;/a&gt;.</description></item>`;

/** A site with two feeds, pages, and what goes wrong. */
async function site(state = { articles: 2 }): Promise<Loopback> {
  const web = await loopback((request, response) => {
    const path = request.url ?? '/';
    if (path === '/') {
      const link = (title: string, href: string) =>
        `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;
      response.setHeader('content-type', 'text/html').end(`${link('News', '/feed')}${link('Ideas', '/other')}`);
    } else if (path === '/feed' || path === '/other') {
      const items = Array.from({ length: state.articles }, (_, number) => item(web.origin, number)).join('');
      const title = path === '/feed' ? 'Quay Notes' : 'Quay Ideas';
      response
        .setHeader('content-type', 'application/rss+xml')
        .end(`<rss version="2.0"><channel><title>${title}</title>${items}</channel></rss>`);
    } else {
      response.setHeader('content-type', 'text/html').end(page(path.slice(1)));
    }
  });
  return web;
}

const row = (news: TestTerminal, text: string) => news.screen().find((line) => line.includes(text)) ?? '';

it('are added by the address of a site, chosen among its feeds, renamed, removed and brought back', async () => {
  const web = await site();
  const news = await makeHome().front({ columns: 120, rows: 30 });
  news.type(`a${web.origin}/\r`);
  await news.until('has several feeds');
  news.type('1');
  await news.until('Following “Quay Notes”: 2 articles; the sample edition has made room');
  await news.until((screen) => screen.includes('Tide table 1') && !screen.includes('goalkeeper'));
  news.type('\tG');
  await news.until(/▌ Quay Notes/);
  news.type('e\x15Notes of the quay\r');
  await news.until('It is called “Notes of the quay” now');
  await news.until(/▌ Notes of the quay/);
  news.type('D');
  await news.until('Removed “Notes of the quay”; u brings it back');
  await news.until((screen) => !screen.includes('Tide table'));
  news.type('u');
  await news.until('Tide table 1');
});

it('that cannot be had say why', async () => {
  const news = await makeHome().front();
  news.type('ano such thing\r');
  await news.until(/no such|there is no|not/i);
  news.type('a\x1b');
  await news.until((screen) => !screen.includes('address of a feed'));
});

it('are refreshed while the reader reads on; what failed and what is new stands in the line of state', async () => {
  const state = { articles: 2 };
  const web = await site(state);
  const home = makeHome();
  await home.done('source', 'add', `${web.origin}/feed`);
  const broken = await loopback((_, response) => {
    if (broken.requests.length > 1) response.writeHead(500).end();
    else response.setHeader('content-type', 'application/rss+xml').end(feedOf('Wreck'));
  });
  await home.done('source', 'add', `${broken.origin}/feed`);
  state.articles = 5;
  const news = await home.front({ columns: 120, rows: 30 });
  news.type('R');
  await news.until('3 new articles from 2 sources; 1 failed');
  await news.until('Tide table 4');
  expect(row(news, 'Wreck')).toContain('!');
  news.type('j');
  await news.until(/Last update .*, Beirut; 1 of 2 sources failed; 3 new/);
});

const feedOf = (title: string) => `<rss version="2.0"><channel><title>${title}</title></channel></rss>`;

it('give the whole text with a wheel that turns meanwhile, and the keys go on', async () => {
  const web = await loopback((request, response) => {
    if (request.url !== '/feed') held = response;
    else
      response
        .setHeader('content-type', 'application/rss+xml')
        .end(`<rss version="2.0"><channel><title>Slow Post</title>${item(web.origin, 1)}</channel></rss>`);
  });
  let held: ServerResponse | null = null;
  const home = makeHome();
  await home.done('source', 'add', `${web.origin}/feed`);
  const news = await home.front();
  news.type('\r');
  await news.until('Short, see');
  news.type('x');
  await news.until(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] Fetching the whole text/);
  news.type('?');
  await news.until('one line down');
  news.type('q');
  await news.until(() => held !== null);
  (held as ServerResponse | null)?.setHeader('content-type', 'text/html').end(page('slow page'));
  await news.until('The tide came in over the slow page');
  await news.until((screen) => !/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/.test(screen));
});

it('lead by letters to pages that are read in place, with the way back', async () => {
  const web = await site();
  const home = makeHome();
  await home.done('source', 'add', `${web.origin}/feed`);
  const news = await home.front();
  news.type('\r');
  await news.until('Short, see');
  news.type('l');
  await news.until(/the linked page a /);
  news.type('a');
  await news.until('The tide came in over the linked');
  news.type('h');
  await news.until('Short, see');
  news.type('q');
  await news.until('Tide table 0');
});
