/** The words around what matched, made from the stored text: the index holds no text to cut them from. */
import { foldText } from '../../core/fold.ts';
import { cutUnspaced, type Phrase, placesOf } from './full-text.ts';

/** A word of a text as it is compared, and where it stands. */
interface Token {
  readonly token: string;
  readonly start: number;
  readonly end: number;
}

interface Match {
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
}

// Patterns of Unicode properties are made when first asked for: together they cost a start of the program 3 ms.
const word = () => /[\p{L}\p{N}\p{M}\p{Co}\p{Cf}]+/gu;
const around = 50;
const width = 200;
/** Most matches stand early; only where none does the rest of a long text is gone through. */
const firstPart = 10_000;

function tokensIn(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const found of text.matchAll(word())) {
    for (const piece of cutUnspaced(found[0])) {
      const start = found.index + piece.start;
      tokens.push({ token: foldText(piece.text), start, end: start + piece.text.length });
    }
  }
  return tokens;
}

/** Where the phrases stand in a text, in order. */
function findPhrases(text: string, phrases: readonly Phrase[]): readonly Match[] {
  const tokens = tokensIn(text);
  const words = tokens.map(({ token }) => token);
  const matches = phrases.flatMap((phrase, number) =>
    placesOf(phrase, words).map((place) => ({
      phrase: number,
      start: tokens[place]?.start ?? 0,
      end: tokens[place + phrase.tokens.length - 1]?.end ?? 0,
    })),
  );
  return matches.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** About 200 characters of the text where most of the phrases stand: parts in turn plain and matched, plain first. */
export function snippetOf(text: string, phrases: readonly Phrase[]): readonly string[] | null {
  if (text.trim() === '') return null;
  const early = findPhrases(text.slice(0, firstPart), phrases);
  const matches = early.length > 0 || text.length <= firstPart ? early : findPhrases(text, phrases);
  const first = bestStart(matches);
  const start = first === null ? 0 : wordBoundary(text, Math.max(0, first - around), 1);
  const end = wordBoundary(text, Math.min(text.length, start + width), -1);
  const parts: string[] = [];
  let plainFrom = start;
  for (const match of matches) {
    if (match.start < plainFrom || match.end > end) continue;
    parts.push(text.slice(plainFrom, match.start), text.slice(match.start, match.end));
    plainFrom = match.end;
  }
  parts.push(text.slice(plainFrom, end));
  return finish(parts, start > 0, end < text.trimEnd().length);
}

/** The start of the match from which on most different phrases stand within a snippet's width; null without a match. */
function bestStart(matches: readonly Match[]): number | null {
  let best: number | null = null;
  let most = 0;
  const inside = new Map<number, number>();
  let next = 0;
  for (const [index, match] of matches.entries()) {
    for (let ahead = matches[next]; ahead && ahead.end - match.start <= width - around; ahead = matches[++next]) {
      inside.set(ahead.phrase, (inside.get(ahead.phrase) ?? 0) + 1);
    }
    if (inside.size > most || best === null) {
      most = inside.size;
      best = match.start;
    }
    if (next <= index) {
      next = index + 1;
      continue;
    }
    const left = (inside.get(match.phrase) ?? 1) - 1;
    if (left > 0) inside.set(match.phrase, left);
    else inside.delete(match.phrase);
  }
  return best;
}

/** The nearest blank within a word's length, so that no word is cut; scripts without blanks are cut anywhere but within a character. */
function wordBoundary(text: string, at: number, direction: 1 | -1): number {
  if (at <= 0 || at >= text.length) return at;
  for (let i = at; i > 0 && i < text.length && Math.abs(i - at) < 25; i += direction) {
    if (/\s/.test(text[i] ?? '')) return direction === 1 ? i + 1 : i;
  }
  const isHalf = /[\udc00-\udfff]/.test(text[at] ?? '');
  return isHalf ? at - 1 : at;
}

function finish(parts: readonly string[], isCutBefore: boolean, isCutAfter: boolean): readonly string[] {
  const lines = parts.map((part) => part.replaceAll(/\s+/gu, ' '));
  lines[0] = (isCutBefore ? '…' : '') + (lines[0] ?? '').trimStart();
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').trimEnd() + (isCutAfter ? '…' : '');
  return lines;
}
