/** How long a text takes to read. */

const wordsPerMinute = 230;
/** Scripts without spaces are counted by characters. */
const charactersPerMinute = 500;
// Patterns of Unicode properties are made when first asked for: together they cost a start of the program 3 ms.
const unspaced = () =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** Letters of scripts without spaces stand above this, save for punctuation (U+2000 to U+2E7F). */
const maybeUnspaced = /[\u0e00-\u1fff\u2e80-\uffff]/;

/** Whole minutes, at least 1; null where there is no text. */
export function minutesOf(text: string | null): number | null {
  if (!text?.trim()) return null;
  const mayBeUnspaced = maybeUnspaced.test(text);
  const characters = mayBeUnspaced ? (text.match(unspaced())?.length ?? 0) : 0;
  const words = wordsIn(mayBeUnspaced ? text.replace(unspaced(), ' ') : text);
  return Math.max(1, Math.round(words / wordsPerMinute + characters / charactersPerMinute));
}

/** Counted without taking the words out: it is done for every article that comes. */
function wordsIn(text: string): number {
  let words = 0;
  let isBetween = true;
  for (let at = 0; at < text.length; at++) {
    const blank = isBlank(text.charCodeAt(at));
    if (isBetween && !blank) words++;
    isBetween = blank;
  }
  return words;
}

function isBlank(unit: number): boolean {
  if (unit < 0xa0) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return unit === 0xa0 || (unit >= 0x1680 && /\s/.test(String.fromCharCode(unit)));
}
