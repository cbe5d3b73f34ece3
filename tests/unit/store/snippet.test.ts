import fc from 'fast-check';
import { expect, it } from 'vitest';
import { phrasesOf } from '../../../src/store/sqlite/full-text.ts';
import { snippetOf } from '../../../src/store/sqlite/snippet.ts';

const words = (text: string, phrase = false, prefix = false) => phrasesOf({ text, phrase, prefix });
const matched = (parts: readonly string[] | null) => parts?.filter((_, index) => index % 2 === 1);

it('marks words however they are spelled', () => {
  expect(snippetOf('Le Café, un CAFÉ.', words('cafe'))).toEqual(['Le ', 'Café', ', un ', 'CAFÉ', '.']);
  expect(matched(snippetOf('قالت العَرَبِيَّة أن', words('العربيه')))).toEqual(['العَرَبِيَّة']);
  expect(matched(snippetOf('今日は東京都です', words('東京')))).toEqual(['東京']);
  expect(matched(snippetOf('housing and houses', words('hous', false, true)))).toEqual(['housing', 'houses']);
});

it('marks a phrase as one, and its words alone not at all', () => {
  expect(matched(snippetOf('green red, red green', words('red green', true)))).toEqual(['red green']);
  expect(matched(snippetOf('東に京', words('東京')))).toEqual([]);
});

it('begins at once where the text does', () => {
  expect(snippetOf('Otters swim.', words('otters'))).toEqual(['', 'Otters', ' swim.']);
});

it('shows the place where most of the words stand', () => {
  const filler = 'nothing to see here at all '.repeat(20);
  const parts = snippetOf(`storm ${filler} a storm in the harbor ${filler}`, words('harbor storm'));
  expect(matched(parts)).toEqual(['storm', 'harbor']);
  expect(parts?.[0]).toMatch(/^….* a $/);
  expect(parts?.at(-1)).toMatch(/…$/);
});

it('finds a word deep in a long text', () => {
  expect(matched(snippetOf(`${'filler words '.repeat(5000)} needle`, words('needle')))).toEqual(['needle']);
});

it('shows the beginning where nothing matches, and nothing where there is no text', () => {
  expect(snippetOf('A text\n\nof two  parts.', words('other'))).toEqual(['A text of two parts.']);
  expect(snippetOf(' \n', words('other'))).toBeNull();
});

it('puts the text together again, whatever it holds', () => {
  const letters = fc.constantFrom('a', 'b', ' ', '\n', '東', '京', '𠮷', 'é', '.', 'e\u0301', 'long words stand here ');
  fc.assert(
    fc.property(
      fc.array(letters, { maxLength: 80 }).map((parts) => parts.join('')),
      (text) => {
        const parts = snippetOf(text, words('a 東京 long'));
        if (!parts) {
          expect(text.trim()).toBe('');
          return;
        }
        expect(parts.length % 2).toBe(1);
        const shown = parts.join('').replace(/^…/, '').replace(/…$/, '');
        expect(text.replaceAll(/\s+/g, ' ')).toContain(shown);
        expect(shown.isWellFormed()).toBe(true);
      },
    ),
  );
});

it('takes no more than linear time for a text of nothing but matches', () => {
  expect(snippetOf('aa '.repeat(60_000), words('aa aa aa aa'))?.length).toBeGreaterThan(2);
});
