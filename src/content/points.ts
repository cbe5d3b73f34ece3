/**
 * The points and accents of Latin, Greek, Cyrillic, Hebrew and Arabic: marks that stand on the character before and take no cell.
 * They are told by their numbers, because the first regular expression with a Unicode property costs a start some milliseconds.
 */

/** The same as isPoint, for a character class. */
export const pointRanges =
  '\\u0300-\\u034e\\u0350-\\u036f\\u0591-\\u05bd\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc';

/** `code` is a UTF-16 unit or a code point. */
export function isPoint(code: number): boolean {
  if (code < 0x591) return code >= 0x300 && code < 0x370 && code !== 0x34f;
  if (code < 0x610) return code <= 0x5bd;
  return code <= 0x61a || (code >= 0x64b && code <= 0x65f) || code === 0x670 || (code >= 0x6d6 && code <= 0x6dc);
}
