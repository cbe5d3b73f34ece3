import { describe, expect, it } from 'vitest';
import { splitNames } from '../../../../src/content/extract/names.ts';
import { body, extract, pageWith } from './sample-page.ts';

const title = '<h1>A quiet morning in the harbour of Skarre</h1>';

function below(line: string, after = ''): readonly string[] {
  return extract(pageWith(`<article>${title}${line}${body}</article>${after}`)).draft.authors;
}

describe('who edited, checked or translated', () => {
  it.each([
    ['behind the name', 'By Ana Silva. Edited by Jo Wu'],
    ['behind a comma', 'By Ana Silva, translated by Jo Wu'],
    ['behind a semicolon', 'Reporting by Ana Silva; Editing by Jo Wu'],
    ['with a label of its own', 'Texto: Ana Silva; Edição: Jo Wu'],
    ['with a label and nothing to part them', 'Text: Ana Silva Foto: Jo Wu'],
    ['with labels in sentences', 'Text: Ana Silva. Photos: Jo Wu.'],
    ['with a label that nobody knows', 'Text: Ana Silva Lighting: Jo Wu'],
    ['in a script without capitals', '撰文：王小明 攝影：李雷'],
  ])('is no author %s', (_, line) => {
    const names = splitNames(line, []);
    expect(names).toEqual([/^\p{sc=Han}/u.test(line) ? '王小明' : 'Ana Silva']);
  });

  it('is the author where nobody else is named', () => {
    expect(below('<p class="byline">Edited by <a href="/author/jo-wu">Jo Wu</a></p>')).toEqual(['Jo Wu']);
  });

  it('leaves the word to a writer who is named behind', () => {
    expect(splitNames('Ana Silva Foto: Jo Wu Text: Bo Li', [])).toEqual(['Ana Silva', 'Bo Li']);
    expect(splitNames('Ana Silva: the collected columns', [])).toEqual(['Ana Silva: the collected columns']);
    expect(splitNames('Ana Silva 10:31', [])).toEqual(['Ana Silva']);
  });

  const silva = '<a href="/author/ana-silva">Ana Silva</a>';
  const wu = '<a href="/author/jo-wu">Jo Wu</a>';

  it.each([
    ['in one byline', `<p class="byline">By ${silva} <span>edited by </span>${wu}</p>`],
    ['in a list', `<ul class="bylines"><li>Written by ${silva}</li><li>Edited by ${wu}</li></ul>`],
    [
      'in bylines of their own',
      `<div><div class="byline">By ${silva}</div><div class="checked byline">Medically reviewed by ${wu}</div></div>`,
    ],
    ['as marked names', `<p>By <b itemprop="author">Ana Silva</b>. Edited by: <b itemprop="author">Jo Wu</b></p>`],
    [
      'behind another helper',
      `<p>By <b itemprop="author">Ana Silva</b>. Edited by <b itemprop="author">Bo Li</b>, <b itemprop="author">Jo Wu</b></p>`,
    ],
    [
      'with the label in an element of its own',
      `<nav class="pst"><i>By</i><span rel="author">${silva}</span> <i>Edited by:</i><span rel="author">${wu}</span></nav>`,
    ],
    ['behind a place', `<p class="byline">Words by ${silva} in Sund, photographs by ${wu}</p>`],
    ['by the task behind the name', `<div class="author">${silva} <i>Text</i> ${wu} <span>Photos</span></div>`],
    [
      'by a role beside the name',
      `<div class="authors">${silva}<span class="role">Reporter</span>${wu}<span class="role">Photographer</span></div>`,
    ],
    [
      'in an element of the same kind',
      '<div class="byline"><span class="name">Ana Silva</span><span class="name">Photographs Jo Wu</span></div>',
    ],
  ])('is told from who wrote %s', (_, byline) => {
    expect(below(byline)).toEqual(['Ana Silva']);
  });

  it('is nobody where only what they are stands behind two names', () => {
    expect(below(`<p class="byline">${silva} and ${wu} <span>reporters</span></p>`)).toEqual(['Ana Silva', 'Jo Wu']);
  });

  it('does not follow from a caption that ends in the word "photo"', () => {
    expect(below(`<div>The mole in an old photo</div><div class="byline">${silva}</div>`)).toEqual(['Ana Silva']);
    expect(below(`<div>Nobody names a source</div><div class="byline">${silva}</div>`)).toEqual(['Ana Silva']);
  });
});

describe('colleagues', () => {
  const both = ['Ana Silva', 'Jo Wu'];

  it.each([
    ['elements of one kind', '<div class="author"><p class="item a">Ana Silva</p><p class="item b">Jo Wu</p></div>'],
    ['links to one folder', '<div class="author"><a href="/folk/as">Ana Silva</a><a href="/folk/jw">Jo Wu</a></div>'],
    ['a place between them', '<p class="byline"><a href="/as">Ana Silva</a> in Sund and <a href="/jw">Jo Wu</a></p>'],
    ['a line of links', '<p>By <a href="/as">Ana Silva</a>, <a href="/jw">Jo Wu</a></p>'],
    ['a line of links and a last one joined', '<p>By <a href="/as">Ana Silva</a> and Jo Wu</p>'],
    [
      'a line where one says what they do',
      '<p>By <a>Ana Silva</a>, <span>Harbour Reporter</span> and <a>Jo Wu</a></p>',
    ],
    [
      'headings with links to their pages',
      '<ol><li><h4><a rel="author" href="/1">Ana Silva</a></h4><p>Professor</p></li><li><h4><a rel="author" href="/2">Jo Wu</a></h4></li></ol>',
    ],
    [
      'a byline that names more than the links to pages',
      '<p class="byline"><span class="name"><a rel="author" href="/1">Ana Silva</a></span> <span class="name">Jo Wu</span></p>',
    ],
  ])('are found in %s', (_, byline) => {
    expect(below(byline)).toEqual(both);
  });

  it('are not what stands beside a name in other elements, or in the same one', () => {
    expect(below('<div class="author"><b class="name">Ana Silva</b><p class="town">Rio Grande</p></div>')).toEqual([
      'Ana Silva',
    ]);
    expect(below('<div class="author"><div class="in"><p>Ana Silva</p><p>Rio Grande</p></div></div>')).toEqual([
      'Ana Silva',
    ]);
  });
});

describe('the byline of another article’s card', () => {
  const card = (by: string) =>
    `<div class="card"><h3><a href="/teapot">Ferry company buys a second teapot</a></h3>${by}</div>`;

  it('is not the article’s', () => {
    expect(below('<p>3 March 2026</p>', card('<span class="author">Jo Wu</span>'))).toEqual([]);
    expect(below('<p>3 March 2026</p>', card('<p>By Jo Wu</p>'))).toEqual([]);
  });

  it('is known by a headline, which a writer’s name and the article’s own headline are not', () => {
    const profile = '<h4><a href="/author/wu">Josephine Wu of Skarre</a></h4><span class="author">Jo Wu</span>';
    expect(below('<p>3 March 2026</p>', `<div>${profile}</div>`)).toContain('Jo Wu');
    const again = '<h3><a href="/a">A quiet morning in the harbour of Skarre</a></h3><span class="author">Jo Wu</span>';
    expect(below('<p>3 March 2026</p>', `<div>${again}</div>`)).toEqual(['Jo Wu']);
  });
});

describe('what is said to machines', () => {
  const said = (author: unknown): readonly string[] => {
    const head = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', author })}</script>`;
    return extract(pageWith(`<article>${title}${body}</article>`, head)).draft.authors;
  };
  const person = (name: unknown) => ({ '@type': 'Person', name });

  it.each([
    ['the parts of a name', { '@type': 'Person', givenName: 'Ana', familyName: 'Silva' }, ['Ana Silva']],
    ['half a name', { '@type': 'Person', givenName: 'Ana' }, []],
    ['names in a list', { '@list': [person('Ana Silva'), person('Jo Wu')] }, ['Ana Silva', 'Jo Wu']],
    ['names in a set', { '@set': [person('Ana Silva')] }, ['Ana Silva']],
    ['a name in markup', person('<a href="/as">Ana Silva</a>'), ['Ana Silva']],
    ['a name escaped for HTML', person('Ana O&#039;Silva &amp; Jo Wu'), ["Ana O'Silva", 'Jo Wu']],
  ])('gives %s', (_, author, names) => {
    expect(said(author)).toEqual(names);
  });

  it('is not corrected by a byline of several others, where it is in sight', () => {
    const head = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', author: person('Ana Silva') })}</script>`;
    const lines = '<p>Ana Silva</p><p class="byline">By Jo Wu and Bo Li</p>';
    expect(extract(pageWith(`<article>${title}${lines}${body}</article>`, head)).draft.authors).toEqual(['Ana Silva']);
    const marked = '<b itemprop="author">Ana Silva</b><p class="byline">By Jo Wu and Bo Li</p>';
    expect(below(marked)).toEqual(['Ana Silva']);
  });

  it('may stand in the second label of a card, or in an empty element', () => {
    const label = (number: number, name: string, text: string) =>
      `<meta name="twitter:label${number}" content="${name}"><meta name="twitter:data${number}" content="${text}">`;
    const head = label(1, 'Reading time', '5 minutes') + label(2, 'Written by', 'Ana Silva');
    expect(extract(pageWith(`<article>${title}${body}</article>`, head)).draft.authors).toEqual(['Ana Silva']);
    expect(below('<meta itemprop="author" content="Ana Silva">')).toEqual(['Ana Silva']);
  });
});

describe('where a writer is', () => {
  it.each([
    ['behind a comma', '<div class="meta-author"><b class="authors">Ana Silva</b>, <span>Skarre</span></div>'],
    ['in a byline of its own', '<div class="byline-name">ANA SILVA</div><div class="byline-origin">Skarre</div>'],
    ['called a location', '<div class="author">Ana Silva</div><div class="author__location">Rio Grande</div>'],
  ])('is no colleague %s', (_, byline) => {
    expect(below(byline).map((name) => name.toLowerCase())).toEqual(['ana silva']);
  });

  it('is told from a colleague of one name, who is joined', () => {
    const both = '<div class="byline"><span>Ana Silva</span> and <span>Zizou</span></div>';
    expect(below(both)).toEqual(['Ana Silva', 'Zizou']);
  });
});

describe('roles', () => {
  it('do not run into the names before them', () => {
    const item = (name: string) =>
      `<li class="author__item"><a class="author__name" href="/p">${name}</a><span class="author__role">Journalist</span></li>`;
    const both = `<div class="author"><ul>${item('Ana Silva')}${item('Jo Wu')}</ul></div>`;
    expect(below(both)).toEqual(['Ana Silva', 'Jo Wu']);
  });

  it('may stand in brackets behind a name', () => {
    const link = (name: string) => `<a rel="author" href="/a/${name.length}">${name}</a>`;
    const both = `<ul class="authors"><li>${link('Ana Silva')} (text)</li><li>${link('Josephine Wu')} (photos)</li></ul>`;
    expect(below(both)).toEqual(['Ana Silva']);
  });

  it('with "our" are nobody by name', () => {
    expect(splitNames('De notre correspondante à Sund, Ana Silva', [])).toEqual(['Ana Silva']);
  });

  it('may be read aloud as labels of a list', () => {
    const list = '<ul><li><i>Author, </i><b>Ana Silva</b></li><li><i>Role, </i><b>Reporter</b></li></ul>';
    expect(below(list)).toEqual(['Ana Silva']);
    expect(below('<ul><li><i>Seen by </i><b>Jo Wu</b> 3 March 2026</li></ul>')).toEqual([]);
  });
});

describe('a byline’s other links', () => {
  it('are not names', () => {
    const tip = '<div class="tip"><a href="/author/as">See all articles</a></div>';
    expect(below(`<div class="byline"><b>Ana Silva</b>${tip}</div>`)).toEqual(['Ana Silva']);
    expect(below('<div class="byline"><a href="/author/bh">bell hooks</a></div>')).toEqual(['bell hooks']);
  });

  it('are colleagues where they are joined and lead elsewhere, and no outlet or place', () => {
    const first = '<a href="/author/ana-silva">Ana Silva</a>';
    const byline = (rest: string) => below(`<p class="byline">by ${first}${rest}</p>`);
    expect(byline(' and <a href="/guest/jw">Jo Wu</a>')).toEqual(['Ana Silva', 'Jo Wu']);
    expect(byline(', <a href="/guest/jw">Jo Wu</a>')).toEqual(['Ana Silva', 'Jo Wu']);
    expect(byline(', <a href="/">Skarre Courier</a>')).toEqual(['Ana Silva']);
    expect(byline(', <i>Rio Grande</i>')).toEqual(['Ana Silva']);
  });
});

describe('a line', () => {
  it('that only begins like a byline names nobody', () => {
    expect(below('', '<p>By the mole and by the light</p>')).toEqual([]);
    expect(below('', `${body.repeat(3)}<p>By Friday</p>`)).toEqual([]);
  });

  it('may tell the day before the name', () => {
    expect(below('<p>Written on March 4, 2024 by Ana Silva</p>')).toEqual(['Ana Silva']);
  });

  it('that leads to another article names its author, not this one’s', () => {
    expect(below('<p>Read also: <a href="/2">The second teapot of Skarre, by Jo Wu</a></p>')).toEqual([]);
  });

  it('to the right below the text signs it, by class too', () => {
    const below = (name: string) =>
      extract(pageWith(`<article>${title}${body}<p class="${name}">Ana Silva</p></article>`)).draft.authors;
    expect(below('has-text-align-right')).toEqual(['Ana Silva']);
    expect(below('brightness')).toEqual([]);
  });
});
