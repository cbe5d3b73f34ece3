import { describe, expect, it } from 'vitest';
import { called, classed, having, inOrder, tagged } from '../../../../src/content/extract/page-index.ts';
import { parseHtml } from '../../../../src/content/extract/parse-html.ts';
import { isNamed } from '../../../../src/content/extract/tokens.ts';
import { attribute, type PageElement } from '../../../../src/content/extract/tree.ts';

const tree = parseHtml(`
<body class="page" class="again"><nav id=n1 role=navigation class="site-nav"><a id=a1 rel=tag href=/x>x</a></nav>
<section id=s1 class="related-posts"><h2 id=h1 itemprop=headline>a</h2><a id=a2 class="related-posts">b</a></section>
<div id=related-links><h3 id=h2>c</h3></div><h2 id=h3>d</h2><div data-type=newsletter>e</div>
<div class=box data-type=newsletter title=boxed>f</div></body><body itemprop=mainEntity>`);
const ids = (elements: readonly PageElement[]): string[] => elements.map((element) => attribute(element, 'id'));

describe('the index of a page', () => {
  it('finds elements by tag, of several tags in the order of the page', () => {
    expect(ids(tagged(tree, 'a'))).toEqual(['a1', 'a2']);
    expect(ids(tagged(tree, 'h3', 'h2'))).toEqual(['h1', 'h2', 'h3']);
    expect(tagged(tree, 'video')).toEqual([]);
  });

  it('finds elements by attribute, those of a second body with the first', () => {
    expect(ids(having(tree, 'rel'))).toEqual(['a1']);
    expect(having(tree, 'itemprop').map(({ tag }) => tag)).toEqual(['body', 'h2']);
    expect(having(tree, 'datetime')).toEqual([]);
  });

  it('finds elements by what their class or id says', () => {
    expect(ids(called(tree, 'related'))).toEqual(['s1', 'a2', 'related-links']);
    expect(tree.elements.filter((element) => isNamed(element, 'related'))).toEqual(called(tree, 'related'));
    expect(ids(classed(tree, /posts|nav/))).toEqual(['n1', 's1', 'a2']);
  });

  it('takes a data type for a name only beside another one', () => {
    expect(called(tree, 'strict').map((element) => attribute(element, 'title'))).toContain('boxed');
    expect(
      tree.elements.filter((element) => attribute(element, 'data-type') !== '' && element.named.size > 0),
    ).toHaveLength(1);
  });

  it('lists an element once that is in several lists', () => {
    expect(ids(inOrder(tagged(tree, 'h2'), having(tree, 'itemprop'), tagged(tree, 'a')))).toEqual([
      '',
      'a1',
      'h1',
      'a2',
      'h3',
    ]);
  });
});
