/** A program in a real pseudo-terminal whose screen is kept by a headless xterm, so that a test sees what a person would. */
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** The built program. */
export const program = process.env.NEWS_BIN ?? fileURLToPath(new URL('../../bin/news.js', import.meta.url));

export interface ScreenCell {
  readonly text: string;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
  readonly underline: boolean;
  /** The color as the terminal keeps it; -1 for its default. */
  readonly color: number;
}

export interface TestTerminal {
  readonly pid: number;
  /** Types keys as bytes: "j", "\r", "\x1b[B". */
  readonly type: (keys: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** The rows of the screen without the blanks at their ends. */
  readonly screen: () => readonly string[];
  readonly cell: (row: number, column: number) => ScreenCell;
  /** Everything that was written to the terminal, as it came. */
  readonly written: () => string;
  /** Whether the screen is the alternate one, and which modes the program has left switched on. */
  readonly modes: () => {
    readonly alternate: boolean;
    readonly mouse: boolean;
    readonly paste: boolean;
    readonly wraps: boolean;
    readonly cursorHidden: boolean;
  };
  /** Resolves with the screen as soon as it holds the text or fits; rejects, showing the screen, when it does not in time. */
  readonly until: (wanted: string | RegExp | ((screen: string) => boolean)) => Promise<string>;
  /** Resolves when something more has been written. */
  readonly drawn: () => Promise<void>;
  readonly kill: (signal: string) => void;
  readonly exited: Promise<{ readonly code: number; readonly signal: number }>;
  readonly close: () => void;
}

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** No wait is longer than this: a screen that has not come by then does not come. */
const deadlineMs = 15_000;

export function openTerminal(program: string, words: readonly string[], options: TerminalOptions = {}): TestTerminal {
  const { columns = 80, rows = 24 } = options;
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 100 });
  const pty = spawn(program, [...words], {
    name: options.env?.TERM ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd: options.cwd ?? process.cwd(),
    env: known({
      ...process.env,
      TERM: 'xterm-256color',
      CI: undefined,
      NO_COLOR: undefined,
      FORCE_COLOR: undefined,
      ...options.env,
    }),
  });
  let written = '';
  const waiting = new Set<() => void>();
  const look = () => {
    for (const check of waiting) check();
  };
  pty.onData((data) => {
    written += data;
    emulator.write(data, look);
  });
  // Answers of the terminal (where is the cursor?) go back to the program, as they would from a real one.
  emulator.onData((data) => pty.write(data));
  const exited = new Promise<{ code: number; signal: number }>((resolve) => {
    pty.onExit(({ exitCode, signal }) => emulator.write('', () => resolve({ code: exitCode, signal: signal ?? 0 })));
  });

  const screen = () => {
    const buffer = emulator.buffer.active;
    return Array.from(
      { length: emulator.rows },
      (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '',
    );
  };

  return {
    pid: pty.pid,
    type: (keys) => pty.write(keys),
    resize: (newColumns, newRows) => {
      emulator.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    screen,
    cell: (row, column) => cellOf(emulator, row, column),
    written: () => written,
    modes: () => ({
      alternate: emulator.buffer.active.type === 'alternate',
      mouse: emulator.modes.mouseTrackingMode !== 'none',
      paste: emulator.modes.bracketedPasteMode,
      wraps: emulator.modes.wraparoundMode,
      cursorHidden: written.lastIndexOf('\x1b[?25l') > written.lastIndexOf('\x1b[?25h'),
    }),
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const text = screen().join('\n');
          if (!fits(text, wanted)) return;
          waiting.delete(check);
          clearTimeout(timer);
          resolve(text);
        };
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`the screen never showed ${String(wanted)}:\n${screen().join('\n')}`));
        }, deadlineMs);
        waiting.add(check);
        check();
      }),
    drawn: () =>
      new Promise((resolve) => {
        const { dispose } = pty.onData(() => {
          dispose();
          resolve();
        });
      }),
    kill: (signal) => pty.kill(signal),
    exited,
    close: () => {
      try {
        pty.kill('SIGKILL');
      } catch {
        // It has ended by itself.
      }
      emulator.dispose();
    },
  };
}

/** The pseudo-terminal would take an undefined value for the word. */
function known(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function fits(text: string, wanted: string | RegExp | ((screen: string) => boolean)): boolean {
  if (typeof wanted === 'string') return text.includes(wanted);
  return wanted instanceof RegExp ? wanted.test(text) : wanted(text);
}

function cellOf(emulator: xterm.Terminal, row: number, column: number): ScreenCell {
  const buffer = emulator.buffer.active;
  const cell = buffer.getLine(buffer.baseY + row)?.getCell(column);
  return {
    text: cell?.getChars() ?? '',
    bold: cell?.isBold() !== 0,
    dim: cell?.isDim() !== 0,
    inverse: cell?.isInverse() !== 0,
    underline: cell?.isUnderline() !== 0,
    color: cell?.isFgDefault() ? -1 : (cell?.getFgColor() ?? -1),
  };
}
