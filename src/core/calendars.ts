/** Dates that count years from elsewhere: the Persian and Islamic calendars, Thailand's years. */
import { foldName } from './month-names.ts';

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

type Calendar = 'persian' | 'islamic-umalqura';

/** Twelve months each, forms of one month by "|", blanks in a name as "_": Iran's and Afghanistan's names, then Arabic. */
const names: readonly (readonly [Calendar, string])[] = [
  [
    'persian',
    'فروردین|حمل اردیبهشت|ثور خرداد|جوزا تیر|سرطان مرداد|امرداد|اسد شهریور|سنبله مهر|میزان آبان|عقرب آذر|قوس دی|جدی بهمن|دلو اسفند|حوت',
  ],
  [
    'islamic-umalqura',
    'محرم صفر ربيع_الأول ربيع_الآخر|ربيع_الثاني جمادى_الأولى جمادى_الآخرة|جمادى_الثانية رجب شعبان رمضان شوال ذو_القعدة|ذي_القعدة ذو_الحجة|ذي_الحجة',
  ],
];

const dayMs = 86_400_000;
const clocks = new Map<Calendar, Intl.DateTimeFormat>();

/** What the calendar calls a day of ours. */
function namedIn(calendar: Calendar, at: number): Day {
  const known = clocks.get(calendar);
  const clock =
    known ?? new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { dateStyle: 'short', timeZone: 'UTC' });
  if (!known) clocks.set(calendar, clock);
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number.parseInt(value, 10)]));
  return { year: parts.get('year') ?? 0, month: parts.get('month') ?? 0, day: parts.get('day') ?? 0 };
}

/** Near the day: Persian years begin about 21 March; Islamic ones count moons from July 622. */
function estimate(calendar: Calendar, { year, month, day }: Day): number {
  if (calendar === 'persian') {
    const months = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
    return Date.UTC(year + 621, 2, 21) + (months + day - 1) * dayMs;
  }
  return Date.UTC(622, 6, 19) + Math.round((year - 1) * 354.36708 + (month - 1) * 29.5306 + day - 1) * dayMs;
}

/** The day in our calendar; null where theirs has no such day. */
function ours(calendar: Calendar, theirs: Day): Day | null {
  const near = estimate(calendar, theirs);
  for (const step of [0, 1, -1, 2, -2, 3, -3]) {
    const at = near + step * dayMs;
    const named = namedIn(calendar, at);
    if (named.year === theirs.year && named.month === theirs.month && named.day === theirs.day) {
      const date = new Date(at);
      return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    }
  }
  return null;
}

let table: readonly { readonly calendar: Calendar; readonly month: number; readonly name: string }[] | null = null;

function monthNames() {
  table ??= names
    .flatMap(([calendar, row]) =>
      row
        .split(' ')
        .flatMap((forms, index) =>
          forms.split('|').map((form) => ({ calendar, month: index + 1, name: foldName(form).replace('_', ' ') })),
        ),
    )
    // A longer name may hold a shorter one.
    .sort((a, b) => b.name.length - a.name.length);
  return table;
}

/** A day with a month's name of another calendar, in any order; undefined where the (folded) text has none. */
export function dayWithForeignMonth(text: string): Day | null | undefined {
  if (!/[\u0600-\u06ff]{2}/.test(text)) return undefined;
  for (const { calendar, month, name } of monthNames()) {
    const at = text.indexOf(name);
    if (at < 0) continue;
    const isWord = !/\p{L}$/u.test(text.slice(0, at)) && !/^\p{L}/u.test(text.slice(at + name.length));
    const numbers = text.match(/\d+/g) ?? [];
    const [first = '', second = ''] = numbers;
    if (!isWord || numbers.length !== 2) continue;
    const [year, day] = first.length === 4 ? [first, second] : [second, first];
    if (isTheirYear(Number(year)) && day.length <= 2)
      return ours(calendar, { year: Number(year), month, day: Number(day) });
  }
  return undefined;
}

/** Years that both calendars are in while people read news, and ours left long ago. */
function isTheirYear(year: number): boolean {
  return year >= 1300 && year < 1500;
}

/**
 * A day read from numbers as the readers of a language count them: 1405 in Persian and 1447 in Arabic are this
 * decade's, Thai years count from the Buddha. Null where their calendar has no such day.
 */
export function dayAsCounted(day: Day, language: string | null): Day | null {
  const primary = (language ?? '').slice(0, 2).toLowerCase();
  if (primary === 'th' && day.year > 2400) return { ...day, year: day.year - 543 };
  // Two digits of a Thai year are the Buddha's where ours would be long past: 69 is 2569, not 1969.
  if (primary === 'th' && day.year >= 1950 && day.year < 1990) return { ...day, year: day.year + 57 };
  if (!isTheirYear(day.year)) return day;
  if (primary === 'fa' || primary === 'ps') return ours('persian', day);
  return primary === 'ar' ? ours('islamic-umalqura', day) : day;
}
