/** Pages that sell a subscription: prices with what they are for, and nothing that says who told it when. */
import type { Block } from './blocks.ts';
import { oneOf } from './name-words.ts';

/** A line of prices is short. */
const longestOffer = 90;
/** Stories name a price once; offers stand beside each other. */
const enoughOffers = 2;

/** A word by itself; in scripts that write no blanks it may stand inside others. */
const dense = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}';
const alone = (words: string): string => `(?:(?<!\\p{L})|(?=[${dense}]))${words}(?:(?!\\p{L})|(?<=[${dense}]))`;

const currency = `(?:\\p{Sc}|${alone(oneOf('currencies'))})`;
const price = new RegExp(`${currency}\\s?\\d|\\d\\s?${currency}`, 'iu');
const period = new RegExp(alone(oneOf('periods')), 'iu');

/** How many of the lines are a price for a time: "12.90 € / month", "$3 for 4 weeks". */
function offersIn(blocks: readonly Block[]): number {
  return blocks.filter(
    ({ kind, size, text }) =>
      kind !== 'cell' && size > 0 && size < longestOffer && price.test(text) && period.test(text),
  ).length;
}

/** True where the lines of a page are offers. */
export function areOffers(blocks: readonly Block[]): boolean {
  return offersIn(blocks) >= enoughOffers;
}
