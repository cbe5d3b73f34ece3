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
const rightLetters = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|\ud802|\ud803|\ud83a/g;
const anyLetter = /\p{L}/gu;

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
  const start = text.slice(0, 1_000);
  const right = start.match(rightLetters)?.length ?? 0;
  if (right === 0) return 'ltr';
  return right * 2 > (start.match(anyLetter)?.length ?? 0) ? 'rtl' : 'ltr';
}

/** True where some letter is read from the right, so that a line must be reordered. */
export function hasRightLetters(text: string): boolean {
  rightLetters.lastIndex = 0;
  return rightLetters.test(text);
}
