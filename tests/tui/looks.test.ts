/** What the reader looks like on all kinds of terminals, and with all kinds of settings and texts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loopback } from '../support/loopback.ts';
import { makeHome } from '../support/reader.ts';

/** The escape character, which patterns may not hold as it is. */
const esc = String.fromCharCode(27);
const forbidden = new RegExp(`${esc}\\]52|${esc}\\]0;|${esc}\\[31malert|[\\u0080-\\u009f\\u202a-\\u202e\\u007f]`);

describe('colors', () => {
  it.each([
    ['true color', { COLORTERM: 'truecolor' }, /\[[\d;]*38;2;\d+;\d+;\d+m/],
    ['256 colors', { COLORTERM: undefined }, /\[[\d;]*38;5;\d+m/],
    ['16 colors', { COLORTERM: undefined, TERM: 'xterm' }, /\[(?:[\d;]*;)?(?:3|9)[0-7]m/],
  ])('are those that the terminal has: %s', async (_, env, wanted) => {
    const news = await makeHome().front({ env });
    expect(news.written()).toMatch(wanted);
  });

  it('are none with NO_COLOR, but what is unread and where the cursor is can still be seen', async () => {
    const news = await makeHome().front({ env: { NO_COLOR: '1' } });
    expect(news.written()).not.toMatch(/\[(?:[\d;]*;)?(?:[34]8;|[349][0-7]m)/);
    const row = news.screen().findIndex((text) => text.includes('goalkeeper'));
    expect(news.screen()[row]).toMatch(/^▌•/);
    expect(news.cell(row, 12).bold).toBe(true);
  });

  it('are those of the day after T, and by the setting', async () => {
    const home = makeHome();
    const news = await home.front();
    const row = news.screen().findIndex((text) => text.includes('goalkeeper'));
    const night = news.cell(row, 12).color;
    news.type('T');
    await news.until(() => news.cell(row, 12).color !== night);
    const day = await home.front({ env: { NEWS_THEME: 'day' } });
    expect(day.cell(row, 12).color).toBe(news.cell(row, 12).color);
  });
});

it('leaves the mouse to the terminal where the setting says so', async () => {
  const news = await makeHome().front({ env: { NEWS_MOUSE: 'false' } });
  expect(news.modes().mouse).toBe(false);
});

it('is line by line on a terminal that can do no more', async () => {
  const news = makeHome().news([], { rows: 60, env: { TERM: 'dumb' } });
  await news.until(/^1\. Should the goalkeeper/m);
  news.type('quit\r');
  expect((await news.exited).code).toBe(0);
  expect(news.written()).not.toContain('\x1b[');
});

it('keeps a query under a name for the next run, and lets it go again', async () => {
  const home = makeHome();
  const news = await home.front({ columns: 120, rows: 40 });
  news.type('/storm -source:lighthouse\r');
  await news.until('there is no source');
  news.type('/\x15storm lang:en\rwStorms\r');
  await news.until('Saved “Storms” at the left');
  news.type('Q');
  await news.exited;
  const again = await home.front({ columns: 120, rows: 40 });
  await again.until(/^ {2}Storms /m);
  again.type('\tjjj\r');
  await again.until(/news {2}Storms/);
  await again.until((screen) => screen.includes('Storm Brannock') && !screen.includes('goalkeeper'));
  again.type('\tD');
  await again.until('Removed the saved query “Storms”');
  again.type('u');
  await again.until('Taken back: changed the query “Storms”');
  await again.until(/^..Storms /m);
});

it('says which key of the settings does not hold', async () => {
  const home = makeHome();
  for (const [keys, said] of [
    ['{"favorite":"s","search":"s"}', 'keys.search: "s" is given to "favorite" too'],
    ['{"favorite":"hyper+s"}', 'keys.favorite: "hyper+s" is no key'],
    ['{"favourite":"s"}', 'keys.favourite: there is nothing called "favourite"'],
  ] as const) {
    writeFileSync(join(home.path, 'config.json'), `{"keys":${keys}}`);
    const news = home.news();
    await news.until(said);
    expect((await news.exited).code).not.toBe(0);
  }
});

it('says what to do where there is nothing yet', async () => {
  const home = makeHome();
  for (const name of ['The Harbor Courier', 'Meridian Review', 'Der Leuchtturmbote', 'بريد المرسى'])
    await home.done('source', 'remove', name);
  const news = home.news();
  await news.until('No articles yet. Press a to add a source');
  news.type('jkGg\r/x\r');
  await news.until('filter x');
});

it('lets no title, name, tag or link of others do anything to the terminal', async () => {
  const evil = [
    'Red \x1b[31malert\x1b]0;owned\x07 \x9b2J',
    'Copy \x1b]52;c;b3duZWQ=\x07 and \u202ereversed\u202c',
    'Line\nbreak\rback\x08\x7f',
    `Marks e${'\u0301'.repeat(400)} end`,
    '漢字カタカナ '.repeat(30),
    '👨‍👩‍👧‍👦🏳️‍🌈🇱🇧 '.repeat(20),
    'شريط طويل جدًا '.repeat(30),
  ];
  const escaped = (text: string) =>
    [...text]
      .map((letter) => (/[\x20-\x7e]/.test(letter) && !'<>&'.includes(letter) ? letter : `&#${letter.codePointAt(0)};`))
      .join('');
  const web = await loopback((_, response) => {
    const items = evil.map(
      (text, number) =>
        `<item><title>${escaped(text)}</title><link>https://evil.example/${number}</link><author>${escaped(text)}</author><category>${escaped(text)}</category><description>${escaped(`&lt;p&gt;${text}&lt;/p&gt;`)}</description></item>`,
    );
    response
      .setHeader('content-type', 'application/rss+xml')
      .end(`<rss version="2.0"><channel><title>${escaped(evil[0] ?? '')}</title>${items.join('')}</channel></rss>`);
  });
  const home = makeHome();
  await home.done('source', 'add', `${web.origin}/feed`);
  const news = await home.front({ columns: 160, rows: 40 });
  await news.until('Copy');
  for (let count = 0; count < evil.length; count += 1) {
    const shown = news.screen().join('\n');
    news.type('j\r');
    await news.until((screen) => screen !== shown);
    news.type('q');
    await news.until(/ news {2}All articles/);
  }
  expect(news.written()).not.toMatch(forbidden);
  news.type('Q');
  expect((await news.exited).code).toBe(0);
  expect(news.modes().alternate).toBe(false);
});
