import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/core/article.ts';
import { placeOf } from '../../../src/tui/article-page.ts';
import { followLink } from '../../../src/tui/reduce-article.ts';
import { article, noon, paragraphs, testReader } from '../../support/reader-state.ts';

const long = (known: Partial<Article> = {}) => article(0, { html: paragraphs(30), text: 'x', ...known });
const kinds = (reader: ReturnType<typeof testReader>) => reader.asked.map(({ kind }) => kind);

describe('reading', () => {
  it('opens the headline, shows what is known of it, and marks it read', () => {
    const reader = testReader([long({ minutes: 7 }), article(1)]).press('\r');
    const screen = reader.screen();
    for (const words of ['Headline number 0', 'By Ada Example', 'The Paper · World', '7 min', 'Paragraph 0']) {
      expect(screen).toContain(words);
    }
    expect(reader.asked).toContainEqual({
      kind: 'mark',
      filter: { kind: 'id', ids: ['id000000'] },
      read: true,
      quiet: true,
    });
    expect(reader.state.reading?.article.read).toBe(noon);
  });

  it('shows comments under it, those of a day without a time of day', () => {
    const said = (author: string | null, published: number | null, depth: number) => ({
      ...{ author, published, depth },
      text: `Said by ${author}`,
    });
    const comments = [said('Ann', Date.UTC(2026, 10, 22), 0), said(null, null, 1)];
    const rows = testReader([article(0, { text: 'x', comments })])
      .press('\r')
      .screen()
      .split('\n')
      .map((row) => row.trimEnd());
    const from = rows.findIndex((row) => row.endsWith('2 comments'));
    const margin = (rows[from] ?? '').search(/\S/);
    expect(rows.slice(from + 1, from + 7).map((row) => row.slice(margin))).toEqual([
      '',
      'Ann · 22 Nov 2026',
      'Said by Ann',
      '',
      '  somebody',
      '  Said by null',
    ]);
  });

  it('does not mark again what is read', () => {
    expect(kinds(testReader([long({ read: 1 })]).press('\r'))).not.toContain('mark');
  });

  it('scrolls by line, half a page, page and to the ends, never past them', () => {
    const reader = testReader([long()]).press('\r');
    const top = () => reader.state.reading?.top;
    expect(reader.press('jjj') && top()).toBe(3);
    expect(reader.press('k') && top()).toBe(2);
    expect(reader.press('\x04') && top()).toBe(12);
    expect(reader.press('\x15') && top()).toBe(2);
    expect(reader.press(' ') && top()).toBe(21);
    expect(reader.press('G') && reader.screen()).toContain('100 %');
    const last = top();
    expect(reader.press('j') && top()).toBe(last);
    expect(reader.press('g') && top()).toBe(0);
    expect(reader.press('k') && top()).toBe(0);
  });

  it('goes to the next and the previous article of the list and says where it ends', () => {
    const reader = testReader([article(0), article(1), article(2)]).press('\r');
    expect(reader.press('n').state.reading?.article.title).toBe('Headline number 1');
    expect(reader.press('p').state.reading?.article.title).toBe('Headline number 0');
    expect(reader.press('p').screen()).toContain('first article of the list');
    expect(reader.press('nnn').screen()).toContain('last article of the list');
  });

  it('comes back to the list, on the article it left', () => {
    const reader = testReader([article(0), article(1), article(2)]).press('\rnh');
    expect(reader.state.focus).toBe('list');
    expect(reader.rows().find((row) => row.startsWith('▌'))).toContain('Headline number 1');
  });

  it('remembers the place on leaving, and forgets it at the top', () => {
    const reader = testReader([long()]).press('\r   h');
    const place = reader.asked.find(({ kind }) => kind === 'save-place');
    expect(place).toMatchObject({ id: 'id000000', place: { block: expect.any(Number) } });
    const other = testReader([long()]).press('\rjkh');
    expect(other.asked).toContainEqual({ kind: 'save-place', id: 'id000000', place: null });
  });

  it('keeps the place over any sequence of sizes', () => {
    const size = fc.record({ columns: fc.integer({ min: 20, max: 200 }), rows: fc.integer({ min: 5, max: 60 }) });
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 5 }), fc.integer({ min: 3, max: 40 }), (sizes, down) => {
        const reader = testReader([long()]).press(`\r${'j'.repeat(down)}`);
        const { reading } = reader.state;
        if (!reading) throw new Error('nothing is open');
        const before = placeOf(reading.page, reading.top).block;
        for (const given of sizes) reader.act({ kind: 'resized', ...given });
        reader.act({ kind: 'resized', columns: 80, rows: 24 });
        const after = reader.state.reading;
        if (!after) throw new Error('nothing is open');
        const visible = after.page.lines.slice(after.top, after.top + 3).map(({ block }) => block);
        expect(visible).toContain(before);
      }),
      { numRuns: 60 },
    );
  });
});

describe('finding words', () => {
  it('goes to matches as they are typed, and on with n and N', () => {
    const reader = testReader([long()]).press('\r/paragraph 1');
    expect(reader.state.reading?.find?.matches).toHaveLength(11);
    reader.press('\r');
    expect(reader.screen()).toContain('“paragraph 1” 1 of 11');
    expect(reader.press('n').screen()).toContain('2 of 11');
    expect(reader.press('NN').screen()).toContain('11 of 11');
    expect(reader.screen()).toMatch(/Paragraph 1\d/);
  });

  it('is over with escape, and then n is the next article again', () => {
    const reader = testReader([long(), article(1)])
      .press('\r/harbor\r')
      .press('h');
    expect(reader.state.reading?.find).toBeNull();
    expect(reader.press('n').state.reading?.article.title).toBe('Headline number 1');
  });

  it('says when there is nothing', () => {
    expect(testReader([long()]).press('\r/zebra\r').screen()).toContain('“zebra” is not in this article');
  });
});

describe('links', () => {
  it('are followed by letter, in place, with the way back', () => {
    const target = article(7, { link: 'https://other.example/1', title: 'The followed one' });
    const reader = testReader([long(), target]).press('\r').press('ls');
    expect(reader.state.reading?.article.title).toBe('The followed one');
    expect(reader.press('h').state.reading?.article.title).toBe('Headline number 0');
    expect(reader.press('h').state.focus).toBe('list');
  });

  it('are followed in the name of the article in which they stand', () => {
    const { state } = testReader([long()]).press('\r');
    const { effects } = followLink(state, 1);
    expect(effects).toMatchObject([{ reference: 'https://other.example/0', from: { id: 'id000000' } }]);
  });

  it('are followed by number', () => {
    const target = article(7, { link: 'https://other.example/11', title: 'The twelfth' });
    expect(testReader([long(), target]).press('\r12\r').state.reading?.article.title).toBe('The twelfth');
  });

  it('open in the browser by a capital letter', () => {
    const reader = testReader([long()]).press('\rlA');
    expect(reader.asked).toContainEqual({ kind: 'browse', url: 'https://other.example/0' });
    expect(reader.state.input).toBeNull();
  });

  it('can be chosen with tab, shown with their address, copied and opened', () => {
    const reader = testReader([long()]).press('\r\t\t');
    expect(reader.screen()).toContain('https://other.example/1');
    reader.press('yo');
    expect(reader.asked).toContainEqual({ kind: 'copy', text: 'https://other.example/1' });
    expect(reader.asked).toContainEqual({ kind: 'browse', url: 'https://other.example/1' });
  });

  it('say when there is none of that number or letter', () => {
    expect(testReader([long()]).press('\r99\r').screen()).toContain('There is no link 99');
    expect(testReader([long()]).press('\rlm').screen()).toContain('marked "m"');
    expect(
      testReader([article(0, { link: null })])
        .press('\rl')
        .screen(),
    ).toContain('no links');
  });

  it('stay where they are when the page cannot be fetched', () => {
    const reader = testReader([long()]).press('\r1\r');
    expect(reader.state.reading?.article.title).toBe('Headline number 0');
    expect(reader.screen()).toContain('there is no article');
  });
});

describe('changing things from the article', () => {
  it.each([
    ['f', { kind: 'favorite', keep: true, note: null }],
    ['Fgood read\r', { kind: 'favorite', keep: true, note: 'good read' }],
    ['tsea -old\r', { kind: 'tag', add: ['sea'], remove: ['old'] }],
    ['m', { kind: 'mark', read: false, quiet: true }],
    ['x', { kind: 'full-text', id: 'id000000' }],
    ['C', { kind: 'discussion', id: 'id000000' }],
    ['o', { kind: 'browse', url: 'https://paper.example/0' }],
    ['y', { kind: 'copy', text: 'https://paper.example/0' }],
    ['u', { kind: 'undo' }],
    ['D', { kind: 'remove-article', id: 'id000000' }],
    ['r', { kind: 'refresh', force: false }],
    ['ahttps://new.example\r', { kind: 'add-source', address: 'https://new.example' }],
    ['S3', { kind: 'browse', url: 'mailto:?subject=Headline%20number%200&body=https%3A%2F%2Fpaper.example%2F0' }],
    [':status\r', { kind: 'run', words: ['status'] }],
    ['\x1a', { kind: 'suspend' }],
    ['Q', { kind: 'quit' }],
  ])('%j asks for %j', (keys, effect) => {
    const reader = testReader([long(), article(1)]).press(`\r${keys}`);
    expect(reader.asked).toContainEqual(expect.objectContaining(effect));
  });

  it('shows the star and the read mark at once', () => {
    const reader = testReader([article(0), article(1)]).press('f');
    expect(reader.rows().find((row) => row.includes('Headline number 0'))).toContain('★');
    reader.press('fm');
    expect(reader.rows().find((row) => row.includes('Headline number 0'))).not.toMatch(/[★•]/);
  });

  it('leaves a page that is not in the store out of it', () => {
    const passing = article(3, {
      source: { id: '', title: 'other.example', link: null },
      link: 'https://other.example/0',
    });
    const reader = testReader([long(), passing]).press('\r1\r');
    expect(reader.press('f').screen()).toContain('not in the store');
    expect(reader.asked.filter(({ kind }) => kind === 'favorite')).toEqual([]);
  });
});
