/** Opens the full-screen reader. Ink and React are loaded only after the first frame stands on the screen. */
import type { Article } from '../core/article.ts';
import { NewsError } from '../core/errors.ts';
import type { Ports } from '../core/ports.ts';
import type { GraphicsSetting } from './graphics.ts';
import { runReader } from './reader.ts';
import type { ColorLevel } from './theme.ts';

/** What the reader of the news has set. */
export interface ReaderSettings {
  readonly theme: 'auto' | 'day' | 'night';
  readonly mouse: boolean;
  readonly images: 'auto' | 'always' | 'never';
  readonly graphics: GraphicsSetting;
  /** "terminal": the terminal puts right-to-left text in order itself. */
  readonly bidi: 'visual' | 'terminal';
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  /** Line by line, nothing repainted: for screen readers. */
  readonly plainUi: boolean;
  /** Name to address, with {link} and {title} in it. */
  readonly shareTargets: Readonly<Record<string, string>>;
}

/** The reader's queries by name, kept in config.json. */
export interface SavedQueries {
  readonly read: () => Readonly<Record<string, string>>;
  /** Null takes the query out. */
  readonly put: (name: string, query: string | null) => Promise<void>;
}

export interface ReaderTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly colorLevel: ColorLevel;
  readonly settings: ReaderSettings;
  readonly savedQueries?: SavedQueries;
  /** `mail`: mailto: addresses too. */
  readonly openInBrowser: (url: string, options?: { readonly mail?: boolean }) => Promise<void>;
  /** Runs a command of the tool for the ":" line; its output is shown. */
  readonly runCommand?: (words: readonly string[]) => Promise<{ readonly code: number; readonly output: string }>;
  /** The tool's commands ("list", "source add"), for completion. */
  readonly commandWords?: readonly string[];
}

export type ReaderStart =
  | { readonly screen: 'front'; readonly query: string }
  /** `article`: one that is not in the store; `list`: the ids among which "next" goes on, none for all articles. */
  | { readonly screen: 'article'; readonly id: string; readonly list: readonly string[]; readonly article?: Article };

/** Resolves when the reader leaves, the terminal as it was. Throws "usage" without a terminal, "config" for keys that do not hold. */
export async function openReader(ports: Ports, terminal: ReaderTerminal, start: ReaderStart): Promise<void> {
  if (!terminal.stdin.isTTY || !terminal.stdout.isTTY) {
    throw new NewsError(
      'usage',
      'the reader needs a terminal',
      'Use "news list" and "news read <id> --plain" in a pipe.',
    );
  }
  if (terminal.settings.plainUi || terminal.env.TERM === 'dumb') {
    const { runPlainReader } = await import('./plain.ts');
    return runPlainReader(ports, terminal, start);
  }
  return runReader(ports, terminal, start);
}
