/** Credits that name others than those who wrote: who took the pictures, who edited, checked or translated. */
import words from '../../../data/extract/people.json' with { type: 'json' };
import { alternatives, isLabel, pictureWords } from './people-words.ts';

const pictureStart = new RegExp(
  `^\\s*(?:${pictureWords})(?:(?![\\p{L}\\p{M}])|(?<=[\\p{sc=Han}\\p{sc=Hangul}]))`,
  'iu',
);

/** True for words that begin the credit of pictures: who took them is no author. */
export function isPictureCredit(text: string): boolean {
  return pictureStart.test(text);
}

/** "Edited by" needs a name behind it or nothing at all; "Editor" alone is what somebody is, and "Editor:" a label. */
const phrases = words.helpers.filter((word) => word.includes(' '));
const labels = alternatives(words.helpers);
const helpStart = new RegExp(
  `^[\\s,;.&(]*(?:(?:${labels})\\s*[:：｜＝](?!\\S*\\/\\/)|(?:${alternatives(phrases)})(?:\\s+(?=[\\p{L}@])|\\s*$))`,
  'iu',
);

/** True for words that begin the credit of somebody who edited, checked or translated what another wrote. */
export function isHelpCredit(text: string): boolean {
  return helpStart.test(text);
}

/** True for a credit of anybody who did not write. */
function isOthersCredit(text: string): boolean {
  return isPictureCredit(text.replace(/^[\s,;.&]+/, '')) || isHelpCredit(text);
}

const start = '(?:^|[,;|•·(])\\s*';
const by = alternatives(words.onlyBefore);
// A sentence may end in the word "photo": a label stands alone, behind a comma, or ends in "by" or a colon.
const pictureLabel = new RegExp(
  `${start}(?:${pictureWords})\\s*[:：]?\\s*$|(?:^|\\s)(?:${pictureWords})(?:\\s(?:${by})|\\s?[:：])\\s*$`,
  'iu',
);
const helpLabel = new RegExp(
  `(?:^|[\\s,;|•·(])(?:(?:${alternatives(phrases)})\\s*[:：]?|(?:${labels})\\s?[:：])\\s*$`,
  'iu',
);

/** True for a text that ends in the label of a picture's credit ("in Rome, photographs by"). */
export function endsInPictureLabel(text: string): boolean {
  return pictureLabel.test(text.slice(-60));
}

/** True for a text that ends in the label of such a help ("Edited by"): what follows it is no author. */
export function endsInHelpLabel(text: string): boolean {
  return helpLabel.test(text.slice(-60));
}

/** The words before a colon, or before the signs that stand for one in Chinese and Japanese. */
const beforeColon = /(?<![^\s,;.|()（）:：｜＝])([^\s,;.|()（）:：｜＝]+)\s?[:：｜＝](?!\/\/)\s*(?=\S)/gu;

/** At most as many words as a label has: "photographs and text by:". */
const longestLabel = 4;

/** Where the label begins that ends at `end`, and whether it is one of those who wrote; null for what may be no label. */
function labelBefore(text: string, start: number, end: number): { readonly at: number; readonly own: boolean } | null {
  const before = text.slice(start, end).trimEnd();
  const parts = [...before.matchAll(/\S+/g)];
  for (let count = Math.min(longestLabel, parts.length); count > 0; count--) {
    const at = parts[parts.length - count]?.index ?? 0;
    const words = before.slice(at);
    if (isOthersCredit(`${words}: `)) return { at: start + at, own: false };
    if (isLabel(words)) return { at: start + at, own: true };
  }
  // A word nobody knows is a label only behind a whole name.
  const name = parts.length > 2 ? parts.at(-1) : undefined;
  return name ? { at: start + name.index, own: false } : null;
}

/** Only the names of those who wrote: "Ana Silva Photos: Jo Wu" is hers, and "Text: …" in it begins a writer's again. */
export function ofWriters(text: string): string {
  if (!/[:：｜＝]/.test(text)) return text;
  const kept: string[] = [];
  let from = 0;
  let own = true;
  for (const match of text.matchAll(beforeColon)) {
    const end = match.index + (match[1]?.length ?? 0);
    if (end <= from || !/\p{L}/u.test(match[1] ?? '')) continue;
    const found = labelBefore(text, from, end);
    if (!found) continue;
    if (own) kept.push(text.slice(from, found.at));
    own = found.own;
    from = match.index + match[0].length;
  }
  if (own) kept.push(text.slice(from));
  return kept
    .map((one) => one.trim().replace(/(?<=\p{L}{3})\.$|(?!\.$)[\s,;.|/·–—-]+$/u, ''))
    .filter((one) => one !== '')
    .join(', ');
}
