/**
 * JSON as careless templates and broken lines leave it: comments, commas too many or too few, raw line breaks, single
 * quotes, NaN, escapes that are none, an end that is missing. Used where JSON.parse() has given up.
 */

/** Containers that the document's end cut off. */
export type CutOff = ReadonlySet<object>;

/** What is nested deeper is read over: no feed needs it, and recursion has an end. */
const deepest = 100;

interface Reader {
  readonly text: string;
  at: number;
  readonly cut: Set<object>;
}

const blank = /(?:[\s,;&<>]+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/y;
const bare = /[^\s,:[\]{}"']+/y;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** Moves past blanks, comments and commas; what is next, '' at the end. */
function next(reader: Reader): string {
  blank.lastIndex = reader.at;
  blank.exec(reader.text);
  reader.at = Math.max(reader.at, blank.lastIndex);
  return reader.text.charAt(reader.at);
}

/** What follows a quote that ends a string: others stand in its words and were not escaped. */
const afterEnd =
  /\s*(?:$|[}\]:]|,\s*(?:$|["'{[}\]\d-]|true|false|null|\/[/*]|[\w$]{1,60}\s*:)|["'][\w$]{1,60}["']\s*:|\/[/*]|[{[])/y;
/** A quote before this begins the next name: the string's own was lost. */
const nextName = /[\w$]{1,60}"\s*:/y;

function follows(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** A string from its quote on; undefined where it never ends. */
function readString(reader: Reader): string | undefined {
  const { text } = reader;
  const quote = text.charAt(reader.at);
  const special = quote === '"' ? /["\\]/g : /['\\]/g;
  let value = '';
  let from = reader.at + 1;
  for (;;) {
    special.lastIndex = from;
    const found = special.exec(text);
    if (!found) {
      reader.at = text.length;
      return undefined;
    }
    value += text.slice(from, found.index);
    from = found.index + 1;
    if (found[0] === quote) {
      if (quote === '"' && follows(nextName, text, from)) {
        reader.at = from - 1;
        return value.replace(/[\s,]{1,50}$/, '');
      }
      if (quote !== '"' || follows(afterEnd, text, from)) break;
      value += quote;
      continue;
    }
    const code = /^u([0-9a-f]{4})/i.exec(text.slice(from, from + 5))?.[1];
    const letter = text.charAt(from);
    value += code ? String.fromCharCode(Number.parseInt(code, 16)) : (escapes[letter] ?? letter);
    from += code ? 5 : 1;
  }
  reader.at = from;
  return value;
}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
]);

/** A number or a word; words that JSON does not have (NaN, undefined) are null. */
function readBare(reader: Reader): unknown {
  bare.lastIndex = reader.at;
  const word = bare.exec(reader.text)?.[0] ?? '';
  reader.at += Math.max(1, word.length);
  if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(word)) return Number(word);
  return words.get(word) ?? null;
}

function readArray(reader: Reader, depth: number): unknown[] {
  const array: unknown[] = [];
  reader.at++;
  for (let c = next(reader); c !== ']' && c !== '}'; c = next(reader)) {
    const value = c === '' ? undefined : readValue(reader, depth + 1);
    if (value === undefined) {
      reader.cut.add(array);
      return array;
    }
    if (c === ':') continue;
    array.push(value);
  }
  if (reader.text.charAt(reader.at) === ']') reader.at++;
  return array;
}

function readObject(reader: Reader, depth: number): object {
  const object: Record<string, unknown> = Object.create(null);
  reader.at++;
  for (let c = next(reader); c !== '}' && c !== ']'; c = next(reader)) {
    const key = c === '' ? undefined : c === '"' || c === "'" ? readString(reader) : readKey(reader);
    if (key !== undefined && next(reader) === ':') reader.at++;
    const isEnd = key === undefined || next(reader) === '';
    const value = isEnd ? undefined : readValue(reader, depth + 1);
    if (key === undefined || value === undefined) {
      reader.cut.add(object);
      return object;
    }
    object[key] = value;
  }
  if (reader.text.charAt(reader.at) === '}') reader.at++;
  return object;
}

function readKey(reader: Reader): string {
  bare.lastIndex = reader.at;
  const key = bare.exec(reader.text)?.[0] ?? '';
  reader.at += Math.max(1, key.length);
  return key;
}

/** The value at hand; undefined where the text ends before it does and nothing of it is worth keeping. */
function readValue(reader: Reader, depth: number): unknown {
  const c = next(reader);
  if (c === '"' || c === "'") return readString(reader);
  if (c !== '{' && c !== '[') return c === '' ? undefined : readBare(reader);
  if (depth <= deepest) return c === '{' ? readObject(reader, depth) : readArray(reader, depth);
  reader.at++;
  return null;
}

/** Reads the value that a text begins with, as far as it goes. Never throws, linear in the text. */
export function parseLooseJson(text: string): { readonly value: unknown; readonly cut: CutOff } {
  const reader: Reader = { text, at: 0, cut: new Set() };
  return { value: readValue(reader, 0), cut: reader.cut };
}
