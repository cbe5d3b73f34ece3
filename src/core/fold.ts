/** Spellings that a reader takes for the same are made the same before they are compared. */

/** Tags, sections and names: case, width and runs of blanks do not count. */
export function foldName(name: string): string {
  // Most names are plain, and are folded for every row of a list.
  if (plainName.test(name)) return name.toLowerCase();
  return name.normalize('NFKC').toLowerCase().normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}

const plainName = /^[!-~]+(?: [!-~]+)*$/;
const ascii = /^[^\x80-\uffff]*$/;
/**
 * Marks that may be left out in writing: accents of Latin, Greek and Cyrillic, Hebrew points, Arabic harakat and hamzas
 * (which NFKD parts from their letters), tatweel; and characters that only steer shaping and line breaks.
 */
const optionalMarks =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
const arabicVariants = /[\u0671\u0649\u06cc\u0629\u06c1\u06a9\u0660-\u0669\u06f0-\u06f9]/gu;
const latinVariants = /[ßøłđıæœςþ]/gu;

const variants: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
  '\u0671': '\u0627', // alef wasla
  '\u0649': '\u064a', // alef maksura: ya
  '\u06cc': '\u064a', // Farsi ya
  '\u0629': '\u0647', // ta marbuta: ha
  '\u06c1': '\u0647', // ha goal
  '\u06a9': '\u0643', // keheh: kaf
};

function variantOf(letter: string): string {
  const known = variants[letter];
  if (known !== undefined) return known;
  return String.fromCharCode(48 + (letter.charCodeAt(0) & 15)); // Arabic-Indic digits end in their value
}

/** Text as search compares it: without case, accents and optional marks, in one width. Linear in the length. */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase() // before the marks go: it adds one of its own to the Turkish capital i
    .replaceAll(optionalMarks, '')
    .normalize('NFC')
    .replaceAll(arabicVariants, variantOf)
    .replaceAll(latinVariants, variantOf);
}
