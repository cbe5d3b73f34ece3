import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  age,
  ago,
  believableAt,
  dayName,
  formatDuration,
  iso,
  parseDuration,
  parseMoment,
  publishedTime,
  startOfDay,
} from '../../../src/core/time.ts';

const now = new Date(2026, 10, 23, 12, 30).getTime();
const hour = 3_600_000;
const day = 24 * hour;

describe('moments and durations as a reader writes them', () => {
  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['2h', 2 * hour],
    ['1.5h', 1.5 * hour],
    ['3d', 3 * day],
    ['1w', 7 * day],
    ['2 hours', 2 * hour],
    ['2', null],
    ['h', null],
    ['2 fortnights', null],
    ['-2h', null],
  ])('duration %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each<[string, number | null]>([
    ['2d', now - 2 * day],
    ['2 hours ago', now - 2 * hour],
    ['now', now],
    ['today', new Date(2026, 10, 23).getTime()],
    ['Yesterday', new Date(2026, 10, 22).getTime()],
    ['2026-11-01', new Date(2026, 10, 1).getTime()],
    ['2026-11', new Date(2026, 10, 1).getTime()],
    ['2026-11-01T10:20', new Date(2026, 10, 1, 10, 20).getTime()],
    ['2026-11-01 10:20:30', new Date(2026, 10, 1, 10, 20, 30).getTime()],
    ['2026-11-01T10:20:30Z', Date.UTC(2026, 10, 1, 10, 20, 30)],
    ['2026-11-01T10:20+02:00', Date.UTC(2026, 10, 1, 8, 20)],
    ['2026-02-30', null],
    ['2026-13-01', null],
    ['2026-11-01T25:00', null],
    ['soon', null],
    ['', null],
  ])('moment %s', (text, at) => {
    expect(parseMoment(text, now)).toBe(at);
  });

  it('formats durations so that they parse back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
    );
  });
});

describe('times as they are shown', () => {
  it('is ISO 8601 in UTC to the second, which parses back', () => {
    expect(iso(Date.UTC(2026, 10, 1, 2, 3, 4, 567))).toBe('2026-11-01T02:03:04Z');
    expect(iso(null)).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        expect(Math.abs(Date.parse(iso(at)) - at)).toBeLessThan(1000);
      }),
    );
  });

  it.each([
    [0, 'now', 'just now'],
    [60_000, '1 min', '1 minute ago'],
    [59 * 60_000, '59 min', '59 minutes ago'],
    [2 * hour, '2 h', '2 hours ago'],
    [3 * day, '3 d', '3 days ago'],
    [20 * day, '2 w', '2 weeks ago'],
    [90 * day, '3 mo', '3 months ago'],
    [800 * day, '2 y', '2 years ago'],
    [-5000, 'now', 'just now'],
  ])('%i ms ago', (ms, short, long) => {
    expect([age(now - ms, now), ago(now - ms, now)]).toEqual([short, long]);
  });

  it('names days as a reader would', () => {
    expect(dayName(now, now)).toBe('Today');
    expect(dayName(now - day, now)).toBe('Yesterday');
    expect(dayName(now - 3 * day, now)).toBe('Friday');
    expect(dayName(now - 30 * day, now)).toBe('Saturday, 24 Oct 2026');
    expect(startOfDay(now)).toBe(new Date(2026, 10, 23).getTime());
  });

  it('believes dates from 1990 to an hour ahead, and nothing later than the arrival', () => {
    expect(believableAt(now - day, now)).toBe(now - day);
    expect(believableAt(now + hour / 2, now)).toBe(now);
    expect(believableAt(now + 2 * hour, now)).toBe(now);
    expect(believableAt(0, now)).toBe(now);
    expect(believableAt(null, now)).toBe(now);
  });
});

describe('when something was published', () => {
  it('is a day alone where no time of day is known, the same in every zone', () => {
    expect(publishedTime(Date.UTC(2026, 10, 22))).toBe('22 Nov 2026');
  });

  it('is a clock of the reader’s otherwise', () => {
    expect(publishedTime(new Date(2026, 10, 22, 1, 9, 5).getTime())).toBe('22 Nov 2026, 01:09');
  });
});
