/** What every command gets: the process, the world, the looks of its text, and where its exit code goes. */
import type { ReadSettings, Settings } from '../config.ts';
import type { Ports } from '../core/ports.ts';
import type { Places } from '../places.ts';
import type { Programs } from '../programs.ts';
import type { SettingsFile } from '../settings-file.ts';
import type { Io } from './io.ts';
import type { Style } from './output/style.ts';

export interface Cli {
  readonly io: Io;
  readonly ports: Ports;
  readonly settings: Settings;
  /** As they stand by now: another process may have changed them. */
  readonly settingsNow: () => Settings;
  /** Where each setting comes from, for "news config". */
  readonly readSettings: ReadSettings;
  /** The same once more, after the file was mended. */
  readonly readAgain: () => ReadSettings;
  /** The reader line by line, nothing repainted: for screen readers. */
  readonly plainUi: boolean;
  readonly style: Style;
  readonly version: string;
  /** Folders and files of this reader. */
  readonly places: Places;
  /** Set by a command that did only a part (3) or nothing (4) of what it was asked. */
  exitCode: number;
  /** Opens an http(s) address in the reader's browser; `mail`: or a mailto: address in the mail program. */
  readonly browse: (url: string, options?: { readonly mail?: boolean }) => Promise<void>;
  /** Programs that the reader has told of an article. */
  readonly programs: () => Promise<Programs>;
  /** Every command as it is typed: "list", "source add". */
  readonly commandWords: () => Promise<readonly string[]>;
  /** Runs another command line of the tool, e.g. from the full-screen reader's ":" line. */
  readonly run: (words: readonly string[]) => Promise<{ readonly code: number; readonly output: string }>;
  /** Writes config.json. */
  readonly settingsFile: () => Promise<SettingsFile>;
}
