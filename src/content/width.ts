/** Terminal cells: how many a text takes, and cutting, padding and parting it without splitting what is one character. */
import { eastAsianWidth } from 'get-east-asian-width';
import { isPoint, pointRanges } from './points.ts';

/** Text of one-cell characters only, each a grapheme of its own: length is width. */
const oneCellOnly =
  /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0606-\u060f\u061b\u061d-\u064a\u0671-\u06d5\u2010-\u2027\u2030-\u203b]*$/;
/** One- and two-cell characters that never join their neighbors into one grapheme, as a character class. */
const simple =
  '\\x20-\\x7e\\xa1-\\xac\\xae-\\u02ff\\u0370-\\u0482\\u048a-\\u0590\\u05d0-\\u05ea\\u0606-\\u060f\\u061b\\u061d-\\u064a\\u0660-\\u066f\\u0671-\\u06d5\\u2010-\\u2027\\u2030-\\u203b\\u3000-\\u3029\\u3041-\\u3096\\u309b-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff9d';
const simpleOnly = new RegExp(`^[${simple}]*$`);
const pointedOnly = new RegExp(`^[${simple}${pointRanges}]*$`);
const pointed = new RegExp(`[^${pointRanges}][${pointRanges}]*|[${pointRanges}]+`, 'g');
/** What extends the character before it, beside the points: keycap, text or emoji style, skin tones, the tags of flags. */
const extending = `${pointRanges}\\u20e3\\ufe0e\\ufe0f\\u{1f3fb}-\\u{1f3ff}\\u{e0020}-\\u{e007f}`;
const picturesToo = new RegExp(
  `^[${simple}${extending}\\u200d\\p{Extended_Pictographic}\\p{Regional_Indicator}]*$`,
  'u',
);
const picture = `\\p{Extended_Pictographic}[${extending}]*`;
/** Extended grapheme clusters (UAX #29, GB9 to GB13) in text of picturesToo. */
const pictures = new RegExp(
  `(?:\\p{Regional_Indicator}{2}|${picture}(?:\\u200d${picture})*|[^])[${extending}\\u200d]*`,
  'gu',
);
// Patterns of Unicode properties are made when first asked for: together they cost a start of the program 3 ms.
const noCellMark = () => /^[\p{Mn}\p{Me}\p{Cc}\p{Default_Ignorable_Code_Point}]$/u;
/** Begins a cluster that terminals draw as one two-cell picture. */
const flagLetter = () => /^\p{Regional_Indicator}/u;
const presentedAsEmoji = () =>
  /^(?:\p{Emoji_Presentation}|[\p{Emoji}\p{Extended_Pictographic}]\p{Emoji_Modifier}?\ufe0f|\p{Emoji_Modifier_Base}\p{Emoji_Modifier})/u;
const joinedPictures = () => /\u200d\p{Extended_Pictographic}/u;

/** Longest grapheme kept whole, in UTF-16 units: the longest emoji (a kiss with skin tones) has 15, a base with 8 marks 18. */
const maxCluster = 24;
const overlongParts = () => /\P{M}(?:\p{M}|\u200d\P{M}?){0,9}|\p{M}{1,9}/gu;

let segmenter: Intl.Segmenter | null = null;

/**
 * The user-perceived characters of a text, in order. Scripts with rules of their own (Indic, Thai, old Hangul) need Intl.Segmenter,
 * and the first use of Intl costs a start 10 ms: letters with points and emoji do without.
 */
export function graphemes(text: string): readonly string[] {
  const clusters = clustersOf(text);
  return Array.isArray(clusters) ? clusters : [...clusters];
}

function clustersOf(text: string): Iterable<string> {
  if (simpleOnly.test(text)) return text.split('');
  if (pointedOnly.test(text)) return text.match(pointed) ?? [];
  return picturesToo.test(text) ? parted(text.match(pictures) ?? []) : segments(text);
}

/** Without clusters that nobody would take for one character. */
function parted(clusters: readonly string[]): readonly string[] {
  const isLong = clusters.some((cluster) => cluster.length > maxCluster);
  return isLong
    ? clusters.flatMap((cluster) => (cluster.length > maxCluster ? (cluster.match(overlongParts()) ?? []) : cluster))
    : clusters;
}

function* segments(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) {
    // Conjuncts of Indic consonants have no end by the rules; one longer than any word's is parted.
    if (segment.length > maxCluster) yield* segment.match(overlongParts()) ?? [segment];
    else yield segment;
  }
}

/** Cells that a terminal gives to the text on one line; control characters take none. */
export function widthOf(text: string): number {
  if (oneCellOnly.test(text)) return text.length;
  if (pointedOnly.test(text)) return simpleWidth(text);
  let cells = 0;
  for (const cluster of graphemes(text)) cells += clusterWidth(cluster);
  return cells;
}

/** Every character is of pointedOnly's set, whose two-cell characters are those from U+3000, save half-width forms. */
function simpleWidth(text: string): number {
  let cells = 0;
  for (let index = 0; index < text.length; index += 1) cells += simpleCell(text.charCodeAt(index));
  return cells;
}

function simpleCell(code: number): number {
  if (isPoint(code)) return 0;
  return code < 0x3000 || (code > 0xff60 && code < 0xffe0) ? 1 : 2;
}

/** Cells of one grapheme, 0 to 2 for nearly all; the rest (a base with spacing marks) is the sum of what is seen. */
export function clusterWidth(cluster: string): number {
  const code = cluster.codePointAt(0) ?? 0;
  if (pointedOnly.test(cluster)) return simpleWidth(cluster);
  if (cluster.length === (code > 0xffff ? 2 : 1)) {
    if (noCellMark().test(cluster)) return 0;
    return flagLetter().test(cluster) ? 2 : eastAsianWidth(code);
  }
  if (flagLetter().test(cluster) || /^[0-9#*]\ufe0f/.test(cluster)) return 2;
  if (/^.\ufe0e/u.test(cluster) && code <= 0xffff) return 1;
  if (presentedAsEmoji().test(cluster) || joinedPictures().test(cluster)) return 2;
  // A syllable built of conjoining Hangul letters is drawn in the cells of its first.
  if (code >= 0x1100 && code <= 0x11ff) return eastAsianWidth(code);
  let cells = 0;
  for (const character of cluster) {
    if (character === '\u200d') break;
    if (!noCellMark().test(character)) cells += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return cells;
}

/**
 * The text in two parts: as much of its beginning as `cells` hold, and the rest. Where not even the first grapheme fits, the head is
 * empty, so a caller that must go on replaces that grapheme.
 */
export function splitAt(text: string, cells: number): readonly [string, string] {
  if (cells <= 0) return ['', text];
  if (text.length <= cells && oneCellOnly.test(text)) return [text, ''];
  if (oneCellOnly.test(text.slice(0, cells + 1))) return [text.slice(0, cells), text.slice(cells)];
  let used = 0;
  let end = 0;
  for (const cluster of clustersOf(text.slice(0, (cells + 1) * maxCluster))) {
    const width = clusterWidth(cluster);
    if (used + width > cells) break;
    used += width;
    end += cluster.length;
  }
  return [text.slice(0, end), text.slice(end)];
}

/** At most `cells` wide: a text that is cut ends in "…". */
export function cut(text: string, cells: number): string {
  if (cells <= 0) return '';
  const [head, tail] = splitAt(text, cells);
  if (tail === '' || widthOf(tail) === 0) return head;
  return `${splitAt(text, cells - 1)[0].trimEnd()}…`;
}

/** Exactly `cells` wide: cut with "…" or filled up with blanks on the side away from `align`. */
export function fit(text: string, cells: number, align: 'left' | 'right' | 'center' = 'left'): string {
  const short = cut(text, cells);
  const blanks = Math.max(0, cells - widthOf(short));
  if (blanks === 0) return short;
  const left = align === 'left' ? 0 : align === 'right' ? blanks : blanks >> 1;
  return `${' '.repeat(left)}${short}${' '.repeat(blanks - left)}`;
}

/** The text as lines of at most `cells`, parted at blanks and between East Asian characters, inside a word only if need be. */
export function wrap(text: string, cells: number): readonly string[] {
  return breakLines(text, cells).map((line) => (line.cells > cells ? '…' : text.slice(line.start, line.end)));
}

/** A line is text.slice(start, end); the blanks after `end` belong to no line. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
  /** Cells of the line: more than asked for only where one grapheme is wider than that, and must be shown as "…". */
  readonly cells: number;
}

/** Characters between which a line may end without a blank: ideographs, kana, Thai and its neighbors. */
const ideographic = () =>
  /[\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u2e80-\u303f\u3041-\u30ff\u3131-\u318e\u31f0-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\uff00-\uffef]|[\ud840-\ud88d]/;
/** Must not begin a line: closing brackets, stops, small kana (JIS X 4051, simplified), marks. */
const noBegin = () =>
  /^[\p{M}\p{Pe}\p{Pf}!%,.:;?、。々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ・ーゝゞヽヾ〜！％，．：；？～ｰ…‥\u0e30-\u0e3a\u0e45-\u0e4e]/u;
/** Must not end a line: opening brackets, signs of money, vowels that Thai writes first. */
const noEnd = () => /[\p{Ps}\p{Pi}￥＄£$¥\u0e40-\u0e44]$/u;

/**
 * Parts `text` ("\n" in it ends a line too) into lines of at most `cells` (at least 1). A word longer than a line is cut between
 * graphemes. Every character but blanks and line ends is in exactly one line, in order; there is at least one line.
 */
export function breakLines(text: string, cells: number): readonly LineRange[] {
  const lines: LineRange[] = [];
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    breakParagraph(text, start, end, Math.max(1, cells), lines);
    start = end + 1;
  }
  return lines;
}

/** The line being filled. */
interface Filling {
  start: number;
  end: number;
  /** Cells up to `end`, and the blanks after it that count only if another word follows. */
  cells: number;
  blanks: number;
}

function breakParagraph(text: string, from: number, to: number, cells: number, lines: LineRange[]): void {
  const line: Filling = { start: from, end: from, cells: 0, blanks: 0 };
  let index = from;
  while (index < to) {
    let wordEnd = text.indexOf(' ', index);
    if (wordEnd === -1 || wordEnd > to) wordEnd = to;
    let blankEnd = wordEnd;
    while (blankEnd < to && text[blankEnd] === ' ') blankEnd += 1;
    if (wordEnd > index) addWord(text.slice(index, wordEnd), index, line, cells, lines);
    if (line.end === line.start) line.start = line.end = blankEnd;
    else line.blanks = blankEnd - line.end;
    index = blankEnd;
  }
  lines.push({ start: line.start, end: line.end, cells: line.cells });
}

function addWord(word: string, at: number, line: Filling, cells: number, lines: LineRange[]): void {
  let place = at;
  for (const piece of ideographic().test(word) ? partIdeographs(word) : [word]) {
    const width = widthOf(piece);
    if (line.cells + line.blanks + width <= cells) extend(line, place, piece.length, width);
    else addAfterBreak(piece, place, width, line, cells, lines);
    place += piece.length;
  }
}

function extend(line: Filling, place: number, length: number, width: number): void {
  if (line.end === line.start) line.start = place;
  line.cells += line.blanks + width;
  line.blanks = 0;
  line.end = place + length;
}

function startLine(line: Filling, place: number): void {
  line.start = place;
  line.end = place;
  line.cells = 0;
  line.blanks = 0;
}

/** The piece did not fit on the line: it begins the next, and is cut where it is longer than a whole line. */
function addAfterBreak(
  piece: string,
  at: number,
  width: number,
  line: Filling,
  cells: number,
  lines: LineRange[],
): void {
  // A long address or the like fills up the line that it begins on, unless only a corner of that is left.
  const room = cells - line.cells - line.blanks;
  if (line.end > line.start && (width <= cells || room * 3 < cells)) {
    lines.push({ start: line.start, end: line.end, cells: line.cells });
    startLine(line, at);
  }
  if (width <= cells) {
    extend(line, at, piece.length, width);
    return;
  }
  let place = at;
  for (const cluster of graphemes(piece)) {
    const clusterCells = clusterWidth(cluster);
    if (line.end > line.start && line.cells + line.blanks + clusterCells > cells) {
      lines.push({ start: line.start, end: line.end, cells: line.cells });
      startLine(line, place);
    }
    extend(line, place, cluster.length, clusterCells);
    place += cluster.length;
  }
}

/** A word in pieces between which a line may end. */
function partIdeographs(word: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let previous = '';
  for (const cluster of graphemes(word)) {
    const may =
      previous !== '' &&
      (ideographic().test(previous) || ideographic().test(cluster)) &&
      !noBegin().test(cluster) &&
      !noEnd().test(previous);
    if (may) {
      pieces.push(piece);
      piece = '';
    }
    piece += cluster;
    previous = cluster;
  }
  pieces.push(piece);
  return pieces;
}
