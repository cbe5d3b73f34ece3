/**
 * What of a text from outside may be printed to a terminal or stored. One pass, linear, and applying it twice changes
 * nothing. Taken out are control characters with the escape sequences that they begin, bidi controls, invisible
 * characters that no script needs, and combining marks beyond the eighth on one base.
 */

import { isPoint } from './points.ts';

/** Marks on one base character; Vietnamese, Hebrew with points and Vedic Sanskrit stay below it. */
const maxMarks = 8;
/** Joiners in one emoji; the longest (a kiss, with skin tones) has 3. Terminals show the parts of longer ones side by side. */
const maxJoins = 4;

/** Any character that needs a closer look; text without one is returned as it is. */
const suspect =
  /[^\n\t\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0606-\u060f\u061d-\u064a\u066e-\u066f\u0671-\u06d5\u0904-\u0939\u0e01-\u0e30\u2000-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u20cf\u2100-\u218f\u2190-\u22ff\u2460-\u24ff\u3000-\u3029\u3030-\u3098\u309b-\u3130\u3165-\u9fff\uac00-\ud7a3\uff01-\uff9f]/g;

const blank = /^\s$/;
// Patterns of Unicode properties are made when first asked for: together they cost a start of the program 3 ms.
const mark = () => /^\p{M}$/u;
const ignorable = () => /^[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]$/u;
/** Format characters that are seen: signs that stand over the digits that follow. */
const seenFormat = /^[\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}]$/u;
const pictograph = () => /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
const emojiBase = () => /^[\p{Emoji}\p{Extended_Pictographic}]$/u;
/** Scripts whose spelling needs the zero-width joiner and non-joiner. */
const joiningScript = () =>
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Inherited}]$/u;
const han = () => /^\p{Script=Han}$/u;
const standardVariant = () => /^[\p{Script=Han}\p{Script=Myanmar}\p{Script=Phags_Pa}\p{Sm}]$/u;
/** The tag sequences of the only three flags that are written with tags: England, Scotland, Wales. */
const tagFlag =
  /[\u{e0067}][\u{e0062}](?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/uy;
const blackFlag = 0x1f3f4;
const zwnj = 0x200c;
const zwj = 0x200d;

/** The text as it may be shown on several lines: line ends are "\n", and tabs stay. */
export function safeText(text: string): string {
  suspect.lastIndex = 0;
  if (!suspect.test(text)) return text;
  return filter(text, suspect.lastIndex - 1);
}

/** The text as it may be shown in one row: safeText with every run of blanks and line ends as one space, trimmed. */
export function safeLine(text: string): string {
  const safe = safeText(text);
  if (!/\s{2}|[^\S ]|^\s|\s$/.test(safe)) return safe;
  // Single spaces stay as they are: a long text has hundreds of them, and each match would cost an object.
  return safe.replace(/\s{2,}|[^\S ]/g, ' ').trim();
}

/** What filter() knows at a place: the last character kept, the marks on its base, a joiner that waits for its right side. */
interface Place {
  out: string;
  last: number;
  marks: number;
  joiner: number;
  /** Pictures joined to the one before, in a row. */
  joins: number;
}

function filter(text: string, firstSuspect: number): string {
  const place: Place = { out: '', last: -1, marks: 0, joiner: 0, joins: 0 };
  let index = 0;
  let next = firstSuspect;
  while (index < text.length) {
    if (next > index) keepRun(place, text.slice(index, next));
    if (next >= text.length) break;
    index = look(text, next, place);
    suspect.lastIndex = index;
    next = suspect.test(text) ? suspect.lastIndex - 1 : text.length;
  }
  return place.out;
}

function keepRun(place: Place, run: string): void {
  takeJoiner(place, run.codePointAt(0) ?? 0);
  place.out += run;
  place.last = run.charCodeAt(run.length - 1);
  place.marks = 0;
}

function keep(place: Place, code: number): void {
  takeJoiner(place, code);
  place.out += String.fromCodePoint(code);
  place.last = code;
}

/** A joiner is written only once both of its neighbors are known to be kept and to need it. */
function takeJoiner(place: Place, right: number): void {
  const joiner = place.joiner;
  if (joiner === 0) {
    if (!(right >= 0xfe00 && right <= 0xfe0f) && !(right >= 0x1f3fb && right <= 0x1f3ff)) place.joins = 0;
    return;
  }
  place.joiner = 0;
  const before = String.fromCodePoint(place.last);
  const after = String.fromCodePoint(right);
  const inWord = joiningScript().test(before) && joiningScript().test(after);
  const inEmoji = joiner === zwj && place.joins < maxJoins && pictograph().test(before) && pictograph().test(after);
  place.joins = inEmoji ? place.joins + 1 : 0;
  if (inWord || inEmoji) place.out += String.fromCodePoint(joiner);
}

/** Judges the character at `index`; returns where to go on. */
function look(text: string, index: number, place: Place): number {
  const code = text.codePointAt(index) ?? 0;
  const after = index + (code > 0xffff ? 2 : 1);
  if (code < 0xa0) return control(text, index, code, place);
  if (code >= 0xd800 && code <= 0xdfff) {
    keep(place, 0xfffd);
    place.marks = 0;
  } else if (code === 0x2028 || code === 0x2029) {
    newLine(place);
  } else if (code === zwnj || code === zwj) {
    if (place.last > 0) place.joiner = code;
  } else if (isVariation(code)) {
    if (takesVariation(place.last, code)) keep(place, code);
  } else if (code === 0xe0067 && place.last === blackFlag) {
    return flag(text, index, place) ?? after;
  } else {
    visible(code, place);
  }
  return after;
}

function visible(code: number, place: Place): void {
  const character = String.fromCodePoint(code);
  if (isPoint(code) || (mark().test(character) && !ignorable().test(character))) {
    // A mark without a base would stand on whatever the terminal shows before this text; a blank is trimmed or broken at.
    if (place.last < 0 || blank.test(String.fromCodePoint(place.last)) || place.marks >= maxMarks) return;
    keep(place, code);
    place.marks += 1;
  } else if (!ignorable().test(character) || seenFormat.test(character)) {
    keep(place, code);
    place.marks = 0;
  }
}

function newLine(place: Place): void {
  place.joiner = 0;
  keep(place, 0x0a);
  place.marks = 0;
}

function flag(text: string, index: number, place: Place): number | null {
  tagFlag.lastIndex = index;
  const tags = tagFlag.exec(text)?.[0];
  if (tags === undefined) return null;
  place.out += tags;
  place.last = 0xe007f;
  return index + tags.length;
}

function isVariation(code: number): boolean {
  return (
    (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0x180b && code <= 0x180f) || (code >= 0xe0100 && code <= 0xe01ef)
  );
}

/** One selector straight after a character that has variants: long runs of selectors smuggle data. */
function takesVariation(base: number, selector: number): boolean {
  if (base <= 0 || isVariation(base)) return false;
  const character = String.fromCodePoint(base);
  if (selector >= 0xe0100) return han().test(character);
  if (selector < 0xfe00) return base >= 0x1820 && base <= 0x18aa;
  return selector >= 0xfe0e ? emojiBase().test(character) : standardVariant().test(character);
}

/** C0, DEL and C1; the sequences that they begin go with them. Returns where to go on. */
function control(text: string, index: number, code: number, place: Place): number {
  switch (code) {
    case 0x0d: // A bare CR would write over the row: both it and CR LF end a line.
      if (text.charCodeAt(index + 1) !== 0x0a) newLine(place);
      return index + 1;
    case 0x0b:
    case 0x0c:
    case 0x85:
      newLine(place);
      return index + 1;
    case 0x1b:
      return afterEscape(text, index + 1);
    case 0x9b:
      return afterControlSequence(text, index + 1);
    case 0x90:
    case 0x98:
    case 0x9d:
    case 0x9e:
    case 0x9f:
      return afterControlString(text, index + 1);
    default:
      return index + 1;
  }
}

/** `index` is that of the character after ESC (ECMA-48, 5.3 and 5.6). */
function afterEscape(text: string, index: number): number {
  const next = text[index] ?? '';
  if (next === '[') return afterControlSequence(text, index + 1);
  if (next !== '' && ']PX^_'.includes(next)) return afterControlString(text, index + 1);
  // Character sets (ESC ( B), line sizes and the like: one more character belongs to them.
  if (next !== '' && '()*+-./#% '.includes(next) && /[0-9A-Za-z@]/.test(text[index + 1] ?? '')) return index + 2;
  return next !== '' && '0123456789:;<=>?\\c'.includes(next) ? index + 1 : index;
}

/** After CSI: parameters, intermediates, one final character; where it is not whole, only the beginning goes. */
function afterControlSequence(text: string, start: number): number {
  let index = start;
  const limit = Math.min(text.length, start + 256);
  while (index < limit && inRange(text, index, 0x30, 0x3f)) index += 1;
  while (index < limit && inRange(text, index, 0x20, 0x2f)) index += 1;
  return index < limit && inRange(text, index, 0x40, 0x7e) ? index + 1 : start;
}

/**
 * After OSC, DCS, APC, PM or SOS: up to BEL or ST. Another ESC or a line end breaks the string off, as terminals do,
 * so that no character is looked at more than twice; a string without an end loses only its beginning.
 */
function afterControlString(text: string, start: number): number {
  for (let index = start; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x07 || code === 0x9c) return index + 1;
    if (code === 0x1b) return text[index + 1] === '\\' ? index + 2 : start;
    if (code === 0x0a || code === 0x0d || (code >= 0x80 && code < 0xa0)) return start;
  }
  return start;
}

function inRange(text: string, index: number, low: number, high: number): boolean {
  const code = text.charCodeAt(index);
  return code >= low && code <= high;
}
