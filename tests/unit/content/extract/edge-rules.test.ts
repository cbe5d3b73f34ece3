import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith, paragraphs, textOf } from './sample-page.ts';

const whole = paragraphs.join('\n\n');
const title = '<h1>A quiet morning in the harbour of Skarre</h1>';
const [first, ...rest] = paragraphs.map((text) => `<p>${text}</p>`);
const said = 'The keeper of the light has written all of it down, as his father did, in a book that nobody reads.';
const more = paragraphs.map((text) => `<p>${text.replaceAll('gulls', 'terns')} So it is.</p>`).join('');

/** The text of an article with something between its first and its other paragraphs. */
function between(inside: string, head = ''): string {
  return textOf(pageWith(`<article>${title}${first}${rest[0]}${rest[1]}${inside}${rest[2]}${more}</article>`, head));
}

/** The text below the article's own. */
function below(inside: string, head = ''): string {
  return textOf(pageWith(`<article>${title}<div>${body}${inside}</div></article>`, head))
    .slice(whole.length)
    .trim();
}

describe('the first lines', () => {
  it.each([
    ['a scrap', '<p>Island life</p>'],
    ['a scrap of a section in front of a date', '<p>Skarre</p><p>3 March 2024</p>'],
    ['buttons', '<p>Facebook Twitter</p>'],
    ['a line of its class', '<p class="byline">Words and pictures: Ana Silva, who was there on Monday</p>'],
  ])('are no text: %s', (_what, before) => {
    expect(textOf(pageWith(`<article>${title}${before}${body}</article>`))).toBe(whole);
  });

  it.each([
    ['a short sentence', '<p>It rains.</p>'],
    ['a short quotation', '<p>“No boat”</p>'],
    ['a listing', '<pre>boat = none</pre>'],
    ['a short heading', '<h2>Monday</h2>'],
  ])('are text: %s', (_what, before) => {
    const text = textOf(pageWith(`<article>${title}${before}${body}</article>`));
    expect(text.length).toBeGreaterThan(whole.length);
  });

  it('are not cut at the date of a box behind two paragraphs of the text', () => {
    const box = '<div class="q"><b>Weather</b><span>3 March 2024, 10:15</span></div>';
    expect(
      textOf(
        pageWith(`<article>${title}<div>${first}${rest[0]}${box}${rest.slice(1).join('')}${more}</div></article>`),
      ),
    ).toContain(paragraphs[1]);
  });

  it('of a note that ends with its date stay', () => {
    const page = pageWith(
      `<article>${title}<p>${paragraphs[0]} ${paragraphs[1]}</p><p>3 March 2024, 10:15</p></article>`,
    );
    expect(textOf(page)).toContain(paragraphs[0]);
  });
});

describe('the last lines', () => {
  it.each([
    ['"Related" and its links', '<h3>Related</h3><p><a href="/x">Nine gulls</a></p>'],
    ['a heading that goes on', '<h3>More from our archive</h3><p><a href="/x">Nine gulls</a></p>'],
    [
      'how many comments there are, and what they say',
      `<p>2 comments</p><p>${said}</p><p>${said.replace('keeper', 'warden')}</p>`,
    ],
    ['a heading that nothing follows', '<h3>What comes next</h3>'],
    ['a promotion under a heading', '<h3>What comes next</h3><p>Read more: <a href="/x">Nine gulls</a></p>'],
    ['a reporter', '<p>Jo Wu is a reporter of the Post.</p>'],
    ['when it was printed', '<p>10 March 2026, 14:05</p>'],
    ['labels', '<p>Tags: gulls, tea</p>'],
  ])('are no text: %s', (_what, inside) => {
    expect(below(inside)).toBe('');
  });

  it.each([
    ['a paragraph called "Related"', `<p>Related to all of this is what the keeper wrote in his book.</p>`],
    ['a line that says more than its label', '<p>More boats in the harbour, and more gulls on them</p>'],
    [
      'a heading that says much more',
      `<h3>Related by blood and by marriage to everybody on the island of Skarre</h3><p>${said}</p>`,
    ],
    ['a cell that counts', `<table><tr><td>12 comments</td><td>Monday</td></tr></table><p>${said}</p>`],
    ['a reporter who speaks', '<p>“Jo Wu is a reporter of the Post,” said the keeper.</p>'],
    ['a reporter in the middle of a sentence', `<p>${said} Then came a man who is a reporter of the Post.</p>`],
    ['a heading about a reporter', `<h3>Jo Wu is a reporter</h3><p>${said}</p>`],
  ])('are text: %s', (_what, inside) => {
    expect(below(inside)).not.toBe('');
  });

  it('are headings whose words only begin like those of a box', () => {
    expect(below(`<h3>More fromage for the island</h3><p>${said}</p>`)).toContain('fromage');
  });

  it('are what follows a box of related news in the middle', () => {
    const box = '<h3>Related</h3><p><a href="/x">Nine gulls are enough</a></p>';
    const text = between(box);
    expect(text).toContain(paragraphs[3]);
    expect(text).not.toContain('Nine gulls');
    expect(between('<h3>Related</h3><p><a href="https://count.example/">The count of all gulls</a></p>')).toContain(
      'The count',
    );
  });
});

describe('lines in the middle', () => {
  it.each([
    ['when it was posted', '<p>Posted Monday 3 March 2024</p>'],
    ['when it was changed', '<p>Updated 3 March 2024</p>'],
    ['the writer’s name', '<p>ANA SILVA</p>'],
    ['the writer’s name behind "by"', '<p>By Ana Silva</p>'],
    ['a promotion', '<p>Read more: Nine gulls are enough</p>'],
    ['a promotion that is one link', '<p>Read our <a href="/x">letter from the north</a></p>'],
    ['a link of the site', '<p><a href="/x">Nine gulls are enough</a></p>'],
    ['a link to a part of the site', '<p><a href="https://birds.news.example/x">Nine gulls are enough</a></p>'],
    ['a shouting link', '<p><a href="https://shop.example/x">BUY THE GULL KETTLE</a></p>'],
    ['a linked heading', '<h3><a href="/x">Nine gulls are enough</a></h3>'],
    ['an agency', '<p>Reuters/Jo Wu</p>'],
    ['a picture’s source in brackets', '<p>(Jo Wu via the Post)</p>'],
  ])('go: %s', (_what, inside) => {
    expect(between(inside, '<meta name="author" content="Ana Silva">')).toBe(between(''));
  });

  it.each([
    ['a change of which it tells', `<p>Updated rules of 3 March 2024 were hung up on the mole by the keeper.</p>`],
    ['a sentence that begins with the writer', '<p>Ana Silva, said the keeper, was late.</p>'],
    [
      'a promotion’s words in a sentence',
      `<p>Read more books, says the keeper, and ask for fewer <a href="/b">boats</a> than you do now.</p>`,
    ],
    ['a link to another site', '<p><a href="https://count.example/">The count of all gulls</a></p>'],
    ['a letter to somebody', '<p><a href="mailto:gulls@news.example">Write to the keeper of the gulls</a></p>'],
    ['a heading that links to its own place', `<h3><a href="#two">What the keeper wrote</a></h3>`],
    ['a link in a cell', '<table><tr><td><a href="/x">Nine gulls are enough</a></td><td>1931</td></tr></table>'],
    ['an agency in a sentence', '<p>Reuters has asked, too.</p>'],
    ['a scrap in a quotation', '<blockquote><div>Nine gulls</div></blockquote>'],
    ['a short sentence in a bare box', '<div>Nine gulls came.</div>'],
  ])('stay: %s', (_what, inside) => {
    expect(between(inside, '<meta name="author" content="Ana Silva">').length).toBeGreaterThan(between('').length);
  });

  it('in bare boxes stay where the page sets all of its text so', () => {
    const boxes = paragraphs.map((text) => `<div>${text}</div>`).join('<div>Nine gulls</div>');
    expect(textOf(pageWith(`<article>${title}${boxes}</article>`))).toContain('Nine gulls');
  });

  it('lead to related news where they are headlines', () => {
    const links = (inside: string): readonly string[] =>
      extract(pageWith(`<article>${title}${first}${inside}${rest.join('')}</article>`)).draft.related.map(
        (link) => link.title,
      );
    expect(links('<p><a href="/x">Nine gulls are enough, they say</a></p>')).toEqual([
      'Nine gulls are enough, they say',
    ]);
    expect(links('<p><a href="/x">Nine gulls, he said</a></p>')).toEqual([]);
    expect(links('<div class="related"><a href="/x">A quiet morning in the harbour of SKARRE!</a></div>')).toEqual([]);
  });

  it('are shown once, whole, and without their second printing', () => {
    expect(textOf(pageWith(`<article>${title}${body}${body}</article>`))).toBe(whole);
    const long = paragraphs.join(' ');
    expect(
      textOf(
        pageWith(
          `<article>${title}<div>${long} ${long.replaceAll('gulls', 'terns')}</div>${body}${body.replaceAll('gulls', 'terns')}</article>`,
        ),
      ),
    ).not.toContain(long);
  });

  it('that end with the picture’s source keep their words, also in HTML', () => {
    const { html, text } = extract(articleWith({ after: `<p>${said} (Photo: Jo Wu)</p>` })).draft;
    expect(text).toContain(said);
    expect(html).toContain(said);
    expect(text).not.toContain('Jo Wu');
  });
});

describe('related news', () => {
  it('ends where the story goes on, not at the heading of a teaser', () => {
    const titles = (inside: string): readonly string[] =>
      extract(pageWith(`<article>${title}${body}</article><div class="q">${inside}</div>`)).draft.related.map(
        (link) => link.title,
      );
    const one = '<p><a href="/x">Nine gulls are enough</a></p>';
    const next = '<p>So it was, as <a href="/y">Ten terns are too many</a> tells, in the spring.</p>';
    expect(titles(`<h3>Related stories</h3>${one}<h3><a href="/z">Eleven skuas came</a></h3>`)).toContain(
      'Eleven skuas came',
    );
    expect(titles(`<p><b>Related stories</b></p>${one}<p>${said} ${said}</p>${next}`)).not.toContain(
      'Ten terns are too many',
    );
  });
});

describe('what is said of an article', () => {
  const head = (name: string, content: string): string => `<meta name="${name}" content="${content}">`;

  it('is no summary where it only repeats the first words', () => {
    const summary = (text: string): string | null =>
      extract(articleWith({ head: head('description', text) })).draft.summary;
    expect(summary(`${paragraphs[0].toUpperCase()}…`)).toBeNull();
    expect(summary('What the gulls did.')).toBe('What the gulls did.');
  });

  it('describes its picture as the page does, whatever size it has there', () => {
    const og = '<meta property="og:image" content="https://cdn.example/a/gull-800x600.jpg?w=9">';
    const page = articleWith({
      head: og,
      before: '<img src="/b/tern.jpg" alt="A tern"><img src="/b/gull-300x200.jpg" alt="A gull">',
    });
    expect(extract(page).draft.imageAlt).toBe('A gull');
  });

  it('is decoded where a publisher wrote it as HTML', () => {
    const node = {
      '@type': 'NewsArticle',
      headline: 'A quiet morning in the harbour of Skarre',
      articleSection: 'Birds &amp; boats',
    };
    expect(
      extract(articleWith({ head: `<script type="application/ld+json">${JSON.stringify(node)}</script>` })).draft
        .section,
    ).toBe('Birds & boats');
  });

  it('as plain text keeps its signs', () => {
    const text = paragraphs.map((one) => `${one} Boats < gulls & tea.`).join('\n');
    const node = { '@type': 'NewsArticle', headline: 'A quiet morning in the harbour of Skarre', articleBody: text };
    const page = pageWith(title, `<script type="application/ld+json">${JSON.stringify(node)}</script>`);
    expect(extract(page).draft.html).toContain('Boats &lt; gulls &amp; tea.');
  });

  it('in a program’s state may hold signs and other letters in its headline, and is no program', () => {
    const shell = (text: string): string => {
      const others = { title: 'Terns', body: `${text} ${text.replaceAll('gulls', 'terns')}` };
      const state = { one: { title: 'A QUIET morning in the harbour', body: text }, others };
      const script = JSON.stringify(state).replace(/</g, '\\u003c');
      const head = '<meta property="og:title" content="A quiet morning in the harbour">';
      return pageWith('<div></div>', `${head}<script id="__NEXT_DATA__" type="application/json">${script}</script>`);
    };
    const signs = paragraphs.map((one) => `${one} Boats <of gulls> came.`).join('\n');
    expect(textOf(shell(signs))).toBe(signs.replaceAll('\n', '\n\n'));
    expect(() => extract(shell(`{"a": "b\\\\c", "d": {"e": "f=g;"}, <h> | } `.repeat(30)))).toThrow();
  });
});

describe('the HTML of an article', () => {
  const html = (inside: string): string => extract(articleWith({ after: `${inside}<p>${said}</p>` })).draft.html ?? '';

  it('holds tables of values, and no tables that lay out the page', () => {
    expect(html('<table><tr><th>Day</th><td>Gulls</td></tr></table>')).toContain(
      '<table><tr><th>Day</th><td>Gulls</td></tr></table>',
    );
    const cell = `<td>${title}${paragraphs.join(' ')}</td>`;
    const layout = `<table><tr>${cell}</tr><tr>${cell.replaceAll('gulls', 'terns').replace(title, '')}</tr></table>`;
    expect(extract(pageWith(layout)).draft.html).not.toContain('<table>');
  });

  it('holds rows only in tables, items only in lists', () => {
    expect(html('<div><li>Nine gulls on the mole of Skarre</li></div>')).not.toContain('<li>');
    expect(html('<ul><li>Nine gulls</li><li>Ten terns</li></ul>')).toContain(
      '<ul><li>Nine gulls</li><li>Ten terns</li></ul>',
    );
  });

  it('holds no empty lines at the ends of a paragraph, and its signs as signs', () => {
    expect(html('<p><br>Boats &lt; gulls &amp; tea on the mole.<br></p>')).toContain(
      '<p>Boats &lt; gulls &amp; tea on the mole.</p>',
    );
    expect(
      html('<p>The count is <a href="https://c.example/?a=1&amp;b=%22">in the book</a> of the keeper.</p>'),
    ).toContain('href="https://c.example/?a=1&amp;b=%22"');
  });

  it('holds no more blanks than its text', () => {
    expect(html('<p>Boats\n   and\tgulls on the mole.</p>')).toContain('<p>Boats and gulls on the mole.</p>');
  });

  it('holds its pictures where they stand', () => {
    expect(html('<figure><img src="/g.jpg" alt="A gull"></figure>')).toContain(
      '<figure><img src="https://news.example/g.jpg" alt="A gull"></figure>',
    );
  });
});

describe('two headlines in a script without blanks', () => {
  it('are compared by their signs', () => {
    const page = (heading: string): string | null =>
      extract(
        pageWith(
          `<h2>${heading}</h2><h2>港の静かな朝と十一羽のカモメ</h2>${body}`,
          '<meta property="og:title" content="港の静かな朝、十一羽のカモメ">',
        ),
      ).draft.title;
    expect(page('市長選に三人が立候補した')).toBe('港の静かな朝と十一羽のカモメ');
  });
});
