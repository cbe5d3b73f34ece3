import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlToLine, plainText } from '../../../src/content/plain.ts';
import { dangerIn, hostileHtml } from './hostile.ts';

describe('plainText', () => {
  test.each([
    ['paragraphs', '<p>One\n  two</p>\n<p>Three</p>', 'One two\n\nThree'],
    ['headings and rules', '<h2>Head</h2><p>a</p><hr><p>b</p>', 'Head\n\na\n\nb'],
    ['divs and text without a paragraph', 'a<div>b</div>c', 'a\n\nb\n\nc'],
    ['one line end', 'a<br>b', 'a\nb'],
    ['two line ends part paragraphs', 'a<br><br>b<br><br><br>c', 'a\n\nb\n\nc'],
    ['words in pieces', '<p>un<b>believ</b>able <i> and </i> <em>so</em>.</p>', 'unbelievable and so.'],
    ['a list', '<p>Two:</p><ul><li>one</li><li>two</li></ul><p>end</p>', 'Two:\n\n• one\n• two\n\nend'],
    ['a numbered list', '<ol start="3"><li>c<li>d<li value="9">i<li>j</ol>', '3. c\n4. d\n9. i\n10. j'],
    ['lists in lists', '<ul><li>a<ul><li>b<li>c</ul><li>d</ul>', '• a\n  • b\n  • c\n• d'],
    ['paragraphs in items', '<ul><li><p>a</p><p>b</p></li><li>c</li></ul>', '• a\nb\n• c'],
    ['an empty item leaves no mark', '<ul><li></li><li>b</li></ul>', '• b'],
    ['terms', '<dl><dt>T</dt><dd>M</dd></dl>', 'T\nM'],
    ['a table', '<table><tr><th>A<th>B<tr><td>1<td>2</table>', 'A | B\n1 | 2'],
    ['code as it is written', '<p>x</p><pre>if a:\n    b\n\n\tc\n</pre><p>y</p>', 'x\n\nif a:\n    b\n\n\tc\n\ny'],
    ['code in colored pieces', '<pre><span>a</span>\n<span>  b</span></pre>', 'a\n  b'],
    ['code with line breaks', '<pre>a<br>b<br></pre>c', 'a\nb\n\nc'],
    [
      'pictures say nothing, captions do',
      '<figure><img src="https://a.example/x.png" alt="X"><figcaption>Cap</figcaption></figure>',
      'Cap',
    ],
    ['readings stand in brackets', '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>', '漢(kan)'],
    ['entities', 'Q&amp;A &lt;here&gt;', 'Q&A <here>'],
    ['hard blanks stay', '<p>10&nbsp;km</p>', '10\u00a0km'],
    ['nothing', '<p> </p><div><br></div>', ''],
  ])('%s', (_, html, wanted) => {
    expect(plainText(html)).toBe(wanted);
  });

  test('text in which nobody put markup keeps its own lines and paragraphs', () => {
    expect(plainText('First  line\nsecond\n\n\n\nNext &amp; last\n')).toBe('First line\nsecond\n\nNext & last');
  });

  test('for any markup the text is safe, trimmed and without runs of empty lines outside of code', () => {
    fc.assert(
      fc.property(hostileHtml, (html) => {
        const text = plainText(html);
        expect(dangerIn(text)).toBeNull();
        expect(text).toBe(text.trimEnd());
        if (!html.includes('<pre')) expect(text).not.toMatch(/\n{3}/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('htmlToLine', () => {
  test.each([
    ['markup', '<p>A <b>bold</b> claim</p><p>Next</p>', 'A bold claim Next'],
    ['plain text', 'Just words\nin two lines', 'Just words in two lines'],
    ['entities', 'AT&amp;T &#8211; news', 'AT&T – news'],
    ['a bare ampersand and less-than', 'AT&T: 3 < 4', 'AT&T: 3 < 4'],
    ['escape sequences', 'a\x1b[31mb', 'ab'],
    ['nothing', '  ', ''],
  ])('%s', (_, given, wanted) => {
    expect(htmlToLine(given)).toBe(wanted);
  });
});
