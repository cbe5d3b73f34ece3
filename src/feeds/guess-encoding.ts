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

/** Encodings of which one is the other with more letters, by the one that is read. */
const wider: ReadonlyMap<string, string> = new Map([
  ['iso-8859-7', 'windows-1253'],
  ['iso-8859-1', 'windows-1252'],
  ['koi8-r', 'koi8-u'],
]);

/** The encodings that the bytes may be in, the likeliest first; "windows-1252", which fits any, is the last. */
export function guessEncodings(bytes: Uint8Array): readonly string[] {
  const text = betweenTags(bytes);
  const isForeign = isForeignScript(text);
  const labels = analyse(text)
    .map(({ name }) => name.toLowerCase())
    .filter((label) => !/^(?:utf|ascii)/.test(label))
    .filter((label) => !(isForeign && /^(?:iso-8859-[129]|windows-125[0247])$/.test(label)));
  return [...labels.map((label) => wider.get(label) ?? label), 'windows-1252'];
}
