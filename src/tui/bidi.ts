/** Rows of our own (headlines, titles, names) in the order in which they are seen; content does the same for bodies. */
import { levelsOf, visualSpans } from '../content/bidi.ts';
import { hasRightLetters } from '../content/language.ts';
import type { Direction } from '../core/article.ts';

export function hasRightToLeft(text: string): boolean {
  return hasRightLetters(text);
}

/** The spans of one line from left to right, brackets mirrored, marks on their base. Most lines come back as they are. */
export function visualOrder<S extends { readonly text: string }>(
  spans: readonly S[],
  direction: Direction,
): readonly S[] {
  const levels = levelsOf(spans.map(({ text }) => text).join(''), direction);
  if (levels === null) return spans;
  const numbered = spans.map(({ text }, link) => ({ text, roles: [], link }));
  return visualSpans(numbered, levels, 0).flatMap(({ text, link }) => {
    const span = spans[link ?? 0];
    return span ? [{ ...span, text }] : [];
  });
}
