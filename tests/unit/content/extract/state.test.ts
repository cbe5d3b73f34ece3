import { describe, expect, it } from 'vitest';
import { NewsError } from '../../../../src/core/errors.ts';
import { body, extract, pageWith, paragraphs } from './sample-page.ts';

const whole = paragraphs.join('\n\n');
const headline = 'A quiet morning in the harbour of Skarre';
const head = `<meta property="og:title" content="${headline}"><meta property="og:type" content="article">`;
const otherText = paragraphs.map((text) => `<p>Elsewhere: ${text}</p>`).join('');

/** A page that shows nothing until its program has run; `script` is what the program starts from. */
function shell(script: string, more = head): string {
  return pageWith(`<div id="app"><p>Loading</p></div>${script}`, more);
}

function json(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

function nextData(article: unknown): string {
  const state = { props: { pageProps: { article, more: [{ title: 'Something else entirely', body: otherText }] } } };
  return `<script id="__NEXT_DATA__" type="application/json">${json(state)}</script>`;
}

const spans = (text: string): readonly unknown[] => [
  { _type: 'span', text: text.slice(0, 40) },
  { _type: 'span', marks: ['em'], text: text.slice(40) },
];

describe('a body in the state of a page’s program', () => {
  it.each<[string, unknown]>([
    ['HTML', { title: headline, content: body }],
    ['HTML escaped twice', { title: headline, content: body.replace(/</g, '&lt;').replace(/>/g, '&gt;') }],
    ['plain lines', { title: headline, body: paragraphs.join('\n') }],
    ['WordPress', { title: { rendered: headline }, content: { rendered: body } }],
    ['typed blocks', { headline, blocks: paragraphs.map((text) => ({ type: 'paragraph', text })) }],
    [
      'spans',
      { title: headline, body: paragraphs.map((text) => ({ _type: 'block', style: 'normal', children: spans(text) })) },
    ],
    [
      'a document',
      {
        title: headline,
        content: {
          type: 'doc',
          content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
        },
      },
    ],
    [
      'blocks among others',
      {
        title: headline,
        blocks: [
          { type: 'image', caption: 'A gull that nobody has asked' },
          ...paragraphs.map((content) => ({ type: 'text', content })),
          { type: 'newsletter', text: 'Get it every day' },
        ],
      },
    ],
  ])('is read as %s', (_what, article) => {
    const page = extract(shell(nextData(article)));
    expect(page.method).toBe('state');
    expect(page.draft.text).toBe(whole);
  });

  it('keeps headings and links of its blocks', () => {
    const blocks = [
      { type: 'heading', text: 'The count' },
      ...paragraphs.map((text) => ({ type: 'paragraph', text: `<a href="/g">Gulls</a>: ${text}` })),
    ];
    const { html } = extract(shell(nextData({ title: headline, blocks }))).draft;
    expect(html).toContain('<h2>The count</h2>');
    expect(html).toContain('<a href="https://news.example/g">Gulls</a>');
  });

  it.each([
    [
      'a name of the window',
      `<script>window.__APOLLO_STATE__ = ${json({ 'Article:1': { title: headline, body } })};</script>`,
    ],
    [
      'a value that is missing',
      `<script>window.__INITIAL_STATE__={"user":undefined,"post":${json({ title: headline, body })}}</script>`,
    ],
    [
      'a string to be parsed',
      `<script>window.__PRELOADED_STATE__ = JSON.parse(${json(json({ post: { title: headline, body } }))});</script>`,
    ],
    [
      'Nuxt’s flat array',
      `<script type="application/json" id="__NUXT_DATA__">${json([['Reactive', 1], { post: 2 }, { title: 3, body: 4 }, headline, body])}</script>`,
    ],
    [
      'Nuxt’s function',
      `<script>window.__NUXT__=(function(a){return {data:[{title:a,body:${json(body)}}]}}(""))</script>`,
    ],
  ])('is found in %s', (_what, script) => {
    expect(extract(shell(script)).draft.text).toBe(whole);
  });

  it('brings what stands beside the headline', () => {
    const article = {
      title: headline,
      content: body,
      publishedAt: '2026-03-08T13:02:00Z',
      updated_at: '2026-03-09T08:00:00Z',
      author: { firstName: 'Ana', lastName: 'Silva' },
      category: { name: 'Birds' },
      tags: [{ name: 'gulls' }, { name: 'tea' }],
    };
    const { published, updated, authors, section, tags } = extract(shell(nextData(article))).draft;
    expect({ published, updated, authors, section, tags }).toEqual({
      published: Date.UTC(2026, 2, 8, 13, 2),
      updated: Date.UTC(2026, 2, 9, 8),
      authors: ['Ana Silva'],
      section: 'Birds',
      tags: ['gulls', 'tea'],
    });
  });

  it('is not taken where the page shows as much', () => {
    const page = extract(
      pageWith(`<h1>${headline}</h1>${body}${nextData({ title: headline, content: `${body}<p>More.</p>` })}`, head),
    );
    expect(page.method).toBe('dom');
  });

  it.each([
    ['a page that is no article', nextData({ title: 'Front', content: body }), ''],
    ['two articles of which none has the headline', nextData({ title: 'Another', content: body }), head],
    ['broken JSON', '<script type="application/json">{"title": "A quiet morning', head],
    [
      'a state that refers to itself',
      `<script type="application/json" id="__NUXT_DATA__">${json([{ a: 0, b: 1 }, [0, 1, 1], 'x'.repeat(500)])}</script>`,
      head,
    ],
    ['a state without end', `<script>window.__STATE__={"a":"${'x'.repeat(600)}</script>`, head],
  ])('is not made up from %s', (_what, script, more) => {
    expect(() => extract(shell(script, more))).toThrow(NewsError);
  });
});

describe('a shadow root in the page', () => {
  it('is what its readers see, other templates are not', () => {
    const page = pageWith(
      `<x-story><template shadowrootmode="open"><h1>${headline}</h1><div>${body}</div></template></x-story><template><p>${paragraphs[0]} Not shown.</p></template>`,
      head,
    );
    expect(extract(page).draft.text).toBe(whole);
  });
});
