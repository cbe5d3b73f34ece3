/** Two thousand keys at random, as a child or a cat would press them, on a real terminal whose size changes meanwhile. */
import { expect, it } from 'vitest';
import { makeHome } from '../support/reader.ts';

/** Every key but those that leave ("q" on the list, "Q", ^C, ^Z), that fetch, or that run programs. */
const keys = [
  ...'jkhlgGbnpfFmMtuxyvzTsSceDULa/?:;!@#1234567890 ',
  '\r',
  '\t',
  '\x1b[A',
  '\x1b[B',
  '\x1b[C',
  '\x1b[D',
  '\x1b[5~',
  '\x1b[6~',
  '\x1b[Z',
  '\x1b[H',
  '\x1b[F',
  '\x7f',
  '\x04',
  '\x15',
  '\x1b',
  '漢',
  'é',
  '\x1b[<64;10;5M',
  '\x1b[<65;70;9M',
  '\x1b[<0;30;6M',
  '\x1b[<0;3;2M',
  '\x1b[200~pasted\ntext\x1b[201~',
  '\x1bx',
  '\x1b[1;5C',
];
const sizes = [
  [80, 24],
  [120, 40],
  [20, 5],
  [170, 50],
  [3, 2],
] as const;

/** The same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it.each([1, 2])('survives 2,000 keys (seed %i) and leaves the terminal whole', async (seed) => {
  const next = numbers(seed);
  const terminal = makeHome().news([], { env: { BROWSER: 'true', NEWS_OFFLINE: 'true' } });
  await terminal.until('unread');
  for (let round = 0; round < 50; round += 1) {
    const typed = Array.from({ length: 40 }, () => keys[next(keys.length)] ?? 'j').join('');
    terminal.type(typed);
    const [columns, rows] = sizes[next(sizes.length)] ?? [80, 24];
    if (round % 10 === 9) terminal.resize(columns, rows);
    const drawn = terminal.drawn();
    terminal.type('\x0c');
    await drawn;
    expect(terminal.modes().alternate).toBe(true);
  }
  terminal.resize(80, 24);
  // Out of whatever is open, and on to the list.
  terminal.type('\x1b');
  await terminal.until((screen) => screen.trim() !== '');
  terminal.type('\x03\x03');
  expect((await terminal.exited).code).toBe(0);
  expect(terminal.modes()).toEqual({ alternate: false, mouse: false, paste: false, wraps: true, cursorHidden: false });
  expect(terminal.screen().join('\n')).not.toMatch(/Error|at .*\.js:/);
});
