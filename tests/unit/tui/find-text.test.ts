import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageLine } from '../../../src/tui/article-page.ts';
import { findText } from '../../../src/tui/find-text.ts';

/** Lines of one block after the other; blocks are lists of lines. */
function page(...blocks: readonly (readonly string[])[]): readonly PageLine[] {
  return blocks.flatMap((lines, block) =>
    lines.map((text) => ({ spans: [{ text, roles: [], link: null }], block, offset: 0, direction: 'ltr' as const })),
  );
}

const found = (lines: readonly PageLine[], words: string) =>
  findText(lines, words).map(({ stretches }) =>
    stretches.map(({ line, start, end }) => `${line}:${start}-${end}`).join(' '),
  );

describe('finding words in an article', () => {
  it('does not mind case, accents, or the end of a line', () => {
    expect(found(page(['The café by the'], ['quay']), 'CAFE')).toEqual(['0:4-8']);
    expect(found(page(['over the', 'harbor wall']), 'the harbor')).toEqual(['0:5-8 1:0-6']);
    expect(found(page(['of\ufb01ce of ﬁsh']), 'fish')).toEqual(['0:9-12']);
  });

  it('does not go from one paragraph into the next', () => {
    expect(found(page(['over the'], ['harbor wall']), 'the harbor')).toEqual([]);
  });

  it('finds each place once, in order', () => {
    expect(found(page(['aaaa'], ['xaa']), 'aa')).toEqual(['0:0-2', '0:2-4', '1:1-3']);
  });

  it('finds nothing for nothing', () => {
    expect(found(page(['text']), '  ')).toEqual([]);
  });

  it('finds a word that stands there, wherever the lines are broken', () => {
    const word = fc.constantFrom('harbor', 'wall', 'Öl', '東京', 'خط', 'x');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.nat(11), fc.nat(), (words, at, lineEnds) => {
        const lines: string[] = [];
        for (const [index, next] of words.entries()) {
          if (index === 0 || (lineEnds >> index) & 1) lines.push(next);
          else lines[lines.length - 1] += ` ${next}`;
        }
        const wanted = words.slice(at % words.length, (at % words.length) + 2).join(' ');
        expect(findText(page(lines), wanted).length).toBeGreaterThan(0);
      }),
    );
  });

  it('stays fast on a text made to be slow', () => {
    const lines = page(Array.from({ length: 2000 }, () => 'a'.repeat(100)));
    expect(findText(lines, `${'a'.repeat(50)}b`)).toEqual([]);
    expect(findText(lines, 'a')).toHaveLength(10_000);
  });
});
