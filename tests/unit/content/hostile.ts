/** Makes hostile text and markup for property tests, and says what must never be left of it. All of it is invented here. */
import fc from 'fast-check';

const sequences = [
  '\x1b[31m',
  '\x1b[2J',
  '\x1b[',
  '\x1b]0;owned\x07',
  '\x1b]8;;https://evil.example/\x1b\\',
  '\x1b]52;c;AAAA\x07',
  '\x1b]',
  '\x1bP1;2|',
  '\x1b\\',
  '\x1bc',
  '\x1b',
  '\x9b31m',
  '\x9d0;owned\x9c',
  '\x90q\x9c',
  '\x85',
  '\x07',
  '\b',
  '\0',
  '\x7f',
  '\r',
  '\r\n',
  '\x0b',
  '\f',
];
const invisibles = [
  '\u202e',
  '\u202a',
  '\u2066',
  '\u2069',
  '\u200e',
  '\u200f',
  '\u061c',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u2028',
  '\u2029',
  '\ufff9',
  '\ufffb',
  '\u180e',
  '\u115f',
  '\u3164',
  '\ufe0f',
  '\ufe01',
  '\u{e0101}',
  '\u{e0041}',
  '\u{e007f}',
  '\ud800',
  '\udc00',
  '\uffff',
  '\u0301',
  '\u0301'.repeat(12),
  '\u20e3',
];
const words = [
  'plain',
  'words here',
  ' ',
  '\n',
  '\t',
  'é',
  'e\u0301',
  'مرحبا',
  'می\u200cروم',
  'שלום',
  'क्ष',
  'ไทย',
  '日本語',
  '한국어',
  '👨\u200d👩\u200d👧',
  '👍🏽',
  '🇱🇧',
  '1\ufe0f\u20e3',
  '❤\ufe0f',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  '<',
  '>',
  '&',
  '"',
  "'",
  '(',
  ')',
  '[',
  '12',
];

/** Text of ordinary words and everything that fights a terminal. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...sequences),
      fc.constantFrom(...invisibles),
      fc.constantFrom(...words),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 24,
    },
  )
  .map((parts) => parts.join(''));

/** Text that the cleaning stage lets pass: words of many scripts, on one line. */
export const goodText: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(...words.filter((word) => !/[\n\t<>&"']/.test(word)), 'a', 'longerword', '…', '「', '」', '、'),
    { minLength: 1, maxLength: 30 },
  )
  .map((parts) => parts.join(''));

const tags =
  'p div span b em strong a ul ol li dl dt dd table tr td th caption thead tbody h1 h3 blockquote pre code figure figcaption script style svg iframe video button details section ruby rt title textarea sup q'.split(
    ' ',
  );
const attributes = [
  '',
  ' href="https://a.example/x?y=1&amp;z=2"',
  ' href="javascript:alert(1)"',
  ' href=" java\tscript:alert(1)"',
  ' href=""',
  ' href="/relative"',
  ' href="//other.example/"',
  ' src="pic.jpg" onerror="alert(1)"',
  ' src="data:text/html,<script>"',
  ' srcset="a.jpg 100w, b.jpg 900w"',
  ' style="position:fixed" class="language-js evil"',
  ' onclick=alert(1)',
  ' colspan=3 rowspan="99999"',
  ' dir=rtl',
  ' alt="&#27;]0;x&#7; \u202e"',
  " title='\"><script>'",
  ' x',
  ' =',
  ' "',
];

const piece = fc.oneof(
  fc.tuple(fc.constantFrom(...tags), fc.constantFrom(...attributes)).map(([tag, attribute]) => `<${tag}${attribute}>`),
  fc.constantFrom(...tags).map((tag) => `</${tag}>`),
  fc.constantFrom(
    '<br>',
    '<hr/>',
    '<img src=x.png alt=A>',
    '<IMG SRC="/y.png">',
    '<p/>',
    '<a href=/z />',
    '<base href="https://evil.example/">',
  ),
  fc.constantFrom(
    '<!--',
    '-->',
    '<!-- x -->',
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE html>',
    '<?xml?>',
    '<',
    '</',
    '<a',
    '&#x1b;[31m',
    '&#155;',
    '&lt;script&gt;',
    '&amp;lt;b&gt;',
    '&bogus;',
    '&',
    '&#x202e;',
  ),
  hostileText,
);

/** Markup that no parser would be glad of. */
export const hostileHtml: fc.Arbitrary<string> = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));

/** What is still dangerous in a text that was made safe; null where nothing is. Written apart from the code it checks. */
export function dangerIn(text: string): string | null {
  for (const [what, pattern] of dangers) {
    const found = pattern.exec(text);
    if (found) return `${what} at ${found.index} of ${JSON.stringify(text)}`;
  }
  return null;
}

const dangers: readonly (readonly [string, RegExp])[] = [
  ['a control character', /(?![\n\t])\p{Cc}/u],
  ['a bidi control', /\p{Bidi_Control}/u],
  ['a line separator', /[\u2028\u2029]/],
  ['a lone surrogate', /\p{Surrogate}/u],
  ['an invisible character', /[\u00ad\u200b\u2060-\u206f\ufeff\u180e\u115f\u1160\u3164\uffa0\ufff9-\ufffb]/],
  ['a noncharacter', /\p{Noncharacter_Code_Point}/u],
  ['stray tag characters', /(?<!\u{1f3f4}[\u{e0000}-\u{e007f}]{0,5})[\u{e0000}-\u{e007f}]/u],
  ['a tower of marks', /\p{M}{12}/u],
  ['a mark without a base', /(?:^|\s)\p{M}/u],
  ['a run of joiners', /[\u200c\u200d]{2}|^[\u200c\u200d]|[\u200c\u200d]$/],
  ['a run of variation selectors', /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2}/u],
];
