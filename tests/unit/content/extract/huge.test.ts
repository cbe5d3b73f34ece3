import { describe, expect, it } from 'vitest';
import { clean } from '../../../../src/content/clean.ts';
import { NewsError } from '../../../../src/core/errors.ts';
import { fill, places, rows } from './huge-pages.ts';
import { extract } from './sample-page.ts';

/** Where a pattern once took quadratic time; `npm run fuzz traps` tries every place with every piece. */
const traps: readonly (readonly [place: string, piece: string])[] = [
  ['title', '•'],
  ['byline', '：'],
  ['byline', ', '],
  ['crumb', '|'],
  ['trail', '.'],
  ['tag', '… '],
  ['comment', '… '],
  ['comment', '.'],
  ['structured data', ' '],
  ['a described body', ' '],
  ['broken structured data', '\n'],
  ['no structured data', ' '],
];

/** Anything that takes quadratic time over so many characters runs into the time limit of a test. */
const size = 300_000;

describe('a page of nothing but', () => {
  it.each(traps)('%s: %j', (place, piece) => {
    const html = places[place]?.(fill(piece, size)) ?? '';
    expect(html.length).toBeGreaterThan(size);
    try {
      const { draft, method } = extract(html);
      expect(method).not.toBe('plain');
      expect(clean(draft).text).not.toBe('');
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(NewsError);
    }
  });
});

describe('a page with hundreds of thousands of', () => {
  it.each(Object.entries(rows))('%s', (_what, make) => {
    const { draft, method } = extract(make(1_500_000));
    expect(method).not.toBe('plain');
    expect(draft.text).toContain('The harbour of Skarre was quiet on Monday');
  });
});
