/** Encodings by the labels that publishers write. */

/** Labels that no decoder of the platform's knows, by one that it does or that iconv-lite does. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['gb2312', 'gb18030'],
  ['gbk', 'gb18030'],
  ['x-gbk', 'gb18030'],
  ['cp936', 'gb18030'],
  ['ms936', 'gb18030'],
  ['euc-cn', 'gb18030'],
  ['cp949', 'euc-kr'],
  ['ms949', 'euc-kr'],
  ['uhc', 'euc-kr'],
  ['cp932', 'shift_jis'],
  ['ms932', 'shift_jis'],
  ['windows-932', 'shift_jis'],
  ['x-euc-jp', 'euc-jp'],
  ['eucjp', 'euc-jp'],
  ['euckr', 'euc-kr'],
  ['cp950', 'big5'],
  ['ms950', 'big5'],
  ['utf8mb4', 'utf-8'],
  ['utf_8', 'utf-8'],
  ['latin-1', 'windows-1252'],
  ['iso-latin-1', 'windows-1252'],
  ['iso8859-1', 'windows-1252'],
  ['ansi', 'windows-1252'],
  ['x-ansi', 'windows-1252'],
  ['win-1251', 'windows-1251'],
  ['win1251', 'windows-1251'],
  ['windows1251', 'windows-1251'],
  ['koi8', 'koi8-r'],
  ['koi-8', 'koi8-r'],
  ['x-mac-roman', 'macintosh'],
  ['x-mac-ce', 'maccenteuro'],
  ['x-mac-greek', 'macgreek'],
  ['x-mac-turkish', 'macturkish'],
  ['x-mac-icelandic', 'maciceland'],
  ['cp-850', 'cp850'],
]);

function canonical(label: string): string {
  return aliases.get(label) ?? label;
}

/** Whether a label names a Unicode form: the bytes themselves show those, so the label adds nothing. */
export function isUnicodeLabel(label: string): boolean {
  return /^(?:unicode|x-unicode|utf|ucs|iso-10646|csunicode)/.test(canonical(label)) && !label.startsWith('utf-7');
}

/** Whether a label is one that servers and templates attach to anything. */
export function isWesternLabel(label: string): boolean {
  return /^(?:iso-?8859-1|iso_8859-1(?::1987)?|latin1|l1|us-ascii|ascii|windows-1252|x-cp1252|cp1252|ansi_x3\.4-1968)$/.test(
    canonical(label),
  );
}

/** The text in the labelled encoding; null where the label is unknown or the bytes do not fit. */
export async function decodeByLabel(bytes: Uint8Array, label: string): Promise<string | null> {
  if (label.length > 60) return null;
  try {
    return new TextDecoder(canonical(label), { fatal: true }).decode(bytes);
  } catch (error) {
    // A TypeError of fatal decoding says that the bytes do not fit; a RangeError that the label is not known.
    if (!(error instanceof RangeError)) return null;
  }
  const { default: iconv } = await import('iconv-lite');
  if (!iconv.encodingExists(canonical(label))) return null;
  const text = iconv.decode(bytes, canonical(label));
  return text.includes('\ufffd') ? null : text;
}
