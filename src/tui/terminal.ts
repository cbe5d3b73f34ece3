/**
 * The terminal while the reader has it: raw keys, the alternate screen, no cursor, the mouse, no wrapping at the right edge
 * (so that no row can ever spill into the next). leave() puts everything back and may be called at any time, any number of times.
 */
import { flushInput, type InputEvent, readInput } from './keys.ts';

export interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

export interface TakenTerminal {
  readonly leave: () => void;
  readonly enter: () => void;
  readonly write: (text: string) => void;
}

const mouseOn = '\x1b[?1000h\x1b[?1006h';
const mouseOff = '\x1b[?1006l\x1b[?1000l';
const screenOn = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h';
const screenOff = '\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l';

/** A lone Escape counts as the key when nothing has followed for this long. */
const escapeMs = 30;

export function takeTerminal(
  { stdin, stdout }: Terminal,
  options: {
    readonly mouse: boolean;
    readonly onInput: (events: readonly InputEvent[]) => void;
    /** The terminal has gone: closed, or cut off. */
    readonly onLost: () => void;
  },
): TakenTerminal {
  let taken = false;
  let rest = '';
  let timer: NodeJS.Timeout | undefined;

  const onData = (chunk: Buffer | string) => {
    clearTimeout(timer);
    const read = readInput(rest + String(chunk));
    rest = read.rest;
    if (rest !== '') timer = setTimeout(flush, escapeMs);
    if (read.events.length > 0) options.onInput(read.events);
  };
  const flush = () => {
    const events = flushInput(rest);
    // The beginning of a paste or of a longer sequence waits for its end.
    if (events.length === 0) return;
    rest = '';
    options.onInput(events);
  };
  const write = (text: string) => {
    // A terminal that is gone takes nothing any more; there is nobody to tell.
    if (text !== '' && !stdout.destroyed) stdout.write(text);
  };

  return {
    write,
    enter() {
      if (taken) return;
      taken = true;
      stdin.setEncoding('utf8');
      stdin.setRawMode(true);
      stdin.on('data', onData);
      for (const name of ['end', 'error', 'close'] as const) stdin.on(name, options.onLost);
      stdout.on('error', options.onLost);
      stdin.resume();
      write(screenOn + (options.mouse ? mouseOn : ''));
    },
    leave() {
      if (!taken) return;
      taken = false;
      clearTimeout(timer);
      rest = '';
      stdin.off('data', onData);
      for (const name of ['end', 'close'] as const) stdin.off(name, options.onLost);
      try {
        stdin.setRawMode(false);
      } catch {
        // The terminal has been closed under us.
      }
      stdin.pause();
      write(`\x1b[0m${options.mouse ? mouseOff : ''}${screenOff}`);
    },
  };
}
