/** Looking for known phrases (data/extract/phrases.json) in the lines of a page, in its language and in English. */
import phrases from '../../../data/extract/phrases.json' with { type: 'json' };

export type PhraseKind = keyof typeof phrases;

/**
 * A phrase as the data writes it: "^" in front means only at the start of a line, "~" that the phrase is also common in
 * ordinary sentences, so that more must speak against the line; " … " stands for up to 60 characters.
 */
export interface Phrase {
  readonly text: string;
  readonly start: boolean;
  readonly weak: boolean;
  /** Where " … " stands in the text, -1 where it does not. */
  readonly cut: number;
}

/** Phrases by their first two characters: a line of text is looked through once, however many phrases there are. */
export type PhraseIndex = ReadonlyMap<number, readonly Phrase[]>;

/** The two characters at a place as one number; making strings of them cost most of the time on long pages. */
function pairAt(text: string, at: number): number {
  return text.charCodeAt(at) * 65_536 + (at + 1 < text.length ? text.charCodeAt(at + 1) : 0);
}

const cache = new Map<string, PhraseIndex>();

function index(lists: readonly (readonly string[])[]): PhraseIndex {
  const byStart = new Map<number, Phrase[]>();
  for (const entry of lists.flat()) {
    const mark = entry.charAt(0);
    const text = mark === '^' || mark === '~' ? entry.slice(1) : entry;
    const phrase: Phrase = { text, start: mark === '^', weak: mark === '~', cut: text.indexOf(' … ') };
    const same = byStart.get(pairAt(text, 0));
    if (same) same.push(phrase);
    else byStart.set(pairAt(text, 0), [phrase]);
  }
  return byStart;
}

/** What was asked for last of each kind: the filters ask for every line of a page. */
const latest = new Map<PhraseKind, { readonly language: string | null; readonly found: PhraseIndex }>();

/** The phrases of one kind for a language ("de", null for unknown: all languages together). */
export function phrasesFor(kind: PhraseKind, language: string | null): PhraseIndex {
  const last = latest.get(kind);
  if (last?.language === language) return last.found;
  const found = lookUp(kind, language);
  latest.set(kind, { language, found });
  return found;
}

function lookUp(kind: PhraseKind, language: string | null): PhraseIndex {
  const byLanguage: Readonly<Record<string, readonly string[]>> = phrases[kind];
  const known = language !== null && Object.hasOwn(byLanguage, language) ? language : null;
  const key = `${kind} ${known}`;
  let found = cache.get(key);
  if (!found) {
    const own = known === null ? Object.values(byLanguage) : [byLanguage[known] ?? [], byLanguage.en ?? []];
    found = index(own);
    cache.set(key, found);
  }
  return found;
}

/** Lower case, straight quotes, single blanks, nothing but letters and digits (and an opening bracket) in front. */
export function plainWords(text: string): string {
  // "İ" in lower case is an i with a dot above it, which no list has.
  const lowered = text.toLowerCase();
  const lower = lowered.includes('\u0307') ? lowered.replace(/i\u0307/g, 'i') : lowered;
  const straight = /[’‘`´]/.test(lower) ? lower.replace(/[’‘`´]/g, "'") : lower;
  return /^[a-z]/.test(straight) ? straight : straight.replace(/^[^\p{L}\p{N}©▶【[(（]+/u, '');
}

const letter = /[\p{L}\p{N}]/u;
/** Writing that puts no blanks between words: a phrase may end anywhere. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]/u;

function endsWell(text: string, phrase: string, at: number): boolean {
  const next = text.charAt(at + phrase.length);
  return next === '' || !letter.test(next) || unspaced.test(phrase.charAt(phrase.length - 1));
}

/** The longest phrase that the line (through plainWords) begins with, null if none. */
export function beginsWith(line: string, from: PhraseIndex): string | null {
  let best: string | null = null;
  for (const { text } of (line === '' ? undefined : from.get(pairAt(line, 0))) ?? []) {
    if ((best === null || text.length > best.length) && line.startsWith(text) && endsWell(line, text, 0)) best = text;
  }
  return best;
}

/** How far apart the two halves of "follow … on facebook" may stand. */
const gap = 60;

function standsAt(line: string, { text, cut }: Phrase, at: number): boolean {
  if (cut < 0) return line.startsWith(text, at);
  if (!line.startsWith(text.slice(0, cut), at)) return false;
  return line.slice(at + cut, at + cut + gap + text.length).includes(text.slice(cut + 2));
}

/** True for a to z and the digits: what comes behind one of them is the inside of a word. */
function isPlainLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** A phrase found anywhere in the line (through plainWords) at the start of a word, a strong one if any; null if none. */
export function holds(line: string, from: PhraseIndex): Phrase | null {
  let weak: Phrase | null = null;
  for (let at = 0; at < line.length - 1; at++) {
    if (at > 0 && isPlainLetter(line.charCodeAt(at - 1)) && line.charCodeAt(at) < 0x3000) continue;
    const candidates = from.get(pairAt(line, at));
    if (!candidates) continue;
    if (at > 0 && letter.test(line.charAt(at - 1)) && !unspaced.test(line.charAt(at))) continue;
    for (const phrase of candidates) {
      if ((phrase.start && at > 0) || !standsAt(line, phrase, at)) continue;
      if (!phrase.weak) return phrase;
      weak ??= phrase;
    }
  }
  return weak;
}
