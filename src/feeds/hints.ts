/** What a feed says of when to come back: RSS 2.0's ttl, skipHours and skipDays, and RSS 1.0's syndication module. */
import { parseDate } from '../core/dates.ts';
import type { RefreshHints } from '../core/source.ts';
import { day, hour, minute } from '../core/time.ts';
import { wholeNumber } from './media.ts';
import { every, type Fields, fieldsOf, firstText, textOf } from './tree.ts';

const periods: ReadonlyMap<string, number> = new Map([
  ['hourly', hour],
  ['daily', day],
  ['weekly', 7 * day],
  ['monthly', 30 * day],
  ['yearly', 365 * day],
]);

const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** ttl (whole minutes) comes before the syndication module, whose base counts only for its own period. */
export function hintsOf(fields: Fields): RefreshHints {
  const ttl = wholeNumber(firstText(fields, ['ttl'])) || null;
  const period = ttl === null ? syndicationMs(fields) : null;
  const base = period === null ? null : parseDate(firstText(fields, ['sy:updatebase']) ?? '');
  return {
    everyMs: ttl === null ? period : ttl * minute,
    baseAt: base?.at ?? null,
    skipHours: listed(fields, 'skiphours', 'hour', hourOf),
    skipDays: listed(fields, 'skipdays', 'day', (text) => dayNames.indexOf(text.toLowerCase())),
  };
}

/** sy:updatePeriod ("daily" where left out) over sy:updateFrequency (1 where left out); null where neither is given. */
function syndicationMs(fields: Fields): number | null {
  const frequency = wholeNumber(firstText(fields, ['sy:updatefrequency']));
  const said = firstText(fields, ['sy:updateperiod'])?.toLowerCase();
  const period = said === undefined && frequency ? day : periods.get(said ?? '');
  return period === undefined ? null : Math.round(period / (frequency || 1));
}

/** RSS 2.0 counts hours from 0; 24 stands for 0 in feeds that follow RSS 0.91, which counts from 1. */
function hourOf(text: string): number {
  const hour = wholeNumber(text) ?? -1;
  return hour === 24 ? 0 : hour;
}

/** Each once; values that make no sense are left out. */
function listed(fields: Fields, list: string, item: string, read: (text: string) => number): readonly number[] {
  const numbers = every(fields, [list])
    .flatMap((element) => every(fieldsOf(element), [item]))
    .map((element) => read(textOf(element).trim()))
    .filter((number) => number >= 0 && number <= (item === 'hour' ? 23 : 6));
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
