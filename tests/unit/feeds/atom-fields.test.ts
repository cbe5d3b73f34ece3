import { describe, expect, test } from 'vitest';
import { atom, type Case, atomEntry as entry, firstDraft, parseText } from '../../support/feed-fields.ts';

function check(cases: readonly Case[]): void {
  test.each(cases.map(([name, document, expected]) => ({ name, document, expected })))('$name', async (row) => {
    expect(await firstDraft(row.document)).toMatchObject(row.expected);
  });
}

const div = (inner: string, attributes = '') =>
  `<div xmlns="http://www.w3.org/1999/xhtml" ${attributes}>${inner}</div>`;

describe('text constructs', () => {
  check([
    ['text is literal', entry('<title>a &lt;b&gt;c&lt;/b&gt; &amp;amp; d</title>'), { title: 'a <b>c</b> &amp; d' }],
    [
      'html',
      entry('<title type="html">a &lt;b&gt;c&lt;/b&gt; &amp;amp; d &amp;lt;e&amp;gt;</title>'),
      { title: 'a c & d <e>' },
    ],
    ['html in CDATA', entry('<title type="html"><![CDATA[a <i>b</i> &amp; c]]></title>'), { title: 'a b & c' }],
    ['xhtml', entry(`<title type="xhtml">${div('a &lt;b&gt; <b>c</b>')}</title>`), { title: 'a <b> c' }],
    ['text content is escaped', entry('<content type="text">1 &lt; 2</content>'), { html: '1 &lt; 2', summary: null }],
    [
      'html content',
      entry('<summary>s</summary><content type="html">&lt;p&gt;x&lt;/p&gt;</content>'),
      { summary: 's', html: '<p>x</p>' },
    ],
    [
      'summary alone',
      entry('<summary type="html">&lt;i&gt;s&lt;/i&gt;</summary>'),
      { summary: '<i>s</i>', html: '<i>s</i>' },
    ],
    [
      'prefixed xhtml',
      entry('<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>x</h:p></h:div></content>'),
      { html: '<p>x</p>' },
    ],
    [
      'base64',
      entry('<content type="application/octet-stream">SGVsbG8gPGI+d29ybGQ8L2I+</content>'),
      { html: 'Hello <b>world</b>' },
    ],
    ['a picture is no text', entry('<content type="image/png">iVBORw0KGgoAAAANSUhEUg==</content>'), { html: null }],
    [
      'content elsewhere',
      entry('<content src="/full" type="text/html"/>'),
      { link: 'http://base.example/full', html: null },
    ],
    [
      'xml:base in content',
      entry(
        `<content type="xhtml" xml:base="http://c.example/d/">${div('<a href="f">x</a><span xml:base="/g/"><img src="h"/></span>', 'xml:base="e/"')}</content>`,
      ),
      { html: '<a href="f">x</a><span><img src="http://c.example/g/h"></span>', baseUrl: 'http://c.example/d/e/' },
    ],
  ]);
});

describe('links, people and dates', () => {
  check([
    [
      'the page before other forms',
      entry('<link type="application/json" href="/j"/><link type="text/html" href="/h"/>'),
      { link: 'http://base.example/h' },
    ],
    [
      'relations in IANA form',
      entry('<link rel="http://www.iana.org/assignments/relation/alternate" href="/h"/>'),
      { link: 'http://base.example/h' },
    ],
    [
      'an id is no link',
      entry('<id>http://x.example/1</id><link rel="self" href="/s"/>'),
      { guid: 'http://x.example/1', link: null },
    ],
    [
      'xml:base on links, not on ids',
      entry('<id>i</id><link href="h"/>', 'xml:base="http://b.example/x/"'),
      { guid: 'i', link: 'http://b.example/x/h' },
    ],
    [
      'replies',
      entry(
        '<link rel="replies" type="application/atom+xml" href="/r.atom"/><link rel="replies" type="text/html" href="/r" thr:count="4"/>',
      ),
      { commentsLink: 'http://base.example/r', commentCount: 4, commentsFeed: 'http://base.example/r.atom' },
    ],
    [
      'replies in pages alone have no feed',
      entry('<link rel="replies" type="text/html" href="/r"/><link rel="replies" href="/s"/>'),
      { commentsLink: 'http://base.example/r', commentsFeed: undefined },
    ],
    [
      'replies in a JSON feed, with a parameter in the type',
      entry('<link rel="replies" type="application/feed+json; charset=utf-8" href="/r.json"/>'),
      { commentsFeed: 'http://base.example/r.json' },
    ],
    ['thr:total', entry('<thr:total>9</thr:total>'), { commentCount: 9 }],
    [
      'enclosure',
      entry('<link rel="enclosure" type="audio/mpeg" length="9" href="a.mp3"/>'),
      { link: null, enclosures: [{ url: 'http://base.example/a.mp3', type: 'audio/mpeg', length: 9 }] },
    ],
    ['feed author', atom('<author><name>Feed</name></author><entry><title>t</title></entry>'), { authors: ['Feed'] }],
    [
      'own author',
      atom('<author><name>Feed</name></author><entry><author><name>Own</name></author></entry>'),
      { authors: ['Own'] },
    ],
    [
      'source author',
      atom('<author><name>Feed</name></author><entry><source><author><name>Src</name></author></source></entry>'),
      { authors: ['Src'] },
    ],
    ['contributors wrote nothing', entry('<contributor><name>C</name></contributor>'), { authors: [] }],
    [
      'updated is not published',
      entry('<updated>2026-03-02T00:00:00Z</updated>'),
      { published: null, updated: Date.UTC(2026, 2, 2) },
    ],
    ['terms', entry('<category term="a" label="A"/><category term="b"/>'), { tags: ['a', 'b'] }],
    ['language of the feed', entry('<title>t</title>', 'xml:lang="fr"'), { language: 'fr' }],
    ['language of the text', entry('<content xml:lang="de">x</content>', 'xml:lang="fr"'), { language: 'de' }],
  ]);
});

test('Atom 0.3 with its modes', async () => {
  const feed = await parseText(`<feed version="0.3" xmlns="http://purl.org/atom/ns#">
    <title mode="escaped" type="text/html">A &amp;amp; B</title><tagline>tl</tagline><author><name>F</name></author>
    <entry><title mode="base64" type="text/html">QSA8Yj5iPC9iPg==</title><link rel="alternate" type="text/html" href="/e"/>
    <id>tag:x</id><issued>2003-12-13T08:29:29-04:00</issued><modified>2003-12-13T18:30:02Z</modified>
    <content type="multipart/alternative"><content type="text/plain" mode="escaped">plain</content>
    <content type="text/html" mode="escaped">&lt;p&gt;h&lt;/p&gt;</content></content></entry></feed>`);
  expect(feed).toMatchObject({ format: 'atom', title: 'A & B', description: 'tl' });
  expect(feed.drafts).toMatchObject([
    {
      guid: 'tag:x',
      link: 'http://base.example/e',
      title: 'A b',
      authors: ['F'],
      html: '<p>h</p>',
      published: Date.parse('2003-12-13T12:29:29Z'),
    },
  ]);
});

describe('other formats', () => {
  test('a document that is one entry', async () => {
    const feed = await parseText('<entry xmlns="http://www.w3.org/2005/Atom"><title>lone</title><id>x</id></entry>');
    expect(feed.drafts).toMatchObject([{ title: 'lone', guid: 'x' }]);
  });

  test('RSS 1.0', async () => {
    const feed =
      await parseText(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="http://s.example/"><title>S</title><link>http://s.example/</link><dc:language>en</dc:language>
      <items><rdf:Seq><rdf:li rdf:resource="http://s.example/1"/></rdf:Seq></items><textinput rdf:resource=""/></channel>
      <image rdf:about="x"><title>no</title></image>
      <item rdf:about="http://s.example/1"><title>One</title><link>http://s.example/1</link><dc:date>2026-03-02T15:00+00:00</dc:date></item></rdf:RDF>`);
    expect(feed).toMatchObject({ format: 'rdf', title: 'S', language: 'en' });
    expect(feed.drafts).toMatchObject([
      { guid: 'http://s.example/1', title: 'One', published: Date.UTC(2026, 2, 2, 15) },
    ]);
  });

  test('RSS 1.1', async () => {
    const feed = await parseText(
      '<Channel xmlns="http://purl.org/net/rss1.1#"><title>T</title><items><item><title>i</title></item></items></Channel>',
    );
    expect(feed).toMatchObject({ format: 'rdf', title: 'T', drafts: [{ title: 'i' }] });
  });

  test('CDF', async () => {
    const feed =
      await parseText(`<CHANNEL HREF="http://c.example/i.html" BASE="http://c.example/x/"><TITLE>CT</TITLE><ABSTRACT>ca</ABSTRACT>
      <ITEM HREF="1.html" LASTMOD="1998-03-02T15:00"><TITLE>ci</TITLE><ABSTRACT>sum</ABSTRACT></ITEM>
      <CHANNEL HREF="s.html"><TITLE>Sub</TITLE><ITEM><A HREF="/2.html">a</A><TITLE>two</TITLE></ITEM></CHANNEL></CHANNEL>`);
    expect(feed).toMatchObject({ format: 'cdf', title: 'CT', link: 'http://c.example/i.html', description: 'ca' });
    expect(feed.drafts).toMatchObject([
      { link: 'http://c.example/x/1.html', title: 'ci', summary: 'sum' },
      { link: 'http://c.example/2.html', title: 'two' },
    ]);
  });
});
