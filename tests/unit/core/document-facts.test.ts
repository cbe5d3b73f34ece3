import { describe, expect, it } from 'vitest';
import { draft } from '../../../src/core/article.ts';
import { documentFacts, rhythmOf } from '../../../src/core/document-facts.ts';
import { noHints } from '../../../src/core/source.ts';

const now = Date.UTC(2026, 10, 23, 12);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Times before now. */
const ago = (...waits: number[]) => waits.map((wait) => now - wait);
const every = (gap: number, count: number) => Array.from({ length: count }, (_, index) => now - index * gap);

describe('rhythm', () => {
  it.each([
    ['no dates', [], null],
    ['two moments tell nothing', ago(0, day), null],
    ['three do', ago(0, day, 2 * day), day],
    ['weekly', every(7 * day, 10), 7 * day],
    ['hourly', every(hour, 50), hour],
    ['in whatever order they stand', every(hour, 20).toReversed(), hour],
    ['one old article does not count', [...every(day, 10), now - 900 * day], day],
    ['a burst is one moment', every(day, 6).flatMap((at) => Array.from({ length: 8 }, (_, i) => at - i * minute)), day],
    ['a document of one burst tells nothing', every(1000, 60), null],
    ['a slower past does not count', [...every(hour, 40), ...ago(60 * day, 90 * day, 120 * day)], hour],
  ])('%s', (_, times, expected) => {
    expect(rhythmOf(times)).toBe(expected);
  });

  it('of a paper that sleeps at night is that of its days', () => {
    const working = every(hour, 72).filter((at) => new Date(at).getUTCHours() >= 8 && new Date(at).getUTCHours() < 20);
    expect(rhythmOf(working)).toBeLessThan(1.5 * hour);
  });
});

describe('facts of a document', () => {
  const facts = (...drafts: Parameters<typeof draft>[0][]) => documentFacts(drafts.map(draft), noHints, now);
  const long = 'Invented words. '.repeat(60);

  it('counts dates that are missing and dates that cannot be believed, and takes neither for the newest', () => {
    const dated = facts(
      { published: now - day },
      { updated: now - hour },
      { published: now + 40 * day },
      { published: Date.UTC(1970, 0, 1) },
      {},
    );
    expect(dated).toMatchObject({ drafts: 5, undated: 1, wrongDates: 2, newestAt: now - hour });
    expect(facts({}).newestAt).toBeNull();
  });

  it('takes no long summary for a teaser, which was cut when it was stored', () => {
    expect(facts({ summary: `${long}…` }, { text: `${long}…` }).summaryOnly).toBe(1);
    // Cut before a long word.
    expect(facts({ summary: `${long.slice(0, 720)}…` }).summaryOnly).toBe(0);
  });

  it('counts teasers: short texts and those that break off', () => {
    const texts = facts(
      { text: long },
      { text: `${long}…` },
      { text: `${long} [...]` },
      { text: 'Two lines and a link.' },
      { summary: 'Only this.' },
      { title: 'No text at all' },
    );
    expect(texts.summaryOnly).toBe(4);
  });

  it('says whether guids can be trusted', () => {
    const a = { guid: '1', link: 'https://a.example/1' };
    expect(facts(a, { ...a, guid: '2' }).guidsTrusted).toBe(true);
    expect(facts(a, { ...a, link: 'https://a.example/2' }).guidsTrusted).toBe(false);
  });
});
