/** The front page as a person uses it: the built program in a real pseudo-terminal, on the bundled edition. */
import { describe, expect, it } from 'vitest';
import { makeHome } from '../support/reader.ts';

const headline = 'Should the goalkeeper shoot eleventh?';

describe('the front page', () => {
  it('opens on the newest headlines with their day, source and how many are unread', async () => {
    const news = await makeHome().front();
    expect(news.screen()[0]).toMatch(/^ news {2}All articles +49 unread ?$/);
    expect(news.screen().join('\n')).toMatch(/▌• .* Should the goalkeeper shoot eleventh\? +Meridian Review/);
    expect(news.modes()).toMatchObject({ alternate: true, mouse: true, wraps: false, cursorHidden: true });
  });

  it('reads an article and comes back; it is no longer unread', async () => {
    const news = await makeHome().front();
    news.type('\r');
    await news.until('By Matthias Ruel');
    news.type('q');
    await news.until('48 unread');
    expect(news.screen().find((row) => row.includes(headline))).not.toContain('•');
  });

  it('filters as is typed', async () => {
    const news = await makeHome().front();
    news.type('/storm lang:en');
    await news.until((screen) => screen.includes('Storm Brannock floods') && !screen.includes(headline));
    news.type('\r');
    await news.until(/filter storm lang:en/);
    news.type('h');
    await news.until(headline);
  });

  it('searches everything and shows the words around what matched', async () => {
    const news = await makeHome().front();
    news.type('sbrannock\r');
    await news.until('Search: brannock');
    await news.until(/Storm Brannock drove the sea/);
  });

  it('keeps, tags, marks and takes it all back', async () => {
    const news = await makeHome().front();
    const row = () => news.screen().find((text) => text.includes(headline)) ?? '';
    news.type('f');
    await news.until(() => row().includes('★'));
    await news.until('Kept as a favorite');
    news.type('tseaside\r');
    await news.until('Your tags: seaside');
    news.type('m');
    await news.until('48 unread');
    news.type('u');
    await news.until('49 unread');
    news.type('u');
    await news.until('Taken back: tagged with seaside');
    news.type('u');
    await news.until(() => !row().includes('★'));
  });

  it('shows the sections at the left with their counts and what is in them', async () => {
    const news = await makeHome().front({ columns: 120, rows: 40 });
    await news.until('Sections');
    news.type('\t');
    const chosen = (screen: string) => screen.split('\n').find((row) => row.startsWith('▌'));
    for (let count = 0; count < 20 && !chosen(news.screen().join('\n'))?.startsWith('▌ Science'); count += 1) {
      const before = chosen(news.screen().join('\n'));
      news.type('j');
      await news.until((screen) => chosen(screen) !== before);
    }
    news.type('\r');
    await news.until(/news {2}Science/);
    await news.until((screen) => !screen.includes(headline));
  });

  it('has the article beside the list where the screen is wide', async () => {
    const news = await makeHome().front({ columns: 160, rows: 40 });
    await news.until('By Matthias Ruel');
    expect(news.screen()[0]).toContain('49 unread');
    news.type('j');
    await news.until((screen) => !screen.includes('By Matthias Ruel') && /│|By /.test(screen));
  });

  it('shows its keys on "?"', async () => {
    const news = await makeHome().front({ columns: 120, rows: 60 });
    news.type('?');
    await news.until('keep as a favorite, or let go');
    news.type('q');
    await news.until(headline);
  });

  it('takes commands of the tool behind ":"', async () => {
    const news = await makeHome().front();
    news.type(':status\r');
    await news.until('49 articles');
    news.type('q');
    await news.until(headline);
    news.type(':tag add\r');
    await news.until(/missing required argument|usage|needs/i);
  });

  it('copies a link to the terminal’s clipboard', async () => {
    const news = await makeHome().front();
    news.type('y');
    await news.until('Copied https://meridian-review.example');
    const address = 'https://meridian-review.example/2026/11/22/penalty-order-mathematics';
    expect(news.written()).toContain(`\x1b]52;c;${Buffer.from(address).toString('base64')}\x07`);
  });

  it('follows the wheel and clicks', async () => {
    const news = await makeHome().front();
    const row = news.screen().findIndex((text) => text.includes('A tide table in fourteen lines'));
    news.type(`\x1b[<0;20;${row + 1}M`);
    await news.until(/▌.*A tide table/);
    news.type('\x1b[<65;20;10M');
    await news.until((screen) => !/▌.*A tide table/.test(screen));
    news.type('\x1b[<64;20;10M');
    await news.until(/▌.*A tide table/);
    const again = news.screen().findIndex((text) => text.includes('A tide table in fourteen lines'));
    news.type(`\x1b[<0;20;${again + 1}M`);
    await news.until('By Jonas Everly');
  });

  it('shows within two seconds what another process changed', async () => {
    const home = makeHome();
    const news = await home.front();
    await home.done('mark', 'read', 'source:meridian');
    const rowOf = (screen: string) => screen.split('\n').find((text) => text.includes(headline)) ?? '•';
    await news.until((screen) => screen.includes('35 unread') && !rowOf(screen).includes('•'));
    expect(rowOf(news.screen().join('\n'))).not.toContain('•');
  });

  it('reads right to left what is written so', async () => {
    const news = await makeHome().front();
    expect(news.screen().join('\n')).toContain('راغصلل هناكّد باب حتفي ريخألا');
  });

  it('remembers the place in an article across runs', async () => {
    const home = makeHome();
    const news = await home.front({ rows: 14 });
    news.type('\rjjjjj');
    await news.until((screen) => !screen.includes('By Matthias Ruel') && screen.includes('%'));
    const place = news.screen()[1];
    news.type('Q');
    await news.exited;
    const again = await home.front({ rows: 14 });
    again.type('\r');
    await again.until((screen) => screen.split('\n')[1] === place);
  });

  it('has the keys of the settings, and refuses those that do not hold', async () => {
    const setting = { NEWS_KEYS: '{"favorite":"s","search":"ctrl+s"}' };
    const home = makeHome();
    const news = await home.front({ env: setting });
    news.type('s');
    await news.until('Kept as a favorite');
    const broken = home.news([], { env: { NEWS_KEYS: '{"favourite":"s"}' } });
    await broken.until('favourite');
    expect((await broken.exited).code).not.toBe(0);
    expect(broken.modes().alternate).toBe(false);
  });
});
