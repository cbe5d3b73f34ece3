import { describe, expect, it } from 'vitest';
import { body, extract, paragraphs } from './sample-page.ts';

const headline = 'Eleven gulls and no passengers in the harbour';
const og = `<meta property="og:title" content="${headline}">`;
const site = '<meta property="og:site_name" content="Skarre Post">';

function titleOf(title: string, inside: string, head = '', url = 'https://news.example/island/quiet'): string | null {
  const page = `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body>${inside}${body}</body></html>`;
  return extract(page, { url }).draft.title;
}

describe('a heading', () => {
  it.each([
    ['in a menu', `<nav><h1>${headline}</h1></nav><h2>Gulls in the harbour</h2>`],
    ['among related news', `<div class="related"><h2>${headline}</h2></div><h2>Gulls in the harbour</h2>`],
    ['among comments', `<div class="comments"><h2>${headline}</h2></div><h2>Gulls in the harbour</h2>`],
  ])('is not the headline: %s', (_what, inside) => {
    expect(titleOf(`${headline} | Gulls in the harbour`, inside)).toBe('Gulls in the harbour');
  });

  it.each([
    ['the name of the site', '<h1>Skarre Post</h1>'],
    ['a link home', '<h1><a href="/">The news of Skarre</a></h1>'],
    ['a link to the first page', '<h1><a href="/index.html">The news of Skarre</a></h1>'],
    ['of a low rank', '<h5>The news of Skarre</h5>'],
    ['longer than any headline', `<h1>${paragraphs.join(' ')}</h1>`],
    ['with nothing in it', '<h1><img src="/logo.svg"></h1>'],
  ])('is not the headline: %s', (_what, inside) => {
    expect(titleOf('x', `${inside}<h2>${headline}</h2>`, site)).toBe(headline);
  });

  it.each([
    ['a link to a page of the site', `<h1><a href="/s?at=1">${headline}</a></h1>`],
    ['a link home beside other words', `<h1><a href="/">Post</a> ${headline}</h1>`],
  ])('may be the headline though it holds %s', (_what, inside) => {
    expect(titleOf('x', inside)).toContain(headline);
  });

  it('is one on a page that is called after its comments', () => {
    const page = `<html><head><title>x</title></head><body class="discussion related"><h1>${headline}</h1>${body}</body></html>`;
    expect(extract(page).draft.title).toBe(headline);
  });

  it('on the first page of a site may link to itself', () => {
    expect(titleOf('x', `<h1><a href="/">${headline}</a></h1>`, '', 'https://news.example/')).toBe(headline);
  });

  it.each([
    ['a property', `<div itemprop="headline">${headline}</div>`],
    ['a role', `<div role="heading" aria-level="1">${headline}</div>`],
  ])('is also what says so by %s', (_what, inside) => {
    expect(titleOf('x', `${inside}<h2>Gulls</h2>`)).toBe(headline);
  });

  it('of a second rank in its role is none', () => {
    expect(titleOf('x', `<div role="heading" aria-level="3">Most of what you read</div><h2>${headline}</h2>`)).toBe(
      headline,
    );
  });

  it('agrees with what the page says by more than one short word', () => {
    expect(titleOf('x', '<h2>Gulls are here</h2>', og)).toBe(headline);
    expect(titleOf('x', '<h2>Harbour</h2>', og)).toBe(headline);
  });

  it('of the first rank goes before others that agree as well', () => {
    const other = 'Eleven gulls and no passengers in the harbour, says the keeper';
    expect(titleOf(`${headline} says the keeper`, `<h3>${other}</h3><h1>${headline}</h1>`)).toBe(headline);
    expect(titleOf(`${headline} says`, `<h3>${headline} says</h3><h2>${headline}</h2>`)).toBe(`${headline} says`);
  });
});

describe('what <title> says', () => {
  it.each([
    ['the site in front, behind a colon', `Skarre Post: ${headline}`],
    ['the host', `${headline} - news.example`],
    ['the site and its motto', `${headline} | Skarre Post: all of it`],
    ['a name with a dot', `${headline} | quiet.news`],
    ['small words in a name', `${headline} - Voice of the Island`],
    ['the site twice', `Skarre Post | ${headline} | Skarre Post`],
  ])('loses %s', (_what, title) => {
    expect(titleOf(title, '', site)).toBe(headline);
  });

  it.each([
    ['a sentence behind a dash', 'Gulls in the harbour - and nobody counts them any more'],
    ['a long second half', 'Gulls in the harbour - The Council Of The Island Has Met Again'],
    ['a first half of few words', 'Gulls again - they came in the night'],
    ['an ordinary word that holds the site’s', 'Gulls in the harbour - the posters'],
  ])('keeps %s', (_what, title) => {
    expect(titleOf(title, '')).toBe(title);
  });

  it('yields to an only heading that tells more, unless the page names its headline itself', () => {
    expect(titleOf('Skarre', `<h1>${headline}</h1>`)).toBe(headline);
    expect(titleOf('The ferries of the north and their timetables', `<h1>${headline}</h1>`)).toBe(headline);
    expect(titleOf('The ferries of the north and their timetables', '<h1>Gulls</h1>')).toBe(
      'The ferries of the north and their timetables',
    );
  });

  it('yields, where it is the site’s, to a heading below that leads nowhere', () => {
    const teaser = '<h2><a href="/x">The council has met for the ninth time</a></h2>';
    expect(titleOf('Skarre Post', `${teaser}<h2>${headline}</h2>`, site)).toBe(headline);
    expect(titleOf('The Post', `<h2>${headline}</h2>`)).toBe(headline);
    expect(titleOf('The Post', '<h2>Gulls</h2>')).toBe('The Post');
    const own = 'The ferries of the north and their timetables';
    expect(titleOf(own, `<h2>${headline}</h2>`)).toBe(own);
    const logo = '<h1><a href="/">The Voice of the Northern Islands</a></h1>';
    expect(titleOf('The Voice of the Northern Islands', `${logo}<h2>${headline}</h2>`)).toBe(headline);
  });
});

describe('a line without a heading', () => {
  it('is the headline where <title> ends or begins with it', () => {
    expect(titleOf(`Skarre on-line magazine of birds, ${headline}`, `<p>${headline}</p>`)).toBe(headline);
    expect(titleOf(`${headline}, from the magazine of all birds`, `<p>${headline}</p>`)).toBe(headline);
  });

  it.each([
    ['a link', `<p><a href="/x">${headline}</a></p>`],
    ['two words', '<p>Eleven gulls</p>'],
  ])('is no headline: %s', (_what, inside) => {
    const title = `${headline}, from the magazine of all birds`;
    expect(titleOf(title, inside)).toBe(title);
  });

  it.each([
    ['bold', `<p><b>${headline}</b></p>`],
    ['a big font', `<font size="+2">${headline}</font><br><br>`],
    ['a style', `<p><span style="font-size: 24px">${headline}</span></p>`],
  ])('is the headline of a page that names none, set in %s', (_what, inside) => {
    expect(titleOf('', inside)).toBe(headline);
  });

  it.each([
    ['ordinary letters', `<p>${headline}</p>`],
    ['ordinary letters at its end', `<p><b>Eleven gulls</b> and no passengers in the harbour</p>`],
    ['a small font', `<font size="2">${headline}</font><br><br>`],
    ['bold in a list', `<ul><li><b>${headline}</b></li></ul>`],
    ['bold above a menu', `<p><b>${headline}</b></p><p><a href="/a">Weather</a></p>`],
    ['bold at length', `<p><b>${paragraphs[0]} ${paragraphs[1]}</b></p>`],
  ])('is none in %s', (_what, inside) => {
    expect(titleOf('', inside)).not.toBe(headline);
  });
});

describe('something that stands in the same heading', () => {
  it.each([
    ['a kicker in an element inside another', `<h1><i><span>Island life</span></i> ${headline}</h1>`],
    ['a note behind a sign', `<h1>${headline}! <small>Updated today</small></h1>`],
  ])('goes: %s', (_what, inside) => {
    expect(titleOf(`${headline} | Post`, inside, og)?.replace('!', '')).toBe(headline);
  });

  it.each([
    ['a long second sentence', `<h1>${headline} <span>${paragraphs[0]}</span></h1>`],
    ['words that nothing sets apart', `<h1>${headline} again</h1>`],
  ])('stays: %s', (_what, inside) => {
    expect(titleOf(`${headline} | Post`, inside, og)?.length).toBeGreaterThan(headline.length);
  });

  it('goes only where what the page says is a headline', () => {
    expect(titleOf('Gulls', '<h1>Gulls <span>and terns again</span></h1>')).toBe('Gulls and terns again');
  });
});

describe('several whole posts on one page', () => {
  const long = `${paragraphs.join(' ')}`;
  const post = (name: string, tag = 'h2'): string =>
    `<div class="post"><${tag}><a href="/n">${name}</a></${tag}><p>${long}</p></div>`;

  it('give the headline of the first, if no text stands above them and the page names none', () => {
    const posts = post('Footbridge to reopen on Sunday') + post('Duck race put off again');
    expect(titleOf('Orrin Parish', `<h1>Orrin Parish</h1>${posts}`)).toBe('Footbridge to reopen on Sunday');
    expect(titleOf('Orrin Parish', `<h1>Orrin Parish</h1><p>${long}</p>${posts}`)).toBe('Orrin Parish');
    expect(titleOf('Orrin Parish', `<h1>${headline}</h1>${posts}`, og)).toBe(headline);
    expect(titleOf('Orrin Parish', `<h1>Orrin Parish</h1>${post('Footbridge to reopen on Sunday')}`)).toBe(
      'Orrin Parish',
    );
    expect(titleOf('Orrin Parish', `<h1>Orrin Parish</h1>${post('A', 'h4')}${post('B', 'h4')}`)).toBe('Orrin Parish');
  });
});
