import fc from 'fast-check';
import { expect, it } from 'vitest';
import { identityKey, keyOf, linkKey, plainLink } from '../../../src/store/sqlite/keys.ts';

it('takes links to one page as alike, and others not', () => {
  const page = plainLink('https://a.example/x/');
  for (const same of ['http://a.example/x', 'https://A.Example/x', 'https://a.example/x#part', 'https://a.example/x/#'])
    expect(plainLink(same)).toBe(page);
  for (const other of ['https://a.example/X', 'https://a.example/x?y', 'https://b.example/x', 'https://a.example/'])
    expect(plainLink(other)).not.toBe(page);
});

it('gives keys that a number holds exactly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Number.isSafeInteger(keyOf(text))).toBe(true);
      expect(keyOf(text)).toBeGreaterThanOrEqual(0);
    }),
  ); // prettier-ignore
});

it('gives different keys to different texts', () => {
  const keys = new Set(
    Array.from({ length: 200_000 }, (_, index) => keyOf(`https://a.example/articles/${index}.html`)),
  );
  expect(keys.size).toBe(200_000);
});

it('tells the same guid of two sources apart, and has none for no link', () => {
  expect(identityKey(1, 'guid:1')).not.toBe(identityKey(2, 'guid:1'));
  expect(linkKey(null)).toBeNull();
});
