import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith } from './sample-page.ts';

type Parts = Parameters<typeof articleWith>[0];

function section(page: Parts, url?: string): string | null {
  return extract(articleWith(page), url === undefined ? {} : { url }).draft.section;
}

function tags(page: Parts): readonly string[] {
  return extract(articleWith(page)).draft.tags;
}

/** A page with something above the headline, outside of the article. */
function below(top: string, url = 'https://news.example/island/quiet'): string | null {
  return extract(pageWith(`${top}<article><h1>A quiet morning in the harbour of Skarre</h1>${body}</article>`), { url })
    .draft.section;
}

describe('the section', () => {
  it('is a general one only where machines are told of it and of no other', () => {
    const told = '<meta property="article:section" content="Nyheter">';
    expect(section({ head: told })).toBe('Nyheter');
    expect(section({ head: told, before: '<span class="category">Birds</span>' })).toBe('Birds');
  });

  it('is the first tag, if that is the link above the headline', () => {
    const page = (link: string): string =>
      pageWith(`<article><header>${link}<h1>A quiet morning in the harbour of Skarre</h1></header>${body}</article>`);
    expect(extract(page('<a class="x-tag" href="/tag/essays/">Essays</a>')).draft.section).toBe('Essays');
    expect(extract(page('<a href="/boats/">Back to them</a>')).draft.section).toBeNull();
  });

  it('is the innermost crumb that is not the article', () => {
    const crumbs =
      '<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/w/n">North</a></li><li><a href="/w/n/1">A quiet morning in the harbour</a></li></ol>';
    expect(below(crumbs)).toBe('North');
  });

  it('is no tag that stands among the crumbs', () => {
    const crumbs =
      '<div class="breadcrumb"><a href="/">Home</a> <a href="/w">World</a> <a href="/tag/gulls">gulls</a></div>';
    expect(below(crumbs)).toBe('World');
  });

  it('comes from the crumbs of structured data', () => {
    const list = {
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 2, name: 'World' },
        { '@type': 'ListItem', position: 1, item: { name: 'Home' } },
      ],
    };
    expect(section({ head: `<script type="application/ld+json">${JSON.stringify(list)}</script>` })).toBe('World');
  });

  it.each([
    ['Home › World', 'World'],
    ['홈 > 사회 > 지역', '지역'],
    ['您当前的位置：青桥之窗 > 社会 > 正文', '社会'],
    ['الرئيسية › محليات', 'محليات'],
    ['Главная / Город / № 88 от 18.11.2006', 'Город'],
  ])('is the end of a trail without a name: %s', (trail, wanted) => {
    expect(below(`<div class="q7"><span>${trail.replace(/>/g, '&gt;')}</span></div>`)).toBe(wanted);
  });

  it('is what the site calls the folder that the page stands in', () => {
    const menu = '<ul><li><a href="/sport/">Sport</a></li><li><a href="/island">The Island</a></li></ul>';
    expect(below(menu)).toBe('The Island');
    expect(below(menu, 'https://news.example/news/2026/03/quiet')).toBeNull();
  });

  it('is the one of several that also stands at the headline', () => {
    const node = {
      '@type': 'NewsArticle',
      headline: 'A quiet morning in the harbour of Skarre',
      articleSection: ['All of it', 'Birds'],
    };
    const head = `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
    expect(section({ head, before: '<span class="category">Birds</span>' })).toBe('Birds');
    expect(section({ head })).toBe('All of it');
  });

  it('stands behind words that say so', () => {
    expect(section({ before: '<p>10 March 2026 · filed under <a href="/c/b">Birds</a></p>' })).toBe('Birds');
    expect(section({ after: '<p>Рубрика: <a href="/c/b">Город</a></p>' })).toBe('Город');
  });

  it('is a kicker alone above the headline, but not a teaser’s', () => {
    expect(below('<div><span>Birds</span></div>')).toBe('Birds');
    const teaser = '<a href="/x"><span class="kicker">Politics</span><b>The council has met for the ninth time</b></a>';
    expect(section({ after: teaser })).toBeNull();
  });

  it('is not the writer above the headline', () => {
    expect(below('<div class="field-author"><span>Ana Silva</span></div>')).toBeNull();
  });

  it('is not the site, not "News", not the headline', () => {
    const head = '<meta property="og:site_name" content="Skarre Post">';
    expect(section({ head, before: '<span class="category">Skarre Post</span>' })).toBeNull();
    expect(section({ before: '<span class="category">News</span>' })).toBeNull();
    expect(section({ before: '<span class="category">A quiet morning in the harbour of Skarre</span>' })).toBeNull();
  });
});

describe('tags', () => {
  it.each([
    ['a word that says so', '<p>Keywords: <a href="/k/1">gulls</a>, <a href="/k/2">tea</a></p>'],
    ['a label before their box', '<h4>Topics</h4><div class="r"><a href="/k/1">gulls</a><a href="/k/2">tea</a></div>'],
    ['a label in Turkish', '<div class="r">Etiketler: <a href="/k/1">gulls</a> <a href="/k/2">tea</a></div>'],
    ['a label in Arabic', '<div class="r">الكلمات المفتاحية: <a href="/k/1">gulls</a> <a href="/k/2">tea</a></div>'],
    ['where they lead', '<div class="r"><a href="/etiket/1">gulls</a> <a href="/etiket/2">tea</a></div>'],
    ['their own class', '<p><a class="chip" href="/1">gulls</a> <a class="chip" href="/2">tea</a></p>'],
    ['rel', '<p><a rel="tag" href="/1">#gulls</a> <a rel="tag" href="/2">tea (12)</a></p>'],
  ])('are known by %s', (_what, after) => {
    expect(tags({ after })).toEqual(['gulls', 'tea']);
  });

  it('are not topics that a sentence links to', () => {
    const after =
      '<p>The council, which has met in <a href="/topic/skarre">Skarre</a> since the days of the herring, will meet again, and again it will count the gulls.</p>';
    expect(tags({ after })).toEqual([]);
  });

  it('are not links that lead to more of them', () => {
    expect(tags({ after: '<div class="tags"><a href="/1">gulls</a><a href="/all">Show all</a></div>' })).toEqual([
      'gulls',
    ]);
  });

  it('are those at the article, not those of a cloud or of related news', () => {
    const cloud = '<div class="tag-cloud tags"><a href="/1">weather</a></div>';
    const other = '<aside class="related"><div class="tags"><a href="/2">sport</a></div></aside>';
    expect(tags({ before: cloud + other, after: '<div class="tags"><a href="/3">gulls</a></div>' })).toEqual(['gulls']);
  });

  it('come from the head where the page shows none, the most exact list first', () => {
    const all = '<meta name="keywords" content="news, paper"><meta name="news_keywords" content="gulls, tea">';
    expect(tags({ head: all })).toEqual(['gulls', 'tea']);
    const more = '<meta property="article:tag" content="mole"><meta property="article:tag" content="ferries">';
    expect(tags({ head: all + more })).toEqual(['mole', 'ferries']);
  });
});
