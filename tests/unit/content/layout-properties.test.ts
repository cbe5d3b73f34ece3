import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../../src/content/blocks.ts';
import { blankBetween, type LayoutOptions, layOut, layOutBlock, textOfLine } from '../../../src/content/layout.ts';
import { plainText } from '../../../src/content/plain.ts';
import { safeText } from '../../../src/content/safe.ts';
import { widthOf } from '../../../src/content/width.ts';
import { goodText, hostileHtml } from './hostile.ts';

const laid = (html: string, options: Partial<LayoutOptions> = {}) =>
  layOut(blocksOf(html), { width: 40, direction: 'ltr', ...options });
const text = (html: string, options: Partial<LayoutOptions> = {}) => laid(html, options).lines.map(textOfLine);

describe('places', () => {
  test('name the block and the characters before, whatever the width', () => {
    const lines = laid('<p>aaa bbb ccc</p><p>ddd</p>', { width: 7 }).lines;
    expect(lines.map(({ block, offset }) => [block, offset])).toEqual([
      [0, 0],
      [0, 8],
      [0, 11],
      [1, 0],
    ]);
  });

  test('a block alone is laid out as it is among the others', () => {
    fc.assert(
      fc.property(hostileHtml, fc.integer({ min: 1, max: 80 }), (html, width) => {
        const blocks = blocksOf(html);
        const options: LayoutOptions = { width, direction: 'ltr' };
        const alone = blocks.flatMap((block, index) => {
          const lines = layOutBlock(block, index, options).lines.map(textOfLine);
          const before = blocks[index - 1];
          return before && blankBetween(before, block) ? ['', ...lines] : lines;
        });
        expect(alone).toEqual(layOut(blocks, options).lines.map(textOfLine));
      }),
      { numRuns: 200 },
    );
  });
});

describe('for any markup and any width', () => {
  const anyWidth = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 120 }));
  const anyOptions = fc.record({
    width: anyWidth,
    measure: anyWidth,
    direction: fc.constantFrom('ltr', 'rtl'),
    links: fc.constantFrom('numbered', 'none'),
    bidi: fc.constantFrom('visual', 'terminal'),
    site: fc.constantFrom(null, 'a.example'),
    linkList: fc.boolean(),
  }) satisfies fc.Arbitrary<LayoutOptions>;

  test('no line is wider than the width, or holds anything dangerous', () => {
    fc.assert(
      fc.property(hostileHtml, anyOptions, (html, options) => {
        for (const line of layOut(blocksOf(html), options).lines) {
          expect(widthOf(textOfLine(line))).toBeLessThanOrEqual(Math.min(options.width, options.measure));
          for (const span of line.spans) {
            expect(span.text).not.toMatch(/\p{Cc}|\p{Bidi_Control}|\p{Surrogate}|[\u2028\u2029]/u);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  test('places only go forward', () => {
    fc.assert(
      fc.property(hostileHtml, anyOptions, (html, options) => {
        let last = { block: 0, offset: 0 };
        for (const { block, offset } of layOut(blocksOf(html), options).lines) {
          expect(block > last.block || (block === last.block && offset >= last.offset)).toBe(true);
          last = { block, offset };
        }
      }),
      { numRuns: 300 },
    );
  });

  test('no word is lost', () => {
    const words = fc.array(
      fc.constantFrom(
        '<p>',
        '<li>',
        '<h2>',
        '<blockquote>',
        '</blockquote>',
        '<b>',
        '<pre>',
        '</pre>',
        '<table><tr><td>',
        '<td>',
        '<tr>',
        '</table>',
        'a ',
        'bc',
        'خبر ',
        '字',
        ' ',
      ),
      {
        maxLength: 40,
      },
    );
    const letters = (given: string) => (given.match(/[a-c字خبر]/g) ?? []).sort().join('');
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 60 }), (parts, width) => {
        const html = parts.join('');
        expect(letters(text(html, { width, links: 'none' }).join(''))).toBe(letters(plainText(html)));
      }),
      { numRuns: 500 },
    );
  });

  test('running text comes back whole from its lines', () => {
    fc.assert(
      fc.property(goodText, fc.integer({ min: 24, max: 80 }), (words, width) => {
        const html = `<p>${safeText(words).replaceAll('<', '')}</p>`;
        const lines = text(html, { width, bidi: 'terminal' });
        expect(lines.join('').replaceAll(' ', '')).toBe(plainText(html).replaceAll(' ', ''));
      }),
      { numRuns: 300 },
    );
  });
});
