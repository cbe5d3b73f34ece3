/** How alike two headlines are, by their words. */

/** Headlines are compared with each other many times; dropped when a page has more of them than any needs. */
const known = new Map<string, ReadonlySet<string>>();

export function words(text: string): ReadonlySet<string> {
  let found = known.get(text);
  if (!found) {
    if (known.size > 2_000) known.clear();
    found = wordsIn(text);
    known.set(text, found);
  }
  return found;
}

/** The words of a text; those of headlines come from `words`, which remembers them. */
export function wordsIn(text: string): Set<string> {
  const dense = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu) ?? [];
  const spaced = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return new Set(dense.length > 4 ? dense : spaced);
}

/** Share of words in common, by the shorter of the two: 1 where one holds the other. */
export function overlap(one: string, other: string): number {
  const a = words(one);
  const b = words(other);
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common / Math.max(1, Math.min(a.size, b.size));
}

/** Like overlap, but by the longer: 1 only where both say the same words. */
export function likeness(one: string, other: string): number {
  const a = words(one);
  const b = words(other);
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common / Math.max(1, a.size, b.size);
}
