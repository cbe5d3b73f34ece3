/**
 * Dates in the forms that publishers write: RFC 822 with its sins, ISO 8601 whole and partial, asctime, epochs, long
 * forms in some forty languages, Chinese, Japanese and Korean. Nothing is guessed beyond the text: no year means no
 * date, and an impossible day is none.
 */
import { type Day, dayAsCounted, dayWithForeignMonth } from './calendars.ts';
import { plainDate, scriptLanguage } from './date-words.ts';
import { monthNamed } from './month-names.ts';
import { standardDate } from './standard-dates.ts';
import { offsetFrom, offsetOfPlace, zoneNamed } from './time-zones.ts';

export interface ParsedDate {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Whether the text says a time of day; without one `at` is the day's beginning. */
  readonly hasTime: boolean;
  /** Minutes east of UTC; null where the text names no zone, and UTC is assumed. */
  readonly offsetMinutes: number | null;
}

export interface DateOptions {
  /** BCP 47 of the text around: settles month names, zone names and the order of day and month. */
  readonly language?: string | null;
  /** Whether "02/03/2026" is the second of March; null leaves it to the language. */
  readonly dayFirst?: boolean | null;
}

interface Clock {
  readonly ms: number;
  /** What is left of the text before and after. */
  readonly rest: string;
  readonly zone: string;
}

/** Longer texts hold more than a date. */
const longest = 200;

/** Programs write the year 1 for a date that was never set, and 9999 for one that never comes. */
const [firstYear, lastYear] = [1000, 9998];

/** The milliseconds of a day's beginning; null for a day that does not exist. */
function startOf({ year, month, day }: Day): number | null {
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(0);
  // setUTCFullYear, because Date.UTC reads years below 100 as of the last century.
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

/** RFC 5322 section 4.3: two digits below 50 are of this century, three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return digits.length === 3 ? 1900 + year : year;
}

/** Milliseconds of a time of day; null for one that no clock shows. 24:00 and a leap second are shown. */
function clockMs(hour: number, minute: number, second: number, fraction: string, half: string): number | null {
  if (half && hour > 24) return null;
  const hours = half === 'pm' && hour < 12 ? hour + 12 : half === 'am' && hour === 12 ? 0 : hour;
  if (hours > 24 || minute > 59 || second > 60 || (hours === 24 && minute + second > 0)) return null;
  return ((hours * 60 + minute) * 60 + second) * 1000 + Math.trunc(Number(`0.${fraction || 0}`) * 1000);
}

const clockForms: readonly RegExp[] = [
  /(?<![\d:])(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,:](\d{1,9}))?)?(?![\d:])/,
  /(?<![\d:])(\d{1,2})\s?h\s?(\d{2})?(?:\s?(?:m|min)?\s?(\d{2})\s?s)?(?![\p{L}\d])/u,
  /(?<![\d:.,/-])(\d{1,2})()()()(?=\s?[ap]m(?!\p{L}))/u,
  // "kl. 15.04": the last such pair, so that a day and month before it stay.
  /(?<=[\s,t])(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![\d.]*\d)(?!.*\s\d{1,2}\.\d{2})/,
];

/** The times of day that the text may hold, best first; each with the text without it. */
function* clocksIn(text: string): Generator<Clock | 'impossible'> {
  for (const form of clockForms) {
    const found = form.exec(text);
    if (!found) continue;
    let before = text.slice(0, found.index);
    let after = text.slice(found.index + found[0].length);
    let half = /^\s*([ap]m)(?!\p{L})/u.exec(after)?.[1] ?? '';
    if (half) after = after.trimStart().slice(2);
    const halfBefore = /(?:^|[\s-])([ap]m)[\s,]*$/.exec(before);
    if (!half && halfBefore) {
      half = halfBefore[1] ?? '';
      before = before.slice(0, halfBefore.index);
    }
    after = after.replace(/^\s*(?:uhr|hrs?|hod|h|o'clock|น)\.?(?![\p{L}])/u, '');
    const ms = clockMs(Number(found[1]), Number(found[2] || 0), Number(found[3] || 0), found[4] ?? '', half);
    if (ms === null) {
      yield 'impossible';
      continue;
    }
    const zone =
      /^\s*[([]?((?:[a-z]{1,5}\s?)?[+-]\d{1,2}(?::?\d{2}){0,2}(?!\d)|(?:0\d|1[0-4])[034][05]$|[a-z]{1,5}(?![\p{L}/]))[)\]]?/u.exec(
        after,
      );
    // "3 pm March 2": a month is no zone.
    const isZone = zone && !(/^[a-z]+$/.test(zone[1] ?? '') && monthNamed(zone[1] ?? '') > 0);
    yield {
      ms,
      rest: `${before} ${isZone ? after.slice(zone[0].length) : after}`,
      zone: isZone ? (zone[1] ?? '') : '',
    };
  }
}

/** Common zones that may stand apart from the time ("15:04 2026 GMT"). Others look too much like words. */
const apart =
  /(?<![\p{L}\d])(gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|bst|msk|jst|kst|ist|eet|eest)(?![\p{L}\d])/u;

/** The offset that a zone's words say on a day; null where they say none. */
function offsetIn(zone: string, rest: string, day: Day, language: string | null): number | null {
  const numeric = /[+-]?\d[\d:]*$/.exec(zone)?.[0];
  // An offset without a sign lost its "+" in an address, where it means a blank.
  if (numeric) return offsetFrom(/^\d/.test(numeric) ? `+${numeric}` : numeric);
  const named = zone ? zoneNamed(zone.trim(), day, language) : null;
  if (named !== null) return named;
  const late = /(?:^|\s)(?:gmt|utc)?([+-](?:\d{4}|\d{2}:\d{2}))(?=\s|$|\()/.exec(rest)?.[1];
  if (late) return offsetFrom(late);
  const word = apart.exec(rest)?.[1];
  return word ? zoneNamed(word, day, language) : null;
}

/** The day of an ISO week (ISO 8601: week 1 holds the year's first Thursday); null where the year has no such week. */
function dayOfWeek(year: number, week: number, weekday: number): Day | null {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
  const date = new Date(monday + ((week - 1) * 7 + weekday - 1) * 86_400_000);
  const thursday = new Date(monday + ((week - 1) * 7 + 3) * 86_400_000);
  if (week < 1 || weekday < 1 || weekday > 7 || thursday.getUTCFullYear() !== year) return null;
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function dayOfYear(year: number, ordinal: number): Day | null {
  const date = new Date(Date.UTC(year, 0, ordinal));
  if (ordinal < 1 || date.getUTCFullYear() !== year) return null;
  return { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** ISO 8601's dates, whole and partial, also with "/" and "."; undefined where the text has another form. */
function isoDay(text: string): Day | null | undefined {
  let found =
    /^(\d{4})\s?([-/.:])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?(?!\d)/.exec(text) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(text);
  if (found) return { year: Number(found[1]), month: Number(found[3]), day: Number(found[4]) };
  found = /^(\d{4})-?w(\d{2})(?:-?(\d))?$/.exec(text);
  if (found) return dayOfWeek(Number(found[1]), Number(found[2]), Number(found[3] ?? 1));
  found = /^(\d{4}|\d{2})-?(\d{3})$/.exec(text);
  if (found) return dayOfYear(fullYear(found[1] ?? ''), Number(found[2]));
  found = /^(\d{4})[-/](\d{1,2})$/.exec(text) ?? /^(\d{4})$/.exec(text);
  if (found) return { year: Number(found[1]), month: Number(found[2] ?? 1), day: 1 };
  found = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  return found ? { year: fullYear(found[1] ?? ''), month: Number(found[2]), day: Number(found[3]) } : undefined;
}

/** Whether the readers of a language write the day before the month; null where it is not known. */
function isDayFirst(options: DateOptions): boolean | null {
  if (options.dayFirst !== undefined && options.dayFirst !== null) return options.dayFirst;
  if (!options.language) return null;
  return !/^(?:en(?:-(?:us|ph|ca))?|fil?-?ph|fil|tl)$/i.test(options.language);
}

/** Languages that write short dates from the year down: "26. 3. 2." */
function isYearFirst(language: string | null | undefined): boolean {
  return /^(?:ko|ja|zh|hu|lt|eu|mn|ne|si|ii)(?:-|$)/i.test(language ?? '');
}

/** Three numbers with a year at an end: "02.03.2026", "3/2/26", "26-03-02". */
function numericDay(text: string, options: DateOptions): Day | null {
  const found = /(?<!\d)(\d{1,4})\s?([-/.\s])\s?(\d{1,2})\s?[-/.\s]\s?(\d{1,4})(?!\d)/.exec(text);
  if (!found || (text.match(/\d+/g)?.length ?? 0) !== 3) return null;
  const [, a = '', mark, b = '', c = ''] = found;
  if (a.length >= 3) return { year: fullYear(a), month: Number(b), day: Number(c) };
  const prefers = isDayFirst(options);
  const mayBeIso = mark === '-' && (prefers === null || Number(a) > 31);
  if (a.length === 2 && c.length <= 2 && (mayBeIso || isYearFirst(options.language))) {
    const iso = { year: fullYear(a), month: Number(b), day: Number(c) };
    if (startOf(iso) !== null) return iso;
  }
  // One digit is no year: "1.2.3" is a version.
  if (c.length < 2) return null;
  const year = fullYear(c);
  const dayFirst = Number(a) > 12 ? true : Number(b) > 12 ? false : (prefers ?? mark !== '/');
  return dayFirst ? { year, month: Number(b), day: Number(a) } : { year, month: Number(a), day: Number(b) };
}

/** Words that stand before a month in some languages: "d'abril", "במרץ". */
function bareMonth(word: string, language: string | null): number {
  const month = monthNamed(word, language);
  if (month > 0) return month;
  const apostrophe = word.indexOf("'");
  if (apostrophe >= 0) return monthNamed(word.slice(apostrophe + 1), language);
  return /^[במ]/.test(word) && word.length > 3 ? monthNamed(word.slice(1), language) : 0;
}

/** A day with a month's name, in any order: day and year are told apart by their size, else the day is first. */
function namedDay(text: string, language: string | null): Day | null {
  const words = text.match(/[\p{L}\p{M}_'’]+/gu) ?? [];
  const numbers = text.match(/\d+/g) ?? [];
  if (words.length > 9 || numbers.length === 0 || numbers.length > 2) return null;
  const months = words.map((word) => bareMonth(word, language)).filter((month) => month > 0);
  // "mar. 3 févr.": the first of two is a weekday's short name.
  const month = new Set(months).size > 1 ? months[1] : months[0];
  if (month === undefined) return null;
  const [first = '', second] = numbers;
  if (second === undefined) return first.length === 4 ? { year: Number(first), month, day: 1 } : null;
  const isYearFirst = first.length >= 3 || Number(first) > 31;
  const [day, year] = isYearFirst ? [second, first] : [first, second];
  if (day.length > 2 || year.length > 4 || year.length < 2) return null;
  return { year: fullYear(year), month, day: Number(day) };
}

function dayIn(text: string, options: DateOptions): Day | null {
  const bare = text
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .replace(/(?:^|\s)(?:gmt|utc)?[+-](?:\d{4}|\d{2}:\d{2})(?=\s|$)/g, ' ')
    .replace(/^[\s,;.t@-]+|[\s,;t@|-]+$/g, '');
  const foreign = dayWithForeignMonth(bare);
  if (foreign !== undefined) return foreign;
  const iso = isoDay(bare.replace(/\s?[a-z]*$/, (word) => (/^\s?(?:g|a|d|ad|ce)$/.test(word) ? '' : word)));
  const day = iso === undefined ? (numericDay(bare, options) ?? namedDay(bare, options.language ?? null)) : iso;
  return day && dayAsCounted(day, options.language ?? null);
}

/** Compact forms, which have no marks to go by, and American zones in words. */
function expanded(text: string): string {
  return (
    text
      .replace(/^[[(]([^[\]()]*)[\])]$/, '$1')
      // The prefix of dates in PDF files.
      .replace(/^d:(?=\d{14})/, '')
      .replace(
        /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?=z?$|[+-])/,
        (_, y, m, d, h, min, s) => `${y}-${m}-${d} ${h}:${min}:${s ?? '00'}`,
      )
      .replace(
        /^([\dw-]{4,10})t\s?(\d{2})(\d{2})?(\d{2})?(?=[.,z\s+-]|$)/,
        (_, day, h, min, s) => `${day} ${h}:${min ?? '00'}:${s ?? '00'}`,
      )
      .replace(/^(\d{4}-\d{2}-\d{2})[t_](?=\d)/, '$1 ')
      // Of server logs: "02/Mar/2026:15:04:05".
      .replace(/^(\d{1,2}\/[a-z]{3}\/\d{4}):(?=\d{2}:)/, '$1 ')
      // Of RFC 822 without its colon ("2026 1504 GMT"), and with a blank after the sign.
      .replace(/(?<=[a-z] \d{4} )([01]\d|2[0-3])([0-5]\d)(?= ?(?:[+-]|z$|gmt|utc?))/, '$1:$2')
      .replace(/(?<=:\d{2} ?[+-]) (?=\d{2}:?\d{2}$)/, '')
      .replace(
        /\b([ecmp])(?:st[5-8][ecmp]dt|(?:astern|entral|ountain|acific)(?: (?:(s)tandard|(d)aylight))?(?: time)?)(?!\w)/,
        '$1$2$3t',
      )
  );
}

function epoch(text: string): number | null {
  // Also as shells ("@1772463845") and Microsoft's JSON ("/Date(1772463845000+0100)/") write them.
  const bare = text.replace(/^\/date\((\d+)(?:[+-]\d{4})?\)\/$/i, '$1').replace(/^@/, '');
  const found = /^(\d{9,10})(\.\d{1,9})?$|^(\d{12,13})$/.exec(bare);
  if (!found || (found[3]?.length === 12 && /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])/.test(found[3]))) return null;
  return found[3] ? Number(found[3]) : Math.trunc(Number(`${found[1]}${found[2] ?? ''}`) * 1000);
}

/** An IANA zone at the end: "15:04 Europe/Berlin", "15:04+01:00[Europe/Berlin]". */
const placeForm = /\s?[[(]?(?<![a-z])([a-z]{2,12}\/[a-z_]{2,30}(?:[+-]\d{1,2})?(?:\/[a-z_]{2,30})?)[\])]?$/;

/**
 * Reads a date; null where the text is none or names a day or time that does not exist. Without a zone it counts as
 * UTC. Linear in the text, never throws.
 */
export function parseDate(text: string, options: DateOptions = {}): ParsedDate | null {
  if (text.length > longest) return null;
  const standard = standardDate(text);
  if (standard) return standard;
  const seconds = epoch(text.trim());
  if (seconds !== null) return { at: seconds, hasTime: true, offsetMinutes: 0 };
  const given = expanded(plainDate(text));
  if (given.startsWith('-')) return null;
  const place = given.includes('/') ? placeForm.exec(given) : null;
  const plain = place ? given.slice(0, place.index) : given;
  // What a script is written in says more than a feed's label, which templates leave at "en".
  const language = /^(?:ar|ckb|fa|he|ps|sd|th|ug|ur)\b/i.test(options.language ?? '')
    ? (options.language ?? null)
    : (scriptLanguage(text) ?? options.language ?? null);
  // A day alone may have a zone as well, whose minutes are no time of day: "2026-03-02Z", "2026-03-02+01:00".
  const zoned = /^(\d{4}-\d{2}-\d{2})\s?(z|[+-]\d{2}:?\d{2})$/.exec(plain);
  for (const clock of zoned ? [] : clocksIn(plain)) {
    if (clock === 'impossible') return null;
    const day = dayIn(clock.rest, { ...options, language });
    const start = day && startOf(day);
    if (!day || start === null) continue;
    const written = offsetIn(clock.zone, clock.rest, day, language);
    const offset = written ?? (place ? offsetOfPlace(place[1] ?? '', start + clock.ms) : null);
    return { at: start + clock.ms - (offset ?? 0) * 60_000, hasTime: true, offsetMinutes: offset };
  }
  const day = dayIn(zoned?.[1] ?? plain, { ...options, language });
  const start = day && startOf(day);
  if (!day || start === null) return null;
  const offset = zoned ? offsetIn(zoned[2] ?? '', '', day, language) : null;
  return { at: start - (offset ?? 0) * 60_000, hasTime: false, offsetMinutes: offset };
}
