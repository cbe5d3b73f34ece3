/** What the tools of publishers write, and the fields that a careful reader expects. All texts are invented. */
import { describe, expect, test } from 'vitest';
import { clean } from '../../../src/content/clean.ts';
import { atomEntry, type Case, firstDraft, rssItem as item, parseText } from '../../support/feed-fields.ts';

function check(cases: readonly Case[]): void {
  test.each(cases.map(([name, document, expected]) => ({ name, document, expected })))('$name', async (row) => {
    expect(await firstDraft(row.document)).toMatchObject(row.expected);
  });
}

describe('people', () => {
  test.each([
    ['ann@x.example (Ann (AB) Lee)', ['Ann (AB) Lee']],
    ['Ann &lt;a@x.example&gt;, Bo &lt;b@x.example&gt;', ['Ann', 'Bo']],
    ['a@x.example, b@x.example', ['a@x.example', 'b@x.example']],
    ['"Lee, Ann" &lt;a@x.example&gt;', ['Lee, Ann']],
    ['Lee, Ann', ['Lee, Ann']],
    ['a@x.example (b@x.example)', ['b@x.example']],
    ['a@x.example ()', ['a@x.example']],
  ])('%s', async (written, authors) => {
    expect((await firstDraft(item(`<author>${written}</author>`))).authors).toEqual(authors);
  });

  test('the many names of a collaboration are one text, and whole', async () => {
    const names = Array.from({ length: 150 }, (_, i) => `Person Number ${i}`).join(', ');
    const draft = await firstDraft(item(`<dc:creator>${names}</dc:creator>`));
    expect(clean(draft).authors).toEqual([names]);
  });
});

describe('titles with markup', () => {
  check([
    ['a line break parts words', item('<title>A<br/>B</title>'), { title: 'A B' }],
    ['an unclosed tag with attributes', item('<title>&lt;span class="x"&gt;y</title>'), { title: 'y' }],
    ['real tags of nobody', item('<title>x <foo>y</foo></title>'), { title: 'x y' }],
    [
      'paragraphs of XHTML',
      atomEntry('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A</p><p>1 &lt; 2</p></div></title>'),
      { title: 'A 1 < 2' },
    ],
    [
      'a CDATA section that was escaped',
      item(
        '<title>&lt;![CDATA[Q &amp;amp; A]]&gt;</title><description>&lt;![CDATA[&lt;p&gt;x&lt;/p&gt;]]&gt;</description>',
      ),
      { title: 'Q & A', html: '<p>x</p>' },
    ],
  ]);
});

describe('addresses and files', () => {
  check([
    ['an Atom link with text', atomEntry('<link>http://x.example/t</link>'), { link: 'http://x.example/t' }],
    [
      "RSS 1.0's enclosures",
      item(
        '<e:enclosure xmlns:e="http://purl.oclc.org/net/rss_2.0/enc#" resource="http://x.example/1.jpg" type="image/jpeg"/>',
      ),
      { enclosures: [{ url: 'http://x.example/1.jpg', type: 'image/jpeg', length: null }] },
    ],
    [
      'Media RSS is no enclosure',
      item('<media:content url="http://x.example/1.mp3" medium="audio"/>'),
      { enclosures: [], image: null },
    ],
  ]);

  check([
    ['a line break in an address', item('<link>http://x.example/a\n   b</link>'), { link: 'http://x.example/ab' }],
    ['a blank after the slashes', item('<link>http:// x.example/b</link>'), { link: 'http://x.example/b' }],
  ]);

  test('the attributes of CDF', async () => {
    const cdf =
      '<CHANNEL BASE="http://x.example/b/"><ITEM HREF="i" LASTMOD="2026-03-02T15:04+0100"><TITLE VALUE="V"/></ITEM></CHANNEL>';
    expect(await firstDraft(cdf)).toMatchObject({
      link: 'http://x.example/b/i',
      title: 'V',
      published: null,
      updated: Date.parse('2026-03-02T14:04:00Z'),
    });
  });
});

describe('namespaces around RSS', () => {
  const items =
    '<item><title>A &amp;amp; B</title><link>http://x.example/1</link><guid>g</guid><category>k</category></item>';
  const expected = { title: 'A & B', link: 'http://x.example/1', guid: 'g', tags: ['k'] };

  check([
    [
      "Atom's as the default",
      `<rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel>${items}</channel></rss>`,
      expected,
    ],
    ['on the channel', `<rss><channel xmlns="http://www.w3.org/2005/Atom">${items}</channel></rss>`, expected],
    [
      'a page around it',
      `<html xmlns="http://www.w3.org/1999/xhtml"><body><rss><channel>${items}</channel></rss></body></html>`,
      expected,
    ],
  ]);
});

describe('JSON by careless templates', () => {
  test('commas before closing brackets', async () => {
    const json =
      '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"a ,] \\" b","tags":["x",],},],}';
    expect(await firstDraft(json)).toMatchObject({ guid: '1', title: 'a ,] " b', tags: ['x'] });
  });

  test('a backslash at the end', async () => {
    const json = `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"},{"title":"${'\\"'.repeat(50_000)}\\`;
    expect(await firstDraft(json)).toMatchObject({ guid: '1' });
  });
});

describe('odd corners of the formats', () => {
  check([
    [
      "Media RSS's writer in a group",
      item(
        '<media:group><media:credit role="author">Ann</media:credit><media:credit role="photo">P</media:credit></media:group>',
      ),
      { authors: ['Ann'] },
    ],
    [
      'a path that says it is a permalink',
      item('<guid isPermaLink="true">/a/1</guid>'),
      { guid: '/a/1', link: 'http://base.example/a/1' },
    ],
    ['a path that does not', item('<guid>/a/1</guid>'), { guid: '/a/1', link: null }],
    [
      'CDATA sections in a CDATA section',
      item(
        '<title><![CDATA[<![CDATA[A]]]]><![CDATA[>]]></title><description><![CDATA[<p>a</p><pre>&lt;![CDATA[<![CDATA[x]]]]><![CDATA[></pre>]]></description>',
      ),
      { title: 'A', html: '<p>a</p><pre>&lt;![CDATA[<![CDATA[x]]></pre>' },
    ],
    [
      'an author with a page of its own',
      item(
        '<author><name>Ann</name><title>no</title><image>no</image><link>http://no.example/</link></author><title>T</title><link>http://x.example/1</link>',
      ),
      { authors: ['Ann'], title: 'T', link: 'http://x.example/1', image: null },
    ],
    [
      'an author that was not closed',
      item('<author>Ann<title>T</title><link>http://x.example/1</link>'),
      { authors: ['Ann'], title: 'T', link: 'http://x.example/1' },
    ],
    [
      "RSS 1.1's payload",
      `<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:p="http://purl.org/net/rss1.1/payload#"><items><item><title>t</title>
      <p:payload rdf:parseType="Literal"><div xmlns="http://www.w3.org/1999/xhtml"><p>b</p></div></p:payload></item></items></Channel>`,
      { title: 't', html: '<p>b</p>' },
    ],
    [
      'what .NET writes',
      `<rss version="2.0" xmlns:a10="http://www.w3.org/2005/Atom"><channel><item><a10:author><a10:name>Ann</a10:name></a10:author>
      <a10:updated>2026-03-02T15:04:05Z</a10:updated><a10:content type="html">&lt;p&gt;b&lt;/p&gt;</a10:content><description>d</description></item></channel></rss>`,
      { authors: ['Ann'], updated: Date.UTC(2026, 2, 2, 15, 4, 5), html: '<p>b</p>', summary: 'd' },
    ],
    [
      'what Blogger writes',
      atomEntry(`<link rel="replies" type="application/atom+xml" href="/c.atom"/><link rel="replies" type="text/html" href="/p#c" title="3 Comments"/>
      <link rel="edit" href="/e"/><link rel="self" href="/s"/><link rel="alternate" type="text/html" href="/p"/><thr:total>3</thr:total>`),
      { link: 'http://base.example/p', commentsLink: 'http://base.example/p#c', commentCount: 3 },
    ],
  ]);

  test('RDF that tells of a person is no feed', async () => {
    const person =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><foaf:Person><foaf:name>A</foaf:name></foaf:Person></rdf:RDF>';
    await expect(parseText(person)).rejects.toMatchObject({ code: 'not-a-feed' });
  });
});
