/** Times are milliseconds since 1970 UTC; days are those of the reader's time zone (the process's TZ). */

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export const earliest = Date.UTC(1990, 0, 1);

/** When an article counts as published: its own date if that can be believed, never later than its arrival. */
export function believableAt(published: number | null, arrived: number): number {
  return published === null || published < earliest ? arrived : Math.min(published, arrived);
}

/** ISO 8601 in UTC to the second, as `jq fromdate` takes it; null stays null. */
export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  return at === null ? null : `${new Date(at).toISOString().slice(0, -5)}Z`;
}

/** Milliseconds of "90s", "15m", "2h", "3d", "1w" (also "2 hours"); null where it is no duration. */
export function parseDuration(text: string): number | null {
  const match = /^\s*(\d{1,13}(?:\.\d{1,3})?)\s*([a-z]+)\s*$/i.exec(text);
  const unit = match ? unitMs(match[2] ?? '') : null;
  return match && unit !== null ? Number(match[1]) * unit : null;
}

function unitMs(word: string): number | null {
  if (/^(ms|millis(econds?)?)$/i.test(word)) return 1;
  if (/^s(ec(ond)?s?)?$/i.test(word)) return second;
  if (/^m(in(ute)?s?)?$/i.test(word)) return minute;
  if (/^h(r|our)?s?$/i.test(word)) return hour;
  if (/^d(ays?)?$/i.test(word)) return day;
  if (/^w(eeks?)?$/i.test(word)) return 7 * day;
  if (/^(mo|months?)$/i.test(word)) return 30 * day;
  if (/^y(ears?)?$/i.test(word)) return 365 * day;
  return null;
}

/** "2h", "1d 12h" style durations back from milliseconds: the largest unit that divides them. */
export function formatDuration(ms: number): string {
  for (const [unit, name] of [
    [7 * day, 'w'],
    [day, 'd'],
    [hour, 'h'],
    [minute, 'm'],
    [second, 's'],
  ] as const) {
    if (ms >= unit && ms % unit === 0) return `${ms / unit}${name}`;
  }
  return `${ms}ms`;
}

/**
 * A moment as a reader writes it: a duration before now ("2d"), "now", "today", "yesterday", a date or a date and time
 * ("2026-11-01", "2026-11-01T10:00", with or without a zone). A date without a zone is the reader's own midnight.
 * Null where it is none of these.
 */
export function parseMoment(text: string, now: number): number | null {
  const word = text.trim().toLowerCase();
  const duration = parseDuration(word.replace(/\s*ago$/, ''));
  if (duration !== null) return now - duration;
  if (word === 'now') return now;
  if (word === 'today') return startOfDay(now);
  if (word === 'yesterday') return startOfDay(startOfDay(now) - 1);
  return parseIsoMoment(text.trim());
}

function parseIsoMoment(text: string): number | null {
  const match =
    /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    );
  if (!match) return null;
  const part = (index: number, otherwise: number) => (match[index] === undefined ? otherwise : Number(match[index]));
  const [year, month, date] = [part(1, 0), part(2, 1) - 1, part(3, 1)];
  const [hours, minutes, seconds] = [part(4, 0), part(5, 0), part(6, 0)];
  if (new Date(Date.UTC(year, month, date)).getUTCDate() !== date || month < 0 || month > 11) return null;
  if (hours > 24 || minutes > 59 || seconds > 60) return null;
  const zone = match[7];
  if (!zone) return new Date(year, month, date, hours, minutes, seconds).getTime();
  return Date.UTC(year, month, date, hours, minutes, seconds) - zoneOffset(zone);
}

function zoneOffset(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * hour + Number(zone.slice(-2)) * minute);
}

export function startOfDay(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** "now", "5 min", "2 h", "3 d", "4 w", "7 mo", "2 y": how long ago, short. */
export function age(at: number, now: number): string {
  const [count, unit] = largestUnit(now - at);
  return count === 0
    ? 'now'
    : `${count} ${{ minute: 'min', hour: 'h', day: 'd', week: 'w', month: 'mo', year: 'y' }[unit]}`;
}

/** "just now", "5 minutes ago", "2 hours ago". */
export function ago(at: number, now: number): string {
  const [count, unit] = largestUnit(now - at);
  return count === 0 ? 'just now' : `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

function largestUnit(ms: number): readonly [number, Unit] {
  const steps: readonly (readonly [Unit, number, number])[] = [
    ['minute', minute, hour],
    ['hour', hour, day],
    ['day', day, 14 * day],
    ['week', 7 * day, 60 * day],
    ['month', 30 * day, 365 * day],
  ];
  for (const [unit, size, below] of steps) if (ms < below) return [Math.max(0, Math.floor(ms / size)), unit];
  return [Math.floor(ms / (365 * day)), 'year'];
}

const pad = (value: number) => String(value).padStart(2, '0');
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** "22 Nov 2026, 01:09" in the reader's time zone, without Intl: loading it would cost more than all of `news list`. */
export function localTime(at: number): string {
  const date = new Date(at);
  return `${localDate(at)}, ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/**
 * When something was published, as localTime says it. Publishers that print a day without a time are stored with the
 * beginning of that day in UTC: exactly that moment is shown as the day they print, in every time zone.
 */
export function publishedTime(at: number): string {
  if (at % day !== 0) return localTime(at);
  const date = new Date(at);
  return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "22 Nov 2026" in the reader's time zone. */
export function localDate(at: number): string {
  const date = new Date(at);
  return `${date.getDate()} ${monthNames[date.getMonth()]} ${date.getFullYear()}`;
}

/** "01:09" in the reader's time zone. */
export function localClock(at: number): string {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** "Today", "Yesterday", "Friday", then "Friday, 6 Nov 2026": the heading over a day's headlines. */
export function dayName(at: number, now: number): string {
  const start = startOfDay(at);
  const today = startOfDay(now);
  const name = dayNames[new Date(at).getDay()] ?? '';
  if (start === today) return 'Today';
  if (start === startOfDay(today - 1)) return 'Yesterday';
  return start > today - 6.5 * day && start < today ? name : `${name}, ${localDate(at)}`;
}
