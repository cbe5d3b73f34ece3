import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/feeds/charset.ts';
import { firstDraft } from '../../support/feed-fields.ts';

const russian = 'Правительство утвердило бюджет на следующий год';
const japanese = '政府は来年度の予算案を発表した。東京で記者会見';
const chinese = '政府昨天公布了明年的预算案细节';
const taiwanese = '政府昨天公布了明年的預算案細節';
const korean = '정부는 내년도 예산안을 발표했다';
const greek = 'Η κυβέρνηση ανακοίνωσε τον προϋπολογισμό';
const arabic = 'أعلنت الحكومة عن الميزانية الجديدة';
const hebrew = 'הממשלה אישרה את תקציב השנה הבאה';
const french = 'Le budget de l’année a été présenté – été';

function bytesOf(text: string, encoding: string, addBOM = false): Uint8Array {
  return new Uint8Array(iconv.encode(text, encoding, { addBOM }));
}

function feed(label: string | null, title: string): string {
  const declared = label ? ` encoding="${label}"` : '';
  return `<?xml version="1.0"${declared}?><rss><channel><item><title>${title}</title></item></channel></rss>`;
}

async function titleOf(bytes: Uint8Array, http: string | null = null): Promise<string | null> {
  const { parseFeed } = await import('../../../src/feeds/parse.ts');
  const parsed = await parseFeed(bytes, { charset: http, type: null, url: null });
  return parsed.drafts[0]?.title ?? null;
}

describe('declared encodings', () => {
  test.each([
    ['windows-1251', 'win1251', russian],
    ['koi8-r', 'koi8-r', russian],
    ['ibm866', 'cp866', russian],
    ['x-mac-cyrillic', 'maccyrillic', russian],
    ['gb2312', 'gb18030', chinese],
    ['gbk', 'gbk', chinese],
    ['big5', 'big5', taiwanese],
    ['x-sjis', 'shift_jis', japanese],
    ['euc-jp', 'euc-jp', japanese],
    ['ks_c_5601-1987', 'euc-kr', korean],
    ['windows-1256', 'win1256', arabic],
    ['iso-8859-7', 'iso-8859-7', greek],
    ['tis-620', 'win874', 'รัฐบาลประกาศงบประมาณ'],
    ['iso-8859-2', 'iso-8859-2', 'Rząd ogłosił budżet'],
    ['iso-8859-1', 'win1252', french],
    ['macintosh', 'macroman', 'été'],
    ['cp850', 'cp850', 'été'],
  ])('%s', async (label, encoding, title) => {
    expect(await titleOf(bytesOf(feed(label, title), encoding))).toBe(title);
  });

  test.each(['utf16le', 'utf16be', 'utf32le', 'utf32be'])('%s with a mark and without', async (encoding) => {
    expect(await titleOf(bytesOf(feed(null, russian), encoding, true))).toBe(russian);
    expect(await titleOf(bytesOf(feed('utf-16', russian), encoding))).toBe(russian);
  });
});

describe('labels that lie', () => {
  test.each([
    ['Latin-1 on UTF-8', bytesOf(feed('iso-8859-1', french), 'utf8'), null, french],
    ['HTTP Latin-1 on UTF-8', bytesOf(feed(null, russian), 'utf8'), 'ISO-8859-1', russian],
    ['HTTP UTF-8 on windows-1251', bytesOf(feed('windows-1251', russian), 'win1251'), 'utf-8', russian],
    ['HTTP windows-1251 that is true', bytesOf(feed(null, russian), 'win1251'), 'windows-1251', russian],
    ['two words for UTF-8 against one', bytesOf(feed('utf-8', 'да'), 'utf8'), 'windows-1251', 'да'],
    ['UTF-8 on windows-1252', bytesOf(feed('utf-8', french), 'win1252'), null, french],
    ['HTTP against a mark', bytesOf(`\ufeff${feed(null, 'да')}`, 'utf8'), 'windows-1251', 'да'],
    ['HTTP against a declaration', bytesOf(feed('koi8-r', russian), 'win1251'), 'windows-1251', russian],
    ['UTF-16 on single bytes', bytesOf(feed('utf-16', russian), 'utf8'), null, russian],
    ['an unknown one', bytesOf(feed('bogus-99', russian), 'utf8'), null, russian],
  ])('%s', async (_, bytes, http, title) => {
    expect(await titleOf(bytes, http)).toBe(title);
  });

  test('a bad byte costs one character', async () => {
    const bytes = bytesOf(feed('utf-8', `${russian}X`), 'utf8').map((byte) => (byte === 0x58 ? 0x92 : byte));
    expect(await titleOf(bytes)).toBe(`${russian}’`);
  });
});

describe('no label at all', () => {
  test.each([
    ['win1251', russian],
    ['koi8-r', russian],
    ['koi8-u', 'Уряд затвердив бюджет на наступний рік, її підтримали'],
    ['iso-8859-5', 'Правителството одобри бюджета за следващата година'],
    ['shift_jis', japanese],
    ['euc-jp', japanese],
    ['gb18030', chinese],
    ['big5', taiwanese],
    ['euc-kr', korean],
    ['win1256', arabic],
    ['win1253', greek],
    ['win1255', hebrew],
    ['win1252', french],
  ])('%s', async (encoding, words) => {
    const title = `${words} ${words} ${words}`;
    expect(await titleOf(bytesOf(feed(null, title), encoding))).toBe(title);
  });
});

describe('decodeText', () => {
  const nothing = { http: null, declared: () => null };

  test('gives back any text that was UTF-8, without its mark', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        fc.pre(!['\ufeff', '\0', '\u001b'].some((mark) => text.includes(mark)));
        expect(await decodeText(new TextEncoder().encode(`\ufeff${text}`), nothing)).toBe(text);
      }),
    );
  });

  test('reads any bytes without a throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(typeof (await decodeText(bytes, nothing))).toBe('string');
      }),
    );
  });

  test('drops a character that the end cut off', async () => {
    const bytes = new TextEncoder().encode('été');
    expect(await decodeText(bytes.subarray(0, 4), nothing)).toBe('ét');
  });

  test('C1 controls of a text are the punctuation of windows-1252', async () => {
    expect((await firstDraft('<rss><item><title>it\u0092s</title></item></rss>')).title).toBe('it’s');
  });
});
