import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith, paragraphs, textOf } from './sample-page.ts';

const title = '<h1>A quiet morning in the harbour of Skarre</h1>';
const whole = paragraphs.join('\n\n');
const [first, ...rest] = paragraphs.map((text) => `<p>${text}</p>`);
const said = 'The keeper of the light has written all of it down, as his father did, in a book that nobody reads.';
const links = Array.from(
  { length: 6 },
  (_, at) => `<div><a href="/n/${at}">The council has met for the ${at}th time, and so on</a></div>`,
).join('');
const article = '<meta property="article:published_time" content="2026-03-08">';

describe('where the article stands', () => {
  it('is the element of all its paragraphs, not the longest of them', () => {
    const long = `<p>${paragraphs.join(' ')}</p>`;
    expect(textOf(pageWith(`<div class="k">${long}${links}<p>${said}</p>${links}</div>`, article))).toContain(said);
  });

  it('is what calls itself the body, with the little that it says', () => {
    const three = links.split('</div>', 3).join('</div>');
    const page = pageWith(`<div class="article-body"><p>${said}</p>${three}</div>${first}</div>`, article);
    expect(textOf(page)).toContain(said);
  });

  it('is with the headline rather than in a longer note elsewhere', () => {
    const note = `<div class="k1"><p>${paragraphs[2]} Everybody on the mole knows this by heart, and says so.</p></div>`;
    const page = pageWith(`<div class="k2">${title}<p>${said}</p></div>${links}${note}`, article);
    expect(textOf(page)).toContain(said);
    expect(textOf(page)).not.toContain('timetable');
  });

  it('is with the headline where all else is scattered or leads away', () => {
    const notes = Array.from(
      { length: 5 },
      (_, at) => `<div><p>Short note ${at} on the weather, which is what it is today, as ever.</p></div>`,
    );
    const page = pageWith(`<div class="k1"><div class="k2">${title}${body}</div><div>${notes.join('')}</div></div>`);
    expect(textOf(page)).toBe(whole);
  });

  it('is the article with the headline where there are several', () => {
    const other = paragraphs.map((text) => `<p>${text.replaceAll('gulls', 'terns')} So it was.</p>`).join('');
    const page = (before: string, after: string): string =>
      pageWith(`<div>${before}<article>${title}${body}</article>${after}</div>`);
    expect(textOf(page('', `<article><h2>Terns</h2>${other}</article>`))).toBe(whole);
    expect(textOf(page(`<div role="article"><h2>Terns</h2>${other}</div>`, ''))).toBe(whole);
  });

  it('is all entries of a live report, each an article of its own with its time, and only the first of several articles', () => {
    const entries = (heading: (at: number) => string) =>
      paragraphs.map(
        (text, at) =>
          `<li><article class="k${at} post"><header><a href="#${at}">Link</a><h3>${heading(at)}</h3><p><b>Harbour</b> <time datetime="2026-03-10T1${at}:00Z">1${at}:00 at Skarre’s clock</time></p></header><p>${text}</p><p>${said}</p><p>${at}. ${said}</p></article></li>`,
      );
    const named = `${article}<meta property="og:title" content="A quiet morning in the harbour of Skarre">`;
    const times = entries((at) => `At ${at} o’clock`).join('');
    const report = pageWith(`<main><div>${title}</div><ol>${times}</ol></main>`, named);
    for (const text of paragraphs) expect(textOf(report)).toContain(text);
    for (const at of [0, 3]) expect(textOf(report)).toContain(`At ${at} o’clock`);
    expect(textOf(report)).not.toContain('Skarre’s clock');
    const undated = times.replaceAll(/<time.*?<\/time>/g, '');
    expect(textOf(pageWith(`<main><div>${title}</div><ol>${undated}</ol></main>`, named))).not.toContain(paragraphs[1]);
    const linked = entries((at) => `<a href="/n/${at}">The harbour at ${at} o’clock</a>`).join('');
    for (const articles of [linked, linked.replaceAll(' post"', '"')]) {
      const several = textOf(pageWith(`<main><div>${title}</div><ol>${articles}</ol></main>`, named));
      expect(several).toContain(paragraphs[0]);
      expect(several).not.toContain(paragraphs[1]);
    }
  });

  it('is the cell of an old page that holds the headline and most of the text', () => {
    const cell = `<td>${title}${paragraphs.join('<br><br>')}</td>`;
    const side = `<td><b>About us</b><br>${paragraphs[2]} ${said}</td>`;
    expect(textOf(pageWith(`<table><tr>${cell}${side}</tr></table>`))).toBe(whole);
    const rows = paragraphs.map((text) => `<tr><td>${text}</td><td>1931</td></tr>`).join('');
    expect(textOf(pageWith(`<table><tr><td>${title}</td></tr>${rows}</table>`))).toContain(paragraphs[3]);
  });

  it.each([
    ['a property', '<div itemprop="articleBody">', '</div>'],
    ['a class', '<div class="entry-content">', '</div>'],
    ['a tag', '<article>', '</article>'],
    ['a role', '<div role="article">', '</div>'],
  ])('is said by %s, where a note beside it is nearly as long', (_what, open, close) => {
    const note = paragraphs.map((text) => `<p>${text.replaceAll('gulls', 'terns')}</p>`).join('');
    expect(textOf(pageWith(`<div class="k1">${note}</div>${open}${body}${close}`))).toContain('gulls');
  });
});

describe('what a page hides its article in', () => {
  it('is found where names would take out nearly all of it', () => {
    const share = paragraphs.map((text) => `<div class="share"><p>${text}</p></div>`).join('');
    expect(textOf(pageWith(`${title}${share}`))).toBe(whole);
    const most = `${share}${share.replaceAll('gulls', 'terns')}${share.replaceAll('gulls', 'skuas')}`;
    expect(textOf(pageWith(`${title}<p>${said} ${said} ${said}</p>${most}`))).toContain(whole);
    const menu = paragraphs.map((text) => `<div class="menu"><p>${text}</p></div>`).join('');
    expect(textOf(pageWith(`${title}${menu}`))).toBe(whole);
  });

  it('is found where a program is to show it', () => {
    const hidden = paragraphs.map((text) => `<div hidden><p>${text}</p></div>`).join('');
    expect(textOf(pageWith(`${title}${hidden}`))).toBe(whole);
  });

  it('may be the texts under its pictures', () => {
    const picture = (text: string): string => `<figure><img src="/g.jpg"><figcaption>${text}</figcaption></figure>`;
    expect(
      textOf(
        pageWith(`<article>${title}<p>Four pictures of one day.</p>${paragraphs.map(picture).join('')}</article>`),
      ),
    ).toContain(paragraphs[2]);
  });
});

describe('teasers', () => {
  const card = (at: number, text = 'What nobody had to say of it.'): string =>
    `<div class="c c${at}"><h3><a href="/n/${at}">The council has met for the ${at}th time</a></h3><p>${text}</p></div>`;
  const cards = [1, 2, 3, 4].map((at) => card(at)).join('');

  it('behind the text go, entries of a list written by hand stay', () => {
    expect(textOf(pageWith(`<div>${title}${body}${body.replaceAll('gulls', 'terns')}${cards}</div>`))).not.toContain(
      'nobody had to say',
    );
    const places = [1, 2, 3, 4].map((at) => card(at, `${paragraphs[1]} ${said} Number ${at}.`)).join('');
    expect(textOf(pageWith(`<div>${title}${body}${body.replaceAll('gulls', 'terns')}${places}</div>`))).toContain(
      'Number 4',
    );
    const listed = pageWith(`<div>${title}${first}${[1, 2, 3].map((at) => card(at)).join('')}${rest.join('')}</div>`);
    expect(textOf(listed)).toContain('nobody had to say');
  });

  it('are three or more of a kind: two boxes are none', () => {
    const two = [1, 2].map((at) => card(at)).join('');
    expect(textOf(pageWith(`<div>${title}${body}${body.replaceAll('gulls', 'terns')}${two}</div>`))).toContain(
      'nobody had to say',
    );
  });
});

describe('sentences that every page has', () => {
  const kept = (text: string, tag = 'p'): boolean =>
    textOf(articleWith({ after: `<${tag}>${text}</${tag}>${first?.replace('</p>', ' So.</p>')}` })).includes(
      text.slice(0, 30).replace(/<.*/, ''),
    );

  it('go where they are short, and stay in long paragraphs and in listings', () => {
    expect(kept('All rights reserved by whoever has them.')).toBe(false);
    const long = `All rights reserved, said the keeper. ${paragraphs.join(' ')}`.replaceAll('gulls', 'terns');
    expect(kept(long)).toBe(true);
    expect(kept('echo "All rights reserved"', 'pre')).toBe(true);
  });

  it('that stories say too go where they are short or hold a link', () => {
    expect(kept('We use cookies, and you agree.')).toBe(false);
    const long =
      'Gulls of this kind are the subject of a newsletter that the keeper has written by hand every month since the year of the great storm, when he had little else to do.';
    expect(kept(long)).toBe(true);
    expect(kept(long.replace('newsletter', '<a href="/nl">newsletter</a>'))).toBe(false);
  });
});

describe('text in old pages', () => {
  it('is parted by two breaks, and by one round a line in bold or a link', () => {
    const text = `${paragraphs[3]}<br><br><b>The first of March</b><br>${paragraphs[0]}<br>${paragraphs[1]}<br><br>${paragraphs[2]}`;
    expect(textOf(pageWith(`<div>${title}${text}</div>`))).toBe(
      `${paragraphs[3]}\n\nThe first of March\n\n${paragraphs[0]} ${paragraphs[1]}\n\n${paragraphs[2]}`,
    );
    const linked = `${paragraphs.join('<br><br>')}<br><a href="/x">Nine gulls are enough, says the council</a>`;
    expect(textOf(pageWith(`<div>${title}${linked}</div>`))).toBe(whole);
  });

  it('of a poem stays whole in italics and in listings', () => {
    const poem = '<p><i>The gulls were nine,<br>the gulls were ten,<br>the gulls were never seen again.</i></p>';
    expect(extract(articleWith({ after: `${poem}<p>${said}</p>` })).draft.html).toContain(
      'nine,</em><br><em>the gulls were ten',
    );
    const listing = '<pre>one<br><br><b>two</b><br>three</pre>';
    expect(textOf(articleWith({ after: `${listing}<p>${said}</p>` }))).toContain('one\n\ntwo\nthree');
  });

  it('of a heading of several lines is one heading', () => {
    const page = articleWith({ after: `<h2><b>Part one</b><br>of the book</h2><p>${said}</p>` });
    expect(extract(page).draft.html).toContain('<h2><strong>Part one</strong><br>of the book</h2>');
  });

  it('in cells is a table where they show values, and paragraphs where they lay out the page', () => {
    const table = '<table><tr><th>Day</th><td>Gulls</td></tr><tr><th>Monday</th><td>11</td></tr></table>';
    expect(textOf(articleWith({ after: `${table}<p>${said}</p>` }))).toContain('Day Gulls\nMonday 11');
    const cells = paragraphs.map((text) => `<td>${text} ${text} ${text}</td>`).join('');
    expect(textOf(pageWith(`<table><tr><td>${title}</td>${cells}</tr></table>`))).toContain(
      `${paragraphs[1]}\n\n${paragraphs[2]}`,
    );
  });
});
