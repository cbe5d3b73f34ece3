import { describe, expect, it } from 'vitest';
import { NewsError } from '../../../../src/core/errors.ts';
import { articleWith, body, extract, pageWith, paragraphs, textOf } from './sample-page.ts';

const url = 'https://news.example/island/quiet';

function refusal(html: string, address = url): string {
  try {
    extract(html, { url: address });
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(NewsError);
    return (thrown as NewsError).message;
  }
  return 'no refusal';
}

const seven = [1, 2, 3, 4, 5, 6, 7];
const excerpt = 'Nobody came to the meeting but the gulls, and they had no vote in the matter at hand.';
const teaser = (at: number, tag = 'article'): string =>
  `<${tag} class="card"><h2><a href="/w/${at}">The council of Skarre has met for the ${at}th time</a></h2><p>${excerpt}</p></${tag}>`;

describe('an index is no article', () => {
  it.each([
    ['of a section', `<h1>World</h1>${seven.map((at) => teaser(at)).join('')}`],
    [
      'of an author',
      `<h1>Ana Silva</h1><p>${paragraphs[0]} ${paragraphs[1]}</p>${seven.map((at) => teaser(at, 'div')).join('')}`,
    ],
    [
      'of threads, under its rules',
      `<h1>Engines</h1><p>Be kind. Search before you ask, and post no pictures wider than the sea.</p><ul>${seven.map((at) => `<li class="row"><a href="/t${at}">Why does my motor hunt when it is hot, part ${at}</a> by orla » 1${at} Oct 2025, 08:1${at}</li>`).join('')}</ul>`,
    ],
  ])('%s', (_what, inside) => {
    expect(refusal(pageWith(`<main>${inside}</main>`))).toMatch(/is a list of articles|page of headlines/);
  });

  it('even where it says "article" of every page', () => {
    const html = pageWith(
      `<h1>World</h1>${seven.map((at) => teaser(at)).join('')}`,
      '<meta property="og:type" content="article">',
    );
    expect(refusal(html)).toContain('is a list');
  });

  it('but a short article above a list of others is one', () => {
    expect(textOf(articleWith({ after: seven.map((at) => teaser(at)).join('') }))).toBe(paragraphs.join('\n\n'));
    const brief = `<h1>A quiet morning in the harbour of Skarre</h1><time datetime="2026-03-08">8 March</time><p>${paragraphs[0]}</p>`;
    const head = '<meta property="article:published_time" content="2026-03-08">';
    expect(textOf(pageWith(`<article>${brief}</article>${seven.map((at) => teaser(at)).join('')}`, head))).toBe(
      paragraphs[0],
    );
  });
});

describe('pages that every site has', () => {
  it.each([
    ['Contact us', 'en'],
    ['Datenschutzerklärung', 'de'],
    ['Mentions légales', 'fr'],
    ['من نحن', 'ar'],
    ['О редакции', 'ru'],
    ['プライバシーポリシー', 'ja'],
    ['회사소개', 'ko'],
  ])('are no articles: %s', (title, language) => {
    expect(refusal(pageWith(`<h1>${title}</h1>${body}`, '', `lang="${language}"`))).toContain('tells about the site');
  });

  it('are known by a headline that says no more', () => {
    expect(textOf(pageWith(`<h1>About us, and about the gulls of Skarre</h1>${body}`))).toContain(paragraphs[2]);
    const dated = `<h1>Corrections</h1><time datetime="2026-03-08">8 March</time>${body}`;
    expect(textOf(pageWith(`<article>${dated}</article>`))).toContain(paragraphs[2]);
  });

  it('include what is for sale', () => {
    const product = { '@type': 'Product', name: 'Kettle', offers: { price: '9' } };
    const head = `<script type="application/ld+json">${JSON.stringify(product)}</script>`;
    expect(refusal(pageWith(`<h1>A kettle for four</h1><p>${paragraphs[0]}</p>`, head))).toContain('sells something');
  });
});

describe('the page of a share', () => {
  const about = `<table><tr><td>Volume</td><td>2,114</td></tr></table><h2>About the company</h2><p>${paragraphs[0]}</p>`;
  const share = (headline: string, title: string): string =>
    pageWith(`<h1>${headline}</h1>${about}`).replace('Quiet harbour', title);

  it('is no article', () => {
    expect(refusal(share('Skarre Ferries (SKF.HA)', 'SKF.HA | Skarre Ferries stock price'))).toContain(
      'price of a share',
    );
  });

  it.each([
    ['Harbour masters leave their union (HMU)', 'Harbour masters leave their union'],
    ['Why the share price of Skarre Ferries fell', 'Why the share price of Skarre Ferries fell'],
  ])('is not one that only has an abbreviation or a price in its headline: %s', (headline, title) => {
    expect(textOf(share(headline, title))).toContain(paragraphs[0]);
  });
});

describe('a page that is not there', () => {
  it.each([
    ['404 – Page not found'],
    ['451: Unavailable for legal reasons'],
    ['Just a moment...'],
    ['Oops! Something went wrong'],
  ])('says so in its headline: %s', (title) => {
    expect(refusal(pageWith(`<h1>${title}</h1><p>${paragraphs[0]}</p>`))).toContain('is not there');
  });

  it.each([
    ['de', 'Weiter mit Werbung oder im Abo lesen'],
    ['en', 'Continue with ads, or subscribe'],
    ['fr', 'Continuer sans accepter'],
  ])('asks for consent instead: %s', (language, title) => {
    const long = `<p>${paragraphs[0]}</p>${body.repeat(6)}`;
    expect(refusal(pageWith(`<h1>${title}</h1>${long}`, '', `lang="${language}"`))).toContain('asks for consent');
  });

  it.each([['404 boats in one small harbour'], ['Crew of the lost ferry not found after nine days at sea']])(
    'is not one whose headline only sounds like it: %s',
    (title) => {
      const head = '<meta property="og:type" content="article">';
      expect(textOf(pageWith(`<h1>${title}</h1>${body}`, head))).toContain(paragraphs[1]);
    },
  );
});

describe('a login', () => {
  const form = '<form><input name="u"><input type="password" name="p"></form>';

  it('in the head of a page does not make the page one', () => {
    expect(textOf(pageWith(`${form}<h1>A quiet morning in the harbour of Skarre</h1>${body}`))).toBe(
      paragraphs.join('\n\n'),
    );
  });

  it('is a page when it says so, even with some words round it', () => {
    const words = `<p>${paragraphs[0]}</p><p>${paragraphs[1]}</p>`;
    expect(refusal(pageWith(`<h1>Log in to your account</h1>${form}${words}`))).toContain('is a login page');
  });
});

describe('a brief beside a column of teasers', () => {
  const dated = '<meta name="DC.date.issued" content="2026-03-09T13:31:00+03:00">';
  const column = `<div class="latest">${Array.from({ length: 20 }, (_none, at) => teaser(at)).join('')}</div>`;
  const brief = `<div><div><h2>The gulls of Skarre are counted again</h2></div><div>${body}</div></div>`;

  it('is the article where the page says when it was issued', () => {
    const { draft } = extract(pageWith(column + brief, dated));
    expect(draft.text).toContain(paragraphs[3]);
    expect(draft.text).not.toContain(excerpt);
    expect(draft.title).toBe('The gulls of Skarre are counted again');
  });
});

describe('a front page', () => {
  const heads = [...seven, 8, 9, 10, 11, 12, 13].map(
    (at) => `<h2><a href="/n/${at}">The council of Skarre has met for the ${at}th time</a></h2>`,
  );

  it('is known by its address with fewer headlines than elsewhere', () => {
    const few = pageWith(heads.slice(0, 9).join(''), '<meta property="og:type" content="article">');
    expect(refusal(few, 'https://news.example/')).toContain('page of headlines');
  });

  it('has headlines between its texts', () => {
    const mixed = heads.map((head) => `${head}<p>${excerpt}</p>`).join('<hr>');
    expect(refusal(pageWith(`<main>${mixed}</main>`), 'https://news.example/today')).toMatch(/headlines|list/);
  });

  it('is not an article with many headlines below it', () => {
    expect(
      textOf(pageWith(`<article><h1>A quiet morning in the harbour of Skarre</h1>${body}</article>${heads.join('')}`)),
    ).toBe(paragraphs.join('\n\n'));
  });
});

describe('pages that say what they are', () => {
  const gone =
    '<h1>Oh dear, the tide has taken it</h1><p>Perhaps the story was moved to another shelf, or somebody who had every right to asked us to take it down again.</p>';
  const typed = (type: string, rest = {}): string =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': type, ...rest })}</script>`;
  const claim = '<meta property="og:type" content="article">';

  it('are errors where the whole page is called one, or its title says no more', () => {
    expect(refusal(`<html><head>${claim}</head><body class="home error404">${gone}</body></html>`)).toContain(
      'not there',
    );
    const titled = (title: string): string =>
      `<html><head><title>${title}</title>${claim}</head><body>${gone}</body></html>`;
    expect(refusal(titled('Page not found | The Skarre Post'))).toContain('not there');
    expect(refusal(titled('Crew of the ferry not found | The Skarre Post'))).toBe('no refusal');
    expect(refusal(`<html><body class="postid-404">${gone}</body></html>`)).toBe('no refusal');
  });

  it.each(['ContactPage', 'AboutPage', 'ProfilePage', 'CollectionPage', 'SearchResultsPage'])(
    'are none: %s',
    (type) => {
      expect(refusal(pageWith(`<h1>Orla Venn</h1>${body}`, typed(type)))).toContain('it is not an article');
      const article = typed('NewsArticle', { headline: 'Orla Venn counts the gulls' });
      expect(refusal(pageWith(`<h1>Orla Venn counts the gulls</h1>${body}`, typed(type) + article))).toBe('no refusal');
    },
  );

  it('are about the site also where its system calls every page an article', () => {
    expect(refusal(pageWith(`<h1>Contact us</h1>${body}`, claim))).toContain('tells about the site');
  });

  it('ask for an address to send letters to', () => {
    const form = (title: string): string =>
      `<html><head><title>${title}</title></head><body><main><h1>The Slack Tide</h1><form><input type="email"></form>${body}</main></body></html>`;
    expect(refusal(form('Sign up for The Slack Tide'))).toContain('asks for an address');
    expect(refusal(form('The slack tide comes in'))).toBe('no refusal');
  });
});
