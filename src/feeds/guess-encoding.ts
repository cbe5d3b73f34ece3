/** Statistics for bytes that nothing labels. Loaded only for those. */
import { analyse } from 'chardet';

/** Enough text for statistics to be sure. */
const sampleSize = 64 * 1024;

/** The bytes between tags: markup is ASCII and would drown what is to be judged. */
function betweenTags(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(Math.min(bytes.length, sampleSize));
  let written = 0;
  let isTag = false;
  for (let i = 0; i < bytes.length && written < text.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0x3c) isTag = true;
    else if (byte === 0x3e) isTag = false;
    else if (!isTag) text[written++] = byte;
  }
  return text.subarray(0, written);
}

/** Whether most letters are beyond ASCII: no Western language is written so, but Greek and Cyrillic are. */
function isForeignScript(text: Uint8Array): boolean {
  let high = 0;
  let ascii = 0;
  for (const byte of text) {
    if (byte >= 0x80) high++;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) ascii++;
  }
  return high > ascii;
}

/** The likeliest encoding, "windows-1252" where there is none. */
export function guessEncoding(bytes: Uint8Array): string {
  const text = betweenTags(bytes);
  const isForeign = isForeignScript(text);
  for (const { name } of analyse(text)) {
    const label = name.toLowerCase();
    if (/^(?:utf|ascii)/.test(label)) continue;
    const isLatin = /^(?:iso-8859-[129]|windows-125[0247])$/.test(label);
    if (isLatin && isForeign) continue;
    if (label === 'iso-8859-7') return 'windows-1253';
    return label === 'iso-8859-1' ? 'windows-1252' : label;
  }
  return 'windows-1252';
}
