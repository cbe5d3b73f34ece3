import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../../src/content/blocks.ts';
import { clean } from '../../../src/content/clean.ts';
import { layOut, textOfLine } from '../../../src/content/layout.ts';
import { markdownOf } from '../../../src/content/markdown.ts';
import { widthOf } from '../../../src/content/width.ts';
import { draft } from '../../../src/core/article.ts';
import { problemsOf } from './strict-html.ts';

/** About 200 KB each: anything that takes quadratic time runs into the time limit of a test. */
const times = (piece: string) => piece.repeat(Math.ceil(200_000 / piece.length));

const documents: readonly (readonly [string, string])[] = [
  ['one word', `<p>${times('x')}`],
  ['emoji', `<p>${times('👨\u200d👩\u200d👧')}`],
  ['ideographs and stops', `<p>${times('字、')}`],
  ['Arabic words', `<p>${times('قال المجلس ')}`],
  ['one Arabic word', `<p>${times('قَ')}`],
  ['conjuncts', `<p>${times('क्')}`],
  ['brackets in Hebrew', `<p>א${times('()')}`],
  ['digits in a cell of an Arabic table', `<table><tr><td>قال<td>${times('1')}<tr><td>a<td>b</table>`],
  ['line ends', `<p>${times('a<br>')}`],
  ['bold words', `<p>${times('<b>a</b> ')}`],
  ['words in open elements', `<p>${times('<b>a')}`],
  ['lists in lists', times('<ul><li>a')],
  ['items', `<ul>${times('<li>a')}`],
  ['quotes in quotes', times('<blockquote>a')],
  ['lines of code', `<pre>${times('x\n')}`],
  ['tabs', `<pre>${times('\t')}x`],
  ['open strings', `<pre class="language-js">${times('"')}`],
  ['numbers that are words', `<pre class="language-css">${times('0x')}`],
  ['rows', `<table>${times('<tr><td>a<td>b')}`],
  ['columns', `<table>${times('<td>a')}`],
  ['hostile spans', `<table>${times('<tr><td colspan=1000 rowspan=1000>a<td rowspan=1000>b')}`],
  ['tables in tables', times('<table><tr><td>a<td>b')],
  ['figures', times('<figure><img src="https://a.example/x"><figcaption>c</figcaption></figure>')],
  ['terms', `<dl>${times('<dt>a<dd>b')}`],
  ['stars', `<p>${times('*')}`],
  ['ticks', `<p>${times('<code>`</code> ')}`],
  ['marks', `<p>${times(`a${'\u0301'.repeat(30)}`)}`],
  ['unfinished sequences', `<p>${times('\x1b]')}`],
  ['escapes as entities', `<p>${times('&#27;[')}`],
];

describe.each(documents)('a document of nothing but %s', (_, html) => {
  test('is cleaned, laid out at two widths and written as Markdown', () => {
    const { html: safe, text } = clean(draft({ html, title: html, summary: html }));
    expect(problemsOf(safe ?? '')).toEqual([]);
    expect(text ?? '').not.toMatch(/(?![\n\t])\p{Cc}/u);
    const blocks = blocksOf(safe ?? '');
    for (const width of [72, 17]) {
      const { lines } = layOut(blocks, { width, direction: width === 17 ? 'rtl' : 'ltr' });
      expect(lines.every((line) => widthOf(textOfLine(line)) <= width)).toBe(true);
    }
    expect(typeof markdownOf(blocks)).toBe('string');
  });
});
