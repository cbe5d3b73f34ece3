import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeLine, safeText } from '../../../src/content/safe.ts';
import { dangerIn, hostileText } from './hostile.ts';

describe('escape sequences', () => {
  test.each([
    ['a color', 'a \x1b[1;31mred\x1b[0m word', 'a red word'],
    ['an 8-bit color', 'a \x9b31mred\x9b0m word', 'a red word'],
    ['a window title', 'x\x1b]0;evil title\x07y', 'xy'],
    ['a window title that ends in ST', 'x\x1b]2;evil\x1b\\y', 'xy'],
    ['an 8-bit window title', 'x\x9d0;evil\x9cy', 'xy'],
    ['a link that leads elsewhere', '\x1b]8;;https://evil.example/\x07bank\x1b]8;;\x07', 'bank'],
    ['the clipboard', 'x\x1b]52;c;cm0gLXJm\x07y', 'xy'],
    ['a device control string', 'x\x1bP+q544e\x1b\\y', 'xy'],
    ['a program command', 'x\x1b_G=1;AAAA\x1b\\y', 'xy'],
    ['a private message and a start of string', 'x\x1b^pm\x1b\\y\x1bXsos\x9cz', 'xyz'],
    ['a full reset', 'x\x1bcy', 'xy'],
    ['saving and restoring the cursor', '\x1b7x\x1b8', 'x'],
    ['a character set', 'x\x1b(0y', 'xy'],
    ['a cursor movement with intermediates', 'x\x1b[4 qy\x1b[!py', 'xyy'],
    ['a private mode', '\x1b[?1049hx\x1b[?25l', 'x'],
  ])('%s leaves nothing', (_, given, wanted) => {
    expect(safeText(given)).toBe(wanted);
  });

  test.each([
    ['a title without an end', 'before \x1b]0;and the rest of the text', 'before 0;and the rest of the text'],
    ['a string broken off by another sequence', '\x1b]0;one\x1b[1mtwo', '0;onetwo'],
    ['a string broken off by a line end', '\x1b]0;one\ntwo\x07', '0;one\ntwo'],
    ['a sequence with no final character', 'x\x1b[1;2', 'x1;2'],
    ['a lone escape at the end', 'x\x1b', 'x'],
    ['an escape before a letter', '\x1bEverything stays', 'Everything stays'],
  ])('%s costs no text', (_, given, wanted) => {
    expect(safeText(given)).toBe(wanted);
  });

  test('a huge number of unfinished sequences is no work', () => {
    expect(safeText('\x1b]'.repeat(300_000))).toBe('');
    expect(safeText(`\x1b]${'x'.repeat(300_000)}`)).toHaveLength(300_000);
    expect(safeText('\x1b['.repeat(300_000))).toBe('');
  });
});

describe('control and invisible characters', () => {
  test.each([
    ['BEL, BS, NUL and DEL', 'a\x07b\bc\0d\x7fe', 'abcde'],
    ['C1 without a meaning here', 'a\x80b\x8ec\x99d', 'abcd'],
    ['a bare CR that would write over the row', 'good\rbad', 'good\nbad'],
    ['CR LF', 'a\r\nb', 'a\nb'],
    ['NEL, VT, FF', 'a\x85b\vc\fd', 'a\nb\nc\nd'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'a\nb\nc'],
    ['bidi overrides', 'abc\u202efed\u202c', 'abcfed'],
    ['bidi isolates', '\u2066a\u2069', 'a'],
    ['direction marks', 'a\u200eb\u200fc\u061cd', 'abcd'],
    ['zero-width spaces and joiners between Latin letters', 'pass\u200bwo\u200drd\u2060\ufeff', 'password'],
    ['soft hyphens', 'hy\u00adphen', 'hyphen'],
    ['fillers that look like nothing', 'a\u3164\u115f\u1160\uffa0b', 'ab'],
    ['tag characters that spell a hidden message', 'hi\u{e0068}\u{e0069}', 'hi'],
    ['interlinear annotations', '\ufff9a\ufffab\ufffb', 'ab'],
    ['a smuggled run of variation selectors', 'a\ufe00\ufe01\ufe02\u{e0100}\u{e0101}', 'a'],
    ['lone surrogates', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['noncharacters', 'a\uffff\ufdd0b', 'ab'],
    ['musical and shorthand format characters', 'a\u{1d173}\u{1bca0}b', 'ab'],
  ])('%s', (_, given, wanted) => {
    expect(safeText(given)).toBe(wanted);
  });

  test('tabs and line ends stay in a text, and are one blank in a line', () => {
    expect(safeText('a\tb\n\nc')).toBe('a\tb\n\nc');
    expect(safeLine('  a\tb\n\n c\u00a0\u3000d ')).toBe('a b c d');
  });

  test('a second row cannot be forged', () => {
    expect(safeLine('Title\nabcd  1 h  Other  Forged')).toBe('Title abcd 1 h Other Forged');
  });
});

describe('marks', () => {
  test('a tower is cut at eight', () => {
    expect(safeText(`x${'\u0301'.repeat(5_000)}y`)).toBe(`x${'\u0301'.repeat(8)}y`);
  });

  test('each base has its own eight', () => {
    const once = `a${'\u0323'.repeat(8)}`;
    expect(safeText(once.repeat(3))).toBe(once.repeat(3));
  });

  test('a mark without a base goes, since it would stand on what is before the text', () => {
    expect(safeText('\u0301abc')).toBe('abc');
    expect(safeText('abc\n\u0301d')).toBe('abc\nd');
    expect(safeLine(' \u0301abc')).toBe('abc');
  });
});

describe('what people write stays', () => {
  test.each([
    ['English with typography', '“Don’t,” she said — naïve café… №5, 20 °C, €9.99'],
    ['Arabic with points', 'قَالَ المَجْلِسُ إِنَّهُ سَيَفْتَحُ المِينَاءَ'],
    ['Persian with non-joiners', 'می\u200cخواهم کتاب\u200cها'],
    ['Hebrew with points', 'בְּרֵאשִׁית בָּרָא'],
    ['Hindi with a joiner', 'क्\u200dष विश्व'],
    ['Sinhala with a joiner', 'ශ්\u200dරී'],
    ['Thai', 'น้ำท่วมกรุงเทพ'],
    ['Vietnamese, decomposed', 'Tie\u0302\u0301ng Vie\u0323\u0302t'],
    ['Japanese', '「東京」の、カタカナ。'],
    ['a Han character with its variant', '葛\u{e0100}飾'],
    ['Korean', '한국어 뉴스'],
    ['Mongolian with a selector', 'ᠠ\u180bᠮ'],
    ['a family', '👨\u200d👩\u200d👧\u200d👦'],
    ['a kiss with skin tones', '👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏿'],
    ['flags', '🇱🇧 🏳\ufe0f\u200d🌈 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['keycaps and text style', '1\ufe0f\u20e3 ☎\ufe0e ❤\ufe0f'],
    ['signs over digits', '\u0600١٢ \u06dd٣'],
  ])('%s', (_, text) => {
    expect(safeText(text)).toBe(text);
    expect(safeLine(text)).toBe(text);
  });

  test('a tag sequence that is no flag of those that exist goes, the black flag stays', () => {
    expect(safeText('🏴\u{e0078}\u{e0078}\u{e007f}!')).toBe('🏴!');
  });

  test('pictures are joined only as far as any emoji goes', () => {
    const chain = Array.from({ length: 40 }, () => '👩').join('\u200d');
    expect(
      safeText(chain)
        .split('\u200d')
        .every((part) => part.length <= 4),
    ).toBe(true);
    expect(safeText(chain)).not.toMatch(/(?:\u200d👩){5}/u);
  });
});

describe('for any text', () => {
  test('nothing dangerous is left', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(dangerIn(safeText(text))).toBeNull();
        expect(dangerIn(safeLine(text))).toBeNull();
        expect(safeLine(text)).not.toMatch(/[\n\t]|^\s|\s$|\s\s/);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(safeText(safeText(text))).toBe(safeText(text));
        expect(safeLine(safeLine(text))).toBe(safeLine(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test('letters and digits outside of sequences are kept', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('ab', 'ش', '字', '7', '\u202e', '\0', '\u200b')), (parts) => {
        const text = parts.join('');
        expect(safeText(text)).toBe(text.replace(/[\u202e\0\u200b]/g, ''));
      }),
    );
  });
});
