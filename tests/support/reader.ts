/** The built program's full-screen reader in a test terminal, with a home of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTerminal, type TerminalOptions, type TestTerminal } from './terminal.ts';

export const program = process.env.NEWS_BIN ?? fileURLToPath(new URL('../../bin/news.js', import.meta.url));

export interface ReaderHome {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

export function makeHome(): ReaderHome {
  const path = mkdtempSync(join(tmpdir(), 'news-reader-'));
  // Times on the screen are those of this zone, whatever the machine's.
  const env = { NEWS_HOME: path, TZ: 'Asia/Beirut', BROWSER: 'true', COLORTERM: 'truecolor' };
  return { path, env, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function openNews(home: ReaderHome, words: readonly string[] = [], options: TerminalOptions = {}): TestTerminal {
  return openTerminal(process.execPath, [program, ...words], { ...options, env: { ...home.env, ...options.env } });
}
