import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../../../src/content/extract/parse-html.ts';
import { attribute, type PageElement, type PageTree, textOf } from '../../../../src/content/extract/tree.ts';

/** The tree as nested tags with their texts: "ul(li(one) li(two))". */
function shape(element: PageElement): string {
  const inner = element.children.map((child) => (child.tag === null ? child.text.trim() : shape(child)));
  return `${element.tag}(${inner.filter((part) => part !== '').join(' ')})`;
}

function shapeOf(html: string): string {
  return shape(parseHtml(html).root).replace(/^#root\((.*)\)$/s, '$1');
}

function first({ elements }: PageTree, tag: string): PageElement {
  const found = elements.find((element) => element.tag === tag);
  if (!found) throw new Error(`There is no <${tag}>.`);
  return found;
}

describe('what ends without a closing tag', () => {
  it.each([
    ['paragraphs', '<p>one<p>two<div>three</div>', 'p(one) p(two) div(three)'],
    ['paragraphs, but not round a table cell', '<p>a<object><p>b</object>', 'p(a object(p(b)))'],
    [
      'items, but not those of an outer list',
      '<ul><li>a<ul><li>b<li>c</ul><li>d</ul>',
      'ul(li(a ul(li(b) li(c))) li(d))',
    ],
    ['cells and rows', '<table><tr><td>a<td>b<tr><td>c</table>', 'table(tr(td(a) td(b)) tr(td(c)))'],
    ['links', '<a href=/1>one <a href=/2>two</a>', 'a(one) a(two)'],
    ['a link that is closed round an open block', '<a><div>a</a>b</div>c', 'a(div(ab)) c'],
    ['a link behind a block that one was closed round', '<a><div>a</a><a>b<a>c', 'a(div(a a(b) a(c)))'],
    ['headings', '<h2>a<h3>b</h3>', 'h2(a) h3(b)'],
    ['nothing at a lone end of a paragraph', 'a</p>b', 'a p() b'],
  ])('%s', (_what, html, expected) => {
    expect(shapeOf(html)).toBe(expected);
  });

  it('controls are no part of any name or text', () => {
    expect(shapeOf('<d\u0000iv><\u0001p>o\u0008ne</p></div\u007f>two')).toBe('div(p(one)) two');
  });

  it('a page has 250,000 elements and pieces of text at most', () => {
    const { elements, cut } = parseHtml('<i>x</i>'.repeat(130_000));
    expect([elements.length, cut]).toEqual([125_001, true]);
    expect(parseHtml('<i>x</i>').cut).toBe(false);
  });

  it('an end in a cell does not reach out of its table', () => {
    expect(shapeOf('<div><table><tr><td>a</div>b</table>c</div>d')).toBe('div(table(tr(td(ab))) c) d');
  });

  it('deep nesting keeps what stands too deep', () => {
    const tree = parseHtml(`${'<div>'.repeat(1_000)}deep${'</div>'.repeat(1_000)}<p>after`);
    expect(tree.elements.length).toBeLessThan(300);
    expect(textOf(tree.root)).toBe('deep after');
    expect(first(tree, 'p').parent).toBe(tree.root);
  });
});

describe('entities', () => {
  it.each([
    ['with and without a semicolon', 'a &amp; b &lt c &eacute; &#233; &#xE9; &notit;', 'a & b < c é é é ¬it;'],
    ['that nobody knows', 'a &nosuch; & b &; &#; &', 'a &nosuch; & b &; &#; &'],
    ['of two characters', 'a &NotEqualTilde; b', 'a \u2242\u0338 b'],
    ['beside tags', '&lt;<b>&gt;</b>&amp', '<>&'],
  ])('in text: %s', (_what, html, text) => {
    expect(textOf(parseHtml(`<p>${html}</p>`).root)).toBe(text);
  });

  it('in attributes, where an address goes on behind one without a semicolon', () => {
    const link = first(parseHtml('<a href="/?a=1&amp;b=2&copy=3&lt" title=\'&quot;x&quot;\' rel=a&amp;b>'), 'a');
    expect(attribute(link, 'href')).toBe('/?a=1&b=2&copy=3<');
    expect(attribute(link, 'title')).toBe('"x"');
    expect(attribute(link, 'rel')).toBe('a&b');
  });

  it('not in scripts, but in titles and behind scripts', () => {
    const tree = parseHtml('<title>a &amp; b</title><script>a &amp;& "</b>"</script><p>c &amp; d');
    expect(textOf(first(tree, 'title'))).toBe('a & b');
    expect(shape(first(tree, 'script'))).toBe('script(a &amp;& "</b>")');
    expect(textOf(first(tree, 'p'))).toBe('c & d');
  });

  it('in what a drawing calls a style', () => {
    expect(shapeOf('<svg><style>a &lt; b</style></svg>')).toBe('svg(style(a < b))');
  });
});

describe('attributes', () => {
  it('are forty at most, and of a bearable length', () => {
    const many = Array.from({ length: 60 }, (_, number) => `a${number}=${number}`).join(' ');
    const { attributes } = first(parseHtml(`<p ${many}>x</p>`), 'p');
    expect(Object.keys(attributes)).toHaveLength(40);
    expect(attribute(first(parseHtml(`<p title="${'x'.repeat(30_000)}">x</p>`), 'p'), 'title')).toHaveLength(20_000);
  });

  it('are ordinary words, whatever they are called; the first of a name counts', () => {
    const element = first(parseHtml('<b __proto__=a constructor=b CLASS=c class=d hidden>'), 'b');
    expect(['__proto__', 'constructor', 'class', 'hidden', 'id'].map((name) => attribute(element, name))).toEqual([
      'a',
      'b',
      'c',
      '',
      '',
    ]);
    expect('hidden' in element.attributes).toBe(true);
    expect('toString' in element.attributes).toBe(false);
  });

  it('of a second body are added to the first', () => {
    const tree = parseHtml('<html lang=de><body class=a>x<body class=b id=c>y</body><p>z</p></html>');
    const body = first(tree, 'body');
    expect([attribute(body, 'class'), attribute(body, 'id'), textOf(body)]).toEqual(['a', 'c', 'xy z']);
    expect(tree.elements.filter(({ tag }) => tag === 'body')).toHaveLength(1);
  });
});
