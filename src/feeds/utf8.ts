/** UTF-8 that may be damaged. */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');
const encoder = new TextEncoder();

/** The text, or null where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** Length of the valid sequence beyond ASCII at `at`; 0 where there is none (Unicode table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  const isNext = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
  if (lead >= 0xc2 && lead <= 0xdf) return isNext(second) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const fits = lead === 0xe0 ? second >= 0xa0 : lead === 0xed ? second < 0xa0 : true;
    return isNext(second) && fits && isNext(bytes[at + 2]) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const fits = lead === 0xf0 ? second >= 0x90 : lead === 0xf4 ? second < 0x90 : true;
    return isNext(second) && fits && isNext(bytes[at + 2]) && isNext(bytes[at + 3]) ? 4 : 0;
  }
  return 0;
}

export interface Survey {
  /** Well-formed characters beyond ASCII, and bytes that belong to none. */
  readonly good: number;
  readonly bad: number;
  /** ESC "$" and ESC "(": the shifts of ISO-2022. */
  readonly escapes: number;
}

/** Counts what speaks for UTF-8 and against it. A character cut off by the end is not bad. */
export function surveyUtf8(bytes: Uint8Array): Survey {
  let good = 0;
  let bad = 0;
  let escapes = 0;
  const end = bytes.length - cutOff(bytes);
  for (let i = 0; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) {
      if (byte === 0x1b && (bytes[i + 1] === 0x24 || bytes[i + 1] === 0x28)) escapes++;
      continue;
    }
    const length = sequenceLength(bytes, i);
    if (length > 0) {
      good++;
      i += length - 1;
    } else bad++;
  }
  return { good, bad, escapes };
}

/** How many of the last bytes begin a character whose rest is missing: 0 to 3. */
function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    if (needs > 0) return needs > back && byte <= 0xf4 ? back : 0;
  }
  return 0;
}

/** Decodes good runs as UTF-8 and every single bad byte as windows-1252; a sequence cut off by the end is dropped. */
export function mendUtf8(bytes: Uint8Array): string {
  const mended = new Uint8Array(bytes.length * 3);
  let written = 0;
  const end = bytes.length - cutOff(bytes);
  for (let i = 0; i < end; i++) {
    const byte = bytes[i] ?? 0;
    const length = byte < 0x80 ? 1 : sequenceLength(bytes, i);
    if (length > 0) {
      for (let k = 0; k < length; k++) mended[written++] = bytes[i + k] ?? 0;
      i += length - 1;
    } else {
      const replacement = encoder.encode(windows1252.decode(Uint8Array.of(byte)));
      mended.set(replacement, written);
      written += replacement.length;
    }
  }
  return lenient.decode(mended.subarray(0, written));
}
