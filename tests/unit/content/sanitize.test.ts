import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitize } from '../../../src/content/sanitize.ts';
import { dangerIn, hostileHtml } from './hostile.ts';
import { problemsOf } from './strict-html.ts';

const base = 'https://news.example/2026/11/story.html';
const safe = (html: string, against: string | null = base) => sanitize(html, against);

describe('what is kept', () => {
  test.each([
    '<p>Plain <em>and</em> <strong>strong</strong> <code>x</code> words</p>',
    '<h2>A heading</h2><p>one<br>two</p><hr>',
    '<ul><li>one</li><li>two<ol start="4"><li value="7">x</li></ol></li></ul>',
    '<dl><dt>Term</dt><dd>Meaning</dd></dl>',
    '<blockquote><p>Said</p></blockquote><pre><code class="language-js">a &lt; b\n\tc</code></pre>',
    '<figure><img src="https://a.example/x.jpg" alt="A ship"><figcaption>At sea</figcaption></figure>',
    '<table><caption>C</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
    '<p><a href="https://a.example/b?c=1&amp;d=2" title="T">link</a></p>',
    '<p>H<sub>2</sub>O, <del>old</del> <ins>new</ins> <abbr title="World">W</abbr> <kbd>q</kbd> <mark>m</mark></p>',
    '<p><ruby>漢<rt>kan</rt></ruby> <q>quoted</q> <time datetime="2026-11-02">Monday</time></p>',
    '<p dir="rtl">نص</p>',
  ])('%s', (html) => {
    expect(safe(html)).toBe(html);
  });

  test('unknown and sectioning elements leave their content in place', () => {
    expect(safe('<article><x-card><p>a</p></x-card></article><center>b</center>')).toBe(
      '<div><p>a</p></div><div>b</div>',
    );
  });

  test('entities become the characters that they mean, and only what must be escaped is', () => {
    expect(safe('&ldquo;A&rdquo; &amp; B &lt;b&gt; &nbsp;&hellip; &zzz;')).toBe(
      '“A” &amp; B &lt;b&gt; \u00a0… &amp;zzz;',
    );
  });
});

describe('text in broken markup is not lost', () => {
  test.each([
    ['an unclosed quote', '<p>a</p><a href="https://a.example/ >b</a> <i>c</i>', '<p>a</p>b <i>c</i>'],
    ['several of them', '<p title="x>a</p><b class=\'y>b', 'ab'],
    ['a tag that the end cut off', '<p>a <a href="https://a.exa', '<p>a </p>'],
    ['a drawing without an end', '<svg><path d="m"><p>a</p>', '<p>a</p>'],
    ['CDATA sections', 'a<![CDATA[b <b>c</b>]]>d<![CDATA[e', 'ab <b>c</b>de'],
    ['tags that CDATA marks part', '<scr<![CDATA[]]>ipt>a</script>b', 'b'],
  ])('%s', (_, html, wanted) => {
    expect(safe(html)).toBe(wanted);
  });
});

describe('what goes', () => {
  test.each([
    ['scripts and styles', 'a<script>alert("x")</script><style>p{}</style>b', 'ab'],
    ['scripts hidden in broken tags', '<scr<script>ipt>alert(1)</scr</script>ipt>', 'ipt&gt;alert(1)ipt&gt;'],
    ['handlers, styles, classes and ids', '<p onclick="x()" style="color:red" class="big" id="p1">a</p>', '<p>a</p>'],
    [
      'script addresses',
      '<a href="javascript:alert(1)">a</a><a href=" JAVA\tSCRIPT:x">b</a><a href="&#106;avascript:x">c</a>',
      'abc',
    ],
    [
      'data and file addresses',
      '<a href="data:text/html,x">a</a><img src="file:///etc/passwd" alt="b"><img src="data:image/png;base64,AA">',
      'a',
    ],
    ['comments and declarations', 'a<!-- <p>no</p> --><!DOCTYPE x><?php echo 1 ?>b', 'ab'],
    [
      'drawings with all that is in them',
      'a<svg><title>t</title><a href="https://x.example/">x</a><script>1</script></svg>b',
      'ab',
    ],
    [
      'controls of forms',
      '<form><label>Mail <input name="m"></label><button>Send</button><select><option>1</select></form>',
      '<div>Mail </div>',
    ],
    ['escape sequences and bidi controls in text', '<p>a&#x1b;[31mb&#x202e;c&#x9b;2J\u0007d</p>', '<p>abc›2Jd</p>'],
    [
      'the same in attributes',
      '<img src="/a.png" alt="a&#x1b;]0;t&#7;b\nc">',
      '<img src="https://news.example/a.png" alt="ab c">',
    ],
    ['bodies of templates and fallbacks of films', '<template><p>x</p></template><canvas>y</canvas>z', 'z'],
    ['numbers that are none', '<td colspan="x">a</td><ol start="1e9"><li>a</li></ol>', 'a<ol><li>a</li></ol>'],
  ])('%s', (_, html, wanted) => {
    expect(safe(html)).toBe(wanted);
  });

  test('a table cell cannot cover more than a thousand columns', () => {
    expect(safe('<table><tr><td colspan="999999" rowspan="-4">a')).toBe(
      '<table><tr><td colspan="1000" rowspan="1">a</td></tr></table>',
    );
  });
});

describe('addresses', () => {
  test.each([
    ['a relative one', '<a href="../10/other.html">x</a>', 'https://news.example/2026/10/other.html'],
    ['from the root', '<a href="/top">x</a>', 'https://news.example/top'],
    ['another host', '<a href="//b.example/c">x</a>', 'https://b.example/c'],
    ['a query alone', '<a href="?page=2">x</a>', 'https://news.example/2026/11/story.html?page=2'],
    ['a fragment', '<a href="#note">x</a>', 'https://news.example/2026/11/story.html#note'],
    ['blanks around it', '<a href="  https://a.example/b  ">x</a>', 'https://a.example/b'],
    ['an absolute one as it is written', '<a href="https://a.example">x</a>', 'https://a.example'],
    ['letters beyond ASCII', '<a href="https://a.example/ä b">x</a>', 'https://a.example/%C3%A4%20b'],
    ['mail', '<a href="mailto:desk@news.example">x</a>', 'mailto:desk@news.example'],
  ])('%s', (_, html, address) => {
    expect(safe(html)).toBe(`<a href="${address}">x</a>`);
  });

  test('an empty address is not the page itself', () => {
    expect(safe('<a href="">a</a><a href="  ">b</a><a>c</a><img src="">')).toBe('abc');
  });

  test('<base> is not believed', () => {
    expect(safe('<base href="https://evil.example/"><a href="x">a</a>')).toBe(
      '<a href="https://news.example/2026/11/x">a</a>',
    );
  });

  test('without a base, relative addresses are lost and absolute ones are not', () => {
    expect(safe('<a href="/x">a</a><a href="https://a.example/">b</a>', null)).toBe(
      'a<a href="https://a.example/">b</a>',
    );
  });
});

describe('broken markup', () => {
  test.each([
    ['nothing is closed', '<ul><li>a<li>b <b>c', '<ul><li>a</li><li>b <b>c</b></li></ul>'],
    ['paragraphs end at blocks', '<p>a<p>b<div>c</div>d', '<p>a</p><p>b</p><div>c</div>d'],
    ['crossed elements', '<b>a<i>b</b>c</i>', '<b>a<i>b</i></b>c'],
    [
      'a link in a link',
      '<a href="/1">a<a href="/2">b</a>c',
      '<a href="https://news.example/1">a</a><a href="https://news.example/2">b</a>c',
    ],
    [
      'a link that is closed late does not cover the rest',
      '<a href="/1"><p>a</a>b</p>c',
      '<a href="https://news.example/1"><p>a</p></a>bc',
    ],
    [
      'rows and cells',
      '<table><tr><td>1<td>2<tr><td>3</table>',
      '<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>',
    ],
    ['terms', '<dl><dt>a<dd>b<dt>c<dd>d</dl>', '<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>'],
    ['headings', '<h2>a<h3>b</h3>', '<h2>a</h2><h3>b</h3>'],
    ['end tags of nothing', 'a</p></div></li>b', 'ab'],
    [
      'an end tag in a cell for what is outside of the table',
      '<div><table><tr><td>a</div>b</table>',
      '<div><table><tr><td>ab</td></tr></table></div>',
    ],
    ['cells outside of a table', '<td>a</td><tr><th>b', 'ab'],
    ['a break that is closed', 'a</br>b', 'a<br>b'],
    ['attributes without end', '<p>a</p><a href="x', '<p>a</p>'],
    ['the first of two attributes counts', '<a href="/1" href="/2">a</a>', '<a href="https://news.example/1">a</a>'],
    ['upper case', '<P>A<BR/>B</P>', '<p>A<br>B</p>'],
    ['a button that is never closed', '<div><button>x</div><p>after</p>', '<div></div><p>after</p>'],
    ['plain "<" and "&"', 'a < b && c <3', 'a &lt; b &amp;&amp; c &lt;3'],
  ])('%s', (_, html, wanted) => {
    expect(safe(html)).toBe(wanted);
  });

  test('deep nesting ends at 256 elements, and the text goes on', () => {
    const html = safe(`${'<div>'.repeat(5_000)}deep${'</div>'.repeat(5_000)}after`);
    expect(html.match(/<div>/g)).toHaveLength(256);
    expect(html.replace(/<[^>]*>/g, '')).toBe('deepafter');
  });

  test('markup ends at 100,000 elements, and the text goes on', () => {
    const html = safe('<i>x</i>'.repeat(100_010));
    expect(html.match(/<i>/g)).toHaveLength(100_000);
    expect(html.match(/x/g)).toHaveLength(100_010);
  });

  test.each([
    ['open tags', '<b>'.repeat(200_000)],
    ['end tags of nothing', `${'<div>'.repeat(300)}${'</x>'.repeat(200_000)}`],
    ['attributes', `<p ${'a=1 '.repeat(200_000)}>x`],
    ['unfinished tags', '<a '.repeat(200_000)],
    ['unfinished comments', '<!--'.repeat(200_000)],
    ['unfinished entities', '&a'.repeat(300_000)],
    ['unfinished scripts', '<script></scrip'.repeat(50_000)],
    ['a set of pictures', `<img srcset="${'a 1w, '.repeat(4_000)}">`],
    ['a style', `<img src=x style="${'display '.repeat(100_000)}">`],
    ['tables in tables', '<table><tr><td>'.repeat(60_000)],
  ])('a document of nothing but %s is read', (_, html) => {
    expect(problemsOf(safe(html))).toEqual([]);
  });
});

describe('for any markup', () => {
  test('the output is balanced, escaped and of allowed things only', () => {
    fc.assert(
      fc.property(hostileHtml, (html) => {
        expect(problemsOf(safe(html))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(hostileHtml, (html) => {
        expect(safe(safe(html))).toBe(safe(html));
      }),
      { numRuns: 1_000 },
    );
  });

  test('text that stands in no element that is left out stays', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<b>', '</b>', '<p>', '</p>', '<li>', '<td>', '</table>', 'word', ' '), {
          maxLength: 30,
        }),
        (parts) => {
          const words = safe(parts.join('')).replace(/<[^>]*>/g, '');
          expect(words.match(/word/g)?.length ?? 0).toBe(parts.filter((part) => part === 'word').length);
          expect(dangerIn(words)).toBeNull();
        },
      ),
    );
  });
});
