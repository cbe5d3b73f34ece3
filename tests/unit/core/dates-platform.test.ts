/** Dates as programs print them for readers of a language: the platform prints, the parser reads back. */
import { describe, expect, test } from 'vitest';
import { parseDate } from '../../../src/core/dates.ts';

const languages =
  'af ar ar-EG ar-MA az be bg bn bs ca cs cy da de el en en-AU en-CA en-GB en-IN es es-MX et eu fa fi fil fr fr-CA gl gu he hi hr hu hy id is it ja ka kk km kn ko lb lt lv mk ml mr ms mt my nb ne nl nn pl pt pt-PT ro ru sk sl sq sr sr-Latn sv sw ta te th tr uk ur uz vi zh zh-HK zh-TW'.split(
    ' ',
  );
const days = [Date.UTC(2026, 0, 25), Date.UTC(2026, 4, 3), Date.UTC(2026, 7, 9), Date.UTC(2026, 10, 30)];
const styles = ['full', 'long', 'medium', 'short'] as const;

describe('a day and a time as the platform prints them', () => {
  test.each(languages)('%s', (language) => {
    for (const day of days) {
      const at = day + ((15 * 60 + 4) * 60 + 5) * 1000;
      for (const dateStyle of styles) {
        const print = (timeStyle?: 'medium') =>
          new Intl.DateTimeFormat(language, { dateStyle, timeStyle, timeZone: 'UTC' }).format(at);
        expect([print(), parseDate(print(), { language })?.at]).toEqual([print(), day]);
        expect([print('medium'), parseDate(print('medium'), { language })?.at]).toEqual([print('medium'), at]);
      }
    }
  });
});

describe('calendars that count other years', () => {
  const all = Array.from({ length: 150 }, (_, i) => Date.UTC(2024, 0, 1 + 7 * i));

  test.each([
    ['fa-u-ca-persian', 'fa'],
    ['fa-AF-u-ca-persian', 'fa-AF'],
    ['ar-u-ca-islamic-umalqura', 'ar'],
    ['th-u-ca-buddhist', 'th'],
    ['ja-u-ca-japanese', 'ja'],
    ['zh-TW-u-ca-roc', 'zh-TW'],
  ])('%s', (locale, language) => {
    for (const dateStyle of styles) {
      const form = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' });
      for (const day of all)
        expect([form.format(day), parseDate(form.format(day), { language })?.at]).toEqual([form.format(day), day]);
    }
  });

  test.each([
    ['دوشنبه ۱۱ اسفند ۱۴۰۴ - ۱۵:۰۴', null, '2026-03-02T15:04:00Z'],
    ['۱۴۰۴/۱۲/۱۱', null, '2026-03-02T00:00:00Z'],
    ['1404-12-11 15:04', 'fa-IR', '2026-03-02T15:04:00Z'],
    ['13 رمضان 1447', null, '2026-03-02T00:00:00Z'],
    ['31 مهر 1404', 'fa', null],
    ['1404-12-11', 'en', '1404-12-11T00:00:00Z'],
  ])('%s', (text, language, time) => {
    expect(parseDate(text, { language })?.at ?? null).toBe(time && Date.parse(time));
  });
});

describe('forms of programs', () => {
  test.each([
    '02/Mar/2026:15:04:05 +0000',
    '@1772463845',
    '/Date(1772463845000+0100)/',
    'D:20260302150405Z',
    'Mon, 02 Mar 2026 16:04:05 + 0100',
    'Mon, 02 Mar 2026 10:04:05 Eastern Standard Time',
    'Mon, 02 Mar 2026 10:04:05 EST5EDT',
    '(2026-03-02 15:04:05)',
    '3:04:05 pm March 2 2026',
  ])('%s', (text) => {
    expect(parseDate(text)?.at).toBe(Date.parse('2026-03-02T15:04:05Z'));
  });

  test.each([
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59-12:00',
    '1.2.3',
    '-1',
    '2026 1304',
    'now',
    'Thu, 32 Feb 2026',
  ])('%s is no date', (text) => {
    expect(parseDate(text)).toBeNull();
  });
});
