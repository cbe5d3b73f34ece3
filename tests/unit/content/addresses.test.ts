import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestOfSrcset, hostOf, linkAddress, webAddress } from '../../../src/content/addresses.ts';

const base = 'https://a.example/dir/page';

describe('webAddress', () => {
  test.each([
    ['https://b.example/x', 'https://b.example/x'],
    ['HTTP://b.example/x', 'HTTP://b.example/x'],
    ['x', 'https://a.example/dir/x'],
    ['', null],
    [' \n', null],
    ['mailto:a@b.example', null],
    ['javascript:alert(1)', null],
    ['data:text/plain,x', null],
    ['https://', null],
    ['http://[::1', null],
    ['https://b.example/a b\u202e', 'https://b.example/a%20b%E2%80%AE'],
    ['https://b.example/\x1b[2J', 'https://b.example/%1B[2J'],
    [`https://b.example/${'x'.repeat(9_000)}`, null],
  ])('%j', (given, wanted) => {
    expect(webAddress(given, base)).toBe(wanted);
  });

  test('without a base only absolute addresses are any', () => {
    expect([webAddress('/x', null), webAddress('https://b.example/', null), webAddress(null, base)]).toEqual([
      null,
      'https://b.example/',
      null,
    ]);
  });

  test('any result is http or https in printable ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        expect(webAddress(given, base) ?? 'https://x/').toMatch(/^https?:\/\/[\x21-\x7e]+$/i);
      }),
    );
  });
});

test('links may also lead to mail', () => {
  expect(linkAddress('mailto:a@b.example', base)).toBe('mailto:a@b.example');
  expect(linkAddress('tel:123', base)).toBeNull();
});

test.each([
  ['a.jpg', 'a.jpg'],
  ['a.jpg 1x, b.jpg 2x, c.jpg 4x', 'b.jpg'],
  ['a.jpg 300w,\n b.jpg 1600w, c.jpg 1601w', 'b.jpg'],
  ['a.jpg 3000w, b.jpg 2000w, c.jpg 2500w', 'b.jpg'],
  ['data:image/gif;base64,AA 1x, b.jpg 1x', 'b.jpg'],
  ['a.jpg nonsense', 'a.jpg'],
  ['', null],
  [undefined, null],
])('of the set %j the best is %j', (set, wanted) => {
  expect(bestOfSrcset(set)).toBe(wanted);
});

test.each([
  ['https://www.a.example/x', 'a.example'],
  ['https://a.example:8080/', 'a.example:8080'],
  ['https://good.example@evil.example/', 'evil.example'],
  ['mailto:desk@a.example', 'desk@a.example'],
  ['nonsense', ''],
])('the host of %j is %j', (address, wanted) => {
  expect(hostOf(address)).toBe(wanted);
});
