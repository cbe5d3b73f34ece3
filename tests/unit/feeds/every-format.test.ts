import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseText } from '../../support/feed-fields.ts';

/** One invented article, written in every format and read back. */
interface Model {
  readonly guid: string;
  readonly link: string;
  readonly title: string;
  readonly author: string;
  readonly published: number;
  readonly tags: readonly string[];
  readonly html: string;
}

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
const iso = (at: number) => new Date(at).toISOString();

/** Titles are plain; where a format's titles may be HTML they are escaped once more, as a careful publisher does. */
const formats: Readonly<Record<string, (articles: readonly Model[]) => string>> = {
  rss: (articles) =>
    `<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/"><channel><title>T</title>${articles
      .map(
        (a) => `<item><title>${escapeXml(escapeXml(a.title))}</title><link>${escapeXml(a.link)}</link>
      <guid isPermaLink="false">${escapeXml(a.guid)}</guid><d:creator>${escapeXml(escapeXml(a.author))}</d:creator><pubDate>${new Date(a.published).toUTCString()}</pubDate>
      ${a.tags.map((tag) => `<category>${escapeXml(escapeXml(tag))}</category>`).join('')}<c:encoded>${cdata(a.html)}</c:encoded></item>`,
      )
      .join('\n')}</channel></rss>`,
  rdf: (articles) =>
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title></channel>${articles
      .map(
        (
          a,
        ) => `<item rdf:about="${escapeXml(a.guid).replace(/"/g, '&quot;')}"><title>${cdata(escapeXml(a.title))}</title><link>${escapeXml(a.link)}</link>
      <dc:creator>${cdata(escapeXml(a.author))}</dc:creator><dc:date>${iso(a.published)}</dc:date>${a.tags.map((tag) => `<dc:subject>${cdata(escapeXml(tag))}</dc:subject>`).join('')}
      <content:encoded>${escapeXml(a.html)}</content:encoded></item>`,
      )
      .join('')}</rdf:RDF>`,
  atom: (articles) =>
    `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title>${articles
      .map(
        (
          a,
        ) => `<a:entry><a:title>${escapeXml(a.title)}</a:title><a:link href="${escapeXml(a.link)}"/><a:id>${escapeXml(a.guid)}</a:id>
      <a:author><a:name>${escapeXml(escapeXml(a.author))}</a:name></a:author><a:published>${iso(a.published)}</a:published>
      ${a.tags.map((tag) => `<a:category term="${escapeXml(escapeXml(tag)).replace(/"/g, '&quot;')}"/>`).join('')}<a:content type="html">${escapeXml(a.html)}</a:content></a:entry>`,
      )
      .join('')}</a:feed>`,
  json: (articles) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'T',
      items: articles.map(({ guid, link, title, author, published, tags, html }) => ({
        id: guid,
        url: link,
        title,
        authors: [{ name: author }],
        date_published: iso(published),
        tags,
        content_html: html,
      })),
    }),
};

const words = fc
  .array(
    fc.constantFrom('Fog', 'AT&T', 'a < b', 'Vec<T>', '&amp;', 'الخبر', '日本', 'été', '"q"', "it's", '…', 'x=1&y'),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(' '));
const article = fc.record({
  guid: fc.integer({ min: 0 }).map((n) => `tag:x.example,2026:${n}`),
  link: fc.nat(9999).map((n) => `http://x.example/${n}?a=1&b=2`),
  title: words,
  author: fc.constantFrom('Jane Doe', 'يوسف', 'O’Neil & Sons', '山田'),
  published: fc.integer({ min: 0, max: 1_900_000_000 }).map((seconds) => seconds * 1000),
  tags: fc.uniqueArray(words, { maxLength: 3 }),
  html: words.map((text) => `<p>${escapeXml(text)}</p><pre>a ]]> b</pre>`),
});

describe('an article is the same in every format', () => {
  test.each(Object.keys(formats))('%s', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(article, { minLength: 1, maxLength: 4 }), async (articles) => {
        const feed = await parseText(formats[format]?.(articles) ?? '');
        expect(feed).toMatchObject({ format, title: 'T' });
        const read = feed.drafts.map(({ guid, link, title, authors, published, tags, html }) => {
          return { guid, link, title, author: authors[0], published, tags, html };
        });
        expect(read).toEqual(articles);
      }),
    );
  });
});

describe('JSON Feed', () => {
  const json = (item: unknown, rest = {}) =>
    JSON.stringify({ version: 'https://jsonfeed.org/version/1', title: 'T', items: [item], ...rest });

  test.each([
    [
      'numeric ids and nulls',
      json({ id: 7, title: null, url: null, tags: null }),
      { guid: '7', title: null, link: null, tags: [] },
    ],
    ['version 1.0 author', json({ id: 'a', author: { name: 'A' } }), { authors: ['A'] }],
    ['the feed author', json({ id: 'a' }, { authors: [{ name: 'F' }] }), { authors: ['F'] }],
    ['external link', json({ id: 'a', external_url: '/e' }), { link: 'http://base.example/e' }],
    [
      'plain text is escaped',
      json({ id: 'a', content_text: '1 < 2\n\nx' }),
      { html: '<p>1 &lt; 2</p>\n<p>x</p>', summary: null },
    ],
    ['titles are plain text', json({ id: 'a', title: 'a <b> &amp;' }), { title: 'a <b> &amp;' }],
    [
      'attachments',
      json({ id: 'a', attachments: [{ url: '/a.mp3', mime_type: 'audio/mpeg', size_in_bytes: 5 }, { url: 1 }] }),
      { enclosures: [{ url: 'http://base.example/a.mp3', type: 'audio/mpeg', length: 5 }] },
    ],
    ['picture', json({ id: 'a', banner_image: '/b.png' }), { image: 'http://base.example/b.png' }],
    [
      'names of every object',
      '{"version":"https://jsonfeed.org/version/1","items":[{"id":"a","__proto__":{"title":"no"}}]}',
      { title: null },
    ],
    ['a mark and blanks before it', `\ufeff\n ${json({ id: 'a' })}`, { guid: 'a' }],
    ['cut off', json({ id: 'a', title: 't' }).replace(/\]\}$/, ',{"id":"b","title":"ha'), { guid: 'a', title: 't' }],
    ['littered', `${json({ id: 'a' })} <!-- cached -->`, { guid: 'a' }],
  ])('%s', async (_, text, expected) => {
    const { drafts } = await parseText(text);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject(expected);
  });
});
