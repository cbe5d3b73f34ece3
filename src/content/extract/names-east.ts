/** Bylines in Chinese, Japanese and Korean: names without blanks, with titles behind them. */
import words from '../../../data/extract/people.json' with { type: 'json' };
import { alternatives } from './people-words.ts';

const korean = `(?:(?:${alternatives(words.koreanDoubles)})[가-힣]{1,2}|[${words.koreanFamilies}][가-힣]{1,2})`;
const koreanName = new RegExp(`^${korean}$`);
/** Three syllables are a whole name; two may be any word. */
const koreanWhole = new RegExp(
  `^(?:(?:${alternatives(words.koreanDoubles)})[가-힣]{1,2}|[${words.koreanFamilies}][가-힣]{2})$`,
);
const koreanTitle = new RegExp(`^(?<name>${korean})?(?<title>[가-힣]{0,4}(?:${alternatives(words.koreanRoles)}))$`);

/** The names in a Korean byline ("파리=김민수 특파원", "김민수·이영희 기자"); null where it is none. */
function koreanNames(text: string): string[] | null {
  const plain = text.replace(/\S+@\S+|[(（][^()（）]*[)）]/g, ' ').replace(/^[^\s=]{1,20}=/, '');
  const parts = plain.split(/[\s·ㆍ,]+/).filter((part) => part !== '');
  const title = parts.findIndex((part) => koreanTitle.test(part) && !koreanWhole.test(part));
  if (title < 0) return parts.length > 1 && parts.every((part) => koreanWhole.test(part)) ? parts : null;
  const glued = koreanTitle.exec(parts[title] ?? '')?.groups?.name;
  const names = parts.slice(0, title).filter((part) => koreanName.test(part));
  if (glued !== undefined && names.length === 0) names.push(glued);
  return names.length > 0 ? names : null;
}

const reporters = new RegExp(
  `^(?:\\p{sc=Han}{1,7}[${words.chineseOutletEnds.join('')}]\\s)?\\p{sc=Han}{0,12}(?:${alternatives(words.chineseReporters)})(?:[\\s:：／/|]+|(?=\\p{sc=Han}{2,4}(?:[\\s、，,／/]|$)))`,
  'u',
);
const family = new RegExp(`^[${words.chineseFamilies}]\\p{sc=Han}{1,2}$`, 'u');

/** Without an outlet and a reporter's title before Chinese names, and with commas between names that blanks part. */
function chineseNames(text: string): string {
  const rest = text.replace(reporters, '').replace(reporters, '');
  if (rest === text) return text;
  // Short names are set as wide as long ones: "李　雷".
  const even = rest.replace(/(?<=\s|^)(\p{sc=Han})\s(\p{sc=Han})(?=\s|$)/gu, '$1$2');
  const parts = even.split(/\s+/);
  return parts.length > 1 && parts.every((part) => family.test(part)) ? parts.join('、') : rest;
}

/** True for one name in scripts without capitals, with a title behind it or without. */
export function isEasternName(text: string): boolean {
  return mayBeName(text) || koreanNames(text)?.length === 1;
}

/** A byline of the East with its names parted by commas; other bylines as they are. */
export function eastern(text: string): string {
  if (/[가-힣]/.test(text)) return koreanNames(text)?.join(', ') ?? text;
  return /^\p{sc=Han}/u.test(text) ? chineseNames(text) : text;
}

const dense = /^(?:\p{sc=Han}{2,5}|\p{sc=Han}{1,3}[\s\u3000・][\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]{1,5})$/u;

/** True for what may be a name in scripts without capitals: it needs a label before it. */
export function mayBeName(text: string): boolean {
  return dense.test(text) || koreanWhole.test(text) || /^[\p{Lo}\p{M}]{2,}(?: [\p{Lo}\p{M}]{2,}){1,2}$/u.test(text);
}
