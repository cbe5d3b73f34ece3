/** Terminal cells: how many a text takes, and cutting, padding and parting it without splitting what is one character. */
import { eastAsianWidth } from 'get-east-asian-width';

/** Text of one-cell characters only, each a grapheme of its own: length is width. */
const oneCellOnly =
  /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u061d-\u064a\u0671-\u06d5\u2010-\u2027\u2030-\u203b]*$/;
/** One- and two-cell characters that never join their neighbors into one grapheme. */
const simpleOnly =
  /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u061d-\u064a\u0671-\u06d5\u2010-\u2027\u2030-\u203b\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/;
const noCellMark = /^[\p{Mn}\p{Me}\p{Cc}\p{Default_Ignorable_Code_Point}]$/u;
/** Begins a cluster that terminals draw as one two-cell picture. */
const flagLetter = /^\p{Regional_Indicator}/u;
const presentedAsEmoji =
  /^(?:\p{Emoji_Presentation}|[\p{Emoji}\p{Extended_Pictographic}]\p{Emoji_Modifier}?\ufe0f|\p{Emoji_Modifier_Base}\p{Emoji_Modifier})/u;
const joinedPictures = /\u200d\p{Extended_Pictographic}/u;

let segmenter: Intl.Segmenter | null = null;

/** The user-perceived characters of a text, in order. Intl.Segmenter is built only once a text needs it. */
export function graphemes(text: string): readonly string[] {
  if (simpleOnly.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  const clusters: string[] = [];
  for (const { segment } of segmenter.segment(text)) clusters.push(segment);
  return clusters;
}

/** Cells that a terminal gives to the text on one line; control characters take none. */
export function widthOf(text: string): number {
  if (oneCellOnly.test(text)) return text.length;
  if (simpleOnly.test(text)) return simpleWidth(text);
  let cells = 0;
  for (const cluster of graphemes(text)) cells += clusterWidth(cluster);
  return cells;
}

/** Every character is of simpleOnly's set, whose two-cell characters are those from U+3000, save half-width forms. */
function simpleWidth(text: string): number {
  let cells = 0;
  for (let index = 0; index < text.length; index += 1) cells += simpleCell(text.charCodeAt(index));
  return cells;
}

function simpleCell(code: number): number {
  return code < 0x3000 || (code > 0xff60 && code < 0xffe0) ? 1 : 2;
}

/** Cells of one grapheme, 0 to 2 for nearly all; the rest (a base with spacing marks) is the sum of what is seen. */
export function clusterWidth(cluster: string): number {
  const code = cluster.codePointAt(0) ?? 0;
  if (cluster.length === 1 && oneCellOnly.test(cluster)) return 1;
  if (cluster.length === (code > 0xffff ? 2 : 1)) {
    if (noCellMark.test(cluster)) return 0;
    return flagLetter.test(cluster) ? 2 : eastAsianWidth(code);
  }
  if (flagLetter.test(cluster) || /^[0-9#*]\ufe0f/.test(cluster)) return 2;
  if (/^.\ufe0e/u.test(cluster) && code <= 0xffff) return 1;
  if (presentedAsEmoji.test(cluster) || joinedPictures.test(cluster)) return 2;
  // A syllable built of conjoining Hangul letters is drawn in the cells of its first.
  if (code >= 0x1100 && code <= 0x11ff) return eastAsianWidth(code);
  let cells = 0;
  for (const character of cluster) {
    if (character === '\u200d') break;
    if (!noCellMark.test(character)) cells += eastAsianWidth(character.codePointAt(0) ?? 0);
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
  const ascii = text.slice(0, cells + 1);
  if (oneCellOnly.test(ascii)) return [text.slice(0, cells), text.slice(cells)];
  let used = 0;
  let end = 0;
  // No grapheme of a cleaned text is longer than some twenty characters, so a window is enough for all that can fit.
  for (const cluster of graphemes(text.slice(0, cells * 24 + 64))) {
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
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    let used = 0;
    for (const piece of breakable(paragraph)) {
      let rest = piece;
      let width = widthOf(rest.trimEnd());
      if (used > 0 && used + width > cells) {
        lines.push(line.trimEnd());
        line = '';
        used = 0;
      }
      while (width > cells) {
        const [head, tail] = forceSplit(rest, cells);
        lines.push(head);
        rest = tail;
        width = widthOf(rest.trimEnd());
      }
      line += rest;
      used += widthOf(rest);
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** Like splitAt, but always takes something: a grapheme that is wider than the whole line becomes "…". */
export function forceSplit(text: string, cells: number): readonly [string, string] {
  const parts = splitAt(text, cells);
  if (parts[0] !== '' || text === '') return parts;
  const first = graphemes(text.slice(0, 64))[0] ?? '';
  return ['…', text.slice(first.length)];
}

/** Characters between which a line may end without a blank: ideographs, kana, Thai and its neighbors. */
const ideographic =
  /[\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u2e80-\u303f\u3041-\u30ff\u3131-\u318e\u31f0-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\uff00-\uffef]|[\ud840-\ud88d]/;
/** Must not begin a line: closing brackets, small kana, stops (JIS X 4051, simplified), marks. */
const noBegin =
  /^[\p{M}\p{Pe}\p{Pf}!%,.:;?、。々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ・ーゝゞヽヾ〜！％，．：；？～ｰ…‥\u0e30-\u0e3a\u0e45-\u0e4e]/u;
/** Must not end a line: opening brackets, prices. */
const noEnd = /[\p{Ps}\p{Pi}￥＄£$¥\u0e40-\u0e44]$/u;

/**
 * The text in pieces between which a line may end. A piece carries the blanks that follow it, and after a hyphen or a
 * slash inside a long word a line may end too.
 */
export function breakable(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const word of text.match(/[^ ]*(?: +|$)/g) ?? []) {
    if (word === '') continue;
    if (!ideographic.test(word)) pieces.push(word);
    else partIdeographs(word, pieces);
  }
  return pieces;
}

function partIdeographs(word: string, pieces: string[]): void {
  let piece = '';
  let previous = '';
  for (const cluster of graphemes(word)) {
    const may =
      previous !== '' &&
      cluster !== ' ' &&
      (ideographic.test(previous) || ideographic.test(cluster)) &&
      !noBegin.test(cluster) &&
      !noEnd.test(previous);
    if (may) {
      pieces.push(piece);
      piece = '';
    }
    piece += cluster;
    previous = cluster;
  }
  pieces.push(piece);
}
