/**
 * The words round readers' discussions (data/extract/comments.json), in all languages at once. `one` is what is counted
 * ("12 comments", "Comments (12)"), `heading` what else may stand above a discussion, `none` says that nobody spoke yet,
 * `says` stands between a reader's name and the words in the templates of comments, `said` also in stories, `posted`
 * begins the line that says who and when, `answer` a subject that repeats another one. Lower case; "*" stands for any ending.
 */
import words from '../../../data/extract/comments.json' with { type: 'json' };
import { plainDigits } from './moments.ts';
import { alternatives } from './people-words.ts';
import { evenBlanks, withoutEnd } from './tree.ts';

function allOf(byLanguage: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return [...new Set(Object.values(byLanguage).flat())];
}

/** Exact words, and beginnings of words. */
interface Lexicon {
  readonly whole: ReadonlySet<string>;
  readonly starts: readonly string[];
}

function lexicon(entries: readonly string[]): Lexicon {
  return {
    whole: new Set(entries.filter((entry) => !entry.endsWith('*'))),
    starts: entries.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1)),
  };
}

const counted = lexicon(allOf(words.one));
const headings = lexicon([...allOf(words.one), ...allOf(words.heading)]);
const none = Map.groupBy(allOf(words.none), (phrase) => phrase.charAt(0));
const templates = new Set(allOf(words.says));
const says = new Set([...templates, ...allOf(words.said)]);
const posted = new Set(allOf(words.posted));
/** Phrases have at most this many words. */
const longest = 5;

function isIn(text: string, { whole, starts }: Lexicon): boolean {
  return whole.has(text) || starts.some((start) => text.startsWith(start) && !text.includes(' '));
}

/** The letters of a line in lower case, with its digits as 0 to 9 and nothing before the first of them. */
function plain(text: string): string {
  const line = plainDigits(text.normalize('NFC').toLowerCase());
  // Most lines begin and end with plain letters: nothing stands round them.
  const whole = /^[a-z\d]/.test(line) && /[a-z\d]/.test(line.charAt(line.length - 1));
  return evenBlanks(whole ? line : line.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, ''));
}

/** What stands behind a counted word at the start of a text ("comments so far" leaves "so far"); null without one. */
function behindWord(text: string): string | null {
  const parts = text.split(/(?<=[^\p{L}\p{M}])(?=[\p{L}])/u);
  for (let count = Math.min(longest, parts.length); count > 0; count--) {
    const start = parts.slice(0, count).join('');
    if (isIn(start.replace(/[^\p{L}\p{M}]+$/u, ''), counted)) return text.slice(start.length);
  }
  // Writing without blanks: the word may be followed by anything.
  const dense = /^[\u3040-\uffdc]/.test(text) ? [...counted.whole].find((word) => text.startsWith(word)) : undefined;
  return dense === undefined ? null : text.slice(dense.length);
}

/** A line that says more than this behind its number and word speaks of something else. */
const mostBehind = 25;

function numberIn(digits: string): number | null {
  const number = Number(digits.replace(/\D/g, ''));
  return Number.isSafeInteger(number) ? number : null;
}

/** A longer line says more than how many comments there are. */
const longestLine = 60;

/** The number in "12 comments" or "Comments (12)", 0 for "No comments"; null for any other line. */
export function countIn(text: string): number | null {
  if (text.length > longestLine) return null;
  const line = plain(text);
  const before = /^(\d[\d.,\s]{0,8}?)\s*(\p{L}.*)$/u.exec(line);
  if (before) {
    const rest = behindWord(before[2] ?? '');
    return rest !== null && rest.length <= mostBehind ? numberIn(before[1] ?? '') : null;
  }
  const behind = /^(\p{L}[^\d]{0,40}?)\s*[:：([（]?\s*(\d[\d.,]{0,8})$/u.exec(line);
  if (behind && isIn((behind[1] ?? '').trim(), headings)) return numberIn(behind[2] ?? '');
  const said = none.get(line.charAt(0)) ?? [];
  return said.some((phrase) => line.startsWith(phrase) && line.length <= phrase.length + mostBehind) ? 0 : null;
}

/** True for a line that stands above readers' words, with or without their number. */
export function isCommentsHeading(text: string): boolean {
  if (text.length > longestLine) return false;
  const line = plain(text);
  return isIn(line, headings) || (countIn(text) ?? 0) > 0;
}

/** The word that says that somebody speaks ("wrote"), behind a name at the start of a line, and its place; or null. */
export function sayingIn(line: string): { readonly at: number; readonly word: string } | null {
  const parts = line.split(' ');
  let at = 0;
  for (let step = 0; step < parts.length && at <= 52; step++) {
    const part = parts[step] ?? '';
    if (at >= 3) {
      const next = parts[step + 1];
      const two = next === undefined ? null : withoutColon(`${part} ${next}`.toLowerCase());
      if (two !== null && says.has(two)) return { at, word: two };
      const word = withoutColon(part.toLowerCase());
      if (says.has(word)) return { at, word };
    }
    at += part.length + 1;
  }
  return null;
}

/** A word without the blanks, colons and dots behind it; few have any. */
function withoutColon(word: string): string {
  const last = word.charCodeAt(word.length - 1);
  return (last >= 97 && last <= 122) || word === '' ? word : withoutEnd(word, /[\s:：.…]/);
}

const answer = new RegExp(`^(?:${alternatives(allOf(words.answer))})\\s?[:：]`, 'iu');

/** True for a subject that repeats another one: "Re: Gulls". */
export function isAnswerSubject(line: string): boolean {
  return answer.test(line);
}

/** True for a line of nothing but "says:". */
export function isSaying(line: string): boolean {
  return line.length <= longestLine && says.has(withoutColon(line.toLowerCase()));
}

/** True for "Anna says:" and "Anna said…", as comment templates write it; "A spokesman said:" leads to a quotation. */
export function isTemplateLine(line: string): boolean {
  const saying = sayingIn(line);
  if (!saying) return false;
  return templates.has(saying.word) ? /[:：]\s*$/.test(line) : /(?:\.\.\.|…)\s*$/.test(line);
}

/** A commenter's name without the word behind it: "Anna" in "Anna says:". */
export function withoutSays(text: string): string {
  const saying = sayingIn(text);
  const behind = saying ? text.slice(saying.at + saying.word.length) : '';
  return withoutEnd(saying && !/[\p{L}\d]/u.test(behind) ? text.slice(0, saying.at) : text, /[\s:：]/);
}

/** True for a line that begins with "posted" and the like: who and when follow. */
export function startsWithPosted(line: string): boolean {
  return posted.has(/^[\p{L}\p{M}]+/u.exec(line.toLowerCase())?.[0] ?? '');
}
