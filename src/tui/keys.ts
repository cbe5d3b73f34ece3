/**
 * What a terminal sends, as named keys. Ink's own useInput drops mouse reports and hands several fast keys over as one
 * string, so the bytes are read here, in a pure function that a test can feed.
 */

export type InputEvent =
  /** "j", "G", "space", "enter", "shift+tab", "ctrl+d", "alt+x", "pageup", "f1"… */
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'paste'; readonly text: string }
  /** Columns and rows count from 0. */
  | {
      readonly kind: 'mouse';
      readonly what: 'click' | 'wheel-up' | 'wheel-down';
      readonly column: number;
      readonly row: number;
    }
  | TerminalAnswer;

/** What the terminal says of itself when it is asked; nobody's key, however late it comes. */
export type TerminalAnswer =
  /** DA1. */
  | { readonly kind: 'answer'; readonly to: 'attributes'; readonly values: readonly number[] }
  /** XTWINOPS 16: pixels of one cell. */
  | { readonly kind: 'answer'; readonly to: 'cell'; readonly width: number; readonly height: number }
  | { readonly kind: 'answer'; readonly to: 'name'; readonly name: string }
  | { readonly kind: 'answer'; readonly to: 'kitty'; readonly ok: boolean };

export interface InputRead {
  readonly events: readonly InputEvent[];
  /** The beginning of a sequence whose end has not come yet. */
  readonly rest: string;
}

const esc = '\x1b';
const pasteEnd = `${esc}[201~`;
/** A sequence that goes on for longer than this is no key: it is dropped, so that a broken terminal cannot fill memory. */
const longest = 64 * 1024;

/** Reads everything that is whole in `input` (what was left over, then the new bytes). */
export function readInput(input: string): InputRead {
  const events: InputEvent[] = [];
  let at = 0;
  while (at < input.length) {
    if (input[at] !== esc) {
      const character = String.fromCodePoint(input.codePointAt(at) ?? 0);
      events.push({ kind: 'key', name: plainName(character) });
      at += character.length;
      continue;
    }
    const sequence = readSequence(input, at);
    if (sequence === null) return { events, rest: input.length - at > longest ? '' : input.slice(at) };
    if (sequence.event) events.push(sequence.event);
    at = sequence.end;
  }
  return { events, rest: '' };
}

/** What stands in `rest` when nothing follows it: a lone Escape is the Escape key, "Escape x" is Alt with x. */
export function flushInput(rest: string): readonly InputEvent[] {
  if (!rest.startsWith(esc)) return [];
  return rest.length === 1 || rest === esc + esc ? [{ kind: 'key', name: 'escape' }] : [];
}

interface Sequence {
  readonly event: InputEvent | null;
  readonly end: number;
}

function readSequence(input: string, start: number): Sequence | null {
  const next = input[start + 1];
  if (next === undefined) return null;
  if (next === '[') return readCsi(input, start);
  if (next === 'O') {
    const letter = input[start + 2];
    return letter === undefined ? null : { event: key(letterNames[letter]), end: start + 3 };
  }
  // Replies of the terminal (OSC, DCS, APC, PM) end with BEL or ESC \ and are nobody's keys.
  if (next === ']' || next === 'P' || next === '_' || next === '^') return skipString(input, start);
  // Escape and then Enter or ^C, typed fast, are two keys; only with a letter is it Alt.
  if (next < ' ') return { event: key('escape'), end: start + 1 };
  const character = String.fromCodePoint(input.codePointAt(start + 1) ?? 0);
  return { event: key(`alt+${plainName(character)}`), end: start + 1 + character.length };
}

function skipString(input: string, start: number): Sequence | null {
  for (let at = start + 2; at < input.length; at += 1) {
    const event = () => stringAnswer(input.slice(start + 1, at));
    if (input[at] === '\x07') return { event: event(), end: at + 1 };
    if (input[at] === esc) return at + 1 < input.length ? { event: event(), end: at + 2 } : null;
  }
  return null;
}

/** Of the strings, those that answer what we ask: "_Gi=31;OK" and "P>|name". */
function stringAnswer(text: string): TerminalAnswer | null {
  if (text.startsWith('_G')) return { kind: 'answer', to: 'kitty', ok: text.endsWith(';OK') };
  return text.startsWith('P>|') ? { kind: 'answer', to: 'name', name: text.slice(3) } : null;
}

function csiAnswer(parameters: string, final: string): TerminalAnswer | null {
  if (final === 'c' && parameters.startsWith('?'))
    return { kind: 'answer', to: 'attributes', values: parameters.slice(1).split(';').map(Number) };
  const [, height, width] = (final === 't' && /^6;(\d{1,4});(\d{1,4})$/.exec(parameters)) || [];
  return Number(height) > 0 && Number(width) > 0
    ? { kind: 'answer', to: 'cell', width: Number(width), height: Number(height) }
    : null;
}

function readCsi(input: string, start: number): Sequence | null {
  let at = start + 2;
  // Linux consoles send F1 to F5 as ESC [ [ A.
  if (input[at] === '[') at += 1;
  while (at < input.length && isParameter(input.charCodeAt(at))) at += 1;
  const final = input[at];
  if (final === undefined) return null;
  const parameters = input.slice(start + 2, at);
  const end = at + 1;
  if (parameters === '200' && final === '~') {
    const close = input.indexOf(pasteEnd, end);
    if (close < 0) return null;
    return { event: { kind: 'paste', text: input.slice(end, close) }, end: close + pasteEnd.length };
  }
  if (parameters.startsWith('<')) return { event: mouse(parameters.slice(1), final), end };
  if (final === 'M' && parameters === '') return { event: null, end: Math.min(input.length, end + 3) };
  return { event: csiAnswer(parameters, final) ?? key(csiName(parameters, final)), end };
}

const isParameter = (code: number) => code >= 0x20 && code <= 0x3f;

const letterNames: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  M: 'enter',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'shift+tab',
};

const numberNames: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};

function csiName(parameters: string, final: string): string | undefined {
  const [first = '', second = ''] = parameters.split(';');
  const modifiers = modifierNames(Number(second.split(':', 1)[0]) || 1);
  if (final === '~') return withModifiers(modifiers, numberNames[first]);
  // The "u" form of terminals that report every key: a code point, then the modifiers.
  if (final === 'u') {
    const code = Number(first.split(':', 1)[0]);
    if (!(code > 0 && code <= 0x10ffff)) return undefined;
    return withModifiers(modifiers, plainName(String.fromCodePoint(code)));
  }
  return withModifiers(modifiers, letterNames[final]);
}

function withModifiers(modifiers: readonly string[], name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (modifiers.includes('shift') && /^[a-z]$/.test(name)) {
    return [...modifiers.filter((modifier) => modifier !== 'shift'), name.toUpperCase()].join('+');
  }
  return [...modifiers, name].join('+');
}

/** The xterm number: 1 plus a bit for each of Shift, Alt and Control. */
function modifierNames(value: number): readonly string[] {
  const bits = value - 1;
  return [...(bits & 4 ? ['ctrl'] : []), ...(bits & 2 ? ['alt'] : []), ...(bits & 1 ? ['shift'] : [])];
}

function plainName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\r' || character === '\n') return 'enter';
  if (character === '\t') return 'tab';
  if (character === ' ') return 'space';
  if (code === 0x7f || code === 0x08) return 'backspace';
  if (code === 0x1b) return 'escape';
  if (code === 0) return 'ctrl+space';
  if (code < 0x20) return `ctrl+${String.fromCharCode(code + 0x60)}`;
  return character;
}

function key(name: string | undefined): InputEvent | null {
  return name === undefined ? null : { kind: 'key', name };
}

function mouse(parameters: string, final: string): InputEvent | null {
  const [button = 0, column = 1, row = 1] = parameters.split(';').map(Number);
  const place = { column: Math.max(0, column - 1), row: Math.max(0, row - 1) };
  if (button === 64) return { kind: 'mouse', what: 'wheel-up', ...place };
  if (button === 65) return { kind: 'mouse', what: 'wheel-down', ...place };
  return button === 0 && final === 'M' ? { kind: 'mouse', what: 'click', ...place } : null;
}

/** The text that a key types into an input line, or null where it types none. */
export function typedText(name: string): string | null {
  if (name === 'space') return ' ';
  return [...name].length === 1 ? name : null;
}
