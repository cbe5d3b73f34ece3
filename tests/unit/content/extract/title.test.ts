import { describe, expect, it } from 'vitest';
import { body, extract } from './sample-page.ts';

const headline = 'Eleven gulls and no passengers in the harbour';
const og = `<meta property="og:title" content="${headline}">`;

function titleOf(title: string, inside: string, head = ''): string | null {
  const page = `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body>${inside}${body}</body></html>`;
  return extract(page).draft.title;
}

describe('the headline', () => {
  it.each([
    `${headline} - The Skarre Post`,
    `${headline} - World - The Skarre Post`,
    `${headline} | World news | The Skarre Post`,
    `${headline} « The Skarre Post`,
    `The Skarre Post » Blog Archive » ${headline}`,
  ])('is what <title> says without the site and its sections: %s', (title) => {
    expect(titleOf(title, '')).toBe(headline);
  });

  it('is the only heading of the first level and no bold line below it', () => {
    const inside = `<h1>${headline}</h1><p><b>NEW SKARRE, Monday</b></p>`;
    expect(titleOf('The daily page of Skarre', inside)).toBe(headline);
  });

  it('keeps colons and dashes of its own', () => {
    expect(titleOf('Gulls: why they matter so much | Skarre Post', '')).toBe('Gulls: why they matter so much');
    expect(titleOf('Gulls - why they matter so much to the island', '')).toBe(
      'Gulls - why they matter so much to the island',
    );
  });

  it('is the post’s where the first heading is the blog’s', () => {
    const blog = '<h1><a href="/">Musings of a Keeper</a></h1><h2>Thoughts about lamps</h2>';
    expect(titleOf(`Musings of a Keeper: ${headline}`, `${blog}<h3>${headline}</h3>`)).toBe(headline);
    expect(titleOf('Musings of a Keeper', `<h1>Musings of a Keeper</h1><h3 class="post-title">${headline}</h3>`)).toBe(
      headline,
    );
  });

  it('is a line in bold where the page has no headings', () => {
    expect(titleOf(`The Skarre Post On-Line: ${headline}`, `<p><font size="5"><b>${headline}</b></font></p>`)).toBe(
      headline,
    );
  });

  it('is what calls itself the headline in a page named after the site', () => {
    expect(titleOf('The Skarre Post', `<div class="headline">${headline}</div>`)).toBe(headline);
  });

  it.each([
    ['a kicker', `<h1><span class="a1">Island life</span><span class="a2">${headline}</span></h1>`],
    ['a counter', `<h1>${headline} <a href="#comments">12 comments</a></h1>`],
    ['a note', `<h1>${headline} <small>Updated today</small></h1>`],
  ])('goes without %s in the same heading', (_what, heading) => {
    expect(titleOf(`${headline} | Post`, heading, og)).toBe(headline);
  });

  it('keeps an opening that the metadata leaves out when nothing sets it apart', () => {
    expect(titleOf('x', `<h1>At last: ${headline}</h1>`, og)).toBe(`At last: ${headline}`);
  });
});
