import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelsOf, visualSpans } from '../../../src/content/bidi.ts';
import { blocksOf } from '../../../src/content/blocks.ts';
import { type LayoutOptions, layOut, textOfLine } from '../../../src/content/layout.ts';
import type { Span } from '../../../src/content/line.ts';
import type { Direction } from '../../../src/core/article.ts';
import { goodText } from './hostile.ts';

const laid = (html: string, options: Partial<LayoutOptions> = {}) =>
  layOut(blocksOf(html), { width: 40, direction: 'ltr', ...options });
const text = (html: string, options: Partial<LayoutOptions> = {}) => laid(html, options).lines.map(textOfLine);

describe('right-to-left text', () => {
  test('is in visual order, on the right, brackets mirrored', () => {
    expect(text('<p>أخبار (اليوم) من BBC 24 هنا</p>', { width: 30 })).toEqual(['   انه BBC 24 نم (مويلا) رابخأ']);
  });

  test('is as it is read for terminals that reorder', () => {
    expect(text('<p>أخبار (اليوم)</p>', { width: 30, bidi: 'terminal' })).toEqual(['أخبار (اليوم)']);
  });

  test('has its marks on the right', () => {
    expect(
      text('<ol start="12"><li>خبر</li></ol><blockquote>قول</blockquote>', { width: 12, direction: 'rtl' }),
    ).toEqual(['     ربخ .12', '', '       لوق │']);
  });

  test('lines say their direction', () => {
    expect(laid('<p>abc</p><p>خبر</p>').lines.map((line) => line.direction)).toEqual(['ltr', 'ltr', 'rtl']);
  });
});

describe('visualSpans', () => {
  const line = (text: string, direction: Direction) => {
    const levels = levelsOf(text, direction);
    const spans = [{ text, roles: [], link: null }];
    return (levels ? visualSpans(spans, levels, 0) : spans).map((span) => span.text).join('');
  };

  test.each([
    ['ltr', 'plain words', 'plain words'],
    ['ltr', 'he said שלום twice', 'he said םולש twice'],
    ['rtl', 'שלום world 12', 'world 12 םולש'],
    ['rtl', 'שלום (עולם)', '(םלוע) םולש'],
    ['rtl', 'a [ב] ג', 'ג [ב] a'],
    ['rtl', '12-15 במאי', 'יאמב 12-15'],
    ['rtl', 'سعر 3.50 دولار', 'رالود 3.50 رعس'],
    ['rtl', 'abc', 'abc'],
  ] as const)('%s: %j is shown %j', (direction, given, wanted) => {
    expect(line(given, direction)).toBe(wanted);
  });

  test('points stay on their letters and emoji whole', () => {
    expect(line('בָּר 👨\u200d👩\u200d👧 א', 'rtl')).toBe('א 👨\u200d👩\u200d👧 רבָּ');
  });

  test('looks and links move with their text', () => {
    const spans: Span[] = [
      { text: 'אב ', roles: [], link: null },
      { text: 'גד', roles: ['link'], link: 4 },
    ];
    const levels = levelsOf('אב גד', 'rtl') ?? new Uint8Array();
    expect(visualSpans(spans, levels, 0)).toEqual([
      { text: 'דג', roles: ['link'], link: 4 },
      { text: ' בא', roles: [], link: null },
    ]);
  });

  test('a paragraph of any length is put in order', () => {
    const text = 'שלום (a) '.repeat(30_000);
    expect(line(text, 'rtl')).toHaveLength(text.length);
  });

  test('every character of any line is still there', () => {
    fc.assert(
      fc.property(goodText, fc.constantFrom('ltr', 'rtl'), (text, direction) => {
        const sorted = (given: string) => [...given.replace(/[()[\]「」]/g, '')].sort().join('');
        expect(sorted(line(text, direction))).toBe(sorted(text));
      }),
    );
  });
});
