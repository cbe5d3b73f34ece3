/**
 * The words of articles, and of what a reader types, as the full-text index holds them. Both go through the same two
 * steps: foldText() makes spellings alike, and scripts written without blanks are cut into single characters, so
 * that a phrase of them finds any part of a text. What is typed reaches FTS5 only as quoted words.
 */
import { foldText } from '../../core/fold.ts';
import type { Database } from './database.ts';

const unspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7ff\ud840-\udbff\uf900-\ufaff\uff66-\uff9f]/;
// Patterns of Unicode properties are made when first asked for: together they cost a start of the program 3 ms.
const character = () =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]\p{M}*/gu;
const word = () => /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/**
 * Title words and names of authors stand in the index a second time, behind a letter that no query can hold. A word
 * that is common in bodies and rare in titles is then found in titles without reading all of its places.
 */
const marks = { title: 'ː', author: 'ˑ' } as const;
const markLetters = /[ːˑ]/g;

/** The longest text indexed, in bytes of UTF-8. */
const indexedBytes = 200 * 1024;

function spaced(text: string): string {
  const folded = foldText(text).replaceAll(markLetters, ' ');
  return unspaced.test(folded) ? folded.replaceAll(character(), ' $& ') : folded;
}

/** The words of a text in order. */
export function tokensOf(text: string): readonly string[] {
  return spaced(text).match(word()) ?? [];
}

function marked(text: string, mark: string): string {
  return tokensOf(text)
    .map((token) => mark + token)
    .join(' ');
}

/** The beginning of a text that is indexed. */
export function indexedPart(text: string): string {
  if (text.length * 3 <= indexedBytes) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(indexedBytes));
  return text.slice(0, read);
}

export interface Indexed {
  readonly title: string | null;
  readonly text: string | null;
  readonly summary: string | null;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
}

/** Puts an article's words into the index, in place of those that it had. */
export function indexArticle(db: Database, row: number, article: Indexed, isNew: boolean): void {
  if (!isNew) db.run('DELETE FROM article_text WHERE rowid = ?', row);
  const title = article.title ?? '';
  const authors = article.authors.join('; ');
  db.run(
    'INSERT INTO article_text (rowid, title, body, authors, tags, marked) VALUES (?, ?, ?, ?, ?, ?)',
    row,
    spaced(title),
    spaced(indexedPart(article.text ?? article.summary ?? '')),
    spaced(authors),
    spaced(article.tags.join('; ')),
    `${marked(title, marks.title)} ${marked(authors, marks.author)}`,
  );
}

/** Words that must stand side by side; of the last one only the beginning is given where `prefix`. */
export interface Phrase {
  readonly tokens: readonly string[];
  readonly prefix: boolean;
}

/** Where a phrase stands among the words of a text. */
export function placesOf(phrase: Phrase, tokens: readonly string[]): readonly number[] {
  const [first = '', ...rest] = phrase.tokens;
  const goesOn = (place: number, wanted: string, isLast: boolean) =>
    phrase.prefix && isLast ? (tokens[place]?.startsWith(wanted) ?? false) : tokens[place] === wanted;
  const places: number[] = [];
  if (rest.length === 0 && phrase.prefix) {
    for (const place of tokens.keys()) if (goesOn(place, first, true)) places.push(place);
    return places;
  }
  for (let place = tokens.indexOf(first); place >= 0; place = tokens.indexOf(first, place + 1)) {
    if (rest.every((wanted, index) => goesOn(place + 1 + index, wanted, index === rest.length - 1))) places.push(place);
  }
  return places;
}

/** More words than this say nothing more about what is meant. */
const maxTokens = 200;

/**
 * What a text filter asks for: every phrase must be found. A word without a letter or digit ("!", "…") is passed over;
 * with nothing else the list is empty, and then nothing fits.
 */
export function phrasesOf(filter: {
  readonly text: string;
  readonly phrase: boolean;
  readonly prefix: boolean;
}): readonly Phrase[] {
  const parts = filter.phrase ? [filter.text] : filter.text.split(/\s+/u);
  const phrases: Phrase[] = [];
  let left = maxTokens;
  for (const [index, part] of parts.entries()) {
    const tokens = tokensOf(part).slice(0, left);
    left -= tokens.length;
    if (tokens.length > 0) phrases.push({ tokens, prefix: filter.prefix && index === parts.length - 1 });
  }
  return phrases;
}

function quoted(phrase: Phrase, mark: string): string {
  const words = phrase.tokens.map((token) => mark + token).join(' ');
  return `"${words}"${phrase.prefix ? ' *' : ''}`;
}

/** An FTS5 expression for the phrases; it holds nothing but quoted words and our own operators. */
export function matchOf(phrases: readonly Phrase[], field: 'title' | 'author' | null): string {
  const mark = field === null ? '' : marks[field];
  return phrases.map((phrase) => quoted(phrase, mark)).join(' AND ');
}

/** More words than this hardly ever stand near each other, and of common ones each place of each is looked at. */
const maxNear = 4;

/** All phrases within ten words of each other in the body; null where there is one only, or where there are many. */
export function nearMatch(phrases: readonly Phrase[]): string | null {
  if (phrases.length < 2 || phrases.length > maxNear) return null;
  return `body : NEAR(${phrases.map((phrase) => quoted(phrase, '')).join(' ')}, 10)`;
}

/** A word in pieces: each character of a script without blanks by itself, what stands between them whole. */
export function cutUnspaced(word: string): readonly { readonly text: string; readonly start: number }[] {
  if (!unspaced.test(word)) return [{ text: word, start: 0 }];
  const pieces: { text: string; start: number }[] = [];
  let end = 0;
  for (const { 0: text, index } of word.matchAll(character())) {
    if (index > end) pieces.push({ text: word.slice(end, index), start: end });
    pieces.push({ text, start: index });
    end = index + text.length;
  }
  if (end < word.length) pieces.push({ text: word.slice(end), start: end });
  return pieces;
}
