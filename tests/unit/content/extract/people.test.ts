import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith } from './sample-page.ts';

function written(author: unknown): string {
  const node = { '@type': 'NewsArticle', headline: 'A quiet morning in the harbour of Skarre', author };
  return `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
}

function authors(page: Parameters<typeof articleWith>[0]): readonly string[] {
  return extract(articleWith(page)).draft.authors;
}

const byline = '<p class="byline">By Ana Silva</p>';

describe('authors', () => {
  it.each([
    ['the staff', { '@type': 'Person', name: 'Web Staff' }],
    ['an account', { '@type': 'Person', name: 'asilva' }],
    ['an agency', { '@type': 'Organization', name: 'Reuters' }],
    ['somebody who is nowhere on the page', { '@type': 'Person', name: 'Ned Robot' }],
  ])('come from the byline where structured data names %s', (_what, author) => {
    expect(authors({ head: written(author), before: byline })).toEqual(['Ana Silva']);
  });

  it('are an agency where nobody else is named', () => {
    expect(authors({ head: written({ '@type': 'Organization', name: 'Reuters' }) })).toEqual(['Reuters']);
  });

  it('are all that the byline names where the head has only the first', () => {
    const head = '<meta name="author" content="Ana Silva">';
    expect(authors({ head, before: '<p class="byline">By Ana Silva and Jo Wu</p>' })).toEqual(['Ana Silva', 'Jo Wu']);
  });

  it('are read from journals’ family names first', () => {
    const head = '<meta name="citation_author" content="Silva, Ana"><meta name="citation_author" content="Wu, Jo">';
    expect(authors({ head })).toEqual(['Ana Silva', 'Jo Wu']);
  });

  it('are not those of teasers below the article', () => {
    const card = (name: string): string =>
      `<div class="card"><h3><a href="/${name}">Nine gulls are enough</a></h3><span class="byline">By Bob ${name}</span></div>`;
    expect(authors({ before: byline, after: `<div>${['Ash', 'Birch', 'Cedar'].map(card).join('')}</div>` })).toEqual([
      'Ana Silva',
    ]);
  });

  it('are not the photographers, with or without pages of their own', () => {
    const linked =
      '<div>By <a rel="author" href="/p/ana">Ana Silva</a>, photographs by <a rel="author" href="/p/bob">Bob Brown</a></div>';
    expect(authors({ before: linked })).toEqual(['Ana Silva']);
    expect(authors({ before: '<p class="byline">By Ana Silva, Photos by Bob Brown</p>' })).toEqual(['Ana Silva']);
  });

  it.each([
    ['in the box below its own', '<div>Words by</div><a href="/authors/ana"><div>Ana Silva</div></a>'],
    ['with the place', '<div><span>Ana Silva at Gull Park</span> <span>Sat 7 Mar 2026 17.22 GMT</span></div>'],
    [
      'in a box that only scripts know',
      '<div class="x1"><span data-hook="user-name" class="x2">Ana Silva</span></div>',
    ],
    ['in italics', '<p><em>Ana Silva</em></p>'],
  ])('are found %s', (_how, before) => {
    expect(authors({ before })).toEqual(['Ana Silva']);
  });

  it.each([
    ['a link to another page', '<div>Interview</div><a href="/world/"><div>Upper Lisk</div></a>'],
    ['a company that sent the text', '<p>News provided by</p><p><strong>Skarre Ferry Works AG</strong></p>'],
  ])('are not %s', (_what, before) => {
    expect(authors({ before })).toEqual([]);
  });

  it('are not told by the signature below a post, which is no part of its text either', () => {
    const after = '<div class="signature">No wind is an ill wind.</div>';
    const { draft } = extract(articleWith({ before: byline, after }));
    expect(draft.authors).toEqual(['Ana Silva']);
    expect(draft.text).not.toContain('ill wind');
  });

  it('are those with a page of their own and the colleague behind them', () => {
    const before = '<div class="byline">By <a href="/author/ana">Ana Silva</a> and Jo Wu</div>';
    expect(authors({ before })).toEqual(['Ana Silva', 'Jo Wu']);
  });

  it.each([
    [
      'in a caption',
      '<figure><img src="/a.jpg"><figcaption><span class="author">Bob Brown</span></figcaption></figure>',
    ],
    ['behind words for pictures', '<span class="author">Foto: Bob Brown</span>'],
    [
      'of the book that is reviewed',
      '<div class="book"><div class="by"><i>Gulls</i> by <span class="author">Bob Brown</span></div></div>',
    ],
    ['of the station', '<div class="byline"><span>Radio Skarre</span></div>'],
  ])('are not those %s', (_where, before) => {
    const head = written({ '@type': 'Person', name: 'Ana Silva' });
    expect(authors({ head, before: `${byline}${before}` })).toEqual(['Ana Silva']);
  });

  it('are neither where somebody is nor what they do', () => {
    const before =
      '<div class="author-info"><span class="name">Ana Silva</span><span class="author-location">New Skarre</span><span class="role">Guardian of Gulls</span></div>';
    expect(authors({ before })).toEqual(['Ana Silva']);
    const label = '<div class="author-meta"><span>Data publicării:</span> <span>Ana Silva</span></div>';
    expect(authors({ before: label })).toEqual(['Ana Silva']);
  });

  it('are also those without a page of their own beside those with one', () => {
    const before =
      '<div class="authors"><a class="name" href="/authors/1">Ana Silva</a><a class="name">Jo Wu</a></div>';
    expect(authors({ before })).toEqual(['Ana Silva', 'Jo Wu']);
  });

  it('are not the publisher that structured data names', () => {
    const node = {
      '@type': 'NewsArticle',
      author: { '@type': 'Person', name: 'Skarre Ilta' },
      publisher: { '@type': 'Organization', name: 'Skarre Ilta' },
    };
    const head = `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
    expect(authors({ head })).toEqual([]);
    expect(authors({ head, before: byline })).toEqual(['Ana Silva']);
    const own = head.replace('"Organization"', '["Person","Organization"]');
    expect(authors({ head: own })).toEqual(['Skarre Ilta']);
  });

  it.each([
    ['behind a headline', '<h1>Nine gulls are enough for anybody, By Ana Silva</h1>', 'Ana Silva'],
    [
      'behind the place',
      '<h1>تسعة نوارس تكفي ميناء الجزيرة هذا العام</h1><p><strong>وادي السرو – سامي الحدّاد</strong></p>',
      'سامي الحدّاد',
    ],
    ['behind outlet and role', '<h1>九只海鸥已经足够</h1><div>港口新闻记者 季晚舟</div>', '季晚舟'],
  ])('are found %s', (_where, top, name) => {
    expect(extract(pageWith(`<article>${top}${body}</article>`)).draft.authors).toEqual([name]);
  });

  it('are found in a signature above lines that are no part of the text', () => {
    const html = pageWith(
      `<h1>Nine gulls are enough</h1><div class="text">${body}<p align="right"><i>Ana Silva</i></p></div><p>Follow our channel and read about every gull of Skarre an hour before it lands.</p>`,
    );
    expect(extract(html).draft.authors).toEqual(['Ana Silva']);
  });

  it('are two where a dash joins names in Vietnamese', () => {
    expect(authors({ before: '<p class="author">Hải Yến - Trọng Bách</p>' })).toEqual(['Hải Yến', 'Trọng Bách']);
    expect(authors({ before: '<p class="author">Ana Silva - Upper Skarre</p>' })).toEqual(['Ana Silva']);
  });
});
