import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith } from './sample-page.ts';

function ld(value: unknown): string {
  return `<script type="application/ld+json">${typeof value === 'string' ? value : JSON.stringify(value)}</script>`;
}

describe('the headline', () => {
  it('is the heading that the metadata agrees with, without the site’s name', () => {
    const page = `<h1>The Skarre Post</h1><h2>Eleven gulls and no passengers in the harbour</h2>${body}`;
    const head =
      '<meta property="og:title" content="Eleven gulls and no passengers in the harbour | The Skarre Post"><meta property="og:site_name" content="The Skarre Post">';
    expect(extract(pageWith(page, head)).draft.title).toBe('Eleven gulls and no passengers in the harbour');
  });

  it('comes from the metadata where no heading shows it', () => {
    const head =
      '<meta property="og:title" content="Eleven gulls in the harbour - The Skarre Post"><meta property="og:site_name" content="The Skarre Post">';
    expect(extract(pageWith(body, head)).draft.title).toBe('Eleven gulls in the harbour');
  });
});

describe('authors', () => {
  it.each([
    ['<p class="byline">By Staff, Agencies</p>', ['Staff', 'Agencies']],
    [
      '<p class="byline">By <a href="/author/ana">Ana Silva</a> and <a href="/author/jo">Jo Wu</a></p>',
      ['Ana Silva', 'Jo Wu'],
    ],
    ['<div class="author"><span>Ana Silva</span><span>Senior correspondent</span></div>', ['Ana Silva']],
    ['<p>Von Ina Roth</p>', ['Ina Roth']],
    ['<p>10 March 2026 | Ana Silva</p>', ['Ana Silva']],
  ])('are read from %s', (before, names) => {
    expect(extract(articleWith({ before })).draft.authors).toEqual(names);
  });

  it('are people before the outlet, followed through references', () => {
    const graph = {
      '@graph': [
        {
          '@type': 'NewsArticle',
          headline: 'x',
          author: [{ '@id': '#ana' }, { '@type': 'Organization', name: 'Skarre Post' }],
        },
        { '@id': '#ana', '@type': 'Person', name: 'Ana Silva' },
      ],
    };
    expect(extract(articleWith({ head: ld(graph) })).draft.authors).toEqual(['Ana Silva']);
  });

  it('are not taken from comments', () => {
    const after =
      '<div id="comments"><div class="comment"><span class="author">Gull Friend</span><p>Well said.</p></div></div>';
    expect(extract(articleWith({ after })).draft.authors).toEqual([]);
  });
});

describe('times', () => {
  it('come from structured data, broken as it may be', () => {
    const head = ld(
      '{"@type":"NewsArticle","headline":"Two\nlines","datePublished":"2026-03-09T08:00:00+02:00","dateModified":"2026-03-09T10:00:00Z",}',
    );
    const { published, updated } = extract(articleWith({ head })).draft;
    expect(published).toBe(Date.UTC(2026, 2, 9, 6));
    expect(updated).toBe(Date.UTC(2026, 2, 9, 10));
  });

  it.each([
    ['<time datetime="2026-03-08T10:00:00Z">Sunday</time>', Date.UTC(2026, 2, 8, 10)],
    ['<p class="date">8. März 2026</p>', Date.UTC(2026, 2, 8)],
    ['<div>2 hours ago</div>', Date.UTC(2026, 2, 10, 10)],
    ['<div>منذ ساعتين</div>', Date.UTC(2026, 2, 10, 10)],
    ['<div>vor 3 Stunden</div>', Date.UTC(2026, 2, 10, 9)],
    ['<div>3小时前</div>', Date.UTC(2026, 2, 10, 9)],
  ])('are read from %s', (before, at) => {
    expect(extract(articleWith({ before })).draft.published).toBe(at);
  });

  it('count "2 hours ago" from the page’s own clock in its city’s zone', () => {
    const page = `<div class="top"><span>Last update: 9 March 2026, 14:00 Beirut</span></div><h1>A quiet morning in the harbour</h1><div>2 hours ago</div>${body}`;
    expect(extract(pageWith(page)).draft.published).toBe(Date.UTC(2026, 2, 9, 10));
  });

  it('are null where the page says nothing', () => {
    expect(extract(articleWith()).draft).toMatchObject({ published: null, updated: null });
  });
});

describe('section, tags, language, image, links', () => {
  it('take the section from the breadcrumb, without dots', () => {
    const before = '<div class="breadcrumb"><a href="/">Home</a> › <a href="/w">World...</a></div>';
    expect(extract(articleWith({ before })).draft.section).toBe('World');
  });

  it('take tags in sight before keywords, and no section among them', () => {
    const after = '<div class="tags"><a href="/t/1">#gulls</a> <a href="/t/2">tea</a> <a href="/w">World</a></div>';
    const head = '<meta name="keywords" content="news, paper"><meta property="article:section" content="World">';
    expect(extract(articleWith({ after, head })).draft.tags).toEqual(['gulls', 'tea']);
  });

  it('tell language and direction of a page that names none', () => {
    const text =
      'قالت رئيسة البلدية في المؤتمر إن السوق القديم من أقدم الأسواق في المدينة، وإن القرار نهائي على كل من يعمل في السوق.';
    const { language, direction } = extract(
      pageWith(
        `<h1>السوق القديم في المدينة</h1><p>${text}</p><p>${text} ومن المقرر أن يبدأ التنفيذ يوم الأحد.</p>`,
        '',
        '',
      ),
    ).draft;
    expect(language).toBe('ar');
    expect(direction).toBe('rtl');
  });

  it('make addresses absolute', () => {
    const head =
      '<link rel="canonical" href="/quiet"><meta property="og:image" content="/gull.jpg"><meta property="og:image:alt" content="A gull">';
    const { link, image, imageAlt } = extract(articleWith({ head })).draft;
    expect({ link, image, imageAlt }).toEqual({
      link: 'https://news.example/quiet',
      image: 'https://news.example/gull.jpg',
      imageAlt: 'A gull',
    });
  });

  it('offer the related links of the page', () => {
    const after =
      '<div class="related"><ul><li><a href="/x">Nine gulls are enough, says the council</a></li></ul></div>';
    expect(extract(articleWith({ after })).draft.related).toEqual([
      { title: 'Nine gulls are enough, says the council', link: 'https://news.example/x', published: null },
    ]);
  });

  it('find related links behind a heading that says so, and not the next story’s', () => {
    const after =
      '<div class="q1"><h3>Read also</h3><div><a href="/x">Nine gulls are enough, says the council</a></div><h2>Elsewhere</h2><a href="/y">Something else that nobody has asked for</a></div>';
    expect(extract(articleWith({ after })).draft.related.map(({ link }) => link)).toEqual(['https://news.example/x']);
  });

  it('use the standfirst as the summary', () => {
    const before = '<p class="standfirst">Eleven gulls, no passengers and a pot of tea: one morning on the mole.</p>';
    const { summary, text } = extract(articleWith({ before })).draft;
    expect(summary).toContain('Eleven gulls, no passengers');
    expect(text).not.toContain('a pot of tea');
  });
});

describe('comments', () => {
  const after = `<div id="comments"><h3>2 comments</h3><ol class="commentlist">
    <li class="comment depth-1"><cite class="fn">Orla</cite><p>I counted twelve.</p>
    <ul class="children"><li class="comment depth-2"><cite class="fn">Jon</cite><p>You counted one twice.</p></li></ul></li></ol></div>`;

  it('are read with their writers and depths', () => {
    const { comments, commentCount } = extract(articleWith({ after })).draft;
    expect(comments.map(({ author, text, depth }) => [author, text, depth])).toEqual([
      ['Orla', 'I counted twelve.', 0],
      ['Jon', 'You counted one twice.', 1],
    ]);
    expect(commentCount).toBe(2);
  });

  it('are read where only their box has a name', () => {
    const box =
      '<div id="comments"><h2>Opinions</h2><div class="q"><b>Orla</b><p>I counted twelve.</p></div><div class="q"><b>Jon</b><p>You did not.</p></div></div>';
    const { comments } = extract(articleWith({ after: box })).draft;
    expect(comments.map(({ author, text }) => [author, text])).toEqual([
      ['Orla', 'I counted twelve.'],
      ['Jon', 'You did not.'],
    ]);
  });

  it('have no number where the page tells none', () => {
    expect(extract(articleWith()).draft.commentCount).toBeNull();
  });
});
