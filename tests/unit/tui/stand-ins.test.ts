import fc from 'fast-check';
import { expect, it } from 'vitest';
import { standIns } from '../../../src/tui/stand-ins.ts';

it('puts every row where its character stands, also rows that hold such characters themselves', () => {
  const { of, expanded } = standIns();
  const rows = ['one', 'two', '', '\u{f0000}\u{f0001}', 'one'];
  const characters = of(rows);
  expect(characters.every((character) => [...character].length === 1)).toBe(true);
  expect(expanded(characters.join('\n'))).toBe(rows.join('\n'));
  expect(expanded(`\x1b[2K${characters[1]}\x1b[E`)).toBe('\x1b[2Ktwo\x1b[E');
});

it('keeps a row’s character while it stays, and knows the frame before the last', () => {
  const { of, expanded } = standIns();
  const [kept, gone] = of(['kept', 'gone']);
  expect(of(['new', 'kept'])[1]).toBe(kept);
  expect(expanded(gone ?? '')).toBe('gone');
  of(['kept']);
  expect(expanded(gone ?? '')).toBe('');
  expect(expanded(kept ?? '')).toBe('kept');
});

it('holds for any frames in a row', () => {
  const frames = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', ''), { maxLength: 8 }), { maxLength: 12 });
  fc.assert(
    fc.property(frames, (all) => {
      const { of, expanded } = standIns();
      for (const rows of all) expect(expanded(of(rows).join('|'))).toBe(rows.join('|'));
    }),
  );
});
