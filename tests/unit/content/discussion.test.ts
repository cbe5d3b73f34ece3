import { describe, expect, it } from 'vitest';
import { cleanDiscussion, cleanPageDiscussion, withOlder } from '../../../src/content/discussion.ts';
import type { Comment } from '../../../src/core/article.ts';

const said = (text: string, depth = 0, author: string | null = 'ann'): Comment => ({
  author,
  published: null,
  text,
  depth,
});
const clean = (...comments: readonly Comment[]) => cleanDiscussion({ comments, commentCount: null }).comments;

describe('a discussion from outside', () => {
  it.each([
    ['HTML becomes text', '<p>One &amp; <b>two</b>.</p><p>Three<br>four</p>', 'One & two.\n\nThree\nfour'],
    ['paragraphs that are never closed', 'One.<p>Two.', 'One.\n\nTwo.'],
    [
      'an address that a site cut short is whole again',
      'See <a href="https:&#x2F;&#x2F;paper.example/2026/a-long-story?id=1">https:&#x2F;&#x2F;paper.example/2026/a-lo...</a>.',
      'See https://paper.example/2026/a-long-story?id=1.',
    ],
    [
      'also without its scheme',
      '<a href="https://www.paper.example/story">paper.example/st…</a>',
      'https://www.paper.example/story',
    ],
    ['not one that leads elsewhere', '<a href="https://evil.example/">paper.example/st…</a>', 'paper.example/st…'],
    ['nor words', '<a href="https://paper.example/more">more…</a> <a href="https://…">…</a>', 'more… …'],
    [
      'and once only',
      '<a href="https://a.example/b">a.example/…<b>a.example/…</b></a>',
      'https://a.example/ba.example/…',
    ],
    ['scripts go', '<script>alert(1)</script>Yes<style>p{}</style>', 'Yes'],
    ['escape sequences go', 'a\u001b]8;;https://evil.example\u0007b\u001b[31mc\u009b2Jd', 'abcd'],
    // HTML reads 9b as the character that windows-1252 has there.
    ['also those written as references', 'a&#27;[31mb&#x9b;2Jc', 'ab›2Jc'],
    ['bidi overrides and zero widths go', 'a\u202eb\u2066c\u200bd', 'abcd'],
    ['eight marks stay', `a${'\u0301'.repeat(50)}b`, `a${'\u0301'.repeat(8)}b`],
  ])('%s', (_, given, expected) => {
    const [comment] = clean(said(given, 0, `${'x\u0007\u202e'}\n y`));
    expect(comment).toMatchObject({ author: 'x y', text: expected });
  });

  it('is bounded in number, depth, length and count', () => {
    const many = Array.from({ length: 5_000 }, (_, depth) => said('x', depth));
    const found = cleanDiscussion({ comments: many, commentCount: 5_000 });
    expect(found.commentCount).toBe(5_000);
    expect(found.comments).toHaveLength(2_000);
    expect(Math.max(...found.comments.map(({ depth }) => depth))).toBe(100);
    expect(clean(said('word '.repeat(100_000)))[0]?.text.length).toBeLessThanOrEqual(20_000);
    const long = Array.from({ length: 500 }, () => said('word '.repeat(10_000)));
    expect(clean(...long).reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(2_000_000);
    expect(cleanDiscussion({ comments: [], commentCount: 1e15 }).commentCount).toBeNull();
  });

  it('is bounded as well where it stands on a page, whose texts are no HTML', () => {
    const onPage = (...comments: readonly Comment[]) => cleanPageDiscussion({ comments, commentCount: 1 }).comments;
    expect(onPage(said('Write <b>1 &lt; 2</b>\u001b[2J'))[0]?.text).toBe('Write <b>1 &lt; 2</b>');
    const [long] = onPage(said('word '.repeat(100_000), 400));
    expect([long?.depth, (long?.text.length ?? 0) <= 20_000]).toEqual([100, true]);
  });

  it('keeps the place of what was taken away where somebody answered it', () => {
    const kept = clean(said('a'), said('', 1), said('', 2), said('why?', 3), said('', 1), said('', 0), said('b'));
    expect(kept.map(({ text, depth }) => [text, depth])).toEqual([
      ['a', 0],
      ['', 1],
      ['', 2],
      ['why?', 3],
      ['b', 0],
    ]);
  });
});

describe('what a feed of comments tells', () => {
  const at = (published: number | null, text: string, author = 'ann'): Comment => ({
    author,
    published,
    text,
    depth: 0,
  });
  const texts = (kept: readonly Comment[], told: readonly Comment[]) => withOlder(kept, told).map(({ text }) => text);

  it.each<[string, readonly Comment[], readonly Comment[], readonly string[]]>([
    ['stands under what has left it', [at(1, 'a'), at(2, 'b')], [at(2, 'b'), at(3, 'c')], ['a', 'b', 'c']],
    ['replaces what is of its time', [at(2, 'b'), at(3, 'taken away')], [at(2, 'b'), at(4, 'd')], ['b', 'd']],
    ['is all there is where it has no dates', [at(1, 'a')], [at(null, 'b'), at(3, 'c')], ['b', 'c']],
    ['stands without what has no date', [at(null, 'a')], [at(3, 'c')], ['c']],
    ['is not told twice with another time', [at(1, 'b'), at(1, 'b', 'bo')], [at(2, 'b')], ['b', 'b']],
    ['takes nothing with it where it is empty', [at(1, 'a')], [], []],
  ])('%s', (_, kept, told, expected) => {
    expect(texts(kept, told)).toEqual(expected);
  });

  it('grows no further than a discussion may, whatever comes anew each time', () => {
    const crowd = (from: number, text: string) => Array.from({ length: 1_500 }, (_, index) => at(from + index, text));
    const both = withOlder(crowd(0, 'old'), crowd(2_000, 'new'));
    expect([both.length, both.filter(({ text }) => text === 'new').length]).toEqual([2_000, 1_500]);
    const long = withOlder(crowd(0, 'o'.repeat(1_000)), crowd(2_000, 'n'.repeat(1_000)));
    expect(long.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(2_000_000);
  });
});
