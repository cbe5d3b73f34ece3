import { describe, expect, test } from 'vitest';
import { type Case, firstDraft, rssItem as item, parseText, rss } from '../../support/feed-fields.ts';

const published = Date.parse('2026-03-02T15:04:05Z');

function check(cases: readonly Case[]): void {
  test.each(cases.map(([name, document, expected]) => ({ name, document, expected })))('$name', async (row) => {
    expect(await firstDraft(row.document)).toMatchObject(row.expected);
  });
}

describe('titles in RSS', () => {
  test.each([
    ['Use &lt;b&gt; for bold', 'Use <b> for bold'],
    ['x &lt;b&gt;bold&lt;/b&gt; y', 'x bold y'],
    ['Vec&lt;T&gt; &amp;amp; co', 'Vec<T> & co'],
    ['a&lt;br/&gt;b', 'a b'],
    ['&lt;i&gt;A&lt;/i&gt;', 'A'],
    ['AT&amp;amp;T', 'AT&T'],
    ['AT&amp;T', 'AT&T'],
    ['AT&T and R&D', 'AT&T and R&D'],
    ['1 &lt; 2 &amp;lt; 3', '1 < 2 < 3'],
    ['&amp;#8220;q&amp;#8221;', '“q”'],
    ['<b>real</b> tags', 'real tags'],
    ['C&amp;lt;T&amp;gt;', 'C<T>'],
    ['<![CDATA[<img src="a.png"/> pic]]>', 'pic'],
    ['&lt;3 love', '<3 love'],
    ['<![CDATA[Q&amp;A: <em>what</em>?]]>', 'Q&A: what?'],
    ['  \n spaced   out \t ', 'spaced out'],
    ['<![CDATA[a]]]]><![CDATA[>b]]>', 'a]]>b'],
    ['caf&eacute; &#150; it\u0092s', 'café – it’s'],
    ['a\u0008b\u0000c &#27;d', 'abc d'],
    ['a &lt;script&gt;x()&lt;/script&gt; b', 'a b'],
  ])('%j is %j', async (written, title) => {
    expect((await firstDraft(item(`<title>${written}</title>`))).title).toBe(title);
  });

  check([
    ['own title before Dublin Core', item('<dc:title>no</dc:title><title>yes</title>'), { title: 'yes' }],
    ['a blank title yields', item('<title> </title><dc:title>dc</dc:title>'), { title: 'dc' }],
    [
      'media title for want of another',
      item('<media:group><media:title>m</media:title></media:group>'),
      { title: 'm' },
    ],
    [
      'titles of other things',
      item(
        '<g:title>no</g:title><source url="x"><title>no</title></source><image><title>no</title></image><title>yes</title>',
      ),
      { title: 'yes' },
    ],
    ['a foreign default namespace', item('<title xmlns="urn:foo">no</title><title>yes</title>'), { title: 'yes' }],
    ['no title', item('<description>d</description>'), { title: null }],
  ]);
});

describe('links and ids in RSS', () => {
  check([
    ['text', item('<link> http://x.example/1 </link>'), { link: 'http://x.example/1' }],
    ['as written', item('<link>http://x.example?a=1&amp;b=2</link>'), { link: 'http://x.example?a=1&b=2' }],
    ['bare ampersands', item('<link>http://x.example/?a=1&copy=2</link>'), { link: 'http://x.example/?a=1&copy=2' }],
    ['relative', item('<link>/a/b</link>'), { link: 'http://base.example/a/b' }],
    ['empty stays empty', item('<link></link><title>t</title>'), { link: null, guid: null }],
    ['no script', item('<link>javascript:alert(1)</link>'), { link: null }],
    ['atom link', item('<atom:link href="http://x.example/a"/>'), { link: 'http://x.example/a' }],
    [
      'permalink guid',
      item('<guid>http://x.example/g</guid>'),
      { guid: 'http://x.example/g', link: 'http://x.example/g' },
    ],
    ['guid that is no link', item('<guid isPermaLink="false">http://x.example/g</guid>'), { link: null }],
    ['guid as given', item('<guid>TAG:x,2026:É/%20 1</guid>'), { guid: 'TAG:x,2026:É/%20 1', link: null }],
    [
      'origLink',
      item('<link>http://proxy.example/~r/1</link><feedburner:origLink>http://o.example/1</feedburner:origLink>'),
      { link: 'http://o.example/1' },
    ],
    [
      'comments',
      item('<comments>/c</comments><slash:comments>7</slash:comments>'),
      { commentsLink: 'http://base.example/c', commentCount: 7 },
    ],
    ['comments as a number', item('<comments>12</comments>'), { commentsLink: null, commentCount: 12 }],
    [
      'comments feed',
      item('<wfw:commentRss>http://x.example/c.rss</wfw:commentRss>'),
      { commentsLink: 'http://x.example/c.rss', commentCount: null, commentsFeed: 'http://x.example/c.rss' },
    ],
    [
      'comments feed beside their page, in the other spelling and relative',
      item('<comments>/c</comments><wfw:commentRSS>/c.rss</wfw:commentRSS>'),
      { commentsLink: 'http://base.example/c', commentsFeed: 'http://base.example/c.rss' },
    ],
    [
      'comments feed as an Atom link',
      item('<atom:link rel="replies" type="application/rss+xml" href="/c.rss"/>'),
      { commentsFeed: 'http://base.example/c.rss' },
    ],
    [
      'no comments feed',
      item('<comments>/c</comments><wfw:comment>/post</wfw:comment><wfw:commentRss>javascript:x</wfw:commentRss>'),
      { commentsFeed: undefined },
    ],
  ]);
});

describe('authors in RSS', () => {
  test.each([
    ['<author>a@b.example (Ann B)</author>', ['Ann B']],
    ['<author>Ann B &lt;a@b.example&gt;</author>', ['Ann B']],
    ['<author>a@b.example</author>', ['a@b.example']],
    ['<author>a@b.example</author><dc:creator>Ann</dc:creator>', ['Ann']],
    ['<author>Own</author><dc:creator>Other</dc:creator>', ['Own']],
    ['<author><name>Ann</name><email>a@b.example</email></author>', ['Ann']],
    ['<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator><dc:creator>Ann</dc:creator>', ['Ann', 'Bob']],
    ['<dc:creator><![CDATA[Ann &amp; Bob]]></dc:creator>', ['Ann & Bob']],
    ['<author>a@b.example (Ann), c@d.example (Cy)</author>', ['Ann', 'Cy']],
    ['<itunes:author>Host</itunes:author>', ['Host']],
    ['<title>t</title>', []],
  ])('%s', async (written, authors) => {
    expect((await firstDraft(item(written))).authors).toEqual(authors);
  });

  test('the channel lends its editor to no item', async () => {
    const feed = await parseText(rss('<managingEditor>e@x.example (E)</managingEditor><item><title>t</title></item>'));
    expect(feed.drafts[0]?.authors).toEqual([]);
  });
});

describe('texts in RSS', () => {
  check([
    [
      'a description is both',
      item('<description>&lt;p&gt;d&lt;/p&gt;</description>'),
      { summary: '<p>d</p>', html: '<p>d</p>' },
    ],
    [
      'content is the body',
      item('<description>d</description><content:encoded><![CDATA[<p>c</p>]]></content:encoded>'),
      { summary: 'd', html: '<p>c</p>' },
    ],
    ['content alone is no summary', item('<content:encoded>c</content:encoded>'), { summary: null, html: 'c' }],
    [
      'inline HTML',
      item('<description><p>Hi <b>you</b><br>there</p></description>'),
      { html: '<p>Hi <b>you</b><br>there</p>' },
    ],
    [
      'fullitem',
      item('<description>d</description><fullitem>&lt;p&gt;f&lt;/p&gt;</fullitem>'),
      { summary: 'd', html: '<p>f</p>' },
    ],
    [
      'xhtml body',
      item('<description>d</description><body xmlns="http://www.w3.org/1999/xhtml"><p>b</p></body>'),
      { html: '<p>b</p>' },
    ],
    [
      'two short texts',
      item('<description>Example description</description><summary>Example summary</summary>'),
      { summary: 'Example description', html: 'Example summary' },
    ],
    [
      'a long description beside a summary',
      item('<atom:summary>short</atom:summary><description>a much longer text</description>'),
      { summary: 'short', html: 'a much longer text' },
    ],
    [
      'plain media text is escaped',
      item('<media:group><media:description>1 &lt; 2</media:description></media:group>'),
      { summary: '1 &lt; 2' },
    ],
    ['podcast summary', item('<itunes:summary>s</itunes:summary>'), { summary: 's', html: 's' }],
  ]);
});

describe('dates, tags and files in RSS', () => {
  check([
    [
      'pubDate before dc:date',
      item('<dc:date>2020-01-01</dc:date><pubDate>Mon, 02 Mar 2026 15:04:05 GMT</pubDate>'),
      { published, updated: null },
    ],
    [
      'a date that cannot be read yields',
      item('<pubDate>soon</pubDate><dc:date>2026-03-02T15:04:05Z</dc:date>'),
      { published },
    ],
    ['no date is no date', item('<title>t</title>'), { published: null, updated: null }],
    [
      'atom:updated',
      item('<atom:updated>2026-03-02T15:04:05Z</atom:updated>'),
      { published: null, updated: published },
    ],
    [
      'dates in the channel language',
      rss('<language>fr</language><item><pubDate>02/03/2026 15:04:05</pubDate></item>'),
      { published, language: 'fr' },
    ],
    [
      'tags',
      item('<category>A</category><category>B &amp;amp; C</category><category>A</category><dc:subject>D</dc:subject>'),
      { tags: ['A', 'B & C', 'D'] },
    ],
    ['podcast words', item('<itunes:keywords>a, b,,c</itunes:keywords>'), { tags: ['a', 'b', 'c'] }],
    [
      'hostile words',
      item('<category>__proto__</category><category>constructor</category>'),
      { tags: ['__proto__', 'constructor'] },
    ],
    ['section', item('<slash:section>world</slash:section><category>A</category>'), { section: 'world', tags: ['A'] }],
    ['language', item('<dc:language>de</dc:language>'), { language: 'de' }],
    [
      'enclosures',
      item(
        '<enclosure url="/a.mp3" length="12" type="audio/mpeg"/><enclosure url="http://x.example/b" length="" type=""/><enclosure url="ftp://x.example/c"/>',
      ),
      {
        enclosures: [
          { url: 'http://base.example/a.mp3', type: 'audio/mpeg', length: 12 },
          { url: 'http://x.example/b', type: null, length: null },
        ],
      },
    ],
    ['thumbnail', item('<media:thumbnail url="/t.jpg"/>'), { image: 'http://base.example/t.jpg', imageAlt: null }],
    [
      'the largest picture, with its words',
      item(
        '<media:content url="/s.jpg" width="10" height="10"/><media:content url="/l.jpg" width="99" height="99"><media:description>Boat</media:description></media:content>',
      ),
      { image: 'http://base.example/l.jpg', imageAlt: 'Boat' },
    ],
    ['a film is no picture', item('<media:content url="/v.mp4" type="video/mp4"/>'), { image: null, enclosures: [] }],
    ['podcast picture', item('<itunes:image href="/p.jpg"/>'), { image: 'http://base.example/p.jpg' }],
    [
      'enclosed picture',
      item('<enclosure url="/e.png" type="image/png" length="1"/>'),
      { image: 'http://base.example/e.png' },
    ],
  ]);
});

test('what a channel says of itself', async () => {
  const feed = await parseText(
    rss(
      '<link>/</link><atom:link rel="self" href="http://x.example/f"/><description>&lt;b&gt;d&lt;/b&gt;</description><ttl>30</ttl>',
    ),
  );
  expect(feed).toMatchObject({
    format: 'rss',
    title: 'T',
    link: 'http://base.example/',
    selfUrl: 'http://x.example/f',
    description: 'd',
  });
});
