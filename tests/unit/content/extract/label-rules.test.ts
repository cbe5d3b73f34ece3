import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith } from './sample-page.ts';

const title = '<h1>A quiet morning in the harbour of Skarre</h1>';

/** The section of a page with something above the article. */
function above(top: string, url = 'https://news.example/island/quiet', head = ''): string | null {
  return extract(pageWith(`${top}<article>${title}${body}</article>`, head), { url }).draft.section;
}

function section(page: Parameters<typeof articleWith>[0], url = 'https://news.example/quiet'): string | null {
  return extract(articleWith(page), { url }).draft.section;
}

function tags(page: Parameters<typeof articleWith>[0]): readonly string[] {
  return extract(articleWith(page)).draft.tags;
}

function ld(node: object): string {
  return `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
}

const named = { '@type': 'NewsArticle', headline: 'A quiet morning in the harbour of Skarre' };

describe('the folder of a page', () => {
  const menu = (...folders: readonly string[]): string =>
    `<ul>${folders.map((folder) => `<li><a href="${folder}">All of ${folder.replace(/\W/g, '')}</a></li>`).join('')}</ul>`;

  it.each([
    ['a number', 'https://news.example/2026/quiet', '/2026'],
    ['a language', 'https://news.example/en/quiet', '/en'],
    ['a language and a country', 'https://news.example/en-us/quiet', '/en-us/'],
    ['a writer', 'https://news.example/@orla/quiet', '/@orla'],
    ['a word for everything', 'https://news.example/articles/quiet', '/articles/'],
  ])('is no section: %s', (_what, url, folder) => {
    expect(above(menu(folder), url)).toBeNull();
  });

  it('names the section in the words of the menu, the deepest folder first', () => {
    const url = 'https://news.example/world/north/quiet';
    expect(above(menu('/world/', '/World/North/index.html'), url)).toBe('All of WorldNorthindexhtml');
    expect(above(menu('/world', '/sport'), url)).toBe('All of world');
  });

  it.each([
    ['another site', 'https://other.example/world/'],
    ['a search', '/world/?page=2'],
    ['nowhere near', '/sport/'],
  ])('is not named by a link to %s', (_what, href) => {
    expect(
      above(`<ul><li><a href="${href}">The wide world</a></li></ul>`, 'https://news.example/world/quiet'),
    ).toBeNull();
  });

  it('is not named by a sentence', () => {
    const link = '<a href="/world/">Everything that the council has ever said of the world</a>';
    expect(above(`<p>${link}</p>`, 'https://news.example/world/quiet')).toBeNull();
  });

  it('is named by what the menu calls it, wherever that leads', () => {
    expect(above('<ul><li><a href="/go?s=4">Island</a></li></ul>')).toBeNull();
    expect(above('<ul><li><a href="/s/4">Island</a></li></ul>')).toBe('Island');
  });
});

describe('crumbs', () => {
  it('of structured data end before the article, also under a shorter name', () => {
    const list = (...names: readonly string[]): string =>
      ld({
        '@type': 'BreadcrumbList',
        itemListElement: names.map((name, at) => ({ '@type': 'ListItem', position: at + 1, name })),
      });
    expect(section({ head: list('World', 'A quiet morning in the harbour') })).toBe('World');
    expect(section({ head: list('A quiet morning in the harbour of Skarre') })).toBeNull();
    expect(section({ head: list('World') })).toBe('World');
    expect(section({ head: list('World', 'A') })).toBe('A');
  });

  it('are links, and no menu of the whole site', () => {
    expect(above('<div class="crumbs"><span>You read</span> <a href="/w">World</a> <span>Quiet</span></div>')).toBe(
      'World',
    );
    const many = Array.from({ length: 150 }, (_, at) => `<a href="/${at}">Place ${at}</a>`).join('');
    expect(above(`<div class="crumbs">${many}</div>`)).toBeNull();
  });

  it.each([
    ['a label', 'aria-label="breadcrumb"'],
    ['an id', 'id="crumbs"'],
    ['a vocabulary', 'itemtype="https://schema.org/BreadcrumbList"'],
    ['a name in German', 'class="brotkrumen"'],
    ['a name of two words', 'class="bread-line"'],
  ])('are known by %s', (_what, attribute) => {
    expect(above(`<div ${attribute}><a href="/w">World</a></div>`)).toBe('World');
  });

  it('say "News" where nothing says more, but neither home nor the article', () => {
    const crumbs = (more: string) => `<div class="crumbs"><a href="/">Home</a> <a href="/news">News</a>${more}</div>`;
    expect(above(crumbs(''), 'https://skarre.example/1')).toBe('News');
    expect(above(crumbs(' <a href="/w">World</a>'), 'https://skarre.example/1')).toBe('World');
    expect(above('<div class="crumbs"><a href="/">Home</a></div>', 'https://skarre.example/1')).toBeNull();
    const own = '<div class="crumbs"><a href="/1">A quiet morning in the harbour</a></div>';
    expect(above(own, 'https://skarre.example/1')).toBeNull();
  });

  it('without a name begin at home, at the site or at "You are here"', () => {
    const head = '<meta property="og:site_name" content="Skarre Post">';
    expect(above('<div>Skarre Post › World</div>', undefined, head)).toBe('World');
    expect(above('<div>You are here: Harbour Company › World</div>')).toBe('World');
    expect(above('<div>Note: gulls › terns › and all of the skuas</div>')).toBeNull();
    expect(above('<div>Skarre › Sund › the far side of Holm</div>')).toBeNull();
    expect(above('<div>Home</div><div>Skarre, Sund and Holm, three islands in a row</div>')).toBeNull();
  });
});

describe('the section at the headline', () => {
  it.each([
    ['many words', '<div><span>What the island says today</span></div>'],
    ['a long word', '<div><span>Donaudampfschifffahrtsgesellschaft</span></div>'],
    ['a number', '<div><span>Issue 12</span></div>'],
    ['a sentence', '<div><span>It rains!</span></div>'],
    ['a list of links', '<div><span><a href="/a">A</a> <a href="/b">Birds</a></span></div>'],
    ['a menu', '<nav>Birds</nav>'],
    ['a time', '<time>Monday</time>'],
    ['a program', '<script>Birds</script>'],
    ['a link', '<a href="/b">Birds</a>'],
  ])('is no kicker of %s', (_what, top) => {
    expect(above(top)).toBeNull();
  });

  it('is one behind arrows', () => {
    expect(above('<div><span>Skarre » Birds</span></div>')).toBe('Birds');
    expect(above('<div><span>Birds...</span></div>')).toBe('Birds');
  });

  it.each([
    ['a related article’s', { before: '<aside><span class="category">Birds</span></aside>' }],
    ['a sentence', { before: '<p class="category">Whatever the council has said about all of the birds</p>' }],
    ['a related article’s by its relation', { before: '<aside><a rel="category tag" href="/b">Birds</a></aside>' }],
    ['a whole list', { before: `<div class="category">${'<i>Birds</i>'.repeat(14)}</div>` }],
  ])('is not %s', (_what, page) => {
    expect(section(page)).toBeNull();
  });

  it('is a category by its relation', () => {
    expect(section({ before: '<a rel="category tag" href="/b">Birds</a>' })).toBe('Birds');
  });

  it('stands behind its label, but not in a related box, and not behind a longer word', () => {
    expect(section({ after: '<p><b>Category:</b> <a href="/b">Birds</a></p>' })).toBe('Birds');
    expect(section({ after: '<aside><p>Category: <a href="/b">Birds</a></p></aside>' })).toBeNull();
    expect(section({ after: '<p>Subcategory <a href="/b">Birds</a></p>' })).toBeNull();
    expect(section({ after: '<p>Category: <a href="/">Home</a></p>' })).toBeNull();
  });

  it('is no sign, no address and no line', () => {
    for (const said of [
      '***',
      'https://news.example/',
      'Of all that was said on the island in the course of this long day',
    ]) {
      expect(section({ head: ld({ ...named, articleSection: said }) })).toBeNull();
    }
    expect(section({ head: ld({ ...named, articleSection: '2026' }) })).toBeNull();
  });

  it('may begin like the headline', () => {
    expect(section({ head: ld({ ...named, articleSection: 'A quiet' }) })).toBe('A quiet');
  });
});

describe('a section for machines', () => {
  it('is the last part of a path, and neither the front page nor everything without a category', () => {
    const said = (...names: readonly string[]) => section({ head: ld({ ...named, articleSection: names }) });
    expect(said('news/local')).toBe('local');
    expect(said('Arts/Culture')).toBe('Arts/Culture');
    expect(said('À la une', 'Société')).toBe('Société');
    expect(said('Uncategorized', 'Island life')).toBe('Island life');
  });
});

describe('the words of the publisher', () => {
  it('are named once, without the site, the section and what introduces them', () => {
    const head = `<meta property="og:site_name" content="Skarre Post">${ld({ ...named, articleSection: 'Birds' })}`;
    const box = ['Tags', 'gulls', 'Gulls', 'Skarre Post', 'birds', 'tea'].map((tag) => `<a href="/k">${tag}</a>`);
    expect(tags({ head, after: `<div class="tags">${box.join(' ')}</div>` })).toEqual(['gulls', 'tea']);
  });

  it('stand below the headline rather than among the topics of the day above it, and rather several than one', () => {
    const box = (...names: readonly string[]) =>
      `<div class="tags">${names.map((name) => `<a href="/t/${name}">${name}</a>`).join('')}</div>`;
    const tagsOf = (before: string, under: string, after: string) =>
      extract(pageWith(`${before}<article>${title}${under}${body}${after}</article>`)).draft.tags;
    expect(tagsOf(box('weather', 'football'), '', box('gulls', 'tea'))).toEqual(['gulls', 'tea']);
    expect(tagsOf(box('weather', 'football'), box('birds'), box('gulls', 'tea'))).toEqual(['gulls', 'tea']);
    expect(tagsOf(box('gulls', 'tea'), '', '')).toEqual(['gulls', 'tea']);
    expect(tagsOf('', '', `<nav class="tag-list"><a href="/t/gulls">gulls</a></nav>`)).toEqual(['gulls']);
    const headline = 'Nine gulls are enough for us, says the council';
    expect(tagsOf('', box(headline, `${headline} again`), box('gulls'))).toEqual(['gulls']);
  });

  it('are neither buttons nor sections of everything', () => {
    const links = ['gulls', 'News', 'Share', 'Overall Neutral'].map((name) => `<a href="/t">${name}</a>`);
    expect(tags({ after: `<div class="tags">${links.join('')}</div>` })).toEqual(['gulls']);
  });

  it('are parted by blanks where no sign parts them and the language has none', () => {
    const keywords = (words: string) => tags({ head: `<meta name="keywords" content="${words}">` });
    expect(keywords('小修小补 便民 云溪')).toEqual(['小修小补', '便民', '云溪']);
    expect(keywords('gulls of Skarre')).toEqual(['gulls of Skarre']);
  });

  it('stand in the first box that has any', () => {
    const boxes =
      '<div class="tags"></div><div class="tags"><a href="/1">gulls</a></div><div class="tags"><a href="/2">tea</a></div>';
    expect(tags({ after: boxes })).toEqual(['gulls']);
  });

  it.each([
    ['a category', '<a rel="category tag" href="/1">gulls</a>'],
    ['related news', '<aside><a rel="tag" href="/1">gulls</a></aside>'],
    ['a label in related news', '<aside><p>Tags: <a href="/1">gulls</a></p></aside>'],
    ['an address in related news', '<aside><a href="/tag/gulls">gulls</a></aside>'],
    ['a page of a tag’s page', '<div><a href="/a/b/c/tag/gulls">gulls</a></div>'],
    ['the page of all tags', '<div><a href="/tags">gulls</a></div>'],
    [
      'whole sentences',
      '<p>Topics: <a href="/1">The council has met for the ninth time, and nobody has come to it</a></p>',
    ],
    ['one word of many', '<p>Topics: the birds of the island, <a href="/1">gulls</a>, and what they ate on Monday</p>'],
    ['a label alone', '<p>Tags:</p><p>Nothing was said of them.</p>'],
    ['a word that only begins so', '<p>Topicsy <a href="/1">gulls</a></p>'],
    ['a page called after tags', `<div class="tags">${body}${'<a href="/1">gulls</a> '.repeat(160)}</div>`],
    [
      'a cloud by address',
      `<div>${Array.from({ length: 21 }, (_, at) => `<a href="/tag/${at}">gull ${at}</a>`).join(' ')}</div>`,
    ],
  ])('are not read from %s', (_what, after) => {
    expect(tags({ after })).toEqual([]);
  });

  it('are a list that the head writes in one', () => {
    expect(
      tags({ head: '<meta property="article:tag" content="gulls, tea"><meta name="news_keywords" content="x">' }),
    ).toEqual(['gulls', 'tea']);
    expect(tags({ head: ld({ ...named, keywords: ['gulls', 'tea', 'type:article'] }) })).toEqual(['gulls', 'tea']);
    expect(tags({ head: '<meta property="article:tag" content="gulls">' })).toEqual(['gulls']);
    expect(tags({ head: '<meta name="parsely-tags" content="gulls">' })).toEqual(['gulls']);
    expect(tags({ head: '<meta name="sailthru.tags" content="gulls">' })).toEqual(['gulls']);
    expect(tags({ head: '<meta name="keywords" content="gulls">' })).toEqual(['gulls']);
  });
});
