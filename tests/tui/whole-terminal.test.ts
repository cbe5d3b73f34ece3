/** However the reader ends, the terminal is as it was: the screen, the cursor, the mouse, the line wrap. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeHome } from '../support/reader.ts';

const whole = { alternate: false, mouse: false, paste: false, wraps: true, cursorHidden: false };

describe('the terminal afterwards', () => {
  it.each([
    ['q', 0],
    ['Q', 0],
    ['\x03', 0],
    [':q\r', 0],
    ['/typing\x03q', 0],
  ])('is whole after the keys %j', async (keys, code) => {
    const news = await makeHome().front();
    news.type(keys);
    expect((await news.exited).code).toBe(code);
    expect(news.modes()).toEqual(whole);
  });

  it.each([
    ['SIGTERM', { code: 0, signal: 15 }],
    ['SIGHUP', { code: 0, signal: 1 }],
    ['SIGINT', { code: 0, signal: 2 }],
  ])('is whole after %s, and the place is kept', async (signal, end) => {
    const home = makeHome();
    const news = await home.front({ rows: 14 });
    news.type('\rjjjj');
    await news.until((screen) => screen.includes('%') && !screen.includes('By Matthias Ruel'));
    const place = news.screen()[1];
    news.kill(signal);
    expect(await news.exited).toEqual(end);
    expect(news.modes()).toEqual(whole);
    const again = await home.front({ rows: 14 });
    again.type('\r');
    await again.until((screen) => screen.split('\n')[1] === place);
  });

  it('is given to the shell by ^Z and taken back by fg', async () => {
    const home = makeHome();
    const shell = await home.shell();
    shell.type(`${home.command}\r`);
    await shell.until('49 unread');
    shell.type('\x1a');
    await shell.until('Stopped');
    expect(shell.modes()).toMatchObject({ alternate: false, mouse: false, wraps: true, cursorHidden: false });
    shell.type('fg\r');
    await shell.until('49 unread');
    expect(shell.modes()).toMatchObject({ alternate: true, mouse: true });
    shell.type('q');
    await shell.until((screen) => screen.includes('prompt>') && !screen.includes('unread'));
    expect(shell.modes()).toMatchObject({ alternate: false, mouse: false });
  });

  it.skipIf(process.platform !== 'linux')('is given to the shell when another process stops it', async () => {
    const home = makeHome();
    const shell = await home.shell();
    shell.type(`${home.command}\r`);
    await shell.until('49 unread');
    const [reader] = readFileSync(`/proc/${shell.pid}/task/${shell.pid}/children`, 'utf8').split(' ');
    process.kill(Number(reader), 'SIGTSTP');
    await shell.until('Stopped');
    expect(shell.modes()).toMatchObject({ alternate: false, mouse: false, wraps: true, cursorHidden: false });
    shell.type('fg\r');
    await shell.until('49 unread');
    expect(shell.modes()).toMatchObject({ alternate: true, mouse: true });
  });

  it('is refused politely where there is none', async () => {
    const home = makeHome();
    const shell = await home.shell();
    shell.type(`${home.command} read 8p1p < /dev/null | cat; echo "<$((6*7))>"\r`);
    await shell.until(/^<42>$/m);
    expect(shell.written()).not.toContain('\x1b[?1049h');
  });
});

describe('any size', () => {
  it.each([
    [20, 5],
    [60, 20],
    [80, 24],
    [120, 40],
    [200, 60],
    [300, 100],
    [10, 3],
    [1, 1],
  ])('works at %i by %i', async (columns, rows) => {
    const news = makeHome().news([], { columns, rows });
    await news.until((screen) => screen.trim() !== '');
    news.type('jj\r');
    news.type('h');
    news.type('Q');
    expect((await news.exited).code).toBe(0);
    expect(news.modes()).toEqual(whole);
  });

  it('follows the size while it changes, down to one cell and back', async () => {
    const news = await makeHome().front();
    for (const [columns, rows] of [
      [120, 40],
      [40, 10],
      [1, 1],
      [200, 60],
    ] as const) {
      news.resize(columns, rows);
      await news.until(() => news.screen().length === rows);
    }
    await news.until('By Matthias Ruel');
    news.resize(80, 24);
    const last = await news.until((screen) => screen.includes('49 unread') && !screen.includes('By Matthias Ruel'));
    expect(last.split('\n').filter((row) => row.includes('49 unread'))).toHaveLength(1);
  });
});
