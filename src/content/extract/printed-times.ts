/** Reading one printed time: absolute, relative to the page's own clock, in the zone of a city beside it. */
import times from '../../../data/extract/times.json' with { type: 'json' };
import { parseDate } from '../../core/dates.ts';
import type { Block } from './blocks.ts';
import { inZone, isUpdateLine, plainDigits, timeAgo, zoneIn } from './moments.ts';
import { alternatives } from './people-words.ts';

export interface Found {
  readonly at: number;
  readonly hasTime: boolean;
}

export interface Clock {
  readonly language: string | null;
  /** What "now" was when the page was written: its own last update, else the time of fetching. */
  readonly now: number | null;
  readonly fetchedAt: number | null;
}

const earliest = Date.UTC(1990, 0, 1);

export function plausible(at: number, clock: Clock): boolean {
  const latest = (clock.fetchedAt ?? Date.now()) + 2 * 86_400_000;
  return at >= earliest && at <= latest;
}

/** A printed time as a moment. Clocks without a zone are read in the zone of a city named beside them, else as UTC. */
export function read(text: string, clock: Clock): Found | null {
  const line = text.trim();
  if (line === '' || line.length > 300) return null;
  if (/^\d{10}(?:\d{3})?$/.test(line)) {
    const at = Number(line) * (line.length === 10 ? 1_000 : 1);
    return plausible(at, clock) ? { at, hasTime: true } : null;
  }
  const parsed = parseDate(line, { language: clock.language });
  if (!parsed) return null;
  const zone = parsed.hasTime && parsed.offsetMinutes === null ? zoneIn(line) : null;
  const at = zone ? inZone(parsed.at, zone) : parsed.at;
  return plausible(at, clock) ? { at, hasTime: parsed.hasTime } : null;
}

/** A time in sight, absolute or relative. */
export function readVisible(text: string, clock: Clock): Found | null {
  const ago = clock.now === null ? null : timeAgo(text);
  if (ago && clock.now !== null) return { at: clock.now - ago.ms, hasTime: !ago.coarse };
  return read(text, clock) ?? readWithin(text, clock);
}

function oneOf(byLanguage: Readonly<Record<string, readonly string[]>>): string {
  return `(?:${alternatives([...new Set(Object.values(byLanguage).flat())])})`;
}

const ordinal = oneOf(times.ordinals);
const of = oneOf(times.beforeMonth);
/** The ways that dates stand in a sentence: year first, numbers only, month first, day first. */
const dateLike = new RegExp(
  [
    '\\d{4}[-/.年]\\s?\\d{1,2}[-/.月]\\s?\\d{1,2}日?(?:[T ,]+\\d{1,2}:\\d{2}(?::\\d{2})?)?',
    '\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}(?:[ ,–-]+\\d{1,2}[:.h]\\d{2})?',
    `\\p{L}{3,12}\\.? \\d{1,2}${ordinal}?,? \\d{4}(?:[ ,–-]+${oneOf(times.beforeClock)}?\\d{1,2}:\\d{2}(?: ?${oneOf(times.halfDays)})?(?: [A-Z]{2,4})?)?`,
    `\\d{1,2}(?:${ordinal}|\\.)? ${of}?\\p{L}[\\p{L}\\p{M}]{2,12}\\.?,? ${of}?\\d{4}(?:[ ,–-]+\\d{1,2}[:.h]\\d{2})?`,
  ].join('|'),
  'u',
);

/** The first date inside a line that says more than a date. */
export function readWithin(text: string, clock: Clock): Found | null {
  const match = dateLike.exec(plainDigits(text.slice(0, 300)));
  return match ? read(match[0], clock) : null;
}

const clockIn = /(?<!\d)([01]?\d|2[0-3])[:.](\d\d)(?!\d)/;

/** The date in an update line, in the zone of the city that it names anywhere ("Last update: 22 Nov 14:30, Beirut"). */
export function readUpdate(text: string, clock: Clock): Found | null {
  const line = plainDigits(text);
  const zone = zoneIn(line);
  const whole = parseDate(line, { language: clock.language });
  const parsed = whole?.hasTime ? whole : parseDate(dateLike.exec(line)?.[0] ?? '', { language: clock.language });
  let shown = parsed?.at ?? null;
  let hasTime = parsed?.hasTime ?? false;
  const time = clockIn.exec(line);
  if (!hasTime && time) {
    // A clock without a day is today's, by the page's own calendar or by the time of fetching.
    const day = shown ?? (clock.fetchedAt === null ? null : clock.fetchedAt - (clock.fetchedAt % 86_400_000));
    if (day === null) return null;
    shown = day + (Number(time[1]) * 60 + Number(time[2])) * 60_000;
    hasTime = true;
  }
  if (shown === null) return null;
  const at = hasTime && zone && (parsed?.offsetMinutes ?? null) === null ? inZone(shown, zone) : shown;
  return plausible(at, clock) ? { at, hasTime } : null;
}

/** The page's own clock: what "2 hours ago" counts from. */
export function pageClock(blocks: readonly Block[], base: Clock): Clock {
  let best: Found | null = null;
  for (const block of blocks) {
    if (block.size > 160 || block.size === 0 || !/\p{Nd}/u.test(block.text)) continue;
    // Pieces of a line may stand in elements of their own, with nothing but style to part them.
    const text = block.pieces.map(({ node }) => node?.text ?? ' ').join(' ');
    const found = isUpdateLine(text) ? readUpdate(text.replace(/\s+/g, ' ').trim(), base) : null;
    if (found && (!best || found.at > best.at)) best = found;
  }
  return { ...base, now: best?.hasTime ? best.at : base.fetchedAt };
}
