/** The built program in test terminals, with a home of its own for each test; all of it goes when the test ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { openTerminal, program, type TerminalOptions, type TestTerminal } from './terminal.ts';

export interface ReaderHome {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  /** `news` with these words. */
  readonly news: (words?: readonly string[], options?: TerminalOptions) => TestTerminal;
  /** The front page, once its headlines and counts stand on the screen. */
  readonly front: (options?: TerminalOptions) => Promise<TestTerminal>;
  /** A command that ends well before anything else is done. */
  readonly done: (...words: readonly string[]) => Promise<void>;
  /** A shell in a terminal, at its prompt ("prompt>"), in which `command` starts the program. */
  readonly shell: () => Promise<TestTerminal>;
  readonly command: string;
}

/** To be called in a test. */
export function makeHome(): ReaderHome {
  const path = mkdtempSync(join(tmpdir(), 'news-reader-'));
  // Times on the screen are those of this zone, whatever the machine's.
  const env = { NEWS_HOME: path, TZ: 'Asia/Beirut', BROWSER: 'true', COLORTERM: 'truecolor' };
  const opened: TestTerminal[] = [];
  onTestFinished(() => {
    for (const terminal of opened) terminal.close();
    rmSync(path, { recursive: true, force: true });
  });
  const open = (file: string, words: readonly string[], options: TerminalOptions = {}): TestTerminal => {
    const terminal = openTerminal(file, words, { ...options, env: { ...env, ...options.env } });
    opened.push(terminal);
    return terminal;
  };
  const news: ReaderHome['news'] = (words = [], options = {}) => open(process.execPath, [program, ...words], options);
  return {
    path,
    env,
    news,
    async front(options) {
      const terminal = news([], options);
      await terminal.until('unread');
      return terminal;
    },
    async done(...words) {
      expect((await news(words).exited).code).toBe(0);
    },
    async shell() {
      const shell = open('/bin/bash', ['--norc', '-i'], { env: { PS1: 'prompt> ' } });
      await shell.until('prompt>');
      return shell;
    },
    command: `${process.execPath} ${program}`,
  };
}
