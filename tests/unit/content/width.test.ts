import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { safeText } from '../../../src/content/safe.ts';
import { breakLines, cut, fit, graphemes, splitAt, widthOf, wrap } from '../../../src/content/width.ts';
import { goodText, hostileText } from './hostile.ts';

describe('widthOf', () => {
  test.each([
    ['', 0],
    ['Hello', 5],
    ['naïve — “x”…', 12],
    ['日本語', 6],
    ['한국어 ok', 9],
    ['ｶﾞ half', 7],
    ['Ａ１', 4],
    ['e\u0301', 1],
    ['a\u0323\u0302\u0301', 1],
    ['قَالَ', 3],
    ['بְּרֵא', 3],
    ['ไทย', 3],
    ['น้ำ', 2],
    ['कि', 2],
    ['👍', 2],
    ['👍🏽', 2],
    ['👨\u200d👩\u200d👧\u200d👦', 2],
    ['🇱🇧', 2],
    ['🇱', 2],
    ['1\ufe0f\u20e3', 2],
    ['❤', 1],
    ['❤\ufe0f', 2],
    ['⌚\ufe0e', 1],
    ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 2],
    ['\u0600١', 2],
    ['각', 2],
  ])('%j takes %i', (text, cells) => {
    expect(widthOf(text)).toBe(cells);
  });

  test('is what Ink takes a text for, for any text that was made safe', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const safe = safeText(text).replace(/[\n\t]/g, ' ');
        fc.pre(graphemes(safe).every((cluster) => cluster.length < 20));
        expect(widthOf(safe)).toBe(stringWidth(safe));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('graphemes', () => {
  test('are what a person takes for one character', () => {
    expect(graphemes('aé字👨\u200d👩\u200d👧e\u0301')).toEqual(['a', 'é', '字', '👨\u200d👩\u200d👧', 'e\u0301']);
    expect(graphemes('قَالَ')).toEqual(['قَ', 'ا', 'لَ']);
    expect(graphemes('\u0301a')).toEqual(['\u0301', 'a']);
    expect(graphemes('')).toEqual([]);
  });

  test('an endless conjunct is parted, and nothing of it is lost', () => {
    const text = 'क्'.repeat(500);
    expect(graphemes(text).every((cluster) => cluster.length <= 24)).toBe(true);
    expect(graphemes(text).join('')).toBe(text);
  });

  test('agree with the segmenter where they do without it', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
    const pieces = fc.constantFrom(
      ...[
        'a',
        'é',
        'e',
        '\u0301',
        '\u0651',
        'ل',
        'ب',
        '\u05b0',
        '字',
        '가',
        'ー',
        '…',
        ' ',
        '’',
        '1',
        '#',
        '👩',
        '❤',
        '☂',
      ],
      ...[
        '\u200d',
        '\ufe0f',
        '\u20e3',
        '🏽',
        '🇱',
        '🇧',
        '🏴',
        '\u{e0067}',
        '\u{e007f}',
        '\u0e01',
        '\u0e33',
        'क',
        '\u094d',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const wanted = Array.from(segmenter.segment(text), ({ segment }) => segment);
        fc.pre(wanted.every((cluster) => cluster.length <= 24));
        expect(graphemes(text)).toEqual(wanted);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('cut, fit and splitAt', () => {
  test.each([
    ['Hello world', 20, 'Hello world'],
    ['Hello world', 11, 'Hello world'],
    ['Hello world', 8, 'Hello w…'],
    ['Hello world', 7, 'Hello…'],
    ['Hello', 1, '…'],
    ['Hello', 0, ''],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['日本', 1, '…'],
    ['👨\u200d👩\u200d👧 family', 4, '👨\u200d👩\u200d👧…'],
  ])('%j in %i cells is %j', (text, cells, wanted) => {
    expect(cut(text, cells)).toBe(wanted);
  });

  test.each([
    ['ab', 5, 'left', 'ab   '],
    ['ab', 5, 'right', '   ab'],
    ['ab', 5, 'center', ' ab  '],
    ['日本語', 4, 'left', '日… '],
    ['abcdef', 4, 'right', 'abc…'],
  ] as const)('%j filled up to %i on the %s', (text, cells, align, wanted) => {
    expect(fit(text, cells, align)).toBe(wanted);
  });

  test('for any text: cut is never too wide, fit is exact, and splitAt loses nothing', () => {
    fc.assert(
      fc.property(goodText, fc.integer({ min: 1, max: 30 }), (text, cells) => {
        expect(widthOf(cut(text, cells))).toBeLessThanOrEqual(cells);
        expect(widthOf(fit(text, cells))).toBe(cells);
        expect(splitAt(text, cells).join('')).toBe(text);
        expect(widthOf(splitAt(text, cells)[0])).toBeLessThanOrEqual(cells);
      }),
      { numRuns: 500 },
    );
  });
});

describe('wrap', () => {
  test.each([
    ['words', 'The quick brown fox', 10, ['The quick', 'brown fox']],
    ['line ends', 'a\n\nb', 10, ['a', '', 'b']],
    ['nothing', '', 10, ['']],
    ['a long word goes on the next line if it fits there', 'of extraordinary', 13, ['of', 'extraordinary']],
    [
      'an address longer than a line fills it up',
      'at https://a.example/path',
      12,
      ['at https://a', '.example/pat', 'h'],
    ],
    ['blanks at a break go', 'one   two', 5, ['one', 'two']],
    ['ideographs break anywhere', '東京都渋谷区', 5, ['東京', '都渋', '谷区']],
    ['stops and brackets do not begin a line', '東京都。渋谷', 6, ['東京', '都。渋', '谷']],
    ['opening brackets do not end a line', '東京「渋谷」', 6, ['東京', '「渋', '谷」']],
    ['Latin words between ideographs stay whole', '東京Tokyo都', 7, ['東京', 'Tokyo都']],
    ['a wide character in one cell', '字a', 1, ['…', 'a']],
  ])('%s', (_, text, cells, wanted) => {
    expect(wrap(text, cells)).toEqual(wanted);
  });

  test('for any text no line is too wide, and only blanks at line ends are lost', () => {
    fc.assert(
      fc.property(goodText, fc.integer({ min: 2, max: 40 }), (text, cells) => {
        const lines = wrap(text, cells);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(cells);
        fc.pre(graphemes(text).every((cluster) => widthOf(cluster) <= cells));
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
      { numRuns: 500 },
    );
  });

  test('ranges are in order and inside the text', () => {
    fc.assert(
      fc.property(goodText, goodText, fc.integer({ min: 1, max: 20 }), (one, other, cells) => {
        const text = `${one}\n${other}`;
        let last = 0;
        for (const { start, end } of breakLines(text, cells)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
