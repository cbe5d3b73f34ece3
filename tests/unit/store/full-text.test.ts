import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  cutUnspaced,
  indexedPart,
  matchOf,
  nearMatch,
  phrasesOf,
  tokensOf,
} from '../../../src/store/sqlite/full-text.ts';

const asked = (text: string, phrase = false, prefix = false) => phrasesOf({ text, phrase, prefix });

it('cuts scripts without blanks into characters and leaves words whole', () => {
  expect(tokensOf('Hello, wörld-wide 2026')).toEqual(['hello', 'world', 'wide', '2026']);
  expect(tokensOf('東京とABC社')).toEqual(['東', '京', 'と', 'abc', '社']);
  expect(tokensOf('ที่นี่')).toEqual(['ที่', 'นี่']);
  expect(tokensOf('𠮷野家')).toEqual(['𠮷', '野', '家']);
  expect(tokensOf('किताब है')).toEqual(['किताब', 'है']);
  expect(tokensOf('… !? ✂')).toEqual([]);
});

it('asks for each word, and for the characters of one in their order', () => {
  expect(asked('two words')).toEqual([
    { tokens: ['two'], prefix: false },
    { tokens: ['words'], prefix: false },
  ]); // prettier-ignore
  expect(asked("don't 東京!")).toEqual([
    { tokens: ['don', 't'], prefix: false },
    { tokens: ['東', '京'], prefix: false },
  ]); // prettier-ignore
  expect(asked('in this order', true)).toEqual([{ tokens: ['in', 'this', 'order'], prefix: false }]);
});

it('lets only the last word go on, and only if it is one', () => {
  expect(asked('big hou', false, true).map(({ prefix }) => prefix)).toEqual([false, true]);
  expect(asked('big hou …', false, true).map(({ prefix }) => prefix)).toEqual([false, false]);
});

it('asks for a bounded number of words', () => {
  expect(asked('word '.repeat(5000)).length).toBe(200);
  expect(asked('字'.repeat(5000))[0]?.tokens.length).toBe(200);
});

it('writes nothing but quoted words and its own operators', () => {
  expect(matchOf(asked('a NEAR(b) "c" title:d*'), null)).toBe('"a" AND "near b" AND "c" AND "title d"');
  expect(matchOf(asked('big ben', true, true), null)).toBe('"big ben" *');
  expect(nearMatch(asked('one'))).toBeNull();
  const quoted = /^(?:"[\p{L}\p{N}\p{M}\p{Co} ]+"(?: \*)?(?: AND |$))*$/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), fc.boolean(), (text, phrase, prefix) => {
      for (const field of [null, 'title', 'author'] as const)
        expect(matchOf(asked(text, phrase, prefix), field)).toMatch(quoted);
    }),
  );
});

it('cuts a word without losing a character', () => {
  const letters = fc.constantFrom('a', 'é', '東', 'ッ', 'ก', 'ี่', '한', '𠮷', '1', 'ﾞ');
  fc.assert(
    fc.property(
      fc.array(letters).map((parts) => parts.join('')),
      (word) => {
        const pieces = cutUnspaced(word);
        expect(pieces.map(({ text }) => text).join('')).toBe(word);
        for (const { text, start } of pieces) expect(word.slice(start, start + text.length)).toBe(text);
      },
    ),
  );
});

it('indexes at most 200 KB of a text, cut between characters', () => {
  expect(indexedPart('short')).toBe('short');
  for (const letter of ['a', 'é', '東', '𠮷']) {
    const part = indexedPart(letter.repeat(300_000));
    expect(Buffer.byteLength(part)).toBeLessThanOrEqual(200 * 1024);
    expect(Buffer.byteLength(part)).toBeGreaterThan(200 * 1024 - 4);
    expect(part.isWellFormed()).toBe(true);
  }
});
