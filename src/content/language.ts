/** What language a text says it is in, and from which side it is read. */
import type { Direction } from '../core/article.ts';

/** Languages written from the right unless a script says otherwise. */
const rightToLeft: ReadonlySet<string> = new Set(
  'ar arc arz azb ckb dv fa glk he iw ji khw ks lrc mzn nqo pnb prs ps sd skr syr ug ur uz-af yi'.split(' '),
);
const rightToLeftScripts: ReadonlySet<string> = new Set([
  'Arab',
  'Hebr',
  'Thaa',
  'Syrc',
  'Nkoo',
  'Adlm',
  'Rohg',
  'Mand',
]);
const rightLetters = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|\ud802|\ud803|\ud83a/;

/** The tag in its usual letters ("EN_us" is en-US, "zh-hans" zh-Hans; BCP 47, 2.1.1); null where it is no language tag. */
export function languageTag(given: string | null): string | null {
  const parts = (given ?? '').trim().slice(0, 60).replaceAll('_', '-').split('-');
  const [primary = ''] = parts;
  if (!/^[A-Za-z]{2,8}$/.test(primary) || !parts.every((part) => /^[A-Za-z0-9]{1,8}$/.test(part))) return null;
  if (primary.length > 3) return null;
  const rest = parts.slice(1).map((part) => {
    if (/^[A-Za-z]{4}$/.test(part)) return part.charAt(0).toUpperCase() + part.slice(1).toLowerCase();
    return /^[A-Za-z]{2}$/.test(part) ? part.toUpperCase() : part.toLowerCase();
  });
  return [primary.toLowerCase(), ...rest].join('-');
}

/** By the language where it is read from the right, else by most of the letters; a label "en" on an Arabic feed is common. */
export function directionOf(language: string | null, text: string): Direction {
  if (language !== null) {
    const parts = language.split('-');
    if (parts.some((part) => rightToLeftScripts.has(part))) return 'rtl';
    if (rightToLeft.has(parts[0] ?? '') && !parts.includes('Latn') && !parts.includes('Cyrl')) return 'rtl';
  }
  return letterDirection(text);
}

/** From which side most of the first letters are read. */
export function letterDirection(text: string): Direction {
  let right = 0;
  let left = 0;
  const end = Math.min(text.length, 600);
  for (let index = 0; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (isRightLetter(code)) right += 1;
    else if (isLeftLetter(code)) left += 1;
  }
  return right > left ? 'rtl' : 'ltr';
}

/** Hebrew to Arabic Extended and their presentation forms; the surrogates are those of the astral ones (Adlam and others). */
function isRightLetter(code: number): boolean {
  if (code < 0x590) return false;
  return (
    code < 0x900 ||
    (code >= 0xfb1d && code < 0xfe00) ||
    (code >= 0xfe70 && code < 0xff00) ||
    code === 0xd802 ||
    code === 0xd803 ||
    code === 0xd83a
  );
}

/** Near enough for counting: Latin letters, and everything from Latin-1's on that is no punctuation. */
function isLeftLetter(code: number): boolean {
  if (code < 0xc0) return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
  return code < 0x2000 || (code > 0x2bff && code < 0xd800);
}

/** True where there is a letter of any script, so that the text has a direction of its own. */
export function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text);
}

/** True where some letter is read from the right, so that a line must be reordered. */
export function hasRightLetters(text: string): boolean {
  return rightLetters.test(text);
}
