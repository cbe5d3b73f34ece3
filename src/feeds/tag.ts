/** One start tag: its name and attributes, however carelessly written. */

export interface Tag {
  /** The qualified name as written. */
  readonly name: string;
  /** Names as written, values still with their references; the first of duplicates. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly selfClosing: boolean;
  /** Index after the tag. */
  readonly end: number;
}

/** More attributes than this are read over, not kept. */
const mostAttributes = 256;

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Whether a name can start with this character. */
export function startsName(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58 || code >= 128;
}

/** Index of the first character that cannot be part of a name. */
export function endOfName(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || code === 62 || code === 47 || code === 60 || code === 61 || code === 34 || code === 39) break;
  }
  return at;
}

/** A value whose quote was never closed: what stands before the tag's end and before the next attribute. */
function unclosedValue(text: string, from: number, gt: number): { readonly value: string; readonly end: number } {
  const value = text.slice(from, gt).replace(/\/$/, '');
  const next = /\s[\w:.-]{1,50}\s?=/.exec(value);
  return { value: next ? value.slice(0, next.index) : value, end: gt };
}

/**
 * Where a quoted value ends, for the quote at `from`. A quote that was never closed swallows the markup after it up
 * to the next attribute's quote; such a value holds an end tag or ends in "=".
 */
function endOfQuoted(text: string, from: number): { readonly value: string; readonly end: number } | null {
  const close = text.indexOf(text.charAt(from), from + 1);
  if (close < 0) {
    const gt = text.indexOf('>', from);
    return gt < 0 ? null : unclosedValue(text, from + 1, gt);
  }
  const value = text.slice(from + 1, close);
  const gt = value.indexOf('>');
  if (gt >= 0 && value.includes('<') && (value.includes('</') || value.endsWith('='))) {
    return unclosedValue(text, from + 1, from + 1 + gt);
  }
  return { value, end: close + 1 };
}

/** Reads a value after "=": quoted, or up to a blank or ">". */
function readValue(text: string, from: number): { readonly value: string; readonly end: number } | null {
  const code = text.charCodeAt(from);
  if (code === 34 || code === 39) return endOfQuoted(text, from);
  let end = from;
  for (; end < text.length; end++) {
    const c = text.charCodeAt(end);
    if (isSpace(c) || c === 62 || c === 60) break;
  }
  // "<link href=/a/>" closes itself, "<link href=/a/b>" does not.
  if (text.charCodeAt(end) === 62 && text.charCodeAt(end - 1) === 47 && end - 1 > from) end--;
  return { value: text.slice(from, end), end };
}

/** Reads the tag whose "<" stands at `from`; null where it never ends, and "<" is then a character like others. */
export function readTag(text: string, from: number): Tag | null {
  let at = endOfName(text, from + 1);
  const name = text.slice(from + 1, at);
  const attributes: (readonly [string, string])[] = [];
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 62) return { name, attributes, selfClosing: text.charCodeAt(at - 1) === 47, end: at + 1 };
    if (code === 60) return null;
    if (isSpace(code) || code === 47 || code === 34 || code === 39 || code === 61) {
      at++;
      continue;
    }
    const nameEnd = endOfName(text, at);
    const attribute = text.slice(at, nameEnd);
    at = nameEnd;
    while (isSpace(text.charCodeAt(at))) at++;
    let value = '';
    if (text.charCodeAt(at) === 61) {
      at++;
      while (isSpace(text.charCodeAt(at))) at++;
      const read = readValue(text, at);
      if (!read) return null;
      value = read.value;
      at = read.end;
    }
    if (attributes.length < mostAttributes && attribute.length <= 200) attributes.push([attribute, value]);
  }
  return null;
}
