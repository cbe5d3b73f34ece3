import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith } from './sample-page.ts';

function titles(page: Parameters<typeof articleWith>[0]): readonly string[] {
  return extract(articleWith(page)).draft.related.map(({ title }) => title);
}

const nine = 'Nine gulls are enough, says the council';

describe('related news', () => {
  it.each([
    ['Related stories', 'en'],
    ['More from our desk in Skarre', 'en'],
    ['Lesen Sie auch', 'de'],
    ['اقرأ أيضاً', 'ar'],
    ['İLGİLİ HABERLER', 'tr'],
    ['[관련기사]', 'ko'],
    ['喜欢此内容的人还喜欢', 'zh'],
  ])('stands behind a heading: %s', (heading, language) => {
    const box = `<div class="q1"><h3>${heading}</h3><ul><li><a href="/x">${nine}</a></li></ul></div>`;
    const page = pageWith(`<h1>A quiet morning in the harbour of Skarre</h1>${body}${box}`, '', `lang="${language}"`);
    expect(extract(page).draft.related.map(({ title }) => title)).toEqual([nine]);
  });

  it.each([
    ['a label and a time', `<a href="/x"><span>Birds</span><span>${nine}</span><span>3 hours ago</span></a>`],
    [
      'a heading and a teaser',
      `<a href="/x"><h3>${nine}</h3><p>The council has met for the ninth time this year, and counted.</p></a>`,
    ],
    ['a label in the same text', `<a href="/x">Read also: ${nine}</a>`],
    ['a label in capitals', `<a href="/x"><span>READ ALSO</span> ${nine}</a>`],
    ['a label in brackets', `<a href="/x">【Read also】${nine}</a>`],
    ['a link laid over its card', `<a href="/x" aria-label="${nine}"></a><span>${nine}</span>`],
    ['a label of its own', `<a href="/x"><b>More: </b>${nine}</a>`],
    ['a label without a colon', `<a href="/x"><span>Read also</span> ${nine}</a>`],
    ['a label in its heading', `<a href="/x"><h3><span>Birds of Skarre: </span><span>${nine}</span></h3></a>`],
    ['words for those who hear the page', `<a href="/x"><span class="sr-only">Only for subscribers</span> ${nine}</a>`],
    [
      'a line over its headline',
      `<a href="/x"><h3><span class="topline">Birds of our islands</span><span>${nine}</span></h3></a>`,
    ],
    ['a kicker', `<a href="/x"><span class="kicker">Birds of our islands</span> <span>${nine}</span></a>`],
    ['a picture', `<a href="/x"><img src="/g.jpg" alt="${nine}"></a>`],
  ])('is called by its headline, not by %s', (_what, link) => {
    expect(titles({ after: `<div class="related-posts"><div>${link}</div></div>` })).toEqual([nine]);
  });

  it('has two words at least, or a long one', () => {
    const links = ['Nine terns', 'Continue', 'Naturschutzgebiete'].map(
      (text, at) => `<li><a href="/${at}">${text}</a></li>`,
    );
    expect(titles({ after: `<div class="related"><ul>${links.join('')}</ul></div>` })).toEqual([
      'Nine terns',
      'Naturschutzgebiete',
    ]);
  });

  it('has its own time', () => {
    const after = `<div class="related"><ul><li><a href="/x">${nine}</a> <time datetime="2026-03-01T08:00:00Z">1 March</time></li></ul></div>`;
    expect(extract(articleWith({ after })).draft.related[0]?.published).toBe(Date.UTC(2026, 2, 1, 8));
  });

  it('is a line of nothing but a link between paragraphs', () => {
    const page = pageWith(
      `<article><h1>A quiet morning in the harbour of Skarre</h1>${body}<p><a href="/x">${nine}</a></p>${body}</article>`,
    );
    const { related, text } = extract(page).draft;
    expect(related.map(({ title }) => title)).toEqual([nine]);
    expect(text).not.toContain(nine);
  });

  it.each([
    ['a teaser', `<div class="teaser"><a href="/x"><h3>${nine}</h3><p>Nobody has asked the gulls.</p></a></div>`],
    ['an aside', `<aside class="pull"><h4>Dig deeper</h4><a href="/x">${nine}</a></aside>`],
    ['a card', `<figure class="kg-card promo"><a href="/x"><div>${nine}</div></a></figure>`],
  ])('is a small box between paragraphs: %s', (_what, box) => {
    const page = (inside: string) =>
      extract(
        pageWith(
          `<article><h1>A quiet morning in the harbour of Skarre</h1>${body}${inside}${body.replaceAll('the', 'that')}</article>`,
        ),
      ).draft;
    const { related, text } = page(box);
    expect(related.map(({ title }) => title)).toEqual([nine]);
    expect(text).not.toContain(nine);
    // A list of many, a sign-up box, a picture's caption, what leads to another site and the writer's page are something else.
    const many = Array.from({ length: 6 }, (_, at) => `<li><a href="/x${at}">${nine} for the ${at}th time</a></li>`);
    expect(page(`<aside><ul>${many.join('')}</ul></aside>`).related).toEqual([]);
    expect(page('<aside><a href="/s">Sign up for our morning newsletter</a></aside>').related).toEqual([]);
    expect(page(`<aside><a href="https://shop.example/x">${nine}</a></aside>`).related).toEqual([]);
    expect(page('<aside><a href="/author/venn">Everything that Orla Venn wrote</a></aside>').related).toEqual([]);
  });

  it('is not a link of one word, nor the name of its writer', () => {
    const links = `<a href="/s">Subscribe</a><a href="/authors/orla-venn">Orla Venn</a><a href="/x">${nine}</a>`;
    expect(titles({ after: `<div class="related-posts">${links}</div>` })).toEqual([nine]);
  });

  it('ends where the story goes on', () => {
    const page = pageWith(
      `<article><h1>A quiet morning in the harbour of Skarre</h1>${body}<p>Read also</p><ul><li><a href="/x">${nine}</a></li></ul><p>${'The council met, and the gulls were there before it. '.repeat(4)}</p><p>As <a href="/y">was reported on Monday</a>, it rained.</p></article>`,
    );
    expect(extract(page).draft.related.map(({ link }) => link)).toEqual(['https://news.example/x']);
  });

  it('may have short names where signs are dense', () => {
    const after = '<div class="related"><a href="/x">外公的秤</a><a href="/y">更多</a></div>';
    expect(titles({ after })).toEqual(['外公的秤']);
  });

  it('is neither the article itself nor said twice', () => {
    const after = `<div class="related"><a href="/island/quiet">The page you are reading now</a><a href="/x">${nine}</a><a href="/x#top">Nine gulls</a><a href="/z">A quiet morning in the harbour of Skarre</a></div>`;
    expect(titles({ after })).toEqual([nine]);
  });
});
