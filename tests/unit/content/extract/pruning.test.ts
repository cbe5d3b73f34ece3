import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith, paragraphs, textOf } from './sample-page.ts';

const whole = paragraphs.join('\n\n');
const title = '<h1>A quiet morning in the harbour of Skarre</h1>';
const extra = 'The keeper of the light has written all of it down, as his father did, in a book that nobody reads.';

/** The text of an article with something between its first and its other paragraphs. */
function between(inside: string): string {
  const [first, ...rest] = paragraphs.map((text) => `<p>${text}</p>`);
  return textOf(pageWith(`<article>${title}${first}${inside}${rest.join('')}</article>`));
}

describe('what no reader sees', () => {
  it.each([
    ['the attribute', '<div hidden><p>Only for those who pay.</p></div>'],
    ['what it says to screen readers', '<div aria-hidden="true"><p>Only for those who pay.</p></div>'],
    ['its style', '<div style="color:red;display: none"><p>Only for those who pay.</p></div>'],
  ])('is no text: %s', (_what, inside) => {
    expect(between(inside)).toBe(whole);
  });

  it('is text where a search may open it, and where it holds the page', () => {
    expect(between(`<div hidden="until-found"><p>${extra}</p></div>`)).toContain(extra);
    expect(textOf(pageWith(`${title}<div style="visibility:hidden">${body}</div>`))).toBe(whole);
    const folded = pageWith(
      `${title}<div><p>${extra} ${extra}</p><p>${extra}</p><div style="display:none">${body}</div></div>`,
    );
    expect(textOf(folded)).toContain(paragraphs[2]);
  });
});

describe('a name that says furniture', () => {
  const side = (name: string): string => `<div class="${name}"><p>${extra}</p></div>`;

  it('takes a box out', () => {
    expect(between(side('sidebar'))).toBe(whole);
    expect(between(side('gallery'))).toBe(whole);
    const long = `<div class="gallery"><p>${extra} ${extra}</p><p>${extra} ${extra}</p></div>`;
    const more = paragraphs.map((text) => `<p>${text} So it is.</p>`).join('');
    expect(textOf(pageWith(`<article>${title}${body}${long}${more}</article>`))).not.toContain(extra);
  });

  it('says nothing where the box holds most of the text', () => {
    expect(textOf(pageWith(`${title}<div class="sidebar">${body}</div>`))).toBe(whole);
    expect(textOf(pageWith(`${title}<div class="gallery">${body}</div><p>${extra}</p>`))).toContain(paragraphs[2]);
  });

  it('says nothing where the box holds the headline', () => {
    expect(
      textOf(
        pageWith(`<div class="widget">${title}<p>${extra}</p></div>`, '<meta property="og:type" content="article">'),
      ),
    ).toBe(extra);
  });

  it('of a menu weighs more than that of a gallery: half of the page goes only with the first', () => {
    const half = `${body.replaceAll('Skarre', 'Sund')}<p>${extra}</p>`;
    const page = (name: string): string =>
      pageWith(`${title}<div>${body}<p>${extra} So.</p></div><div class="${name}">${half}</div>`);
    expect(textOf(page('nav'))).not.toContain('Sund');
    expect(textOf(page('gallery'))).toContain('Sund');
    const most = `${half}${half.replaceAll('harbour', 'port')}`;
    expect(textOf(pageWith(`${title}<div>${body}<p>${extra}</p></div><div class="nav">${most}</div>`))).toContain(
      'Sund',
    );
    expect(textOf(pageWith(`${title}<div class="nav">${body}</div><p>${extra} ${extra} ${extra} So.</p>`))).toContain(
      paragraphs[2],
    );
  });

  it('of a list of articles says nothing of one between paragraphs that leads nowhere', () => {
    const list = (inside: string) => `<ul class="article-list"><li>${inside}</li></ul>`;
    expect(textOf(articleWith({ after: `${list('Fire Station 3, 410 Grange Street')}${body}` }))).toContain('Grange');
    const linked = list('<a href="/x">Fire Station 3 has a new engine and a new horn</a>');
    expect(textOf(articleWith({ after: `${linked}${body}` }))).not.toContain('horn');
    const alone = `<div><h2>Stations</h2>${list('Fire Station 3, 410 Grange Street')}</div>`;
    expect(textOf(articleWith({ after: `${alone}${body}` }))).not.toContain('Grange');
  });

  it('of a layout says nothing of the box inside that bears the name itself', () => {
    const [first, ...rest] = paragraphs.map((text) => `<p>${text}</p>`);
    const page = (name: string): string =>
      pageWith(`<div class="${name}">${title}${first}<div class="sidebar"><p>${extra}</p></div>${rest.join('')}</div>`);
    expect(textOf(page('sidebar-left'))).toBe(whole);
    expect(textOf(page('sidebar'))).toContain(extra);
  });

  it('on the whole of a gallery leaves its pictures’ texts in place', () => {
    const slide = (text: string): string => `<div class="gallery-item"><h3>Gull</h3><p>${text}</p></div>`;
    const page = pageWith(`${title}<div class="gallery">${paragraphs.map(slide).join('')}</div>`);
    expect(textOf(page)).toContain(paragraphs[2]);
  });

  it('counts inside a sentence only where it cannot be meant as its word', () => {
    const sentence = (inside: string): string =>
      textOf(articleWith({ after: `<p>${extra} It was ${inside} in the book.</p><p>${extra}</p>` }));
    expect(sentence('<span class="date">Monday</span>')).toContain('It was Monday in the book.');
    expect(sentence('<span class="sr-only">(opens in a window)</span>')).toContain('It was in the book.');
  });

  it('says nothing on a quotation or a post of somebody, but on a box with a quotation in it', () => {
    expect(between(`<blockquote class="social">${extra}</blockquote>`)).toContain(extra);
    expect(between(`<div class="widget tweet"><blockquote>${extra}</blockquote></div>`)).toContain(extra);
    expect(between(`<div class="widget"><p><q>${extra}</q></p></div>`)).toBe(whole);
  });
});

describe('an element that is furniture by its kind', () => {
  it.each([
    ['a header of links', `<header><h3>More</h3><a href="/x">The council</a></header>`],
    ['a header without a heading', `<header><p>${extra}</p></header>`],
    ['a footer', `<footer><p>${extra}</p></footer>`],
    ['a role', `<div role="complementary"><p>${extra}</p></div>`],
    ['two paragraphs set aside', `<aside><p>${extra}</p><p>${extra}</p></aside>`],
    ['a box without a paragraph', `<aside><div>${extra}</div></aside>`],
    ['a long paragraph set aside', `<aside><p>${extra} ${extra} ${extra}</p></aside>`],
  ])('goes: %s', (_what, inside) => {
    expect(between(inside)).toBe(whole);
  });

  it('goes when a single paragraph is set aside beside none', () => {
    expect(textOf(pageWith(`<article>${title}<div>${body}</div><aside><p>${extra}</p></aside></article>`))).toBe(whole);
  });

  it.each([
    ['a section’s own header', '<header><h3>The book of the keeper</h3></header>'],
    [
      'the source of a quotation',
      `<blockquote><p>${extra}</p><footer>The book of the keeper, 1931</footer></blockquote>`,
    ],
  ])('stays: %s', (_what, inside) => {
    expect(between(`${inside}<p>${extra} So.</p>`)).toContain('The book of the keeper');
  });

  it.each(['<header>', '<div role="complementary">', '<aside>', '<form>'])(
    'stays where it holds the text: %s',
    (tag) => {
      const end = `</${/\w+/.exec(tag)?.[0]}>`;
      expect(textOf(pageWith(`${title}${tag}${body}${end}`))).toBe(whole);
    },
  );
});

describe('the text under a picture', () => {
  it('is in the article’s HTML but not in its text', () => {
    const figure = '<figure><img src="/g.jpg"><div class="caption">A gull on the mole.</div></figure>';
    const { html, text } = extract(articleWith({ before: figure })).draft;
    expect(text).toBe(whole);
    expect(html).toContain('A gull on the mole.');
  });

  it('is the text where an essay in pictures is told there', () => {
    const told = `<figure><img src="/g.jpg"><div class="caption"><p>${paragraphs.join(' ')}</p></div></figure>`;
    expect(textOf(pageWith(`<article>${title}<p>${extra} ${extra} ${extra}</p>${told}</article>`))).toContain(
      paragraphs[2],
    );
  });

  it('may stand above it, and is none where it leads elsewhere', () => {
    expect(between(`<div class="k"><div>${extra}</div><img src="/g.jpg"></div>`)).toBe(whole);
    const teaser =
      '<div class="k"><img src="/g.jpg"><div><a href="/x">Nine gulls are enough, says the council</a></div></div>';
    expect(extract(articleWith({ before: teaser })).draft.html).not.toContain('Nine gulls');
  });

  it('is no caption in a large box, beside a heading, or where it is most of the page', () => {
    const more = paragraphs.map((text) => `<p>${text} So it is.</p>`).join('');
    const box = (inside: string): string =>
      between(`<div class="k"><img src="/g.jpg"><div>${inside}</div></div>${more}`);
    expect(box(`${extra} ${extra} ${extra}`)).toContain(extra);
    expect(box(`<h3>What the book says</h3><div>${extra}</div>`)).toContain(extra);
    const picture = (text: string): string => `<div class="k"><img src="/g.jpg"><div>${text}</div></div>`;
    expect(textOf(pageWith(`<article>${title}${paragraphs.map(picture).join('')}</article>`))).toContain(paragraphs[1]);
  });

  it('is no caption in a list, a cell or a paragraph of ordinary letters', () => {
    expect(between(`<ul><li><img src="/g.jpg"> ${extra}</li><li>${extra} So.</li></ul>`)).toContain(extra);
    expect(between(`<p><img src="/g.jpg">${extra}</p>`)).toContain(extra);
    const more = paragraphs.map((text) => `<p>${text} So it is.</p>`).join('');
    expect(between(`<p><img src="/g.jpg"><em>${extra} ${extra} ${extra}</em></p>${more}`)).toContain(extra);
    expect(between(`<p><img src="/g.jpg"></p><p><em>${extra}</em></p>`)).toContain(extra);
  });
});

describe('a field for a mail address', () => {
  const field = '<input name="email">';

  it('takes the few words round it out', () => {
    expect(between(`<div class="k"><p>Get the count every morning.</p>${field}</div>`)).toBe(whole);
  });

  it('leaves the article that it stands in', () => {
    expect(textOf(pageWith(`<div>${title}<div>${body}${field}</div></div>`))).toBe(whole);
    const head = '<meta property="og:type" content="article">';
    for (const tag of ['article', 'main'])
      expect(textOf(pageWith(`${title}<${tag}><p>${extra}</p>${field}</${tag}>`, head))).toContain(extra);
    expect(textOf(pageWith(`<table><tr><td>${title}<td><p>${extra}</p>${field}</table>`, head))).toContain(extra);
    expect(textOf(pageWith(`<div>${title}<p>${extra}</p>${field}</div>`, head))).toContain(extra);
    expect(between(`<div><p>${extra} ${extra} ${extra} So.</p>${field}</div>`)).toContain(extra);
    const items = Array.from({ length: 30 }, (_, at) => `<li>${at + 1} gulls on the mole</li>`).join('');
    expect(between(`<div><p>This is what was counted:</p><ul>${items}</ul>${field}</div>`)).toContain(
      '17 gulls on the mole',
    );
  });
});

describe('pictures of an article', () => {
  const html = (inside: string): string | null => extract(articleWith({ after: `<div>${inside}</div>` })).draft.html;

  it.each([
    ['an icon by its address', '<img src="/icon-mail.png">'],
    ['a sign by its class', '<img class="emoji" src="/o.jpg">'],
    ['a template’s place', '<img src="/{{image}}">'],
    ['a small one', '<img src="/o.jpg" width="16" height="16">'],
    ['a flat one', '<img src="/o.jpg" width="600" height="1">'],
    ['no address', '<img src="data:image/gif;base64,R0">'],
  ])('are not: %s', (_what, inside) => {
    expect(html(inside)).not.toContain('<img');
  });

  it.each([
    ['lazy loading', '<img src="data:image/gif;base64,R0" data-src="/gull.jpg">'],
    ['a set of sizes', '<img srcset="/gull.jpg 300w, /gull-2.jpg 600w">'],
    ['a size in per cent', '<img src="/gull.jpg" width="100%">'],
  ])('are found: %s', (_what, inside) => {
    expect(html(inside)).toContain('https://news.example/gull.jpg');
  });

  it('stand in it, or at its end, but not far behind it', () => {
    const far = '<div><img src="/1.jpg"><img src="/2.jpg"><img src="/3.jpg"><img src="/4.jpg"></div>';
    expect(html(far)).toContain('/1.jpg');
    expect(html(far)).not.toContain('/4.jpg');
  });
});
