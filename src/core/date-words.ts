/** Rewrites what only some scripts have in dates into what the rest of the reader understands. */
import { foldName } from './month-names.ts';

/** Digits of any script as ASCII: every script's digits are ten in a row. */
function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value++;
    return String(value);
  });
}

const eras: readonly (readonly [RegExp, number])[] = [
  [/令和\s*(\d+|元)\s*年/, 2018],
  [/平成\s*(\d+|元)\s*年/, 1988],
  [/昭和\s*(\d+|元)\s*年/, 1925],
  [/[民⺠][国國]\s*(\d+|元)\s*年/, 1911],
];
const numerals = '〇一二三四五六七八九';

/** "二〇二六" as 2026, "十二" as 12, "二十三" as 23. */
function numeralValue(text: string): string {
  const plain = text.replace(/[零○]/g, '〇').replace(/廿/g, '二十').replace(/卅/g, '三十');
  if (!plain.includes('十')) return [...plain].map((c) => numerals.indexOf(c)).join('');
  const [tens = '', units = ''] = plain.split('十');
  return String((tens ? numerals.indexOf(tens) : 1) * 10 + (units ? numerals.indexOf(units) : 0));
}

/** Chinese, Japanese and Korean dates with ISO's marks. */
function fromEastAsian(text: string): string {
  let plain = text.replace(/[〇○零一二三四五六七八九十廿卅]{1,8}(?=\s*[年月日号號時时点點分秒])/g, numeralValue);
  for (const [form, before] of eras) {
    plain = plain.replace(form, (_, year: string) => `${before + (year === '元' ? 1 : Number(year))}年`);
  }
  return plain
    .replace(/[民⺠][国國]\s*(\d{1,3})(?=[-/.])/g, (_, year: string) => String(1911 + Number(year)))
    .replace(/午前|上午|凌晨|早上|清晨|오전/g, ' am ')
    .replace(/午後|午后|下午|晚上|傍晚|오후/g, ' pm ')
    .replace(/(\d)\s*(?:年度?|년)\s*/g, '$1-')
    .replace(/(\d)\s*[月월]\s*(?=\d)/g, '$1-')
    .replace(/(\d)\s*[月월]/g, '$1')
    .replace(/(\d)\s*[日号號일]/g, '$1 ')
    .replace(/(\d)\s*[時时点點시]\s*(\d{1,2})\s*[分분]\s*(\d{1,2})\s*[秒초]/g, '$1:$2:$3')
    .replace(/(\d)\s*[時时点點시]\s*(\d{1,2})\s*[分분]?/g, '$1:$2')
    .replace(/(\d)\s*[時时点點시]半?/g, (whole, hour: string) => `${hour}:${whole.endsWith('半') ? '30' : '00'}`)
    .replace(/:(\d)(?!\d)/g, ':0$1');
}

const vietnamese = ['mot', 'hai', 'ba', 'tu', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi', 'muoi mot', 'muoi hai'];

/** "2 tháng 3 năm 2026" and "2 Tháng Ba, 2026" (folded) with a month of its own. */
function fromVietnamese(text: string): string {
  const form =
    /(\d{1,2})\s+th(?:an)?g\s+(muoi mot|muoi hai|mot|hai|ba|tu|nam|sau|bay|tam|chin|muoi|gieng|chap|\d{1,2})(?![\p{L}\d])[,\s]*(?:nam\s+)?(\d{4})/u;
  return text.replace(form, (_, day: string, name: string, year: string) => {
    const index = name === 'gieng' ? 1 : name === 'chap' ? 12 : vietnamese.indexOf(name) + 1;
    return `${day}.${index || name}.${year}`;
  });
}

/** Half-days in other words, as am and pm. */
function fromHalfDays(text: string): string {
  return text
    .replace(/([ap])\.?\s?m\.?(?!\p{Script=Latin})(\p{L}?)/gu, (_, half, next) => `${half}m${next ? ` ${next}` : ''}`)
    .replace(/(\d)\s*(?:π\.?\s?μ\.?|προ μεσημβριασ|صباحا|ص|ق\.?ظ\.?)(?![\p{L}])/gu, '$1 am')
    .replace(/(\d)\s*(?:μ\.?\s?μ\.?|مساء|م|ب\.?ظ\.?)(?![\p{L}])/gu, '$1 pm')
    .replace(/(\d)\s*(?:sa|oo|pg)(?![\p{L}])/gu, '$1 am')
    .replace(/(\d)\s*(?:ch|os|ptg)(?![\p{L}])/gu, '$1 pm')
    .replace(/(\d)\s*(?:p\.\s?d\.|e paradites)/g, '$1 am')
    .replace(/(\d)\s*(?:m\.\s?d\.|e pasdites)/g, '$1 pm')
    .replace(/(?:^|\s)oo\s+(?=\d)/g, ' am ')
    .replace(/(?:^|\s)os\s+(?=\d)/g, ' pm ');
}

/**
 * The language that a date's script shows, as far as it settles an order or a calendar; null for scripts of many.
 * Digits of Persia are Urdu's as well, whose readers count our years.
 */
export function scriptLanguage(text: string): string | null {
  if (/^[\x20-\u04ff]*$/.test(text)) return null;
  if (/[\u0e00-\u0e7f]/.test(text)) return 'th';
  if (/[\u06f0-\u06f9گچپژکی]/.test(text)) return 'fa';
  if (/[\u0600-\u06ff\u200f]/.test(text)) return 'ar';
  return /[\u0590-\u05ff]/.test(text) ? 'he' : null;
}

/** A date in one plain form: lower case, no accents, ASCII digits, ISO's marks, single blanks. */
export function plainDate(text: string): string {
  const hasOnlyAscii = /^[\x20-\x7e]*$/.test(text);
  let plain = text.toLowerCase();
  if (!hasOnlyAscii) {
    plain = asciiDigits(foldName(text.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')))
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/[،、]/g, ',')
      .replace(/[’ʼ`´]/g, "'")
      // Two words that are one name, and Thai's dotted short names.
      .replace(/(تشرين|كانون)\s+(?:ال)?(اول|ثان[ي])/g, '$1_ال$2')
      .replace(
        /(\d+)\s*นาฬิกา\s*(?:(\d+)\s*นาที\s*)?(?:(\d+)\s*วินาที)?/g,
        (_, h, m, s) => `${h}:${m ?? '00'}:${s ?? '00'}`,
      )
      .replace(/[พค]\.?ศ\.?\s*(?=\d)/g, '')
      .replace(/([\u0e01-\u0e4e]+)\.([\u0e01-\u0e4e]+)\.?/g, '$1$2');
    if (/[年月日년월일時时点點시午民]/.test(plain)) plain = fromEastAsian(plain);
    plain = plain.replace(/오전/g, ' am ').replace(/오후/g, ' pm ');
  }
  // Japanese eras by their letters: "R8/3/2".
  plain = plain.replace(/^([rh])(\d{1,2})(?=[./]\d{1,2}[./]\d{1,2}(?!\d))/, (_, era: string, year: string) =>
    String((era === 'r' ? 2018 : 1988) + Number(year)),
  );
  if (/\bth(?:an)?g\b/.test(plain)) plain = fromVietnamese(plain);
  return fromHalfDays(plain).replace(/\s+/g, ' ').trim();
}
