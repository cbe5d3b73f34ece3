import { describe, expect, it } from 'vitest';
import { NewsError } from '../../../../src/core/errors.ts';
import { body, extract, pageWith, paragraphs, textOf } from './sample-page.ts';

const article = '<meta property="og:type" content="article">';
const title = '<h1>A quiet morning in the harbour of Skarre</h1>';
const more = paragraphs.map((text) => `<p>${text} So it is, and so it was in the spring.</p>`).join('');

/** What a page is refused for; "" where it is an article. */
function refusal(html: string, url = 'https://news.example/island/quiet'): string {
  try {
    extract(html, { url });
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(NewsError);
    return (thrown as NewsError).message.replace(/^\S+ /, '');
  }
  return '';
}

describe('a page with the words of an error', () => {
  const page = (headline: string, inside: string, head = ''): string => pageWith(`<h1>${headline}</h1>${inside}`, head);

  it('is an article where it tells a whole story under them', () => {
    expect(refusal(page('Page not found', body + more + more))).toBe('');
    expect(refusal(page('Page not found', body, article))).toBe('');
    expect(refusal(page('Page not found', `<p>${paragraphs[0]}</p>`, article))).not.toBe('');
  });

  it('says in many ways that it has nothing, also to machines alone', () => {
    const short = `<p>${paragraphs[0]}</p>`;
    for (const said of [
      'Sorry, we can’t find that page',
      'This page could not be found',
      'We couldn’t find the page you were looking for',
    ])
      expect(refusal(page(said, short))).toContain('is not there');
    const machines = `${article}<meta property="og:title" content="Page not found">`;
    expect(refusal(page('The harbour is quiet today', short, machines))).toContain('is not there');
    expect(refusal(page('We can’t find the gulls, says the keeper', short))).toBe('');
    expect(refusal(pageWith(`${title}${short}`).replace('<body>', '<body class="template-error">'))).toContain(
      'is not there',
    );
  });

  it('is an article where its headline says much more, or is a paragraph', () => {
    expect(refusal(page('404 boats in one harbour', `<p>${paragraphs[0]}</p>`))).toBe('');
    expect(refusal(page('404', `<p>${paragraphs[0]}</p>`))).not.toBe('');
    const long = `The page you are looking for: ${paragraphs[0]}`;
    expect(refusal(page(long, `<p>${paragraphs[1]}</p>`))).toBe('');
  });
});

describe('a page that nobody signed or dated', () => {
  const offers = ['12.90 € / month', '$3 for 4 weeks', '9,90 € monatlich', '月額 980円'].map(
    (line) => `<p>${line}</p>`,
  );

  it('sells something where its lines are prices for a time', () => {
    for (const at of [0, 2]) {
      const page = (head: string) => pageWith(`${title}${body}${offers.slice(at, at + 2).join('')}`, head);
      expect(refusal(page(''))).toContain('sells subscriptions');
      expect(refusal(page(article))).toBe('');
    }
    expect(refusal(pageWith(`${title}${body}${offers[0]}<p>A ticket is 3 €.</p>`))).toBe('');
    expect(refusal(pageWith(`${title}<p>8 March 2026</p>${body}${offers.join('')}`))).toBe('');
  });
});

describe('a page that every site has', () => {
  it('is called so, with or without the name of the site', () => {
    const head = '<meta property="og:site_name" content="Skarre Post">';
    expect(refusal(pageWith(`<h1>Subscribe to the Skarre Post</h1>${body}`, head))).toContain('tells about the site');
    expect(refusal(pageWith(`<h1>Subscribe to nothing and nobody but Skarre Post</h1>${body}`, head))).toBe('');
    expect(refusal(pageWith(`<h1>Subscribe to Herring</h1>${body}`, head))).toBe('');
    const slogan = `<h1>Read all that happens in the harbour</h1>${body}`;
    const named = (words: string) => `${head}<meta property="og:title" content="Read all"><title>${words}</title>`;
    const inHead = (words: string) => pageWith(slogan, named(words)).replace('<title>Quiet harbour</title>', '');
    expect(refusal(inHead('Subscribe to Skarre Post | Skarre Post'))).toContain('tells about the site');
    expect(refusal(inHead('Subscribe to Skarre Post - Digital access'))).toContain('tells about the site');
    expect(refusal(inHead('Subscribe to the gulls | Skarre Post'))).toBe('');
    expect(refusal(inHead('Privacy - Why it matters to gulls'))).toBe('');
    const short = '<meta property="og:site_name" content="Post">';
    expect(refusal(pageWith(`<h1>Help the Post</h1>${body}`, short))).toBe('');
  });

  it('is an article where it tells machines when it was issued: systems call all their pages articles', () => {
    const issued = '<meta property="article:published_time" content="2026-03-08">';
    expect(refusal(pageWith(`<h1>Weather</h1>${body}`, issued))).toBe('');
    expect(refusal(pageWith(`<h1>Weather</h1>${body}`, article))).toContain('tells about the site');
  });
});

describe('a page in place of an article', () => {
  const claim = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet morning in the harbour of Skarre","datePublished":"2026-03-08"}</script>`;

  it('says under the headline that the story has gone', () => {
    const gone = `${title}<h2>This story is no longer available</h2><p>${paragraphs[0]} ${paragraphs[1]}</p>`;
    expect(refusal(pageWith(gone, claim))).toContain('is not there');
    expect(refusal(pageWith(`${title}<h2>The light is no longer lit</h2>${body}`, claim))).toBe('');
  });

  it('asks the reader in its headline to sign in, whatever it claims to be', () => {
    const wall = `<h1>To read this article, sign in</h1><h2>What members get</h2><p>${paragraphs[0]}</p><p>${paragraphs[1]}</p>`;
    expect(refusal(pageWith(wall, article))).toContain('login');
    expect(refusal(pageWith(`<h1>To read this article aloud</h1>${body}`, article))).toBe('');
  });

  it('tells about the site where it stands right below the first page, though its system dates it', () => {
    const dated = '<meta property="article:published_time" content="2026-03-08">';
    const contact = pageWith(`<h1>Contact and imprint</h1>${body}`, dated);
    expect(refusal(contact, 'https://news.example/contact/')).toContain('tells about the site');
    expect(refusal(contact, 'https://news.example/2026/03/contact')).toBe('');
  });
});

describe('a form for a password', () => {
  const login = '<form><input type="password"></form>';

  it('is a page of its own with next to no words, or under a headline that says so', () => {
    expect(refusal(pageWith(`${title}${login}<p>${paragraphs[0]}</p>`))).toContain('login');
    expect(refusal(pageWith(`${title}${login}${body}`))).toBe('');
    expect(refusal(pageWith(`<h1>Log in to your account</h1>${login}${body}${more}`))).toBe('');
    const search = '<form><input type="search"></form><div type="password"></div>';
    expect(refusal(pageWith(`${title}${search}<p>${paragraphs[0]}</p>`))).toBe('');
  });
});

describe('a page of headlines', () => {
  const links = (count: number, host = ''): string =>
    Array.from(
      { length: count },
      (_, at) => `<p><a href="${host}/n/${at}">The council has met for the ${at}th time</a></p>`,
    ).join('');
  const short = `<p>${paragraphs[0]}</p>`;

  it('is a front page by its address with fewer of them than elsewhere', () => {
    expect(refusal(pageWith(`${short}${links(9)}`), 'https://news.example/')).toContain('page of headlines');
    expect(refusal(pageWith(`${short}${links(9)}`), 'https://news.example/en/index.html')).toContain(
      'page of headlines',
    );
    expect(refusal(pageWith(`${short}${links(9)}`), 'https://news.example/today')).toBe('');
    expect(refusal(pageWith(`${short}${links(13)}`), 'https://news.example/today')).toContain('page of headlines');
  });

  it('leads to pages of its own', () => {
    expect(refusal(pageWith(`${short}${links(13, 'https://other.example')}`), 'https://news.example/today')).toBe('');
  });

  it('says what an article is, or has the text of one, elsewhere', () => {
    const today = 'https://news.example/today';
    expect(refusal(pageWith(`${short}${links(13)}`, article), today)).toBe('');
    expect(refusal(pageWith(`<div>${title}${short}</div>${links(13)}`), today)).toBe('');
    expect(refusal(pageWith(`<div>${body}</div>${links(13)}`), today)).toBe('');
    expect(refusal(pageWith(`${short}${'<a href="/s">Skarre</a> '.repeat(13)}`), today)).toBe('');
    expect(
      refusal(
        pageWith(`${short}${'<p>The mayor and <a href="/s">the council of the island</a> agree.</p>'.repeat(13)}`),
        today,
      ),
    ).toBe('');
  });

  it('may have a headline far from its few words', () => {
    const far = `${title}${links(20)}<div>${short}</div>`;
    expect(refusal(pageWith(far), 'https://news.example/today')).toContain('page of headlines');
  });
});

describe('a thing for sale', () => {
  const kettle = `<h1>A kettle for four</h1><p>${paragraphs[0]}</p>`;
  const data = (node: object): string => `<script type="application/ld+json">${JSON.stringify(node)}</script>`;

  it('says so in its head or its data', () => {
    expect(refusal(pageWith(kettle, '<meta property="og:type" content="og:product">'))).toContain('sells');
    expect(refusal(pageWith(kettle, data({ '@type': 'Product', offers: {} })))).toContain('sells');
  });

  it('is not what a review speaks of, or what is told at length', () => {
    expect(refusal(pageWith(kettle, data({ '@type': 'Product', name: 'Kettle' })))).toBe('');
    expect(refusal(pageWith(kettle, data({ '@type': 'Event', offers: {} })))).toBe('');
    const review = {
      '@type': 'Review',
      headline: 'A kettle for four',
      itemReviewed: { '@type': 'Product', offers: {} },
    };
    expect(refusal(pageWith(kettle, data(review)))).toBe('');
    expect(refusal(pageWith(kettle + body + more + more, data({ '@type': 'Product', offers: {} })))).toBe('');
  });
});

describe('the price of a share', () => {
  const share = (head: string, inside = `<p>${paragraphs[0]}</p>`): string =>
    pageWith(`<h1>Skarre Ferries (SKF.HA)</h1>${inside}`, head).replace(
      'Quiet harbour',
      'SKF.HA | Skarre Ferries stock price',
    );

  it('is no news, but news of the company is', () => {
    expect(refusal(share(''))).toContain('price of a share');
    expect(refusal(share(article))).toBe('');
    expect(refusal(share('', `<p>3 March 2024</p><p>${paragraphs[0]}</p>`))).toBe('');
    expect(refusal(share('', body + more + more))).toBe('');
  });
});

describe('a page with next to no words', () => {
  const few = '<p>The boat to Skarre will not leave today.</p>';

  it('is a notice where it says that it is an article or when it was published', () => {
    expect(refusal(pageWith(title + few))).toContain('no text');
    expect(refusal(pageWith(title + few, article))).toBe('');
    expect(refusal(pageWith(`${title}<time datetime="2026-03-08">8 March</time>${few}`))).toBe('');
    expect(refusal(pageWith(`${title}<p>No boat.</p>`, article))).toContain('no text');
  });

  it('is not one whose words are numbers', () => {
    expect(refusal(pageWith(`${title}<p>${'1,204 '.repeat(60)}</p>`))).toContain('no text');
  });
});

describe('an index', () => {
  const entry = (at: number, text: string): string =>
    `<div class="e"><a href="/w/${at}">The council of Skarre has met for the ${at}th time</a><p>${text} ${at}.</p></div>`;
  const entries = (text: string, count = 6): string =>
    Array.from({ length: count }, (_, at) => entry(at, text)).join('');
  const said = 'Nobody came to the meeting but the gulls, and they had no vote in the matter, said number';

  it('is a list of at least five, and not one that is dated or long', () => {
    expect(refusal(pageWith(`<h1>World</h1>${entries(said)}`))).toContain('list');
    expect(refusal(pageWith(`<h1>World</h1>${entries(said, 3)}`))).toBe('');
    const dated = '<meta property="article:published_time" content="2026-03-08">';
    expect(refusal(pageWith(`<h1>World</h1>${entries(said)}`, dated))).toBe('');
    expect(refusal(pageWith(`<h1>World</h1>${entries(paragraphs.join(' '), 11)}`))).toBe('');
  });

  it('leads to pages of its own', () => {
    const away = entries(said).replaceAll('href="/', 'href="https://other.example/');
    expect(refusal(pageWith(`<h1>Ten places to see</h1>${away}`))).toBe('');
  });

  it('begins its entries with a link: chapters that link to notes do not', () => {
    const chapter = (at: number): string =>
      `<div class="e"><p>${paragraphs[at % 4]} ${at}.</p><a href="/w/${at}">The council of Skarre, number ${at}</a></div>`;
    const chapters = Array.from({ length: 6 }, (_, at) => chapter(at)).join('');
    expect(refusal(pageWith(`<h1>A walk</h1>${chapters}`))).toBe('');
  });

  it('shows the beginnings of articles, which are none', () => {
    const beginning = (at: number): string =>
      `<article><h2>The council, part ${at}</h2><p>${said} ${at}.</p><p>${paragraphs[at % 4]} ${said}.</p><a href="/w/${at}">Go on to the whole of it</a></article>`;
    const all = Array.from({ length: 6 }, (_, at) => beginning(at)).join('');
    expect(refusal(pageWith(`<main>${all}</main>`))).toContain('list');
  });

  it('is no menu beside a text', () => {
    const menu = `<div role="navigation">${entries('x')}</div>`;
    expect(textOf(pageWith(`${menu}${title}<p>${paragraphs[0]} ${paragraphs[1]}</p>`))).toContain(paragraphs[1]);
  });
});
