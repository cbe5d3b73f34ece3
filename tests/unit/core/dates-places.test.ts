import { describe, expect, test } from 'vitest';
import { parseDate } from '../../../src/core/dates.ts';

describe('zones by the names of places', () => {
  test.each([
    ['Mon, 02 Mar 2026 15:04:05 America/New_York', '2026-03-02T20:04:05Z'],
    ['Thu, 02 Jul 2026 15:04:05 America/New_York', '2026-07-02T19:04:05Z'],
    ['2026-03-02T15:04:05[Europe/Paris]', '2026-03-02T14:04:05Z'],
    ['2026-03-02T15:04:05+03:00[Europe/Paris]', '2026-03-02T12:04:05Z'],
    ['2026-03-02 15:04 Asia/Kolkata', '2026-03-02T09:34:00Z'],
    ['2026-03-02 15:04 America/Argentina/Buenos_Aires', '2026-03-02T18:04:00Z'],
    ['2026-03-02 15:04:05 Etc/GMT+3', '2026-03-02T18:04:05Z'],
    ['2026-03-02 15:04:05 Nowhere/Special', '2026-03-02T15:04:05Z'],
    // An hour after Paris put its clocks forward, and an hour before.
    ['2026-03-29T03:30:00 Europe/Paris', '2026-03-29T01:30:00Z'],
    ['2026-03-29T01:30:00 Europe/Paris', '2026-03-29T00:30:00Z'],
    ['Mon, 02 Mar 2026 15:04:05 Eastern Standard Time', '2026-03-02T20:04:05Z'],
    ['Thu, 02 Jul 2026 15:04:05 Pacific Daylight Time', '2026-07-02T22:04:05Z'],
  ])('%s', (text, instant) => {
    expect(parseDate(text)?.at).toBe(Date.parse(instant));
  });

  test("a year before Christ is no year of our era's", () => {
    expect(parseDate('-0001-11-30T00:00:00+00:00')).toBeNull();
  });
});
