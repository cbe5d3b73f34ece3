/** Editing one line of text, by whole characters: what people's fingers know from a shell. */
import { safeText } from '../content/safe.ts';
import { graphemes } from '../content/width.ts';

export interface EditedLine {
  readonly text: string;
  /** In graphemes from the beginning. */
  readonly cursor: number;
}

/** A line is typed, not stored: anything longer is a slip of the paste. */
const longest = 2000;

/** The line after a key; null where the key edits nothing. */
export function editLine(line: EditedLine, key: string): EditedLine | null {
  const characters = graphemes(line.text);
  const { cursor } = line;
  switch (key) {
    case 'backspace':
    case 'ctrl+h':
      return without(characters, cursor - 1, cursor);
    case 'delete':
    case 'ctrl+d':
      return without(characters, cursor, cursor + 1);
    case 'ctrl+w':
    case 'alt+backspace':
      return without(characters, wordStart(characters, cursor), cursor);
    case 'ctrl+u':
      return without(characters, 0, cursor);
    case 'ctrl+k':
      return without(characters, cursor, characters.length);
    case 'left':
    case 'ctrl+b':
      return { ...line, cursor: Math.max(0, cursor - 1) };
    case 'right':
    case 'ctrl+f':
      return { ...line, cursor: Math.min(characters.length, cursor + 1) };
    case 'alt+b':
    case 'ctrl+left':
      return { ...line, cursor: wordStart(characters, cursor) };
    case 'home':
    case 'ctrl+a':
      return { ...line, cursor: 0 };
    case 'end':
    case 'ctrl+e':
      return { ...line, cursor: characters.length };
    default:
      return null;
  }
}

/** Puts text in at the cursor. Line ends and tabs of a pasted text become blanks. */
export function insertText(line: EditedLine, text: string): EditedLine {
  const characters = graphemes(line.text);
  const before = safeText(characters.slice(0, line.cursor).join('') + text).replace(/\s/g, ' ');
  const after = characters.slice(line.cursor).join('');
  if (before.length + after.length > longest) return line;
  return { text: before + after, cursor: graphemes(before).length };
}

function without(characters: readonly string[], start: number, end: number): EditedLine {
  const from = Math.max(0, start);
  const text = [...characters.slice(0, from), ...characters.slice(Math.max(from, end))].join('');
  return { text, cursor: from };
}

function wordStart(characters: readonly string[], cursor: number): number {
  let at = cursor;
  while (at > 0 && characters[at - 1] === ' ') at -= 1;
  while (at > 0 && characters[at - 1] !== ' ') at -= 1;
  return at;
}

/** The words of a command line; quotes keep blanks together, a backslash keeps the next character as it is. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\' && quote !== "'" && at + 1 < text.length) {
      at += 1;
      word = (word ?? '') + text[at];
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (character === ' ') {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + character;
    }
  }
  return word === null ? words : [...words, word];
}
