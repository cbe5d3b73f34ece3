import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewsError } from '../../../src/core/errors.ts';
import { parseQuery } from '../../../src/core/parse-query.ts';
import type { Filter } from '../../../src/core/query.ts';

const now = Date.UTC(2026, 10, 23, 12);
const parse = (text: string) => parseQuery(text, now);
const word = (text: string, more: Partial<Extract<Filter, { kind: 'text' }>> = {}): Filter => ({
  kind: 'text',
  text,
  phrase: false,
  prefix: false,
  field: null,
  ...more,
});

describe('the query language', () => {
  it.each<[string, Filter]>([
    ['', { kind: 'all' }],
    ['   ', { kind: 'all' }],
    ['budget', word('budget')],
    ['budget vote', { kind: 'and', all: [word('budget'), word('vote')] }],
    ['budget AND vote', { kind: 'and', all: [word('budget'), word('vote')] }],
    ['constructor', word('constructor')],
    ['__proto__ OR hasOwnProperty', { kind: 'or', any: [word('__proto__'), word('hasOwnProperty')] }],
    ['elect*', word('elect', { prefix: true })],
    ['*', word('*')],
    ['"exact words"', word('exact words', { phrase: true })],
    ['“exact words”', word('exact words', { phrase: true })],
    ['"kept*"', word('kept*', { phrase: true })],
    ['tag:china', { kind: 'tag', tag: 'china' }],
    ['TAG:China', { kind: 'tag', tag: 'China' }],
    ['tag:"climate change"', { kind: 'tag', tag: 'climate change' }],
    ['section:world', { kind: 'section', section: 'world' }],
    ['-source:bbc', { kind: 'not', filter: { kind: 'source', name: 'bbc' } }],
    ['NOT source:bbc', { kind: 'not', filter: { kind: 'source', name: 'bbc' } }],
    ['--a', word('--a')],
    ['- a', { kind: 'and', all: [word('-'), word('a')] }],
    ['since:2d', { kind: 'since', at: now - 2 * 86_400_000 }],
    ['until:2026-11-01T00:00Z', { kind: 'until', at: Date.UTC(2026, 10, 1) }],
    ['is:unread', { kind: 'read', read: false }],
    ['is:read', { kind: 'read', read: true }],
    ['is:fav', { kind: 'favorite' }],
    ['lang:AR', { kind: 'language', language: 'ar' }],
    ['author:smith', word('smith', { field: 'author' })],
    ['title:"new moon"', word('new moon', { field: 'title', phrase: true })],
    ['either OR other', { kind: 'or', any: [word('either'), word('other')] }],
    ['either or other', { kind: 'and', all: [word('either'), word('or'), word('other')] }],
    ['a b OR c', { kind: 'or', any: [{ kind: 'and', all: [word('a'), word('b')] }, word('c')] }],
    ['a (b OR c)', { kind: 'and', all: [word('a'), { kind: 'or', any: [word('b'), word('c')] }] }],
    ['-(a b)', { kind: 'not', filter: { kind: 'and', all: [word('a'), word('b')] } }],
    ['https://example.org/a', word('https://example.org/a')],
    ['12:30', word('12:30')],
    ['well-known', word('well-known')],
    ["O'Brien", word("O'Brien")],
    ['انتخابات', word('انتخابات')],
  ])('%s', (text, filter) => {
    expect(parse(text)).toEqual(filter);
  });

  it.each<[string, number]>([
    ['"never closed', 0],
    ['a tag:"never closed', 6],
    ['(a', 0],
    ['a (b OR (c)', 2],
    ['a)', 1],
    ['OR a', 0],
    ['a OR', 4],
    ['a OR OR b', 5],
    ['NOT', 3],
    ['()', 1],
    ['tag:', 0],
    ['tag:""', 0],
    ['colour:red', 0],
    ['a since:soon', 2],
    ['is:new', 0],
  ])('%s is a usage error at character %i', (text, at) => {
    const error = (() => {
      try {
        return parse(text);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(NewsError);
    expect(error).toMatchObject({ code: 'usage', details: { at } });
    expect((error as NewsError).message).toContain(`character ${at + 1}`);
  });

  it('parses or refuses whatever is typed, and never fails otherwise', () => {
    const piece = fc.constantFrom(
      'a',
      '"',
      '(',
      ')',
      'OR',
      'AND',
      'NOT',
      '-',
      '*',
      'tag:',
      'since:',
      'is:',
      ' ',
      ':',
      '“',
      '\u0000',
      'é',
      '💥',
      '\\',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 40 }),
          fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        ),
        (text) => {
          try {
            parse(text);
          } catch (thrown) {
            expect(thrown).toMatchObject({ code: 'usage' });
            const { at } = (thrown as NewsError).details as { at: number };
            expect(at).toBeGreaterThanOrEqual(0);
            expect(at).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('survives thousands of parentheses and signs', () => {
    expect(() => parse('('.repeat(100_000))).toThrow(NewsError);
    expect(() => parse(`${'-'.repeat(50_000)}a`)).not.toThrow();
    expect(() => parse(`${'NOT '.repeat(50_000)}a`)).not.toThrow();
  });

  it('means the same for plain words in any order of white space', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, fc.constantFrom(' ', '  ', '\t', ' AND '), (list, gap) => {
        expect(parse(list.join(gap))).toEqual(parse(list.join(' ')));
      }),
    );
  });
});
