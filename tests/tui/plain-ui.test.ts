/** The reader line by line: what a screen reader is given. */
import { expect, it } from 'vitest';
import { makeHome } from '../support/reader.ts';

it('lists, reads, searches and keeps without ever painting over anything', async () => {
  const terminal = makeHome().news([], { rows: 60, env: { INK_SCREEN_READER: 'true' } });
  await terminal.until(/^1\. Should the goalkeeper shoot eleventh\?, Meridian Review, .*, unread$/m);
  terminal.type('1\r');
  await terminal.until('By Matthias Ruel');
  terminal.type('keep\r');
  await terminal.until('Kept as a favorite.');
  terminal.type('favorites\r');
  await terminal.until(/1\. Should the goalkeeper.*, favorite/);
  terminal.type('search brannock\r');
  await terminal.until(/1\. .*Brannock/);
  terminal.type('99\r');
  await terminal.until('There is no headline 99 yet.');
  terminal.type('list nosuch:x\r');
  await terminal.until('does not parse');
  terminal.type('status\r');
  await terminal.until('49 articles');
  terminal.type('quit\r');
  expect((await terminal.exited).code).toBe(0);
  expect(terminal.written()).not.toContain('\x1b[?1049h');
  expect(terminal.written()).not.toContain('\x1b[2J');
});

it('is had by a flag as well', async () => {
  const terminal = makeHome().news(['--plain-ui'], { rows: 60 });
  await terminal.until(/^1\. Should the goalkeeper/m);
  terminal.type('quit\r');
  expect((await terminal.exited).code).toBe(0);
  expect(terminal.written()).not.toContain('\x1b[?1049h');
});
