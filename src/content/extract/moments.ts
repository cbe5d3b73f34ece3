/** Times as pages print them: "2 hours ago" in many languages, and clocks without a zone beside the name of a city. */
import times from '../../../data/extract/times.json' with { type: 'json' };
import zones from '../../../data/extract/zones.json' with { type: 'json' };
import { alternatives } from './people-words.ts';

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

const units: readonly Unit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];
const lengths: Readonly<Record<Unit, number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: 30 * 86_400_000,
  year: 365 * 86_400_000,
};

interface Ago {
  readonly pattern: RegExp;
  readonly unitOf: ReadonlyMap<string, Unit>;
  readonly fixed: readonly (readonly [string, number, Unit])[];
}

let compiled: readonly Ago[] | null = null;

/** One pattern a language; built when the first page with such a time is met. */
function patterns(): readonly Ago[] {
  compiled ??= Object.values(times.ago).map((language) => {
    const unitOf = new Map<string, Unit>();
    for (const unit of units) for (const word of language[unit]) unitOf.set(word, unit);
    const named = alternatives([...unitOf.keys()]);
    const forms: string[] = [];
    if (language.before.length > 0)
      forms.push(`(?<![\\p{L}])(?:${alternatives(language.before)})\\s*(\\d{1,4})\\s*(${named})(?![\\p{L}])`);
    if (language.after.length > 0)
      forms.push(`(?<!\\d)(\\d{1,4})\\s*\\+?\\s*(${named})\\.?\\s*(?:${alternatives(language.after)})(?!\\p{Ll})`);
    const fixed = Object.entries(language.fixed as Readonly<Record<string, readonly [number, string]>>);
    return {
      pattern: new RegExp(forms.join('|'), 'u'),
      unitOf,
      fixed: fixed.map(([words, [count, unit]]) => [words, count, unit as Unit] as const),
    };
  });
  return compiled;
}

/** Digits of other scripts as 0 to 9. */
export function plainDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹०-९০-৯๐-๙０-９]/g, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    for (const zero of [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10])
      if (code >= zero && code < zero + 10) return String(code - zero);
    return digit;
  });
}

const known = new Map<string, { readonly ms: number; readonly coarse: boolean } | null>();

/** How long before "now" a short text says something was, in milliseconds, and how exact; null if it does not say. */
export function timeAgo(text: string): { readonly ms: number; readonly coarse: boolean } | null {
  if (text.length > 200) return null;
  let found = known.get(text);
  if (found === undefined) {
    // The same short lines are asked about by every filter, and no page has many of them.
    if (known.size > 5_000) known.clear();
    found = readAgo(text);
    known.set(text, found);
  }
  return found;
}

function readAgo(text: string): { readonly ms: number; readonly coarse: boolean } | null {
  const line = plainDigits(text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ')).trim();
  const counted = /\d/.test(line);
  for (const { pattern, unitOf, fixed } of patterns()) {
    const match = counted ? pattern.exec(line) : null;
    if (match) {
      const count = Number(match[1] ?? match[3]);
      const unit = unitOf.get(match[2] ?? match[4] ?? '');
      if (unit) return { ms: count * lengths[unit], coarse: lengths[unit] >= lengths.day };
    }
    for (const [words, count, unit] of fixed) {
      const at = line.length > words.length + 40 ? -1 : line.indexOf(words);
      if (at < 0) continue;
      const open = at === 0 || !/\p{L}/u.test(line.charAt(at - 1));
      const shut = !/\p{L}/u.test(line.charAt(at + words.length)) || /\p{sc=Han}/u.test(words);
      if (open && shut) return { ms: count * lengths[unit], coarse: lengths[unit] >= lengths.day };
    }
  }
  return null;
}

const zoneOf = new Map<string, string>();
for (const [zone, cities] of Object.entries(zones)) for (const city of cities) zoneOf.set(city, zone);

/** The time zone of the first city that a text names, as an IANA name; null if it names none. */
export function zoneIn(text: string): string | null {
  const words = text.toLowerCase().match(/[\p{L}\p{M}'.-]+/gu) ?? [];
  for (let at = 0; at < Math.min(words.length, 60); at++) {
    for (let count = 3; count > 0; count--) {
      const zone = zoneOf.get(
        words
          .slice(at, at + count)
          .join(' ')
          .replace(/[.]$/, ''),
      );
      if (zone) return zone;
    }
  }
  return null;
}

/** Minutes that a zone's clocks are ahead of UTC at a moment. */
function offsetAt(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((shown - Math.floor(at / 60_000) * 60_000) / 60_000);
}

/** The moment at which clocks in `zone` show what `shown` is in UTC. */
export function inZone(shown: number, zone: string): number {
  const guess = shown - offsetAt(zone, shown) * 60_000;
  // The offset may differ on the other side of a change of clocks; asking again settles all but the doubled hour.
  return shown - offsetAt(zone, guess) * 60_000;
}

const changeWord = new RegExp(alternatives([...new Set(Object.values(times.updated).flat())]));

/** The text from the word that says "updated" on, for lines near a headline; null where none does. */
export function fromUpdateWord(text: string): string | null {
  if (text.length > 200) return null;
  const at = text.toLowerCase().search(changeWord);
  return at < 0 ? null : text.slice(at);
}

const updateWord = new RegExp(alternatives(Object.values(times.lastUpdate).flat()));

/** True for a line that tells when the page was last updated. */
export function isUpdateLine(text: string): boolean {
  if (text.length > 160 || !/[\d٠-٩۰-۹०-९]/.test(text)) return false;
  return updateWord.test(text.toLowerCase());
}
