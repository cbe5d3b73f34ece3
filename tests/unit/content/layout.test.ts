import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../../src/content/blocks.ts';
import { type LayoutOptions, layOut, textOfLine } from '../../../src/content/layout.ts';
import { widthOf } from '../../../src/content/width.ts';

const laid = (html: string, options: Partial<LayoutOptions> = {}) =>
  layOut(blocksOf(html), { width: 40, direction: 'ltr', ...options });
const text = (html: string, options: Partial<LayoutOptions> = {}) => laid(html, options).lines.map(textOfLine);

describe('text', () => {
  test('is wrapped to the measure, paragraphs parted by a blank line', () => {
    expect(text('<h1>A headline</h1><p>The council voted on Tuesday to open the harbor.</p><p>Soon.</p>')).toEqual([
      'A headline',
      '',
      'The council voted on Tuesday to open the',
      'harbor.',
      '',
      'Soon.',
    ]);
  });

  test('is no wider than the measure on a wide screen, and 72 cells where nothing is said', () => {
    const html = `<p>${'word '.repeat(200)}</p>`;
    const widest = (options: Partial<LayoutOptions>) => Math.max(...text(html, options).map(widthOf));
    expect(widest({ width: 200, measure: 66 })).toBeLessThanOrEqual(66);
    expect(widest({ width: 200 })).toBe(69);
    expect(widest({ width: 30, measure: 66 })).toBeLessThanOrEqual(30);
  });

  test('keeps line ends that the author wants', () => {
    expect(text('<p>Roses are red<br>violets are blue</p>')).toEqual(['Roses are red', 'violets are blue']);
  });

  test('keeps looks across line ends', () => {
    const [first, second] = laid('<p>one <b>two three</b> four</p>', { width: 8 }).lines;
    expect(first?.spans.map((span) => [span.text, ...span.roles])).toEqual([['one '], ['two', 'strong']]);
    expect(second?.spans.map((span) => [span.text, ...span.roles])).toEqual([['three', 'strong']]);
  });
});

describe('lists, quotes and rules', () => {
  test('items hang beside their marks', () => {
    expect(text('<ul><li>one that is long enough to wrap around</li><li>two</li></ul>', { width: 24 })).toEqual([
      '• one that is long',
      '  enough to wrap around',
      '• two',
    ]);
  });

  test('numbers stand in line, lists in lists stand in', () => {
    expect(text('<ol start="9"><li>nine</li><li>ten<ul><li>a<ul><li>b</ul></ul></li></ol>')).toEqual([
      ' 9. nine',
      '10. ten',
      '    ◦ a',
      '      ▪ b',
    ]);
  });

  test('items of several paragraphs have air around them', () => {
    expect(text('<ul><li><p>a</p><p>b</p></li><li>c</li></ul>')).toEqual(['• a', '', '  b', '', '• c']);
  });

  test('terms stand over what explains them', () => {
    expect(text('<dl><dt>Term</dt><dd>Meaning</dd></dl><p>x</p>')).toEqual(['Term', '  Meaning', '', 'x']);
  });

  test('quotes carry a bar, also on empty lines', () => {
    expect(text('<blockquote><p>a</p><p>b</p><blockquote>c</blockquote></blockquote>')).toEqual([
      '│ a',
      '│ ',
      '│ b',
      '│ ',
      '│ │ c',
    ]);
  });

  test('marks are left out where they would leave no room for words', () => {
    const lines = text(`${'<blockquote>'.repeat(30)}words to read`, { width: 20 });
    expect(lines.join(' ')).toMatch(/words/);
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(20);
  });

  test('a rule is a line', () => {
    expect(text('a<hr>b', { width: 6 })).toEqual(['a', '', '──────', '', 'b']);
  });
});

describe('links', () => {
  const html = '<p>See <a href="https://a.example/x">the report</a> and <a href="https://b.example/">that</a>.</p>';

  test('are numbered, and the number belongs to the link', () => {
    const layout = laid(html);
    expect(layout.lines.map(textOfLine)).toEqual(['See the report[1] and that[2].']);
    expect(layout.links).toEqual([
      { url: 'https://a.example/x', text: 'the report' },
      { url: 'https://b.example/', text: 'that' },
    ]);
    const number = layout.lines[0]?.spans.find((span) => span.roles.includes('link-number'));
    expect(number).toMatchObject({ text: '[1]', link: 1 });
  });

  test('carry no numbers where none are asked for', () => {
    expect(text(html, { links: 'none' })).toEqual(['See the report and that.']);
  });

  test('show their hosts beside the text, save for the article’s own', () => {
    expect(text(html, { width: 60, site: 'b.example' })).toEqual(['See the report[1 a.example] and that[2].']);
    expect(
      text('<p><a href="https://evil.example/">https://bank.example/</a></p>', { width: 60, site: 'news.example' }),
    ).toEqual(['https://bank.example/[1 evil.example]']);
  });

  test('can be listed at the end', () => {
    expect(text(html, { linkList: true }).slice(-2)).toEqual(['[1] https://a.example/x', '[2] https://b.example/']);
  });
});

describe('pictures', () => {
  test('are a line with their alternative text, found again by their line', () => {
    const html =
      '<p>a</p><figure><img src="https://a.example/x.png" alt="A ship"><figcaption>At sea</figcaption></figure><img src="https://a.example/y.png">';
    const layout = laid(html);
    expect(layout.lines.map(textOfLine)).toEqual(['a', '', '[image: A ship]', 'At sea', '', '[image]']);
    expect(layout.images).toEqual([
      { line: 2, url: 'https://a.example/x.png', alt: 'A ship' },
      { line: 5, url: 'https://a.example/y.png', alt: '' },
    ]);
    expect(layout.lines[3]?.spans[0]?.roles).toEqual(['caption']);
  });
});

describe('code', () => {
  test('keeps its lines, goes on after a mark where they are too long, and stands in', () => {
    expect(text('<pre>if (a) {\n\treturn "a long line of code that goes on";\n}</pre>')).toEqual([
      '  if (a) {',
      '      return "a long line of code that g',
      '  ↪ oes on";',
      '  }',
    ]);
  });

  test('has colors where the language is known', () => {
    const [line] = laid('<pre><code class="language-js">const a = 1; // x</code></pre>').lines;
    expect(line?.spans.filter((span) => span.roles.length > 1).map((span) => [span.text, span.roles[1]])).toEqual([
      ['const', 'syntax-keyword'],
      ['1', 'syntax-number'],
      ['// x', 'syntax-comment'],
    ]);
  });
});
