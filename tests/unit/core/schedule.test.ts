import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDue, rescheduled, type Success, stateAfterSuccess, stateAtRest } from '../../../src/core/schedule.ts';
import { plainSettings, type RefreshHints, type Source } from '../../../src/core/source.ts';
import { answer, day, facts, hour, minute, now, source, withState } from './sample-source.ts';

const rhythm = (rhythmMs: number | null, hints: Partial<RefreshHints> = {}) => ({
  answer: { document: facts({ rhythmMs }, hints) },
});

interface Given {
  readonly answer?: Partial<Success>;
  readonly own?: number;
  readonly setting?: number;
  readonly address?: string;
  readonly state?: Partial<Source['state']>;
}

/** Milliseconds until the source is asked again. */
function wait(given: Given): number {
  const settings = { ...plainSettings, intervalMs: given.own ?? null };
  const asked = withState(given.state ?? {}, { settings, address: given.address ?? source.address });
  return (stateAfterSuccess(asked, { ...answer, ...given.answer }, now, given.setting ?? null).nextAt ?? 0) - now;
}

describe('when a source is due', () => {
  it.each([
    ['never fetched', {}, null, true],
    ['its time has come', { nextAt: now }, null, true],
    ['its time is to come', { nextAt: now + 1 }, null, false],
    ['the server said it is gone', { gone: true }, null, false],
    ['an interval was set since, and is over', { fetchedAt: now - hour, nextAt: now + day }, hour, true],
    ['an interval was set since, and is not over', { fetchedAt: now - hour, nextAt: now + day }, 2 * hour, false],
    ['an interval does not undo a back-off', { fetchedAt: now - day, nextAt: now + hour, failures: 3 }, hour, false],
  ])('%s', (_, state, interval, due) => {
    expect(isDue(withState(state), now, interval)).toBe(due);
  });
});

/** [rule, what is given, at least, at most (not given: exactly)] */
const rows: readonly (readonly [string, Given, number, number?])[] = [
  ['nothing known: an hour, and up to a tenth more', {}, hour, 1.1 * hour],
  ['posts weekly: asked daily', rhythm(7 * day), day],
  ['posts daily: asked every six hours', rhythm(day), 6 * hour, 6.6 * hour],
  ['posts hourly: asked every 15 minutes', rhythm(hour), 15 * minute, 16.5 * minute],
  ['posts all the time: every 10 minutes', rhythm(minute), 10 * minute, 11 * minute],
  [
    'posted hourly, silent for two years: asked daily',
    { answer: { document: facts({ rhythmMs: hour, newestAt: now - 700 * day }) } },
    day,
  ],
  [
    'posts hourly, silent for a night: still every hour',
    { answer: { document: facts({ rhythmMs: hour, newestAt: now - 8 * hour }) } },
    15 * minute,
    hour,
  ],
  [
    'no dates, and nothing new for weeks: asked daily',
    { answer: { document: facts({ newestAt: null }) }, state: { lastNewAt: now - 30 * day } },
    day,
  ],
  [
    'a new article ends the silence',
    { answer: { document: facts({ newestAt: null }), added: 1 }, state: { lastNewAt: now - 30 * day } },
    hour,
    1.1 * hour,
  ],
  [
    'too few dates now: the rhythm known before',
    { answer: { document: facts({}) }, state: { document: facts({ rhythmMs: day }) } },
    6 * hour,
    6.6 * hour,
  ],
  [
    'not modified: the rhythm known before',
    { answer: { notModified: true }, state: { document: facts({ rhythmMs: day }) } },
    6 * hour,
    6.6 * hour,
  ],
  ['ttl alone', rhythm(null, { everyMs: 2 * hour }), 2 * hour, 2.2 * hour],
  ['ttl of a minute is no leave to hammer', rhythm(null, { everyMs: minute }), 10 * minute, 11 * minute],
  ['ttl of a month: asked daily', rhythm(null, { everyMs: 30 * day }), day],
  ['ttl longer than the rhythm needs', rhythm(hour, { everyMs: 3 * hour }), 3 * hour, 3.3 * hour],
  ['ttl shorter than the rhythm needs', rhythm(day, { everyMs: 30 * minute }), 6 * hour, 6.6 * hour],
  [
    'updates counted from a base: just after the next one',
    rhythm(null, { everyMs: 6 * hour, baseAt: now - 400 * day - hour }),
    5 * hour,
    5 * hour + 10 * minute,
  ],
  [
    'a base in the future counts backwards',
    rhythm(null, { everyMs: 6 * hour, baseAt: now + 90 * day + hour }),
    hour,
    hour + 10 * minute,
  ],
  ['updates counted, but the rhythm is slower', rhythm(day, { everyMs: hour, baseAt: now }), 6 * hour, 6.6 * hour],
  ['skipped hours: the first after them', rhythm(hour, { skipHours: [0, 1, 2] }), 3 * hour],
  [
    'all hours skipped: none is',
    rhythm(hour, { skipHours: Array.from({ length: 24 }, (_, i) => i) }),
    15 * minute,
    16.5 * minute,
  ],
  ['skipped days: the first after them, but a day at most', rhythm(hour, { skipDays: [1, 2] }), day],
  ['skipped day that ends soon', rhythm(7 * day, { skipDays: [3] }), day],
  [
    'Cache-Control beats the rhythm',
    { answer: { document: facts({ rhythmMs: hour }), freshForMs: 5 * hour } },
    5 * hour,
  ],
  ['Cache-Control of a year: a day', { answer: { freshForMs: 365 * day } }, day],
  ['Cache-Control of a minute changes nothing', { answer: { freshForMs: minute } }, hour, 1.1 * hour],
  [
    'the reader’s interval for all beats hints and rhythm',
    { ...rhythm(day, { everyMs: 5 * hour, skipHours: [0, 1] }), setting: hour },
    59 * minute,
  ],
  ['the reader’s interval for this source beats that for all', { setting: hour, own: 2 * hour }, 119 * minute],
  ['the reader’s interval does not beat Cache-Control', { own: hour, answer: { freshForMs: 3 * hour } }, 3 * hour],
  ['an interval of an older version, too short', { own: minute }, 10 * minute],
  ['an interval of an older version, too long', { own: 30 * day }, day],
  ['a file spares nobody by waiting', { ...rhythm(7 * day), address: 'file:///invented/feed.xml' }, 10 * minute],
  ['the bundled edition changes with the program only', { ...rhythm(hour), address: 'sample:invented.rss' }, day],
];

describe('when it is asked again after a success', () => {
  it.each(rows.map(([rule, given, least, most = least]) => [rule, given, least, most] as const))(
    '%s',
    (_, given, atLeast, atMost) => {
      expect(wait(given)).toBeGreaterThanOrEqual(atLeast);
      expect(wait(given)).toBeLessThanOrEqual(atMost);
    },
  );

  it('is between 10 minutes and a day whatever it is told', () => {
    const ms = fc.integer({ min: -1e13, max: 1e13 });
    const few = (max: number) => fc.uniqueArray(fc.nat(max));
    const hints = fc.record({ everyMs: fc.option(ms), baseAt: fc.option(ms), skipHours: few(23), skipDays: few(6) });
    const told = fc.record({
      hints,
      rhythmMs: fc.option(ms),
      newestAt: fc.option(ms),
      lastNewAt: fc.option(ms),
      fresh: fc.option(ms),
    });
    fc.assert(
      fc.property(told, fc.option(fc.nat(1e10)), ({ hints, rhythmMs, newestAt, lastNewAt, fresh }, own) => {
        const document = facts({ hints, rhythmMs, newestAt });
        const given = {
          answer: { document, freshForMs: fresh },
          state: { lastNewAt },
          ...(own === null ? {} : { own }),
        };
        expect(wait(given)).toBeGreaterThanOrEqual(10 * minute);
        expect(wait(given)).toBeLessThanOrEqual(day);
        expect(Number.isInteger(wait(given))).toBe(true);
      }),
    );
  });

  it('lets sources of one host drift apart', () => {
    const times = ['aa', 'bb', 'cc', 'dd'].map(
      (id) => stateAfterSuccess({ ...source, id: id.repeat(8) }, answer, now, null).nextAt,
    );
    expect(new Set(times).size).toBe(4);
  });

  it('follows a changed interval from the last fetch on, but not into the server’s rest', () => {
    const fetched = withState(stateAfterSuccess(source, { ...answer, freshForMs: 3 * hour }, now, null));
    expect(rescheduled(fetched, 5 * hour)).toBe(now + 5 * hour - minute);
    expect(rescheduled(fetched, hour)).toBe(now + 3 * hour);
    const resting = { ...fetched, state: stateAtRest(fetched, now + 9 * hour) };
    expect(rescheduled(resting, hour)).toBe(now + 9 * hour);
  });
});
