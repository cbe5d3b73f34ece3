import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownLength, rowAt } from '../../../src/tui/pages.ts';
import { article, noon, testReader } from '../../support/reader-state.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => article(index));
const atCursor = (reader: ReturnType<typeof testReader>) =>
  rowAt(reader.state.list.pages, reader.state.list.cursor)?.article.title;

describe('moving in the list', () => {
  it('goes by line, page, to both ends', () => {
    const reader = testReader(many(40));
    expect(atCursor(reader.press('jj'))).toBe('Headline number 2');
    expect(atCursor(reader.press('k'))).toBe('Headline number 1');
    expect(atCursor(reader.press('G'))).toBe('Headline number 39');
    expect(atCursor(reader.press('j'))).toBe('Headline number 39');
    expect(atCursor(reader.press('g'))).toBe('Headline number 0');
    expect(atCursor(reader.press('k'))).toBe('Headline number 0');
    reader.press(' ');
    expect(reader.state.list.cursor).toBeGreaterThan(10);
  });

  it('takes keys that came together as so many keys', () => {
    expect(atCursor(testReader(many(40)).press('jjjjj\x1b[B\x1b[B'))).toBe('Headline number 7');
  });

  it('always shows the cursor’s headline', () => {
    const key = fc.constantFrom('j', 'k', ' ', 'b', 'G', 'g', '\x04', '\x15', 'n', 'p');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 30 }), fc.integer({ min: 4, max: 30 }), (keys, rows) => {
        const reader = testReader(many(120), { rows, columns: 60 });
        for (const pressed of keys) {
          reader.press(pressed);
          expect(reader.rows().some((row) => row.startsWith('▌'))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('reaches the end of a long list without walking there, and comes back up through it', () => {
    const reader = testReader(many(5000));
    reader.press('G');
    expect(atCursor(reader)).toBe('Headline number 4999');
    expect(reader.state.list.pages.rows.size).toBeLessThan(4);
    for (let count = 0; count < 30; count += 1) reader.press('b');
    expect(atCursor(reader)).toBe(`Headline number ${reader.state.list.cursor}`);
    expect(reader.state.list.cursor).toBeLessThan(4999 - 400);
    expect(atCursor(reader.press('g'))).toBe('Headline number 0');
  });

  it('holds only the neighborhood of a long list and finds the way back', () => {
    const reader = testReader(many(6000), { rows: 60 });
    for (let count = 0; count < 90; count += 1) reader.press(' ');
    const down = reader.state.list.cursor;
    expect(down).toBeGreaterThan(4000);
    expect(reader.state.list.pages.rows.size).toBeLessThanOrEqual(32);
    expect(atCursor(reader)).toBe(`Headline number ${down}`);
    for (let count = 0; count < 95; count += 1) reader.press('b');
    expect(atCursor(reader)).toBe('Headline number 0');
    expect(reader.screen()).toContain('Headline number 3');
  });

  it('goes to the next unread headline and says when there is none', () => {
    const articles = many(10).map((one, index) => ({ ...one, read: index === 4 ? null : noon }));
    const reader = testReader(articles);
    expect(atCursor(reader.press('n'))).toBe('Headline number 4');
    reader.press('n');
    expect(atCursor(reader)).toBe('Headline number 4');
    expect(reader.screen()).toContain('Nothing unread further down');
  });
});

describe('what the list shows', () => {
  it('filters as it is typed, and shows everything again on escape', () => {
    const reader = testReader(many(10));
    reader.press('/har');
    expect(reader.state.list.filter).toEqual({ kind: 'text', text: 'har', phrase: false, prefix: true, field: null });
    expect(reader.state.input?.text).toBe('har');
    reader.press('\x1b');
    reader.act({ kind: 'input', event: { kind: 'key', name: 'escape' } });
    expect(reader.state.input).toBeNull();
    expect(reader.state.list.filter).toEqual({ kind: 'all' });
  });

  it('keeps the filter after enter, and takes it off with back', () => {
    const reader = testReader(many(10)).press('/tag:x\r');
    expect(reader.state.list.filter).toEqual({ kind: 'tag', tag: 'x' });
    expect(reader.screen()).toContain('filter tag:x');
    reader.press('h');
    expect(reader.state.list.filter).toEqual({ kind: 'all' });
  });

  it('stays as it was when the store changes while a filter does not parse', () => {
    const reader = testReader(many(10)).press('/tag:x (');
    for (const version of [1, 2]) reader.act({ kind: 'store-changed', version });
    expect(reader.state.list.filter).toEqual({ kind: 'tag', tag: 'x' });
    expect(reader.state.list.problem).toMatchObject({ at: 7 });
  });

  it('says why a filter does not parse, and leaves the list as it was', () => {
    const reader = testReader(many(10)).press('/tag:x (');
    expect(reader.state.list.filter).toEqual({ kind: 'tag', tag: 'x' });
    expect(reader.state.list.problem).toEqual({ message: 'something must follow here', at: 7 });
    reader.press('\r');
    expect(reader.screen()).toContain('at character 8: something must follow here');
  });

  it('searches everything, best first', () => {
    const reader = testReader(many(10)).press('sharbor wall\r');
    expect(reader.state.list.view).toMatchObject({ sort: 'relevance', snippets: true, query: 'harbor wall' });
    expect(reader.screen()).toContain('Search: harbor wall');
  });

  it('keeps what was read in an unread list until it is left', () => {
    const reader = testReader(many(10)).press('U');
    expect(reader.state.list.filter).toEqual({ kind: 'read', read: false });
    reader.press('m');
    expect(reader.state.list.sticky).toEqual(['id000000']);
    reader.act({ kind: 'store-changed', version: 1 }).act({ kind: 'store-changed', version: 2 });
    expect(reader.state.list.filter).toMatchObject({ kind: 'or' });
    reader.press('UU');
    expect(reader.state.list.filter).toEqual({ kind: 'read', read: false });
  });

  it('stays on its article when new ones come in above it', () => {
    const reader = testReader(many(50)).press('jjjjjjjj');
    const before = reader.rows().findIndex((row) => row.startsWith('▌'));
    reader.articles = [article(-3), article(-2), article(-1), ...reader.articles];
    reader.act({ kind: 'store-changed', version: 1 }).act({ kind: 'store-changed', version: 2 });
    expect(atCursor(reader)).toBe('Headline number 8');
    expect(Math.abs(reader.rows().findIndex((row) => row.startsWith('▌')) - before)).toBeLessThanOrEqual(3);
  });

  it('shows the newest to a reader who stands at the top', () => {
    const reader = testReader(many(50));
    reader.articles = [article(-1, { title: 'Just in' }), ...reader.articles];
    reader.act({ kind: 'store-changed', version: 1 }).act({ kind: 'store-changed', version: 2 });
    expect(atCursor(reader)).toBe('Just in');
  });

  it('drops answers to a question it no longer asks', () => {
    const reader = testReader(many(5)).press('/x\r');
    reader.act({
      kind: 'page-loaded',
      generation: 1,
      request: { firstPage: 0, after: null, limit: 100 },
      found: [],
      next: null,
    });
    expect(knownLength(reader.state.list.pages)).toBe(5);
  });

  it('invites to add a source when there is nothing at all', () => {
    expect(testReader([]).screen()).toContain('Press a to add a source');
  });
});
