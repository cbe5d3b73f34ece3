import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../src/core/dates.ts';
import { standardDate } from '../../../src/core/standard-dates.ts';

const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const zones = fc.constantFrom('+00:00', '-00:00', '+01:00', '-05:30', '+12:00', '-11:59', '+00:45');
const languages = fc.constantFrom(null, 'en', 'th', 'fa', 'ja', 'ar');

describe('dates as the standards have them', () => {
  it('are the same that the search for any form finds', () => {
    fc.assert(
      fc.property(moments, zones, languages, fc.boolean(), (moment, zone, language, isRss) => {
        const text = isRss
          ? moment.toUTCString().replace('GMT', zone.replace(':', ''))
          : moment.toISOString().replace('Z', zone);
        // The blank is in no standard.
        expect(standardDate(text)).toEqual(parseDate(` ${text}`, { language }));
      }),
    );
  });

  it.each([
    'Tue, 31 Feb 2026 08:00:00 GMT',
    '2026-02-30T08:00:00Z',
    '2026-13-01T08:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T08:00:60Z',
    '2026-03-02T08:00:00+99:00',
    '2569-03-02T08:00:00Z',
    '2026-03-02T08:00:00',
    'Tue, 3 Mar 2026 08:00:00 EST',
  ])('%s is left to the search', (text) => {
    expect(standardDate(text)).toBeNull();
  });
});
