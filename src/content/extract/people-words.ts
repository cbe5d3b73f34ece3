/** The words that stand before a name in a byline, in many languages. */

import words from '../../../data/extract/people.json' with { type: 'json' };
import { withoutEnd } from './tree.ts';

/** By-words by their first character, longest first. */
const byWords = Map.groupBy(
  [...words.by].sort((a, b) => b.length - a.length),
  (word) => word.charAt(0),
);

/** Prepositions that also begin names ("De Vries", "Da Silva"): believed only where they cannot. */
const alsoInNames = new Set(words.alsoInNames);
/** By-words that are no part of any name, however it is written. */
const certain = new Set(words.onlyBefore);

/** How many characters at the start are a byline's own words; 0 where it begins with a name or anything else. */
export function byLength(text: string): number {
  const lower = text.toLowerCase();
  for (const by of byWords.get(lower.charAt(0)) ?? []) {
    if (!lower.startsWith(by)) continue;
    const rest = text.slice(by.length);
    const joint = /^\s*[:：／/|｜＝]\s*|^・|^\s+(?:[-–—]\s*)?|^[–—]\s*/.exec(rest)?.[0] ?? null;
    const dense = joint === null && /^[\u3040-\u9fff\uac00-\ud7a3]/.test(by);
    if ((joint === null && !dense) || rest.slice(joint?.length ?? 0) === '') continue;
    const marked = joint !== null && /[:：／/|｜＝・]/.test(joint);
    // "Di Marco Rossi" is by Marco Rossi: nobody with that family name is written without a first name before it.
    const italian = by === 'di' && /^\s+\p{Lu}\S+\s+\p{Lu}/u.test(rest);
    if (alsoInNames.has(by) && !marked && !italian && /^\p{Lu}/u.test(text)) continue;
    if (dense && by.length < 2) continue;
    if (!marked && !certain.has(by) && /^\p{Lu}/u.test(text) && /^\p{Ll}/u.test(rest.slice(joint?.length ?? 0)))
      continue;
    return by.length + (joint?.length ?? 0);
  }
  return 0;
}

/** Words as one alternative of a pattern, the longest first. */
export function alternatives(entries: readonly string[]): string {
  return [...entries]
    .sort((one, other) => other.length - one.length)
    .map((entry) => entry.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
}

/** "and" in many languages: what joins two names. */
export const and = alternatives(words.and);
/** "Photo" and its like in many languages. */
export const pictureWords = alternatives(words.pictureWords);

const name = /^[\p{Lu}\p{Lo}@]/u;

/** True for a text that begins like a byline: a by-word, then something that could be a name. */
export function startsWithBy(text: string): boolean {
  const length = byLength(text);
  return length > 0 && name.test(text.slice(length));
}

/** The text without "By" and its like, twice: "Text: von Ina Roth". */
export function withoutBy(text: string): string {
  const once = text.slice(byLength(text));
  return once.slice(byLength(once));
}

const nameShape = new RegExp(
  `^\\p{Lu}[\\p{L}\\p{M}'’.-]*(?:\\s(?:(?:${alternatives(words.particles)})\\s){0,2}\\p{Lu}[\\p{L}\\p{M}'’.-]*){1,3}$`,
  'u',
);

/** True for two to five words in the way names are written, in scripts that have capitals. */
export function looksLikeName(text: string): boolean {
  return nameShape.test(text) && text.length < 50 && !/\d/.test(text);
}

/** True for the words before a name ("Words by", "Author:") where the name itself stands elsewhere. */
export function isLabel(segment: string): boolean {
  const bare = withoutEnd(segment, /[\s:：,،]/);
  return bare !== '' && byLength(`${bare} X`) === bare.length + 1;
}
