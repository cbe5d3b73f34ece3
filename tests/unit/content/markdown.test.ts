import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../../src/content/blocks.ts';
import { escapeMarkdown, markdownOf } from '../../../src/content/markdown.ts';
import { goodText } from './hostile.ts';

const markdown = (html: string) => markdownOf(blocksOf(html));

describe('blocks', () => {
  test.each([
    ['paragraphs and headings', '<h2>Head</h2><p>One</p><p>Two</p>', '## Head\n\nOne\n\nTwo'],
    ['looks', '<p>a <b>b</b> <i>c</i> <b><i>d</i></b> <code>e</code> <s>f</s></p>', 'a **b** *c* ***d*** `e` ~~f~~'],
    ['blanks stay outside of marks', '<p>a<b> b </b>c</p>', 'a **b** c'],
    ['links', '<p><a href="https://a.example/x">a <b>b</b></a> c</p>', '[a **b**](https://a.example/x) c'],
    ['addresses with brackets', '<a href="https://a.example/x(1)">x</a>', '[x](https://a.example/x%281%29)'],
    ['line ends', '<p>a<br>b</p>', 'a\\\nb'],
    ['lists', '<ul><li>a</li><li>b<ol start="3"><li>c</li></ol></li></ul>', '- a\n- b\n  3. c'],
    ['lists with paragraphs', '<ol><li><p>a</p><p>b</p></li><li>c</li></ol>', '1. a\n\n   b\n\n2. c'],
    ['quotes', '<blockquote><p>a</p><ul><li>b</li></ul></blockquote>', '> a\n>\n> - b'],
    ['code', '<pre class="language-js">let a;\n\nb</pre>', '```js\nlet a;\n\nb\n```'],
    ['code that holds a fence', '<pre>```\nx\n````</pre>', '`````\n```\nx\n````\n`````'],
    ['code that holds ticks', '<p><code>a`b``c</code> <code>`</code></p>', '```a`b``c``` `` ` ``'],
    [
      'pictures',
      '<figure><img src="https://a.example/x.png" alt="A [b]"><figcaption>C</figcaption></figure>',
      '![A \\[b\\]](https://a.example/x.png)\n\nC',
    ],
    ['rules', 'a<hr>b', 'a\n\n---\n\nb'],
    ['tables', '<table><tr><th>A<th>B<tr><td>1|2<td>x<br>y</table>', '| A | B |\n| --- | --- |\n| 1\\|2 | x<br>y |'],
    ['tables without a head', '<table><tr><td>1<td>2<tr><td>3</table>', '|  |  |\n| --- | --- |\n| 1 | 2 |\n| 3 |  |'],
    ['nothing', '', ''],
  ])('%s', (_, html, wanted) => {
    expect(markdown(html)).toBe(wanted);
  });
});

describe('no text makes structure', () => {
  test.each([
    ['# not a heading', '\\# not a heading'],
    ['- not a list', '\\- not a list'],
    ['+ not a list', '\\+ not a list'],
    ['1. not a list', '1\\. not a list'],
    ['2) not a list', '2\\) not a list'],
    ['> not a quote', '\\> not a quote'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['*not strong* __nor__ this', '\\*not strong\\* \\_\\_nor\\_\\_ this'],
    ['[no](https://evil.example/)', '\\[no\\](https://evil.example/)'],
    ['![no](x)', '\\!\\[no\\](x)'],
    ['<script>', '\\<script\\>'],
    ['`no code`', '\\`no code\\`'],
    ['~~~', '\\~\\~\\~'],
    ['a &amp; b &#42;', 'a \\&amp; b \\&#42;'],
    ['back\\slash', 'back\\\\slash'],
    ['a | b', 'a \\| b'],
    ['2026 was 1.5 years - so', '2026 was 1.5 years - so'],
  ])('%j', (text, wanted) => {
    const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(markdown(`<p>${html}</p>`)).toBe(wanted);
    expect(escapeMarkdown(text)).toBe(wanted);
  });

  test('also at the beginning of a line inside a paragraph and of a piece', () => {
    expect(markdown('<p>a<br># b<br><b>-</b> c</p>')).toBe('a\\\n\\# b\\\n**-** c');
    expect(markdown('<h1># Head #</h1>')).toBe('# \\# Head \\#');
  });

  test('any text gives one paragraph of itself, once the escapes are taken out', () => {
    const signs = fc.constantFrom(
      '#',
      '-',
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      '<',
      '>',
      '|',
      '!',
      '&',
      '1.',
      ' ',
      '~',
      '=',
      '+',
      '\\',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(signs, goodText), { maxLength: 12 }), (parts) => {
        const text = parts.join('').replace(/\s+/g, ' ').trim();
        const escaped = escapeMarkdown(text);
        expect(escaped.replace(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(text);
        expect(escaped).not.toMatch(/^(?:#{1,6}(?:\s|$)|[-+*](?:\s|$)|\d+[.)](?:\s|$)|[>|`~]|=+$)/);
        expect(escaped.replace(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[`*_[\]<>~|]/);
      }),
      { numRuns: 500 },
    );
  });
});
