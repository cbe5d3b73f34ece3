import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewsError } from '../../../../src/core/errors.ts';
import { articleWith, body, extract, pageWith, paragraphs, textOf } from './sample-page.ts';

const whole = paragraphs.join('\n\n');

describe('the body', () => {
  it('is the paragraphs and nothing else', () => {
    expect(textOf(articleWith())).toBe(whole);
  });

  it.each([
    ['a menu', '<nav><ul><li><a href="/a">World</a></li><li><a href="/b">Sport</a></li></ul></nav>'],
    [
      'a cookie notice',
      '<div id="cookie-banner"><p>We use cookies to make this site work as well as it can for you.</p></div>',
    ],
    ['a no-script notice', '<noscript>Please switch on JavaScript to read this page in its full beauty.</noscript>'],
    ['a waiting line', '<div class="x">Please wait...</div>'],
    [
      'share buttons without a name',
      '<div class="q7"><a href="#">Share</a><a href="#">Facebook</a><a href="#">WhatsApp</a></div>',
    ],
    [
      'a newsletter box',
      '<section class="newsletter-signup"><p>Sign up for our newsletter and get the news every morning.</p></section>',
    ],
    [
      'a ticker',
      '<div class="breaking-news"><p>Breaking: the seventh gull has been sighted off the northern coast today.</p></div>',
    ],
    ['a byline and a date', '<p class="k1">By Ana Silva</p><p class="k2">10 March 2026, 09:15</p>'],
    ['an update line', '<div class="upd">Last update: 10 March 2026 09:40</div>'],
    [
      'a caption',
      '<figure><img src="/gull.jpg"><figcaption>A gull, photographed by its neighbour on Sunday.</figcaption></figure>',
    ],
    [
      'a hidden box',
      '<div style="display: none"><p>This text is shown to nobody who reads the page with their own eyes.</p></div>',
    ],
  ])('leaves out %s above it', (_what, before) => {
    expect(textOf(articleWith({ before }))).toBe(whole);
  });

  it.each([
    [
      'related news',
      '<div class="related-posts"><h3>Related</h3><ul><li><a href="/x">Nine gulls are enough, says the council</a></li></ul></div>',
    ],
    [
      'related news without a name',
      '<h3>Related articles</h3><ul><li><a href="/x">Nine gulls are enough, says the council</a></li></ul>',
    ],
    [
      'a line that leads elsewhere',
      '<p><strong>Read more:</strong> <a href="/x">Nine gulls are enough, says the council</a></p>',
    ],
    ['tags', '<p>Tags: <a href="/t/gulls">gulls</a>, <a href="/t/tea">tea</a></p>'],
    ['a copyright line', '<p>© 2026 The Skarre Post. All rights reserved.</p>'],
    ['a biography', '<p>Ana Silva is a reporter who covers the islands for this paper.</p>'],
    [
      'comments',
      `<div id="comments"><h3>2 comments</h3><div class="comment"><p>${'I have counted ten gulls myself. '.repeat(30)}</p></div></div>`,
    ],
    [
      'comments without a name',
      `<h3>2 comments</h3><div><p>${'I have counted ten gulls myself. '.repeat(3)}</p></div>`,
    ],
  ])('leaves out %s below it', (_what, after) => {
    expect(textOf(articleWith({ after }))).toBe(whole);
  });

  it('keeps subheadings, lists, quotes, tables, code and links', () => {
    const rich = `<h2>The count</h2><ul><li>Eleven gulls on the first morning</li><li>Nine on the second, in the rain</li></ul>
      <blockquote><p>A gull is a gull, whatever the council may think of it.</p></blockquote>
      <table><tr><th>Day</th><th>Gulls</th></tr><tr><td>Monday</td><td>11</td></tr></table>
      <pre><code>count = 11\nprint(count)</code></pre><p>The <a href="/rules">rules of counting</a> are older than the mole itself.</p>${body}`;
    const { html, text } = extract(
      pageWith(`<article><h1>A quiet morning in the harbour</h1>${body}${rich}</article>`),
    ).draft;
    for (const words of [
      'The count',
      'Eleven gulls',
      'A gull is a gull',
      'Monday',
      'count = 11',
      'rules of counting',
    ]) {
      expect(text).toContain(words);
    }
    expect(html).toContain('<h2>The count</h2>');
    expect(html).toContain('<ul><li>Eleven gulls on the first morning</li>');
    expect(html).toContain('<blockquote><p>A gull is a gull');
    expect(html).toContain('<tr><td>Monday</td><td>11</td></tr>');
    expect(html).toContain('<a href="https://news.example/rules">rules of counting</a>');
  });

  it('reads paragraphs that are divs, or lines between double breaks', () => {
    const divs = paragraphs.map((text) => `<div>${text}</div>`).join('');
    const breaks = paragraphs.join('<br><br>');
    expect(textOf(pageWith(`<h1>A quiet morning in the harbour</h1><div>${divs}</div>`))).toBe(whole);
    expect(textOf(pageWith(`<h1>A quiet morning in the harbour</h1><table><tr><td>${breaks}</td></tr></table>`))).toBe(
      whole,
    );
  });

  it('does not believe a name that stands on most of the page', () => {
    expect(textOf(pageWith(`<div class="sidebar hidden"><h1>A quiet morning in the harbour</h1>${body}</div>`))).toBe(
      whole,
    );
  });

  it('takes the first of several articles', () => {
    const second = `<article><h1>Another story altogether, with gulls</h1>${paragraphs.map((text) => `<p>${text.toUpperCase()}</p>`).join('')}</article>`;
    const page = `<main><article><h1>A quiet morning in the harbour of Skarre</h1>${body}</article>${second}</main>`;
    expect(
      textOf(pageWith(page, '<meta property="og:title" content="A quiet morning in the harbour of Skarre">')),
    ).toBe(whole);
  });

  it('keeps one copy where the page holds one for telephones', () => {
    const copy = `<div class="a1">${body}</div>`;
    expect(textOf(pageWith(`<h1>A quiet morning in the harbour</h1><div>${copy}${copy}</div>`))).toBe(whole);
  });

  it('comes from structured data where the page shows next to nothing', () => {
    const article = { '@type': 'NewsArticle', headline: 'Quiet', articleBody: `${whole}\n\n${whole}` };
    const page = extract(
      pageWith('<div id="app">Loading</div>', `<script type="application/ld+json">${JSON.stringify(article)}</script>`),
    );
    expect(page.method).toBe('json-ld');
    expect(page.draft.text).toContain(paragraphs[3]);
  });

  it('says that a teaser in front of a wall is a part', () => {
    const wall = '<div class="paywall"><p>Subscribe to continue reading</p></div>';
    const page = extract(articleWith({ after: wall }));
    expect(page.partial).toBe(true);
    expect(page.draft.text).toBe(whole);
    expect(extract(articleWith()).partial).toBe(false);
  });
});

describe('what is no article', () => {
  const cards = Array.from(
    { length: 20 },
    (_, at) =>
      `<div class="card"><h3><a href="/n/${at}">The council has met for the ${at}th time this year</a></h3></div>`,
  );
  it.each([
    ['an empty page', '<html><body></body></html>'],
    ['an image', '\u0089PNG\r\n\u001a\n'],
    [
      'an error text',
      pageWith('<h1>Page not found</h1><p>The page that you are looking for does not exist on this server.</p>'),
    ],
    [
      'a login page',
      pageWith(
        '<h1>Log in</h1><form><input name="u"><input type="password" name="p"></form><p>Please enter your name and your password to go on.</p>',
      ),
    ],
    ['a front page', pageWith(cards.join(''))],
  ])('is refused: %s', (_what, html) => {
    expect(() => extract(html, { url: 'https://news.example/' })).toThrow(NewsError);
  });
});

describe('what looks like a page of headlines', () => {
  it('is still an article where its list leads to other sites', () => {
    const items = ['lighthouse', 'barge', 'barn', 'attic', 'station', 'chapel'].map(
      (place) =>
        `<h3><a href="https://${place}.example/">The bookshop in the old ${place}</a></h3><p>It has a stove, a cat and a shelf of maps that nobody has ever unfolded.</p>`,
    );
    expect(textOf(pageWith(`<h1>Six bookshops worth a detour</h1><div>${items.join('')}</div>`))).toContain(
      'The bookshop in the old attic',
    );
  });
});

describe('hostile pages', () => {
  it.each([
    ['a thousand nested divs', '<div>'.repeat(1_000) + body],
    ['a hundred thousand siblings', `${'<span>x</span>'.repeat(100_000)}<article>${body}</article>`],
    ['a hundred thousand open elements and closing ones', `${'<b>'.repeat(100_000)}${'</i>'.repeat(100_000)}${body}`],
    ['a million attributes', `<div ${'a=1 '.repeat(1_000_000)}>${body}</div>`],
    ['unclosed everything', `<table><tr><td><ul><li><b><p>${body}`],
    [
      'names of Object’s own',
      `<div class="__proto__ constructor" id="toString" __proto__="x" constructor=y>${body}</div>`,
    ],
  ])('are read: %s', (_what, inside) => {
    expect(textOf(pageWith(`<h1>A quiet morning in the harbour</h1>${inside}`))).toContain(paragraphs[1].slice(0, 60));
  });

  it('never fail but as no article, and their HTML closes what it opens', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<div class="comments">',
      '</div>',
      '<table>',
      '<td>',
      '<li>',
      '<ul>',
      '<a href="/x">',
      '</a>',
      '<blockquote>',
      '<br>',
      '<b>',
      '</b>',
      '<pre>',
      '<img src="/p.jpg">',
      '<h2>',
      '<figure>',
      '<figcaption>',
      '&lt;script&gt;',
      '<script>',
      '</script>',
      ...paragraphs,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        try {
          const { html } = extract(`<html>${pieces.join('')}${body}`).draft;
          const open: string[] = [];
          for (const [, slash, tag = ''] of (html ?? '').matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
            if (tag === 'br' || tag === 'img') continue;
            if (slash === '') open.push(tag);
            else expect(open.pop()).toBe(tag);
          }
          expect(open).toEqual([]);
          expect(html).not.toMatch(/<script|class=|style=|\son\w+=/);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'not-an-article' });
        }
      }),
    );
  });
});
