import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DateOptions, parseDate } from '../../../src/core/dates.ts';

/** The time that a text means, in ISO form without empty milliseconds; null where it is no date. */
function read(text: string, options: DateOptions = {}): string | null {
  const date = parseDate(text, options);
  return date && new Date(date.at).toISOString().replace('.000Z', 'Z');
}

type Row = readonly [text: string, time: string | null, options?: DateOptions];

function named(rows: readonly Row[]) {
  return rows.map(([text, time, options = {}]) => ({ text, time, options }));
}

const afternoon = '2026-03-02T15:04:05Z';
const minute = '2026-03-02T15:04:00Z';
const day = '2026-03-02T00:00:00Z';

describe('RFC 822 and its sins', () => {
  const rows: readonly Row[] = [
    ['Mon, 02 Mar 2026 15:04:05 GMT', afternoon],
    ['Mon, 02 Mar 2026 15:04:05 +0100', '2026-03-02T14:04:05Z'],
    ['Mon, 2 Mar 26 15:04 EST', '2026-03-02T20:04:00Z'],
    ['02 Mar 2026 15:04:05 -0700', '2026-03-02T22:04:05Z'],
    ['Mon,02 Mar 2026 15:04:05 Z', afternoon],
    ['  Mon, 02 Mar 2026\n 15:04:05 GMT ', afternoon],
    ['Mon, 02 Mar 2026 15:04:05 -07:00', '2026-03-02T22:04:05Z'],
    ['Mon, 02 Mar 2026 15:04:05 -08', '2026-03-02T23:04:05Z'],
    ['Mon, 02 Mar 2026 15:04:05 GMT+2', '2026-03-02T13:04:05Z'],
    ['Mon, 02 Mar 2026 15:04:05 UTC+05:30', '2026-03-02T09:34:05Z'],
    ['Mon, 02 March 2026 15:04:05 CEST', '2026-03-02T13:04:05Z'],
    ['Monday, 2 March 2026 15:04', minute],
    ['Mon, 02 Mar 2026, 15:04:05', afternoon],
    ['Mon, 02 Mar 2026 3:4:5 GMT', '2026-03-02T03:04:05Z'],
    ['Monday, 02-Mar-26 15:04:05 UTC', afternoon],
    ['2-Mar-2026 15:04', minute],
    ['2Mar2026', day],
    ['Mon, 02 Mar 126 15:04:05 GMT', afternoon],
    ['Thu, 01 Jan 04 19:48:21 GMT', '2004-01-01T19:48:21Z'],
    ['Thu, 01 Jan 98 19:48:21 GMT', '1998-01-01T19:48:21Z'],
    ['Fri, 2006/09/15 08:19:53 EDT', '2006-09-15T12:19:53Z'],
    ['Thu, 31 Dec 2026 23:59:60 +0000', '2027-01-01T00:00:00Z'],
    ['Mon, 02 Mar 2026 24:00:00 GMT', '2026-03-03T00:00:00Z'],
    ['Mon, 02 Mar 2026 15:04:05 +9900', afternoon],
    ['Mon, 02 Mar 2026 15:04:05 0100', '2026-03-02T14:04:05Z'],
    ['Mon, 02 Mar 2026 15:04:05 A', afternoon],
    ['Wed, 02 Mar 2026 15:04:05 GMT', afternoon],
    ['Mon, 02 Mar 2026 15:04:05 GMT+0200 (Central European Summer Time)', '2026-03-02T13:04:05Z'],
  ];
  test.each(named(rows))('$text is $time', ({ text, time, options }) => expect(read(text, options)).toBe(time));
});

describe('zones by their names', () => {
  const rows: readonly Row[] = [
    ['2 Mar 2026 15:04 CET', '2026-03-02T14:04:00Z'],
    ['2 Mar 2026 15:04 MEZ', '2026-03-02T14:04:00Z'],
    ['2 Mar 2026 15:04 EET', '2026-03-02T13:04:00Z'],
    ['2 Mar 2026 15:04 MSK', '2026-03-02T12:04:00Z'],
    ['2 Mar 2026 15:04 IST', '2026-03-02T09:34:00Z'],
    ['2 Mar 2026 15:04 IST', '2026-03-02T13:04:00Z', { language: 'he' }],
    ['2 Mar 2026 15:04 JST', '2026-03-02T06:04:00Z'],
    ['2 Mar 2026 15:04 KST', '2026-03-02T06:04:00Z'],
    ['2 Mar 2026 15:04 AEST', '2026-03-02T05:04:00Z'],
    ['2 Mar 2026 15:04 AEDT', '2026-03-02T04:04:00Z'],
    ['2 Mar 2026 15:04 NZDT', '2026-03-02T02:04:00Z'],
    ['2 Mar 2026 15:04 PDT', '2026-03-02T22:04:00Z'],
    ['2 Mar 2026 15:04 AKST', '2026-03-03T00:04:00Z'],
    ['2 Mar 2026 15:04 HST', '2026-03-03T01:04:00Z'],
    ['2 Mar 2026 15:04 CST', '2026-03-02T21:04:00Z'],
    ['2 Mar 2026 15:04 CST', '2026-03-02T07:04:00Z', { language: 'zh-CN' }],
    ['2 Mar 2026 15:04 XYZ', minute],
    ['March 2, 2026 at 3:04 p.m. ET', '2026-03-02T20:04:00Z'],
    ['July 2, 2026 at 3:04 p.m. ET', '2026-07-02T19:04:00Z'],
    ['November 1, 2026 9:00 am PT', '2026-11-01T17:00:00Z'],
  ];
  test.each(named(rows))('$text is $time', ({ text, time, options }) => expect(read(text, options)).toBe(time));
});

describe('ISO 8601, whole and partial', () => {
  const rows: readonly Row[] = [
    ['2026-03-02T15:04:05Z', afternoon],
    ['2026-03-02t15:04:05z', afternoon],
    ['2026-03-02T15:04:05.123456+01:00', '2026-03-02T14:04:05.123Z'],
    ['2026-03-02T15:04:05,5Z', '2026-03-02T15:04:05.500Z'],
    ['2026-03-02T15:04:05+0100', '2026-03-02T14:04:05Z'],
    ['2026-03-02T15:04:05+01', '2026-03-02T14:04:05Z'],
    ['2026-03-02T15:04:05-8:00', '2026-03-02T23:04:05Z'],
    ['2026-03-02T15:04:05 +01:00', '2026-03-02T14:04:05Z'],
    ['2026-03-02T15:04:05-05:00[America/New_York]', '2026-03-02T20:04:05Z'],
    ['2026-03-02T15:04', minute],
    ['2026-03-02T15Z', '2026-03-02T15:00:00Z'],
    ['2026-03-02 15:04:05', afternoon],
    ['2026-03-02 15:04:05 UTC', afternoon],
    ['2026-03-02T24:00:00Z', '2026-03-03T00:00:00Z'],
    ['2026-03-02T23:59:60Z', '2026-03-03T00:00:00Z'],
    ['2026-03-02T', day],
    ['2026-03-02', day],
    ['2026-3-2', day],
    ['2026-03-02Z', day],
    ['2026-03-02+01:00', '2026-03-01T23:00:00Z'],
    ['2026-03', '2026-03-01T00:00:00Z'],
    ['2026', '2026-01-01T00:00:00Z'],
    ['20260302', day],
    ['20260302T150405Z', afternoon],
    ['20260302T1504Z', minute],
    ['20260302T150405+0100', '2026-03-02T14:04:05Z'],
    ['20260302150405', afternoon],
    ['202603021504', minute],
    ['2026-061', day],
    ['2026061', day],
    ['2026-061T15:04:05Z', afternoon],
    ['2026-W10-1', day],
    ['2026W101', day],
    ['2026-W10', day],
    ['2026-W10-1T15:04:05Z', afternoon],
    ['2020-W53-5', '2021-01-01T00:00:00Z'],
    ['2026/03/02 15:04', minute],
    ['2026.03.02 15:04', minute],
    ['2026:03:02 15:04:05', afternoon],
    ['260302', day],
    ['26-03-02', day],
    ['2026-Mar-02', day],
    ['1772463845', afternoon],
    ['1772463845123', '2026-03-02T15:04:05.123Z'],
    ['1772463845.5', '2026-03-02T15:04:05.500Z'],
  ];
  test.each(named(rows))('$text is $time', ({ text, time, options }) => expect(read(text, options)).toBe(time));
});

describe('long and numeric forms', () => {
  const rows: readonly Row[] = [
    ['Mon Mar  2 15:04:05 2026', afternoon],
    ['Mon Mar  2 15:04:05 PST 2026', '2026-03-02T23:04:05Z'],
    ['Mon Mar  2 15:04:05 2026 GMT', afternoon],
    ['Mon Mar 2 15:04:05 2026 -0500', '2026-03-02T20:04:05Z'],
    ['Mon Mar 02 2026 15:04:05 GMT+0100 (CET)', '2026-03-02T14:04:05Z'],
    ['Mar 2, 2026', day],
    ['March 2nd, 2026', day],
    ['2nd March 2026', day],
    ['March 2, 2026 3:04 PM', minute],
    ['Mar. 2, 2026, 3 PM', '2026-03-02T15:00:00Z'],
    ['Mon, Mar 2 2026 3:04pm', minute],
    ['Jan 1, 2004 12:00 AM', '2004-01-01T00:00:00Z'],
    ['Jan 1, 2004 12:00 PM', '2004-01-01T12:00:00Z'],
    ['3/2/2026 3:04:05 PM', afternoon],
    ['Published: March 2, 2026', day],
    ['15:04, 2 March 2026', minute],
    ['2 March, 2026 | 15:04', minute],
    ['March 2026', '2026-03-01T00:00:00Z'],
    ['02.03.2026 15:04', minute],
    ['2.3.26', day],
    ['13/03/2026', '2026-03-13T00:00:00Z'],
    ['03/13/2026', '2026-03-13T00:00:00Z', { language: 'fr' }],
    ['02/03/2026', '2026-02-03T00:00:00Z'],
    ['02/03/2026', '2026-02-03T00:00:00Z', { language: 'en-US' }],
    ['02/03/2026', day, { language: 'en-GB' }],
    ['02/03/2026', day, { language: 'fr' }],
    ['02/03/2026', day, { dayFirst: true }],
    ['02/03/2026', '2026-02-03T00:00:00Z', { language: 'fr', dayFirst: false }],
    ['15:04 02/03/2026', minute, { language: 'en-GB' }],
  ];
  test.each(named(rows))('$text is $time', ({ text, time, options }) => expect(read(text, options)).toBe(time));
});

describe('what is no date', () => {
  test.each([
    '',
    ' ',
    'yesterday',
    '2 hours ago',
    'hello world 5',
    'Mon, 02 Mar',
    'March',
    '12',
    '--03-02',
    'Mon, 30 Feb 2026 10:00:00 GMT',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-366',
    '2026-W54',
    '0000-00-00 00:00:00',
    '2026-03-02T25:00:00Z',
    '2026-03-02T15:61:00Z',
    '2026-03-02T24:00:01Z',
    '1.2.3.4',
    'x'.repeat(100_000),
    '2026-03-02'.repeat(10_000),
  ])('%.40j', (text) => expect(parseDate(text)).toBeNull());
});

describe('what a date says of itself', () => {
  test('whether it has a time, and which zone', () => {
    expect(parseDate('2026-03-02')).toMatchObject({ hasTime: false, offsetMinutes: null });
    expect(parseDate('2026-03-02T15:04')).toMatchObject({ hasTime: true, offsetMinutes: null });
    expect(parseDate('2026-03-02T15:04Z')).toMatchObject({ hasTime: true, offsetMinutes: 0 });
    expect(parseDate('2026-03-02T15:04-03:30')).toMatchObject({ hasTime: true, offsetMinutes: -210 });
    expect(parseDate('Mon, 02 Mar 2026 15:04 CET')).toMatchObject({ hasTime: true, offsetMinutes: 60 });
  });

  test('any time written in a usual form is read back', () => {
    const times = fc.integer({ min: 0, max: 4_102_444_799 }).map((seconds) => new Date(seconds * 1000));
    fc.assert(
      fc.property(times, (date) => {
        expect(parseDate(date.toISOString())?.at).toBe(date.getTime());
        expect(parseDate(date.toUTCString())?.at).toBe(date.getTime());
        expect(parseDate(date.toUTCString().replace('GMT', '+0000'))?.at).toBe(date.getTime());
        const options = { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' } as const;
        expect(parseDate(date.toLocaleString('en-US', options))?.at).toBe(date.getTime());
      }),
    );
  });

  test('any text is read without a throw', () => {
    const words = fc.constantFrom(
      'Mar',
      '2026',
      '02',
      ':',
      '-',
      '/',
      '.',
      ' ',
      'T',
      'Z',
      '+01',
      'pm',
      '月',
      '年',
      'م',
      '15:04',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words).map((parts) => parts.join('')),
        ),
        (text) => {
          const date = parseDate(text);
          expect(date === null || Number.isFinite(date.at)).toBe(true);
        },
      ),
    );
  });
});
