import { describe, expect, test } from 'vitest';
import { type DateOptions, parseDate } from '../../../src/core/dates.ts';
import { monthNamed } from '../../../src/core/month-names.ts';
import { zoneNamed } from '../../../src/core/time-zones.ts';

const day = '2026-03-02T00:00:00Z';
const minute = '2026-03-02T15:04:00Z';

/** Month, its first day, and a few forms that publishers in each language write. */
const rows: readonly (readonly [text: string, time: string, options?: DateOptions])[] = [
  ['2 mars 2026', day],
  ['lundi 2 mars 2026 à 15h04', minute],
  ['mar. 3 févr. 2026', '2026-02-03T00:00:00Z'],
  ['1er août 2026', '2026-08-01T00:00:00Z'],
  ['Montag, 2. März 2026, 15:04 Uhr', minute],
  ['Mo, 02 Mrz 2026 15:04:05 +0100', '2026-03-02T14:04:05Z'],
  ['Di, 05 Mai 2026 15:04:05 MESZ', '2026-05-05T13:04:05Z'],
  ['2. März 2026 um 15.04 Uhr', minute],
  ['2. Jänner 2026', '2026-01-02T00:00:00Z'],
  ['2 de marzo de 2026', day],
  ['mar, 03 feb 2026 15:04:05 +0100', '2026-02-03T14:04:05Z'],
  ['2 de março de 2026 às 15h04', minute],
  ['seg, 02 mar 2026 15:04:05 -0300', '2026-03-02T18:04:05Z'],
  ['2 marzo 2026 ore 15.04', minute],
  ['lunedì 2 marzo 2026 - 15:04', minute],
  ['02 gen 2026', '2026-01-02T00:00:00Z'],
  ["2 d'abril de 2026", '2026-04-02T00:00:00Z'],
  ['2 maart 2026 om 15:04', minute],
  ['ma 2 mrt 2026', day],
  ['2 mars 2026 kl. 15.04', minute],
  ['2. maj 2026 kl. 15:04', '2026-05-02T15:04:00Z'],
  ['2. mai 2026 kl 15:04', '2026-05-02T15:04:00Z'],
  ['2.3.2026 klo 15.04', minute],
  ['2. maaliskuuta 2026', day],
  ['2. mars 2026', day],
  ['luni, 2 martie 2026', day],
  ['2 noi 2026', '2026-11-02T00:00:00Z'],
  ['2 Mart 2026 Pazartesi, 15:04', minute],
  ['2 Şubat 2026', '2026-02-02T00:00:00Z'],
  ['Pzt, 02 Mar 2026', day],
  ['Δευ, 02 Μάρ 2026 15:04:05 +0200', '2026-03-02T13:04:05Z'],
  ['2 Μαρτίου 2026', day],
  ['2 Μαΐου 2026, 3:04 μ.μ.', '2026-05-02T15:04:00Z'],
  ['2026. március 2. 15:04', minute],
  ['2026. márc. 2., hétfő', day],
  ['2026-március-02T15:04Z', minute],
  ['2 марта 2026 г., 15:04', minute],
  ['Пн, 02 мар 2026 15:04:05 +0300', '2026-03-02T12:04:05Z'],
  ['5 мая 2026', '2026-05-05T00:00:00Z'],
  ['2 березня 2026', day],
  ['2 листопада 2026 р.', '2026-11-02T00:00:00Z'],
  ['2 marca 2026', day],
  ['2 listopada 2026', '2026-11-02T00:00:00Z'],
  ['2. listopada 2026.', '2026-10-02T00:00:00Z', { language: 'hr' }],
  ['2. března 2026', day],
  ['2. září 2026 15:04', '2026-09-02T15:04:00Z'],
  ['2026 m. kovo 2 d.', day],
  ['2 مارس 2026', day],
  ['٢ مارس ٢٠٢٦', day],
  ['2 آذار 2026', day],
  ['2 كانون الثاني 2026', '2026-01-02T00:00:00Z'],
  ['2 كانون الأول 2026', '2026-12-02T00:00:00Z'],
  ['2 تشرين الأول 2026 15:04', '2026-10-02T15:04:00Z'],
  ['2 كانون الثاني/يناير 2026', '2026-01-02T00:00:00Z'],
  ['الاثنين، 2 مارس 2026 3:04 م', minute],
  ['2 أغسطس 2026', '2026-08-02T00:00:00Z'],
  ['۲ مارس ۲۰۲۶', day],
  ['۲۰۲۶/۰۳/۰۲', day],
  ['2 במרץ 2026', day],
  ['יום שני, 02 מרץ 2026 15:04', minute],
  ['2 मार्च 2026', day],
  ['२ मार्च २०२६', day],
  ['2 มี.ค. 2569', day],
  ['2 มีนาคม 2569 15:04 น.', minute],
  ['2026年3月2日', day],
  ['2026年03月02日 15:04', minute],
  ['２０２６年３月２日', day],
  ['2026年3月2日 下午3:04', minute],
  ['2026年3月2日(月) 15時04分', minute],
  ['2026年3月2日15时04分05秒', '2026-03-02T15:04:05Z'],
  ['二〇二六年三月二日', day],
  ['二〇二六年十二月二十三日', '2026-12-23T00:00:00Z'],
  ['令和8年3月2日', day],
  ['2026年3月', '2026-03-01T00:00:00Z'],
  ['2026년 3월 2일', day],
  ['2026년 3월 2일 오후 3:04', minute],
  ['2026년 03월 02일 (월) 15시 04분', minute],
  ['2026. 3. 2. 오후 3:04', minute],
  ['2026-03-02 오전 01:04:05', '2026-03-02T01:04:05Z'],
  ['2 Maret 2026 15:04 WIB', '2026-03-02T08:04:00Z'],
  ['Senin, 2 Agustus 2026 15.04 WIB', '2026-08-02T08:04:00Z'],
  ['2 tháng 3 năm 2026', day],
  ['2 Tháng Ba, 2026', day],
  ['thứ hai, ngày 2 tháng 3 năm 2026', day],
  ['Thứ Hai, 02/03/2026 15:04', minute, { language: 'vi' }],
];

describe('dates in many languages', () => {
  const named = rows.map(([text, time, options = {}]) => ({ text, time, options }));
  test.each(named)('$text is $time', ({ text, time, options }) => {
    expect(parseDate(text, options)?.at).toBe(Date.parse(time));
  });
});

describe('what the platform writes is read back', () => {
  const languages =
    'ar ar-EG bg ca cs da de de-AT el en-GB es et fi fr he hi hr hu id is it ja ko lt lv ms nb nl pl pt-BR pt ro ru sk sl sr sv sw th tr uk vi zh-CN zh-TW';
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 17));

  test.each(languages.split(' '))('long dates in %s', (language) => {
    const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { dateStyle: 'long', timeZone: 'UTC' });
    for (const at of months) expect(parseDate(format.format(at), { language })?.at, format.format(at)).toBe(at);
  });

  test.each(languages.split(' '))('full dates with a time in %s', (language) => {
    const style = { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' } as const;
    const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, style);
    for (const start of months) {
      const at = start + (15 * 60 + 4) * 60_000;
      expect(parseDate(format.format(at), { language })?.at, format.format(at)).toBe(at);
    }
  });

  test.each(languages.split(' '))('medium dates in %s', (language) => {
    const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { dateStyle: 'medium', timeZone: 'UTC' });
    for (const at of months) expect(parseDate(format.format(at), { language })?.at, format.format(at)).toBe(at);
  });
});

test('words that mean something to JavaScript name no month and no zone', () => {
  const on = { year: 2026, month: 3, day: 2 };
  for (const word of ['constructor', 'tostring', '__proto__']) {
    for (const language of ['hr', 'zh', 'he', null])
      expect([monthNamed(word, language), zoneNamed(word, on, language)]).toEqual([0, null]);
  }
});
