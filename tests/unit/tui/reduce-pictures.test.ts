import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/content/width.ts';
import { paintFrame } from '../../../src/tui/frame.ts';
import { blocks } from '../../../src/tui/graphics.ts';
import type { Picture } from '../../../src/tui/picture.ts';
import { makeTheme } from '../../../src/tui/theme.ts';
import { article, paragraphs, testReader } from '../../support/reader-state.ts';

const picture: Picture = {
  id: 1,
  width: 2,
  height: 3,
  pixels: Uint8Array.from([255, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 255, 0, 128, 0, 0, 128, 0]),
};
const image = (number: number) => `<img src="https://paper.example/${number}.png" alt="Boat number ${number}">`;

function reading(html: string, preferences: NonNullable<Parameters<typeof testReader>[1]>['preferences'] = {}) {
  return testReader([article(1, { html })], { preferences }).press('\r');
}

const asked = (reader: ReturnType<typeof testReader>) =>
  reader.asked.flatMap((effect) => (effect.kind === 'load-picture' ? [effect] : []));

describe('images', () => {
  it('are asked for only when the reader wants them, for the article', () => {
    const reader = reading(image(1));
    expect(asked(reader)).toEqual([]);
    reader.press('i');
    expect(asked(reader)).toEqual([
      {
        kind: 'load-picture',
        url: 'https://paper.example/1.png',
        article: reader.state.reading?.article,
        graphics: blocks,
      },
    ]);
    reader.press('ii');
    expect(asked(reader)).toHaveLength(1);
  });

  it('are drawn above their alternative text and go away again', () => {
    const reader = reading(`<p>Before.</p>${image(1)}<p>After.</p>`).press('i');
    reader.act({ kind: 'picture-loaded', url: 'https://paper.example/1.png', picture });
    const rows = () => reader.rows().map((row) => row.trim());
    const words = rows().findIndex((row) => row.includes('[image: Boat number 1]'));
    expect(rows().slice(words - 3, words)).toEqual(['', '▀▀', '▀▀']);
    reader.press('i');
    expect(reader.screen()).not.toContain('▀');
    expect(reader.screen()).toContain('[image: Boat number 1]');
  });

  it('have the colors of their pixels, and none under a last odd row', () => {
    const reader = reading(image(1)).press('i');
    reader.act({ kind: 'picture-loaded', url: 'https://paper.example/1.png', picture });
    const painted = (level: 2 | 3) => paintFrame(reader.state, makeTheme('night', level)).join('\n');
    expect(painted(3)).toContain('\x1b[38;2;255;0;0;48;2;0;0;255m▀▀\x1b[0m');
    expect(painted(3)).toContain('\x1b[38;2;0;128;0m▀▀\x1b[0m');
    expect(painted(2)).toContain('\x1b[38;5;196;48;5;21m▀▀\x1b[0m');
  });

  it('leave the alternative text where they do not come, and are not asked for again', () => {
    const reader = reading(image(1)).press('i');
    const before = reader.screen();
    reader.act({ kind: 'picture-loaded', url: 'https://paper.example/1.png', picture: 'failed' });
    expect(reader.screen()).toBe(before);
    reader.press('jk');
    expect(asked(reader)).toHaveLength(1);
  });

  it('are asked for a few at a time, and only near what is in sight', () => {
    const many = Array.from({ length: 200 }, (_, number) => image(number)).join('');
    const reader = reading(many).press('i');
    expect(asked(reader)).toHaveLength(4);
    for (const { url } of asked(reader)) reader.act({ kind: 'picture-loaded', url, picture: 'failed' });
    expect(asked(reader).length).toBeGreaterThan(4);
    const far = reading(`${paragraphs(60)}${image(7)}`).press('i');
    expect(asked(far)).toEqual([]);
    far.press('G');
    expect(asked(far)).toHaveLength(1);
  });

  it('keep the reader’s place when they come in above it', () => {
    const reader = reading(`${image(1)}${paragraphs(40)}`)
      .press('i')
      .press('jjjjjjjjjjjj');
    const top = reader.rows()[2];
    reader.act({ kind: 'picture-loaded', url: 'https://paper.example/1.png', picture });
    expect(reader.rows()[2]).toBe(top);
  });

  it('never make a row wider than the screen', () => {
    const wide: Picture = { id: 2, width: 80, height: 4, pixels: new Uint8Array(80 * 4 * 3) };
    for (const direction of ['ltr', 'rtl'] as const) {
      const reader = testReader([article(1, { html: image(1), direction })], { columns: 24 }).press('\ri');
      reader.act({ kind: 'picture-loaded', url: 'https://paper.example/1.png', picture: wide });
      expect(reader.screen()).toContain('▀▀▀▀▀▀▀▀▀▀');
      for (const row of reader.rows()) expect(widthOf(row)).toBeLessThanOrEqual(24);
    }
  });

  it('are drawn from the beginning where the setting says so, and never where it says never', () => {
    expect(asked(reading(image(1), { images: 'always' }))).toHaveLength(1);
    const never = reading(image(1), { images: 'never' }).press('i');
    expect(asked(never)).toEqual([]);
    expect(never.screen()).toContain('news config set images auto');
  });

  it('need colors, and an address on the web', () => {
    const plain = reading(image(1), { colors: 1, images: 'always' });
    expect(asked(plain)).toEqual([]);
    expect(plain.press('i').screen()).toContain('256 colors');
    expect(asked(reading('<img src="data:image/png;base64,AAAA" alt="x">', { images: 'always' }))).toEqual([]);
  });
});

describe('the image that the feed names for the article', () => {
  const image = 'https://paper.example/img/boat-1024x683.jpg';
  const words = (html: string) =>
    testReader([article(1, { html, image, imageAlt: 'The boat' })])
      .press('\r')
      .screen()
      .match(/\[image.*?\]/g);

  it('stands before the body that has it not', () => {
    expect(words('<p>Words.</p>')).toEqual(['[image: The boat]']);
    expect(words('<p>Words.</p><img src="https://paper.example/img/crew.jpg" alt="The crew">')).toEqual([
      '[image: The boat]',
      '[image: The crew]',
    ]);
  });

  it('does not stand there twice, whatever its size', () => {
    for (const file of ['boat-1024x683.jpg', 'boat-300x200.jpg?w=80', 'boat.webp'])
      expect(words(`<p>Words.</p><img src="https://cdn.example/${file}" alt="Here">`)).toEqual(['[image: Here]']);
  });

  it('is fetched and drawn like the others', () => {
    const reader = testReader([article(1, { html: '<p>Words.</p>', image })]).press('\ri');
    expect(asked(reader).map(({ url }) => url)).toEqual([image]);
  });
});

describe('a long article', () => {
  const html = paragraphs(400);

  it('is laid out in slices, the first of them before anything else', () => {
    const reader = testReader([article(1, { html })]);
    const lengths: number[] = [];
    reader.press('\r');
    expect(reader.state.reading?.page.next).toBeNull();
    const whole = reader.state.reading?.page.lines.length ?? 0;
    const sliced = testReader([article(1, { html })], { answerLayout: false });
    sliced.press('\r');
    for (let slices = 0; sliced.state.reading?.page.next !== null && slices < 100; slices += 1) {
      lengths.push(sliced.state.reading?.page.lines.length ?? 0);
      sliced.act({ kind: 'more-laid-out' });
    }
    expect(lengths.length).toBeGreaterThan(2);
    expect(lengths[0]).toBeLessThan(whole / 3);
    expect(sliced.state.reading?.page.lines).toEqual(reader.state.reading?.page.lines);
    expect(sliced.state.reading?.page.links).toEqual(reader.state.reading?.page.links);
  });

  it('goes to its end and finds its last words at once, whatever is laid out', () => {
    const open = () => testReader([article(1, { html })], { answerLayout: false }).press('\r');
    expect(open().press('G').screen()).toContain('The article on its page');
    expect(open().press('/Paragraph 399\r').screen()).toContain('Paragraph 399 tells');
  });
});
