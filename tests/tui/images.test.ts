/** Images in the article: the built program, a real pseudo-terminal, and a server that gives them. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { jpegOf, lyingPng, pngOf } from '../support/images.ts';
import { loopback } from '../support/loopback.ts';
import { makeHome, openNews, type ReaderHome } from '../support/reader.ts';
import type { TestTerminal } from '../support/terminal.ts';

let home: ReaderHome;
let opened: TestTerminal[] = [];

beforeEach(() => {
  home = makeHome();
});
afterEach(() => {
  for (const terminal of opened) terminal.close();
  opened = [];
  home.remove();
});

it('are drawn as half-blocks once i is pressed; one that lies stays its alternative text', async () => {
  const files: Readonly<Record<string, Buffer>> = {
    '/red.png': pngOf(12, 4, [210, 0, 0], [0, 0, 210]),
    '/green.jpg': jpegOf(16, 16, [0, 180, 0], [0, 180, 0]),
    '/lie.png': lyingPng(30_000, 30_000),
  };
  const web = await loopback((request, response) => {
    const file = files[request.url ?? ''];
    if (request.url === '/feed') response.setHeader('content-type', 'application/rss+xml').end(feed(web.origin));
    else if (file) response.end(file);
    else response.writeHead(404).end();
  });
  const add = openNews(home, ['source', 'add', `${web.origin}/feed`]);
  opened.push(add);
  expect((await add.exited).code).toBe(0);
  const news = openNews(home, [], { rows: 50 });
  opened.push(news);
  await news.until('Three pictures of one quay');
  news.type('/quay\r');
  await news.until((screen) => !screen.includes('goalkeeper'));
  news.type('\r');
  await news.until('[image: Green water]');
  expect(web.requests.filter(({ url }) => url !== '/feed')).toEqual([]);
  expect(news.screen().join('\n')).not.toContain('▀');
  news.type('i');
  await news.until((screen) => /▀{12}\s*\n.*▀{12}\s*\n.*\[image: Red evening\]/.test(screen));
  await news.until((screen) => /▀{16}\s*\n.*\[image: Green water\]/.test(screen));
  expect(news.written()).toContain('38;2;210;0;0');
  expect(news.screen().join('\n')).toMatch(/\n\s*\n.*\[image: The lie\]/);
  news.type('i');
  await news.until((screen) => !screen.includes('▀'));
  news.type('Q');
  expect((await news.exited).code).toBe(0);
});

/** Invented. */
function feed(origin: string): string {
  const images = [
    ['red.png', 'Red evening'],
    ['green.jpg', 'Green water'],
    ['lie.png', 'The lie'],
  ].map(([file, alt]) => `<p>Words of some length stand here.</p><img src="${origin}/${file}" alt="${alt}">`);
  return `<rss version="2.0"><channel><title>Quay Notes</title><link>${origin}/</link><item>
    <title>Three pictures of one quay</title><link>${origin}/quay</link>
    <description><![CDATA[${images.join('')}]]></description></item></channel></rss>`;
}
