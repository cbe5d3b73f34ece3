/** From bytes to text, for feeds and pages alike, whatever the labels say. */
import { decodeByLabel, isUnicodeLabel, isWesternLabel } from './encodings.ts';
import { decodeUtf8, mendUtf8, surveyUtf8 } from './utf8.ts';

export interface CharsetHints {
  /** The charset of the HTTP answer. */
  readonly http: string | null;
  /** Finds the label in the document's own beginning (4 KiB, one character a byte); null where there is none. */
  readonly declared: (head: string) => string | null;
}

/** Valid UTF-8 with this many characters beyond ASCII is UTF-8 even where a label of another script denies it. */
const convincing = 8;

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

/** UTF-32 by hand: no decoder of the platform's knows it. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i + 3 < bytes.length; i += 4) {
    const point = view.getUint32(i, littleEndian);
    part += point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? '\ufffd' : String.fromCodePoint(point);
    if (part.length > 8192) {
      parts.push(part);
      part = '';
    }
  }
  return parts.join('') + part;
}

/** The Unicode form that a byte order mark, or the pattern of zero bytes in the beginning, shows. */
function wideForm(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 0xff, 0xfe, 0, 0)) return 'utf-32le';
  if (startsWith(bytes, 0, 0, 0xfe, 0xff)) return 'utf-32be';
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  const head = bytes.subarray(0, 256);
  const zeros = [0, 0, 0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 4] = (zeros[i % 4] ?? 0) + 1;
  const [a = 0, b = 0, c = 0, d = 0] = zeros;
  // Markup and JSON begin with ASCII, whose high bytes are zero; two in five leave room for other scripts.
  const many = Math.max(1, (head.length / 4) * 0.4);
  if (b >= many && c >= many && d >= many && a < many / 4) return 'utf-32le';
  if (a >= many && b >= many && c >= many && d < many / 4) return 'utf-32be';
  if (b >= many && d >= many && a + c < many / 2) return 'utf-16le';
  if (a >= many && c >= many && b + d < many / 2) return 'utf-16be';
  return null;
}

function decodeWide(bytes: Uint8Array, form: string): string {
  const even = bytes.subarray(0, bytes.length - (bytes.length % (form.startsWith('utf-32') ? 4 : 2)));
  if (form.startsWith('utf-32')) return decodeUtf32(even, form.endsWith('le'));
  return new TextDecoder(form).decode(even);
}

const oneByte = new TextDecoder('windows-1252');

/** One character a byte, for finding labels. */
function asciiHead(bytes: Uint8Array): string {
  return oneByte.decode(bytes.subarray(0, 4096));
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff+/, '');
}

/**
 * Decodes bytes: byte order mark, zero bytes of UTF-16 and UTF-32, the HTTP label if the bytes fit it, the
 * document's own label likewise, UTF-8, UTF-8 with a few bad bytes (each read as windows-1252), statistics over the
 * text between tags, windows-1252. A label "utf-16" on single bytes is a lie; "iso-8859-1" on valid UTF-8 is one too.
 * Never throws; the byte order mark is not part of the answer. Tables of rare encodings are loaded only when needed.
 */
export async function decodeText(bytes: Uint8Array, hints: CharsetHints): Promise<string> {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
    const rest = bytes.subarray(3);
    return withoutMark(decodeUtf8(rest) ?? mendUtf8(rest));
  }
  const wide = wideForm(bytes);
  if (wide) return withoutMark(decodeWide(bytes, wide));
  const labels = [hints.http, hints.declared(asciiHead(bytes))]
    .filter((label) => label !== null)
    .map((label) =>
      label
        .trim()
        .toLowerCase()
        .replace(/^["']|["']$/g, ''),
    )
    .filter((label) => label !== '');
  // A label that only means UTF-8, or none, on bytes that are: the common case needs no survey.
  if (labels.every((label) => isUnicodeLabel(label) || isWesternLabel(label))) {
    const text = decodeUtf8(bytes);
    if (text !== null && !text.includes('\u001b')) return text;
  }
  const survey = surveyUtf8(bytes);
  const isUtf8 = survey.bad === 0;
  const others = labels.filter((label) => !isUnicodeLabel(label) && !(isUtf8 && isWesternLabel(label)));
  const saysUtf8 = labels.some((label) => label === 'utf-8' || label === 'utf8');
  if (isUtf8 && (others.length === 0 || (survey.good > 0 && saysUtf8) || survey.good >= convincing)) {
    // ISO-2022-JP is ASCII with escapes, so it passes for UTF-8; no feed holds escapes otherwise.
    const japanese = survey.escapes > 1 ? await decodeByLabel(bytes, 'iso-2022-jp') : null;
    return japanese ?? decodeUtf8(bytes) ?? mendUtf8(bytes);
  }
  for (const label of others) {
    // Mostly good UTF-8 outweighs a label that fits any bytes at all.
    if (survey.good > 4 * survey.bad && isWesternLabel(label)) continue;
    const text = await decodeByLabel(bytes, label);
    if (text !== null) return withoutMark(text);
  }
  if (isUtf8) return decodeUtf8(bytes) ?? mendUtf8(bytes);
  if (survey.good >= survey.bad) return mendUtf8(bytes);
  const { guessEncodings } = await import('./guess-encoding.ts');
  for (const label of guessEncodings(bytes)) {
    const text = await decodeByLabel(bytes, label);
    if (text !== null) return withoutMark(text);
  }
  return mendUtf8(bytes);
}
