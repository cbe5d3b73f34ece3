import { describe, expect, it } from 'vitest';
import { body, extract, pageWith, paragraphs } from './sample-page.ts';

const headline = '<h1>A quiet morning in the harbour of Skarre</h1>';
const description = 'Eleven gulls and no passengers: the keeper of Skarre has counted.';
const head = `<meta name="description" content="${description}">`;
const first = 'Nobody came to the harbour of Skarre on Monday, and the tea went cold on its stove in the hut.';
const whole = paragraphs.join('\n\n');

function read(inside: string): { readonly text: string | null; readonly summary: string | null } {
  return extract(pageWith(inside, head)).draft;
}

describe('the lines above the body', () => {
  it('are its first paragraph where they stand among its paragraphs, apart from the headline', () => {
    for (const lead of [`<p class="lead"><b>${first}</b></p>`, `<div class="article-lead"><p>${first}</p></div>`]) {
      const { text, summary } = read(
        `<article><header>${headline}</header><div class="story">${lead}${body}</div></article>`,
      );
      expect(text).toBe(`${first}\n\n${whole}`);
      expect(summary).toBe(description);
    }
  });

  it('are a standfirst beside the headline', () => {
    const { text, summary } = read(`<article>${headline}<p class="lead">${first}</p>${body}</article>`);
    expect(text).toBe(whole);
    expect(summary).toBe(first);
  });

  it('are a standfirst of several lines, without its heading', () => {
    const list =
      '<div class="summary"><h2>Summary</h2><ul><li>Eleven gulls in the harbour</li><li>No passengers on the boat</li></ul></div>';
    const { text, summary } = read(`<article>${headline}${list}<div>${body}</div></article>`);
    expect(text).toBe(whole);
    expect(summary).toBe('Eleven gulls in the harbour No passengers on the boat');
  });

  it('are a standfirst in an element inside a line, if that holds all of it', () => {
    const inline = `<strong class="media_summary">Eleven gulls in the harbour<br>No passengers on the boat</strong><br><br>`;
    const { text, summary } = read(`<article>${headline}<div>${inline}${body}</div></article>`);
    expect(text).toBe(whole);
    expect(summary).toBe('Eleven gulls in the harbour No passengers on the boat');
    const initial = `<p><span class="lead">Nobody came</span> to the harbour of Skarre on Monday, and the tea went cold.</p>`;
    expect(read(`<article>${headline}<div>${initial}${body}</div></article>`).text).toContain(
      'Nobody came to the harbour',
    );
  });
});

describe('the summary', () => {
  const dek = 'Nobody has asked why the boat is listed at six, and the tea is the best of the day.';
  const page = (between: string) => `<div>${headline}${between}</div><div class="story-body">${body}</div>`;
  const summary = (between: string) => read(page(between)).summary;

  it.each([
    ['a name', `<h2 class="sub-title">${dek}</h2>`],
    ['a property', `<div itemprop="description">${dek}</div>`],
    ['a name round it, with a date below it', `<div class="deck"><p>${dek}</p><p>8 March 2026, 10:15</p></div>`],
  ])('is a standfirst that stands apart from the body, known by %s', (_what, standfirst) => {
    expect(summary(standfirst)).toBe(dek);
    expect(read(page(standfirst)).text).toBe(whole);
  });

  it.each([
    ['a caption', `<figure><img src="/g.jpg"><p class="description">${dek}</p></figure>`],
    ['the credit of a picture', '<p class="description">The harbour of Skarre on Monday (Photo: Orla Venn)</p>'],
    ['when it was written', '<p class="sub-title">3 minute read Updated 5:12 AM, Mon March 9, 2026</p>'],
    [
      'what a picture shows',
      `<div itemscope itemtype="https://schema.org/ImageObject"><p itemprop="description">${dek}</p></div>`,
    ],
    ['a list of points', `<div class="key-points"><p>${dek}</p></div>`],
    ['a label', '<p class="sub-title">The island</p>'],
    ['inside a caption', `<div class="caption"><p class="sub-title">${dek}</p></div>`],
    ['inside a byline', `<div class="byline"><p class="sub-title">${dek}</p></div>`],
    ['a link', `<p class="sub-title"><a href="/x">${dek}</a></p>`],
    ['longer than any standfirst', `<div class="deck"><p>${dek}</p>${`<p>${dek}</p>`.repeat(9)}</div>`],
    ['related news', `<aside class="related"><p class="summary">${dek}</p></aside>`],
  ])('is not %s', (_what, line) => {
    expect(summary(line)).toBe(description);
  });

  it('is no standfirst above the headline', () => {
    expect(read(`<div><p class="sub-title">${dek}</p></div>${page('')}`).summary).toBe(description);
  });

  it('is the description for machines only where it says more than headline and first words, and not of the site', () => {
    const described = (words: string) =>
      extract(
        pageWith(
          `<article>${headline}${body}</article>`,
          `<meta name="description" content="${words}"><meta property="og:site_name" content="Skarre Post">`,
        ),
      ).draft.summary;
    expect(described(`${description} - Skarre Post`)).toBe(description);
    expect(described('A quiet morning in the HARBOUR of Skarre')).toBeNull();
    expect(described(`SKARRE, March 8 (Wire) - ${paragraphs[0]}`)).toBeNull();
    expect(described('Read Skarre Post: sports, weather and much more')).toBeNull();
    expect(described('Sports, weather, opinion and much more')).toBeNull();
  });
});

describe('text that only subscribers can decode', () => {
  it('is no body, however long it is', () => {
    const coded = 'kAm%96 4@F?EJ 92D D@=5 :ED @?=J EC277:4 =:89E] '.repeat(60);
    const { text } = read(
      `${headline}<div class="asset">${body}<div class="subscriber-only encrypted-content">${coded}</div></div>`,
    );
    expect(text).toBe(whole);
  });
});
