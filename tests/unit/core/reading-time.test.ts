import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesOf } from '../../../src/core/reading-time.ts';

describe('how long a text takes to read', () => {
  it.each([
    [null, null],
    [' \n\u00a0', null],
    ['word', 1],
    ['word '.repeat(460), 2],
    ['“word”\u2009— '.repeat(230), 2],
    ['\u00e9t\u00e9\u3000\n'.repeat(690), 3],
    ['水'.repeat(1000), 2],
    [`${'水'.repeat(500)} ${'word '.repeat(230)}`, 2],
    ['สวัสดี'.repeat(250), 3],
  ])('%#: %.20s', (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes);
  });

  it('counts words as they are parted by any blank', () => {
    const word = fc.stringMatching(/^[a-zé\u0430\u0627’]{1,9}$/);
    const blank = fc.constantFrom(' ', '\n', '\t', '\u00a0', '\u2003', '\u3000', '\r\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, blank), { minLength: 1, maxLength: 40 }), (words) => {
        const text = words.flat().join('').repeat(100);
        expect(minutesOf(text)).toBe(Math.max(1, Math.round((words.length * 100) / 230)));
      }),
    );
  });
});
