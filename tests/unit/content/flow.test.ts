import { describe, expect, test } from 'vitest';
import type { Inline, InlineText } from '../../../src/content/block.ts';
import { type FlowOptions, flow, flowLength, flowWords } from '../../../src/content/flow.ts';
import { addBreak, addText, emptyRun, shifted } from '../../../src/content/inline-run.ts';

const options: FlowOptions = { numbered: true, site: null, visual: true };
const piece = (text: string, more: Partial<Inline> = {}): Inline => ({ text, roles: [], link: null, ...more });
const link = { number: 7, url: 'https://a.example/' };

describe('flow', () => {
  const lines = (text: InlineText, cells: number, given = options) =>
    flow(text, cells, 'ltr', [], given).map((line) => line.spans.map((span) => span.text));

  test('cuts pieces at line ends and drops the blanks there', () => {
    const text = [piece('one '), piece('two three', { roles: ['strong'] }), piece(' four')];
    expect(lines(text, 8)).toEqual([['one ', 'two'], ['three'], ['four']]);
  });

  test('a link in several pieces has one number, and each of two neighbors its own', () => {
    const other = { number: 8, url: 'https://b.example/' };
    const text = [piece('a', { link }), piece('b', { link, roles: ['strong'] }), piece('c', { link: other })];
    expect(lines(text, 40)).toEqual([['a', 'b', '[7]', 'c', '[8]']]);
    expect(flowWords(text, options)).toBe('ab[7]c[8]');
    expect(flowLength(text, { ...options, numbered: false })).toBe(3);
  });

  test('a grapheme wider than the line is a sign that something is there', () => {
    expect(lines([piece('a字b')], 1)).toEqual([['a'], ['…'], ['b']]);
  });

  test('says how many cells each line takes and where it begins', () => {
    const told = flow([piece('日本 語 x')], 5, 'ltr', [], options).map(({ cells, start }) => [cells, start]);
    expect(told).toEqual([
      [4, 0],
      [4, 3],
    ]);
  });

  test('roles around the text come first', () => {
    const [line] = flow([piece('a', { roles: ['emphasis'] })], 5, 'ltr', ['heading'], options);
    expect(line?.spans[0]?.roles).toEqual(['heading', 'emphasis']);
  });
});

describe('a run of text', () => {
  const run = (...texts: readonly string[]) => {
    const made = emptyRun();
    for (const text of texts) {
      if (text === '\n') addBreak(made);
      else addText(made, text, text.startsWith('B') ? ['strong'] : [], null);
    }
    return made.pieces.map((one) => one.text);
  };

  test.each([
    [['a ', ' b'], ['a b']],
    [[' a\n\t b '], ['a b']],
    [
      ['a ', 'Bold', ' c'],
      ['a ', 'Bold', ' c'],
    ],
    [['a', '\n', ' b'], ['a\nb']],
    [
      ['a ', '\n', 'Bold'],
      ['a', '\nBold'],
    ],
    [['\n', 'a', '\n'], ['a']],
    [[' ', 'a', ' ', ' ', 'b'], ['a b']],
    [['', ' '], []],
  ])('of %j is %j', (texts, wanted) => {
    expect(run(...texts)).toEqual(wanted);
  });
});

test.each([
  ['2', 'sup', '²'],
  ['-12', 'sup', '⁻¹²'],
  ['n', 'sup', 'ⁿ'],
  ['th', 'sup', 'th'],
  ['2', 'sub', '₂'],
  ['max', 'sub', 'max'],
] as const)('%j as %s is %j', (text, tag, wanted) => {
  expect(shifted(text, tag)).toBe(wanted);
});
