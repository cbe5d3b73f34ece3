import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/content/width.ts';
import { paintFrame } from '../../../src/tui/frame.ts';
import { panesOf } from '../../../src/tui/panes.ts';
import { makeTheme } from '../../../src/tui/theme.ts';
import { article, noon, paragraphs, testReader } from '../../support/reader-state.ts';

const titles = [
  'A plain headline',
  'Ein sehr langer Titel, der auf keinem schmalen Bildschirm Platz hat und darum gekürzt wird, ganz gleich wie breit er ist',
  '東京で新しい図書館が開館、初日に千人が来場した',
  'خطّاط اللافتات الأخير يفتح بابه (مجانًا) للصغار',
  '👩‍🚀 Flags 🇱🇧 and families 👨‍👩‍👧‍👦 in one headline ✈️ ❤️',
  'Zalgo t̶̡̛̫͇͎͎̳̰̋̒̐̾h̷̨̢̛̳̯̥̪̆̀͂̎e̴ ends',
  '',
];
const articles = Array.from({ length: 60 }, (_, index) => {
  const title = titles[index % titles.length] ?? '';
  const direction = title.startsWith('خ') ? 'rtl' : 'ltr';
  return article(index * 5, {
    title,
    direction,
    html: paragraphs(12),
    text: 'x',
    favorite: index % 4 === 0 ? noon : null,
    source: { id: 's', title: index % 3 === 0 ? 'ديرب' : 'The Harbor Paper', link: null },
  });
});

const size = fc.record({ columns: fc.integer({ min: 1, max: 300 }), rows: fc.integer({ min: 1, max: 100 }) });
const keys = fc.array(
  fc.constantFrom(
    'j',
    'k',
    ' ',
    'G',
    'g',
    '\r',
    'h',
    'v',
    '\t',
    '/',
    'a',
    'x',
    '?',
    'M',
    'S',
    's',
    'l',
    'n',
    'p',
    'z',
    'T',
    'm',
    'f',
    ':',
    '漢',
    '\x7f',
    't',
    'U',
  ),
  { maxLength: 25 },
);

describe('a frame', () => {
  it('is as high as the screen and never wider, whatever the size and whatever was pressed', () => {
    fc.assert(
      fc.property(size, keys, size, (before, pressed, after) => {
        const reader = testReader(articles, before).press(pressed.join(''));
        reader.act({ kind: 'resized', ...after });
        const rows = reader.rows();
        expect(rows).toHaveLength(after.rows);
        for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(after.columns);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its columns straight, whatever characters the headlines have', () => {
    const reader = testReader(articles, { columns: 120, rows: 40 });
    const side = panesOf(reader.state).side?.width ?? 0;
    for (const row of reader.rows().slice(2, 38)) {
      let cells = 0;
      let at = 0;
      for (const { segment } of new Intl.Segmenter().segment(row)) {
        if (cells >= side) break;
        cells += widthOf(segment);
        at += segment.length;
      }
      expect(cells).toBe(side);
      expect(row.slice(at)).toMatch(/^[ ▌]/);
    }
  });

  it('loses the panes in order as it gets narrower', () => {
    const panes = (columns: number) => {
      const { side, list, article: reading } = panesOf({ ...testReader(articles).state, columns, rows: 40 });
      return [side, list, reading].map((pane) => pane !== null);
    };
    expect(panes(160)).toEqual([true, true, true]);
    expect(panes(149)).toEqual([true, true, false]);
    expect(panes(99)).toEqual([false, true, false]);
    expect(panes(20)).toEqual([false, true, false]);
  });

  it('shows the article under the cursor beside the list where there is room', () => {
    const reader = testReader(articles, { columns: 160, rows: 40 });
    expect(reader.screen()).toContain('By Ada Example');
    reader.press('j');
    expect(reader.screen()).toContain('By Ada Example');
    expect(reader.state.reading?.article.id).toBe(articles[1]?.id);
    expect(reader.asked.filter(({ kind }) => kind === 'mark')).toEqual([]);
  });

  it('turns right-to-left headlines around and puts them at the right, with brackets mirrored', () => {
    const row =
      testReader(articles, { columns: 80, rows: 24 })
        .rows()
        .find((text) => text.includes('راغصلل')) ?? '';
    expect(row).toContain('راغصلل (انًاجم) هباب حتفي ريخألا تاتفاللا طاطّخ');
    expect(row.indexOf('راغصلل')).toBeGreaterThan(10);
  });

  it('leaves them as they are for a terminal that orders them itself', () => {
    const reader = testReader(articles, { preferences: { order: 'logical' } });
    expect(reader.screen()).toContain('خطّاط اللافتات الأخير يفتح بابه (مجانًا) للصغار');
  });

  it('has no color without color, but still tells things apart', () => {
    const reader = testReader(articles).press('/a');
    const painted = paintFrame(reader.state, makeTheme('night', 0)).join('\n');
    const codes = new Set(
      painted
        .split('\x1b[')
        .slice(1)
        .map((part) => part.slice(0, part.indexOf('m'))),
    );
    for (const code of codes) expect(code).toMatch(/^[0-9](;[0-9])*$/);
    expect(codes.size).toBeGreaterThan(2);
  });
});

describe('hostile text on the screen', () => {
  const evil = 'a\x1b]0;pwned\x07b\x1b[2Jc\x9b31md\u202ee\u2066f\nforged row\rg';

  it('brings no control character to the terminal from what did not come from the store', () => {
    const reader = testReader(articles).press(':');
    reader.act({ kind: 'input', event: { kind: 'paste', text: evil } });
    const pasted = paintFrame(reader.state, makeTheme('night', 3)).join('');
    reader.press('\x1b');
    reader.act({ kind: 'input', event: { kind: 'key', name: 'escape' } });
    reader.act({ kind: 'output', title: evil, lines: [evil] });
    const shown = paintFrame(reader.state, makeTheme('night', 3)).join('');
    for (const text of [pasted, shown]) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      expect(text.replace(/\x1b\[[\d;]*m/g, '')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    }
  });
});
