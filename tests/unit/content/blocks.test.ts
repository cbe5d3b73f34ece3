import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, type InlineText, wordsOf } from '../../../src/content/block.ts';
import { linksOf } from '../../../src/content/block-links.ts';
import { blocksOf } from '../../../src/content/blocks.ts';
import { dangerIn, hostileHtml } from './hostile.ts';

/** Blocks in few letters: what they are, and their words. */
function outline(blocks: readonly Block[]): unknown {
  return blocks.map((block) => {
    switch (block.kind) {
      case 'paragraph':
        return wordsOf(block.text);
      case 'heading':
        return { [`h${block.level}`]: wordsOf(block.text) };
      case 'list':
        return { [block.style]: block.items.map((item) => outline(item.blocks)) };
      case 'quote':
        return { quote: outline(block.blocks) };
      case 'code':
        return { code: block.text, language: block.language };
      case 'table':
        return { table: block.rows.map((row) => row.map((cell) => wordsOf(cell.text))) };
      case 'image':
        return { image: block.url, alt: block.alt, caption: wordsOf(block.caption) };
      case 'rule':
        return 'rule';
    }
    return block satisfies never;
  });
}

const read = (html: string) => outline(blocksOf(html));
const pic = 'https://a.example/x.png';

describe('blocks', () => {
  test.each([
    ['paragraphs and headings', '<h2>Head</h2><p>One\ntwo</p>', [{ h2: 'Head' }, 'One two']],
    ['text and divs become paragraphs', 'a<div>b<div>c</div>d</div>e', ['a', 'b', 'c', 'd', 'e']],
    ['one line end stays, two part', '<p>a<br>b<br><br>c<br></p>', ['a\nb', 'c']],
    ['blanks fold across elements', '<p> a <b> b</b> <i>c </i> d </p>', ['a b c d']],
    ['a rule', 'a<hr>b', ['a', 'rule', 'b']],
    ['a list', '<ul><li>a<li>b</ul>', [{ bullet: [['a'], ['b']] }]],
    ['lists in lists', '<ol><li>a<ul><li>b</ul>c</ol>', [{ number: [['a', { bullet: [['b']] }, 'c']] }]],
    ['text beside the items', '<ul>x<li>a</li>y</ul>', [{ bullet: [['x'], ['a'], ['y']] }]],
    ['items outside of a list', '<li>a</li><li>b</li><p>c</p>', [{ bullet: [['a'], ['b']] }, 'c']],
    ['terms', '<dl><dt>T<dd>M<dd>N</dl>', ['T', { none: [['M'], ['N']] }]],
    ['a quote', '<blockquote><p>a</p><p>b</p></blockquote>', [{ quote: ['a', 'b'] }]],
    ['an empty quote', '<blockquote> </blockquote>', []],
    ['code', '<pre><code class="language-js">\nlet a;\n  b\n</code></pre>', [{ code: 'let a;\n  b', language: 'js' }]],
    ['code with line breaks and colors', '<pre>a<br><span>b</span></pre>', [{ code: 'a\nb', language: null }]],
    ['a picture', `<img src="${pic}" alt="A">`, [{ image: pic, alt: 'A', caption: '' }]],
    ['a picture in a paragraph', `<p>a<img src="${pic}">b</p>`, ['a', { image: pic, alt: '', caption: '' }, 'b']],
    ['an emoji as a picture', `<p>a <img src="${pic}" alt="👍🏽"> b</p>`, ['a 👍🏽 b']],
    [
      'a figure',
      `<figure><img src="${pic}" alt="A"><figcaption>Cap <b>b</b></figcaption></figure>`,
      [{ image: pic, alt: 'A', caption: 'Cap b' }],
    ],
    [
      'a figure of code',
      '<figure><pre>x</pre><figcaption>Cap</figcaption></figure>',
      [{ code: 'x', language: null }, 'Cap'],
    ],
    ['a caption without a figure', '<figcaption>Cap</figcaption>', ['Cap']],
    ['raised and lowered signs', '<p>10<sup>-6</sup> H<sub>2</sub>O 1<sup>st</sup></p>', ['10⁻⁶ H₂O 1st']],
    ['quotation marks', '<p><q>a</q></p>', ['“a”']],
    ['text without markup', 'One\nline\n\nTwo', ['One\nline', 'Two']],
    ['details', '<details><summary>S</summary>a</details>', ['S', 'a']],
    ['nothing', '<p> </p><div></div>', []],
  ])('%s', (_, html, wanted) => {
    expect(read(html)).toEqual(wanted);
  });
});

describe('tables', () => {
  test('with data are tables', () => {
    const html = '<table><caption>Cap</caption><tr><th>A<th>B<tr><td>1<td><p>x</p><ul><li>y<li>z</ul></table>';
    expect(read(html)).toEqual([
      {
        table: [
          ['A', 'B'],
          ['1', 'x\n• y\n• z'],
        ],
      },
    ]);
    const [table] = blocksOf(html);
    expect(table?.kind === 'table' && wordsOf(table.caption)).toBe('Cap');
  });

  test.each([
    ['a column', '<table><tr><td>a<tr><td>b</table>', ['a', 'b']],
    ['a row', '<table><tr><td>a<td>b</table>', ['a', 'b']],
    [
      'a page: pictures, tables and quotes in cells',
      `<table><tr><td><img src="${pic}" alt="A"><td>a<tr><td>b<td>c</table>`,
      [{ image: pic, alt: 'A', caption: '' }, 'a', 'b', 'c'],
    ],
    [
      'tables in a table',
      '<table><tr><td>x<td><table><tr><th>A<th>B<tr><td>1<td>2</table><tr><td>y<td>z</table>',
      [
        'x',
        {
          table: [
            ['A', 'B'],
            ['1', '2'],
          ],
        },
        'y',
        'z',
      ],
    ],
  ])('that only arrange %s are what they hold', (_, html, wanted) => {
    expect(read(html)).toEqual(wanted);
  });
});

describe('looks', () => {
  const pieces = (html: string): InlineText => {
    const [block] = blocksOf(html);
    return block && 'text' in block && typeof block.text !== 'string' ? block.text : [];
  };

  test('say what each piece is, the innermost last', () => {
    expect(
      pieces('<p>a <b>b <i>c</i></b> <code>d</code> <del>e</del></p>').map(({ text, roles }) => [text, ...roles]),
    ).toEqual([['a '], ['b ', 'strong'], ['c', 'strong', 'emphasis'], [' '], ['d', 'code'], [' '], ['e', 'deleted']]);
  });

  test('links are numbered in order, and one address has one number', () => {
    const html =
      '<p><a href="https://a.example/">one</a> <a href="https://b.example/">t<b>w</b>o</a> <a href="https://a.example/">again</a></p>';
    expect(pieces(html).map(({ text, link }) => [text, link?.number ?? null])).toEqual([
      ['one', 1],
      [' ', null],
      ['t', 2],
      ['w', 2],
      ['o', 2],
      [' ', null],
      ['again', 1],
    ]);
    expect(linksOf(blocksOf(html)).map(({ url }) => url)).toEqual(['https://a.example/', 'https://b.example/']);
  });

  test('links without words take no number', () => {
    const html =
      '<a href="https://a.example/"> </a><p>x <a href="https://b.example/">b</a></p><a href="https://c.example/"></a>';
    expect(linksOf(blocksOf(html))).toEqual([{ url: 'https://b.example/', text: 'b' }]);
  });

  test('links are found in every kind of block', () => {
    const link = (n: number) => `<a href="https://a.example/${n}">x</a>`;
    const html = `<h1>${link(1)}</h1><ul><li>${link(2)}</ul><blockquote>${link(3)}</blockquote><table><tr><th>A<th>${link(4)}<tr><td>1<td>2</table>
      <figure><a href="https://a.example/5"><img src="${pic}" alt="A"></a><figcaption>${link(6)}</figcaption></figure>`;
    expect(linksOf(blocksOf(html)).map(({ url }) => url.at(-1))).toEqual(['1', '2', '3', '4', '5', '6']);
  });
});

describe('direction', () => {
  const directions = (html: string) =>
    blocksOf(html).map((block) => ('direction' in block ? block.direction : undefined));

  test('is the markup’s, else that of most letters, else unknown', () => {
    expect(directions('<p>abc</p><p>أخبار</p><p dir="rtl">abc</p><p>123</p><div dir="ltr"><p>أخبار</p></div>')).toEqual(
      ['ltr', 'rtl', 'rtl', null, 'ltr'],
    );
    expect(directions('<p>BBC تنشر أخبار اليوم كلها</p>')).toEqual(['rtl']);
  });
});

test('for any markup, blocks are safe, and hold the words that are not left out', () => {
  fc.assert(
    fc.property(hostileHtml, (html) => {
      const blocks = blocksOf(html);
      expect(dangerIn(JSON.stringify(outline(blocks)))).toBeNull();
      for (const link of linksOf(blocks)) expect(link.url).toMatch(/^(?:https?|mailto):/i);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['lists', '<ul><li>'.repeat(20_000)],
  ['quotes', '<blockquote>a'.repeat(20_000)],
  ['tables', '<table><tr><td>a<td>b'.repeat(5_000)],
  ['empty paragraphs', '<p>'.repeat(100_000)],
  ['stray items', '<li>a</li>'.repeat(50_000)],
  ['roles', '<b><i>'.repeat(50_000)],
  ['rules in an item', `<ul><li>${'a<hr>'.repeat(90_000)}`],
  ['items in a cell', `<table><tr><th>A<th><ul>${'<li>a'.repeat(90_000)}</ul><tr><td>1<td>2`],
  ['line ends', `<p>${'a<br>'.repeat(90_000)}`],
])('a document of nothing but %s is read', (_, html) => {
  expect(blocksOf(html)).toBeInstanceOf(Array);
});
