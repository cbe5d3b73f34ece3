/** Images in the article: the built program, a real pseudo-terminal, and a server that gives them. */
import { describe, expect, it } from 'vitest';
import { gif, jpegOf, lyingPng, pngOf } from '../support/images.ts';
import { loopback } from '../support/loopback.ts';
import { makeHome } from '../support/reader.ts';
import type { TestTerminal } from '../support/terminal.ts';

/** A source with one article of three pictures, two of them sound; the article stands open. */
async function openQuay(env: Readonly<Record<string, string>>): Promise<TestTerminal> {
  const web = await loopback((request, response) => {
    if (request.url === '/feed') response.setHeader('content-type', 'application/rss+xml').end(feed(web.origin));
    else response.end(request.url === '/red.png' ? pngOf(100, 40, [210, 0, 0], [0, 0, 210]) : gif());
  });
  const home = makeHome();
  await home.done('source', 'add', `${web.origin}/feed`);
  const news = home.news(['read', `${web.origin}/quay`], { rows: 50, env });
  await news.until('[image: Green water]');
  return news;
}

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
  const home = makeHome();
  await home.done('source', 'add', `${web.origin}/feed`);
  const news = home.news([], { rows: 50 });
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

describe.each([
  ['kitty', { KITTY_WINDOW_ID: '1' }, '\x1b_Ga=t,f=24,o=z,s=100,v=40,'],
  ['iTerm2', { TERM_PROGRAM: 'iTerm.app' }, '\x1b]1337;File=inline=1;'],
  ['sixels', { NEWS_GRAPHICS: 'sixel' }, '\x1bP0;1;0q'],
])('in the way of %s', (_, env, beginning) => {
  it('are drawn where the terminal can', async () => {
    const news = await openQuay(env);
    news.type('i');
    await news.until(() => news.written().includes(beginning));
    expect(news.screen().join('\n')).not.toContain('▀');
    await news.until('[image: Red evening]');
    news.type('i');
    await news.until('Images are not drawn');
    news.type('Q');
    expect((await news.exited).code).toBe(0);
  });
});

it('are drawn in the way that the terminal names when it is asked, and freed when the reader leaves', async () => {
  const news = await openQuay({});
  news.type('i');
  await news.until(() => news.written().includes('\x1b[c'));
  news.type('\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.40.1)\x1b\\\x1b[6;20;10t\x1b[?62;4c');
  await news.until('\u{10eeee}');
  expect(news.screen().join('\n')).not.toMatch(/62;4c|kitty\(/);
  news.type('Q');
  expect((await news.exited).code).toBe(0);
  expect(news.written()).toMatch(/Ga=d,d=I,i=\d+/);
});

it('leave no answer of the terminal behind for the shell, however fast the reader goes', async () => {
  const home = makeHome();
  const shell = await home.shell();
  shell.type(`NEWS_IMAGES=always ${home.command} read 3h8y\r`);
  await shell.until('One cello');
  shell.type('Q');
  await shell.until((screen) => screen.trimEnd().endsWith('prompt>'));
  shell.type('echo "<$((6*7))>"\r');
  await shell.until(/^<42>$/m);
  expect(shell.screen().join('\n')).not.toMatch(/\d;\d+c|\^\[/);
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
