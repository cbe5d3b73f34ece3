import { describe, expect, it } from 'vitest';
import { splitNames } from '../../../../src/content/extract/names.ts';
import { body, extract, pageWith, paragraphs } from './sample-page.ts';

const title = '<h1>A quiet morning in the harbour of Skarre</h1>';
const said = 'The keeper of the light has written all of it down, as his father did, in a book.';

function authors(inside: string, head = '', language = 'en'): readonly string[] {
  return extract(pageWith(`<article>${title}${inside}</article>`, head, `lang="${language}"`)).draft.authors;
}

function below(line: string, head = '', language = 'en'): readonly string[] {
  return authors(line + body, head, language);
}

function ld(node: object): string {
  const whole = { '@type': 'NewsArticle', headline: 'A quiet morning in the harbour of Skarre', ...node };
  return `<script type="application/ld+json">${JSON.stringify(whole)}</script>`;
}

describe('names that lead to the pages of those who bear them', () => {
  const link = (name: string, slug: string) => `<a href="/autor/${slug}">${name}</a>`;

  it('are authors without any other word', () => {
    const line = `<div>${link('Jan Havran', 'havran')}, ${link('Petra Soukup', 'soukup')}, <span>ČTZ</span></div>`;
    expect(below(line, ld({ author: [{ '@type': 'Person', name: 'Jan Havran' }] }))).toEqual([
      'Jan Havran',
      'Petra Soukup',
    ]);
    expect(below(`<div>${link('More stories from the coast', 'coast')}</div>`)).toEqual([]);
  });

  it('bring colleagues in elements of the same kind along, with a page or without', () => {
    const named = (inside: string) => `<span class="who">${inside}</span>`;
    const byline = (inside: string) => `<p class="article-authors">by: ${inside}</p>`;
    const both = ['Dale Osten', 'Kim Reyes'];
    expect(below(byline(`${named(link('Dale Osten', 'osten'))}, ${named('Kim Reyes')}`))).toEqual(both);
    expect(below(byline(`${named(link('Dale Osten', 'osten'))}, <span>Skarre Wire</span>`))).toEqual(['Dale Osten']);
  });

  it('stand without the agency that machines are told of beside them', () => {
    const author = [
      { '@type': 'Person', name: 'Dale Osten' },
      { '@type': 'Person', name: 'Harbour Media Wire' },
    ];
    expect(below('', ld({ author }))).toEqual(['Dale Osten']);
  });
});

describe('one printed name', () => {
  it.each([
    ['Prince in Exile', ['Prince in Exile']],
    ['Ana Silva in rome', ['Ana Silva in rome']],
    ['Martin on Tour', ['Martin']],
    ['Ana Silva on the boat', ['Ana Silva']],
    ['Ana Silva on board', ['Ana Silva on board']],
    ['Ana Silva at large', ['Ana Silva at large']],
    ['Ana Silva Chief Reporter', ['Ana Silva']],
    ['Ana Silva Harbour Reporter', ['Ana Silva Harbour']],
    ['Ana Silva, Sund', ['Ana Silva']],
    ['Ana Silva, Jr.', ['Ana Silva, Jr.']],
    ['www.skarre.example', []],
    ['One two three four five six seven eight', []],
    ['The Skarre Post', []],
    ['Skarre Post Editorial Staff', []],
    ['Editor', []],
    ['JOHN SMITH/AP', ['JOHN SMITH']],
    ['Jo Wu, Harbour Weekly', ['Jo Wu']],
    ['Jo Wu | Skarre.com', ['Jo Wu']],
    ['Jo Wu, AFP', ['Jo Wu']],
    ['Jo Wu, freelance', ['Jo Wu']],
    ['jo wu, bo li', ['jo wu', 'bo li']],
    ['PARK Ji-won, KIM Min-ji', ['PARK Ji-won', 'KIM Min-ji']],
    ['Reporter in Rome', []],
    ['De Vries', ['De Vries']],
    ['Da Silva', ['Da Silva']],
    ['From: Ana Silva', ['Ana Silva']],
    ['文/沈知秋', ['沈知秋']],
    ['Text: von Ina Roth', ['Ina Roth']],
  ])('%s', (byline, names) => {
    expect(splitNames(byline, ['skarrepost'])).toEqual(names);
  });
});

describe('a byline', () => {
  it.each([
    [
      'names one writer and where',
      '<div class="byline"><b>Ana Silva</b><br><span>Harbour Desk</span></div>',
      ['Ana Silva'],
    ],
    [
      'names the second where a joint stands between',
      '<div class="byline"><span>Ana Silva</span><div>and</div><span>Jo Wu</span></div>',
      ['Ana Silva', 'Jo Wu'],
    ],
    [
      'names the second behind a comma',
      '<div class="byline"><span>Ana Silva,</span><div>Jo Wu</div></div>',
      ['Ana Silva', 'Jo Wu'],
    ],
    ['says "by" again', '<div class="byline"><p>By Ana Silva</p><p>By Jo Wu</p></div>', ['Ana Silva', 'Jo Wu']],
    ['says by whom behind a label', '<div class="byline"><p>Words by</p><p>Ana Silva</p></div>', ['Ana Silva']],
    ['ends at who took the pictures', '<div class="byline"><p>Ana Silva</p><p>Photos: Jo Wu</p></div>', ['Ana Silva']],
    [
      'links to the writer',
      '<div class="byline">Harbour desk, <a href="/author/as">Ana Silva</a></div>',
      ['Ana Silva'],
    ],
    [
      'links to the writer by a relation',
      '<div class="byline">Harbour desk, <a rel="author" href="/as">Ana Silva</a></div>',
      ['Ana Silva'],
    ],
    [
      'links to the writer by a class',
      '<div class="byline">Harbour desk, <a class="author-link" href="/as">Ana Silva</a></div>',
      ['Ana Silva'],
    ],
    [
      'names a colleague without a page',
      '<div class="byline"><a href="/author/as">Ana Silva</a> <i>and Jo Wu</i></div>',
      ['Ana Silva', 'Jo Wu'],
    ],
    [
      'links to what the writer says elsewhere',
      '<div class="byline"><a href="/author/as">Ana Silva</a> <a href="https://twitter.com/author/as">Follow her</a></div>',
      ['Ana Silva'],
    ],
    [
      'has a time and a button',
      '<div class="byline">Ana Silva <time>Monday Morning</time> <button>Follow Ana</button></div>',
      ['Ana Silva'],
    ],
    ['stands before a clock', '<div class="byline"><p>10:31</p><p>@ana</p><p>Ana Silva</p></div>', ['Ana Silva']],
    ['stands behind a place', '<div class="byline"><p>Skarre –</p><p>Ana Silva</p></div>', ['Ana Silva']],
    ['is a motto', '<div class="byline">No wind is an ill wind.</div>', []],
    ['is a sentence about the writer', '<div class="byline">Ana Silva is a cook.</div>', ['Ana Silva']],
    [
      'says where the writer is',
      '<div class="byline"><span class="location">New York</span> Ana Silva</div>',
      ['Ana Silva'],
    ],
    [
      'is that of a picture',
      '<figure><img src="/g.jpg"><figcaption><span class="author">Jo Wu</span></figcaption></figure>',
      [],
    ],
    ['is a portrait', '<div class="author-photo byline">Ana Silva</div>', []],
    ['is a hook for scripts', '<span data-hook="user-name">Ana Silva</span>', ['Ana Silva']],
    ['is another hook for scripts', '<span data-qa="author">Ana Silva</span>', ['Ana Silva']],
    ['is a relation', '<a rel="author" href="/as">Ana Silva</a>', ['Ana Silva']],
    ['is a relation behind the pictures’', '<p>Photos by <a rel="author" href="/jw">Jo Wu</a></p>', []],
    [
      'is a property',
      '<div itemprop="author"><span itemprop="name" content="Ana Silva">A. S.</span></div>',
      ['Ana Silva'],
    ],
    ['is a line', '<p>By Ana Silva</p>', ['Ana Silva']],
    ['is a line that ends as a sentence', '<p>By Ana Silva we mean nobody.</p>', []],
    ['is a line with a date', '<p>Ana Silva | 3 March 2026</p>', ['Ana Silva']],
    ['is a line with a place and a date', '<p>Ana Silva at Hill Park, 3 March 2026</p>', ['Ana Silva']],
    ['is a name alone', '<p>Ana Silva</p>', []],
    ['is a label and a box', '<p>Words by</p><div><a href="/author/as">Ana Silva</a></div>', ['Ana Silva']],
    ['is a label and another link', '<p>Words by</p><div><a href="/shop">Ana Silva</a></div>', []],
    ['is a company in italics', '<p><i>Skarre News</i></p>', []],
    ['repeats a name in capitals', '<div class="byline"><p>By ANA SILVA</p><p>By Ana Silva</p></div>', ['Ana Silva']],
  ])('%s', (_what, line, names) => {
    expect(below(line)).toEqual(names);
  });

  it('is the one at the headline, not that of a teaser further down', () => {
    const teaser = `<h3>Nine gulls</h3><p class="byline">By Jo Wu</p>`;
    expect(authors(`<p class="byline">By Ana Silva</p>${body}${teaser}`)).toEqual(['Ana Silva']);
    expect(
      extract(
        pageWith(
          `<p class="byline">By Jo Wu</p>${'<i></i>'.repeat(60)}${title}<p class="byline">By Ana Silva</p>${body}`,
        ),
      ).draft.authors,
    ).toEqual(['Ana Silva']);
    const above = pageWith(`<p>By Jo Wu</p>${title}<p>By Ana Silva</p>${body}`);
    expect(extract(above).draft.authors).toEqual(['Ana Silva']);
  });

  it('below the text is a name set apart, unless the text goes on', () => {
    expect(authors(`${body}<p align="right">Ana Silva</p>`)).toEqual(['Ana Silva']);
    expect(authors(`${body}<p align="right">Ana Silva</p><p>${said} ${said}</p>`)).toEqual([]);
    expect(authors(`${body}<p align="right">The end of it</p>`)).toEqual([]);
    expect(authors(`${body}<p>and so on</p><p align="right">Ana Silva</p>`)).toEqual([]);
    expect(authors(`${body}<p>Ana Silva</p>`)).toEqual([]);
    expect(authors(`${body}<h4 align="right">Ana Silva</h4>`)).toEqual([]);
  });
});

describe('what is said to machines', () => {
  it.each([
    [
      'a label of a social network',
      '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ana Silva">',
      ['Ana Silva'],
    ],
    [
      'another label',
      '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Ana Silva">',
      [],
    ],
    ['a meta in the order of libraries', '<meta name="author" content="Silva, Ana">', ['Ana Silva']],
    [
      'a meta of two',
      '<meta name="author" content="Ana Silva"><meta name="author" content="Jo Wu">',
      ['Ana Silva', 'Jo Wu'],
    ],
    ['a better meta', '<meta name="author" content="Staff"><meta name="byl" content="By Ana Silva">', ['Ana Silva']],
    ['an account', '<meta name="author" content="asilva7">', ['asilva7']],
    [
      'nobody but an organization',
      ld({ author: { '@type': 'Organization', name: 'Harbour Press' } }),
      ['Harbour Press'],
    ],
    ['a string', ld({ author: 'Ana Silva' }), ['Ana Silva']],
    ['a creator', ld({ creator: [{ '@type': 'Person', name: 'Ana Silva' }] }), ['Ana Silva']],
  ])('names the writer: %s', (_what, head, names) => {
    expect(below('', head)).toEqual(names);
  });

  it('is corrected by the byline in sight, which may name more, or others', () => {
    const head = ld({ author: { name: 'Ana Silva' } });
    expect(below('<p class="byline">By Ana Silva and Jo Wu</p>', head)).toEqual(['Ana Silva', 'Jo Wu']);
    expect(below('<p class="byline">By Jo Wu</p>', head)).toEqual(['Jo Wu']);
    expect(authors(`<p class="byline">By Jo Wu</p>${body}<p>${said} Its keeper is ANA SILVA.</p>`, head)).toEqual([
      'Ana Silva',
    ]);
    expect(below('<p class="byline">By Staff</p>', head)).toEqual(['Ana Silva']);
    expect(below('<p class="byline">By Jo Wu</p>', '<meta name="author" content="asilva7">')).toEqual(['Jo Wu']);
  });

  it('is not what a comment or a related box says', () => {
    expect(authors(`${body}<aside><p class="byline">Jo Wu</p></aside><p>${paragraphs[0]}</p>`)).toEqual([]);
  });
});
