import { describe, expect, it } from 'vitest';
import { captionMark, goneMark } from '../../../../src/content/extract/blocks.ts';
import { blocksIn, blocksWithout, pageBlocks } from '../../../../src/content/extract/page-blocks.ts';
import { parseHtml } from '../../../../src/content/extract/parse-html.ts';

const page = `
<h1>A <em>quiet</em> harbour</h1>
<div>Loose words <p>One <b>bold</b> <a href="/1">link</a> in a paragraph.</p> more loose words<br><br>and a line</div>
<a href="/2"><div>A box in a link <span>with <i>two</i> spans</span></div> and words behind it</a>
<blockquote><p>Said</p><footer>Somebody</footer></blockquote>
<figure><img src="/a.jpg" alt="A gull"><figcaption><p>A caption</p></figcaption></figure>
<table><tr><td>cell<td><p>long</p></table>
<pre>  code
    <span>more</span> code
</pre>
<ul><li>item<ul><li>inner</ul></ul>tail`;

describe('the blocks of a page without a part of it', () => {
  const tree = parseHtml(page);
  const whole = pageBlocks(tree);

  it('are all of them where nothing was taken out', () => {
    expect(blocksWithout(tree, whole, new Uint8Array(tree.elements.length))).toEqual([...whole.blocks]);
    expect(whole.blocks).toEqual(blocksIn(tree.root, null));
  });

  it.each([
    ['taken out', goneMark],
    ['made a caption', captionMark],
  ])('are those of a page read again, whichever element was %s', (_what, mark) => {
    for (const element of tree.elements.slice(1)) {
      const removed = new Uint8Array(tree.elements.length);
      removed[element.index] = mark;
      expect(blocksWithout(tree, whole, removed), `without ${element.tag} ${element.index}`).toEqual(
        blocksIn(tree.root, removed),
      );
    }
  });

  it('are read as before for any two elements', () => {
    const { elements } = tree;
    for (const one of elements.slice(1)) {
      for (const other of elements.slice(one.index + 1)) {
        const removed = new Uint8Array(elements.length);
        removed[one.index] = captionMark;
        removed[other.index] = goneMark;
        expect(blocksWithout(tree, whole, removed).map(({ kind, text }) => [kind, text])).toEqual(
          blocksIn(tree.root, removed).map(({ kind, text }) => [kind, text]),
        );
      }
    }
  });
});

describe('indented code', () => {
  it('keeps the blanks before its first line', () => {
    expect(blocksIn(parseHtml('<pre>\n    a\n  b\n\n</pre>').root, null).map(({ text }) => text)).toEqual([
      '    a\n  b',
    ]);
  });
});

describe('elements that are called like parts of JavaScript', () => {
  it('are ordinary boxes', () => {
    const blocks = blocksIn(parseHtml('<constructor>one</constructor><toString>two').root, null);
    expect(blocks.map(({ kind, level, text }) => [kind, level, text])).toEqual([
      ['text', 0, 'one'],
      ['text', 0, 'two'],
    ]);
  });
});
