import { describe, expect, test } from 'vitest';
import { NewsError } from '../../../src/core/errors.ts';
import { looksLikeFeed } from '../../../src/feeds/looks-like-feed.ts';
import { firstDraft, parseText, rss, rssItem } from '../../support/feed-fields.ts';

const one = '<item><title>1</title><link>http://x.example/1</link></item>';
const two = '<item><title>2</title></item>';

describe('broken documents give their articles', () => {
  test.each([
    [
      'a warning of the server before it',
      `<br />\n<b>Warning</b>: in <b>/x.php</b> on line <b>3</b><br />\n${rss(one + two)}`,
    ],
    ['blanks and a mark before it', `\ufeff\n  ${rss(one + two)}`],
    ['stray end tags', rss(`</channel>${one}</b></item></channel>${two}`)],
    ['items after the root', `${rss(one)}${two} trailing <<<`],
    ['an item in an item', rss(`<item><title>1</title>${two}`)],
    ['unclosed link and guid', rss(`<item><title>1</title><link>http://x.example/1<guid>g<pubDate>x</item>${two}`)],
    ['an unclosed title', rss(`<item><title>1<link>http://x.example/1</link></item>${two}`)],
    ['an unclosed description', rss(`<item><title>1</title><description>a <b>b<pubDate>x</pubDate></item>${two}`)],
    ['an unclosed CDATA section', rss(`<item><title>1</title><description><![CDATA[a</description></item>${two}`)],
    [
      'an unclosed CDATA section before another',
      rss(
        `<item><title>1</title><description><![CDATA[a</description></item><item><title>2</title><description><![CDATA[b]]></description></item>`,
      ),
    ],
    [
      'CDATA in CDATA',
      rss(
        `<item><title>1</title><description><![CDATA[<script>//<![CDATA[\nx//]]></script>]]></description></item>${two}`,
      ),
    ],
    ['an unclosed comment', rss(`<item><!-- x <title>1</title></item>${two}`)],
    [
      'an unclosed quote',
      rss(
        `<item><title>1</title><enclosure url="http://x.example/a length=1/></item><item><title>2</title><enclosure url="http://x.example/b"/></item>`,
      ),
    ],
    ['no rss', `<channel>${one}${two}</channel>`],
    ['no channel either', one + two],
    ['a page around it', `<html><head><title>no</title></head><body>${rss(one + two)}</body></html>`],
    ['capitals', rss(one + two).toUpperCase()],
    [
      'prefixes',
      `<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:item><r:title>1</r:title></r:item><r:item><r:title>2</r:title></r:item></r:channel></r:rss>`,
    ],
    ['an unknown default namespace', `<rss xmlns="http://foo.example/x"><channel>${one}${two}</channel></rss>`],
  ])('%s', async (_, document) => {
    expect((await parseText(document)).drafts.map(({ title }) => title)).toEqual(['1', '2']);
  });

  test('a truncated one keeps its whole items, and of the last what was whole', async () => {
    const cut = await parseText(
      `<rss><channel>${one}<item><title>2</title><link>http://x.example/2</link><description>cut o`,
    );
    expect(cut.drafts.map(({ title }) => title)).toEqual(['1', '2']);
    const early = await parseText(`<rss><channel>${one}<item><title>Half a ti`);
    expect(early.drafts.map(({ title }) => title)).toEqual(['1']);
  });

  test('what was mended keeps its fields', async () => {
    const draft = await firstDraft(
      rss('<item><title>1</title><description>a <b>b<pubDate>Mon, 02 Mar 2026 15:04:05 GMT</pubDate></item>'),
    );
    expect(draft).toMatchObject({ summary: 'a <b>b</b>', published: Date.parse('2026-03-02T15:04:05Z') });
    const loose = await firstDraft(
      rssItem(`<enclosure url=http://x.example/a length=12 type='audio/mpeg'length="3"/>`),
    );
    expect(loose.enclosures).toEqual([{ url: 'http://x.example/a', type: 'audio/mpeg', length: 12 }]);
  });
});

describe('namespaces', () => {
  test('are known by their address, however it is spelled, and by usual prefixes where undeclared', async () => {
    const named = '<rss xmlns:x="https://purl.org/dc/elements/1.1"><item><x:creator>X</x:creator></item></rss>';
    expect((await firstDraft(named)).authors).toEqual(['X']);
    expect((await firstDraft('<rss><item><dc:creator>X</dc:creator></item></rss>')).authors).toEqual(['X']);
    const other = '<rss xmlns:dc="urn:other"><item><title>t</title><dc:creator>X</dc:creator></item></rss>';
    expect((await firstDraft(other)).authors).toEqual([]);
  });
});

describe('entities', () => {
  test('flat internal ones are text, nested and external ones nothing', async () => {
    const doctype =
      '<!DOCTYPE rss [<!ENTITY co "Acme &amp; Sons"><!ENTITY n "&co;&co;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const draft = await firstDraft(`${doctype}<rss><item><title>&co; &n; &x;</title></item></rss>`);
    expect(draft.title).toBe('Acme & Sons &co;&co; &x;');
  });

  test('cannot blow a document up', async () => {
    const doctype = `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(4000)}">]>`;
    const draft = await firstDraft(`${doctype}<rss><item><title>${'&a;'.repeat(5000)}</title></item></rss>`);
    expect(draft.title?.length).toBeLessThan(1_100_000);
  });
});

describe('what is not a feed', () => {
  test.each([
    ['', 'empty'],
    ['hello', 'no markup'],
    ['\u0089PNG\r\n\u001a\n', 'no markup'],
    ['<!DOCTYPE html><html><body><item>x</item></body></html>', 'HTML page'],
    ['{"a":1}', 'JSON'],
    ['<opml><body/></opml>', '<opml>'],
    ['<Error><Code>AccessDenied</Code></Error>', '<Error>'],
  ])('%j is said to be one of another kind', async (text, words) => {
    const error = await parseText(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NewsError);
    expect(error).toMatchObject({ code: 'not-a-feed' });
    expect(String(error)).toContain('http://base.example/feed');
    expect(String(error)).toContain(words);
  });

  test.each([
    [rss(one), true],
    ['\n<!-- <html> -->\n<feed xmlns="http://www.w3.org/2005/Atom"/>', true],
    ['{"version":"https://jsonfeed.org/version/1.1"}', true],
    ['<!doctype html><html><body><rss/></body></html>', false],
    ['{"a":1}', false],
    ['', false],
  ])('%.40j looks like a feed: %s', (text, looks) => {
    expect(looksLikeFeed(new TextEncoder().encode(text))).toBe(looks);
  });
});

test('controls that XML does not know cost nothing, wherever they stand', async () => {
  const { drafts } = await parseText(rss('<it\u0001em><ti\u0000tle>a\u0008b</title><gu\u007fid>7</guid></item>'));
  expect(drafts).toMatchObject([{ title: 'ab', guid: '7' }]);
});

test('an element has 256 attributes at most', async () => {
  const enclosure = (before: number) =>
    rssItem(
      `<enclosure ${Array.from({ length: before }, (_, i) => `a${i}="1"`).join(' ')} url="https://a.example/x"/>`,
    );
  expect((await firstDraft(enclosure(255))).enclosures).toHaveLength(1);
  expect((await firstDraft(enclosure(256))).enclosures).toEqual([]);
});

describe('elements inside each other', () => {
  const levels = (count: number, tag: (level: number) => string) =>
    Array.from({ length: count }, (_, at) => tag(at)).join('');

  test('may be as many as a page has in a body', async () => {
    const divs = `${'<div>'.repeat(150)}inside${'</div>'.repeat(150)}`;
    const html = (await firstDraft(rssItem(`<title>t</title><content:encoded>${divs}</content:encoded>`))).html;
    expect(html?.match(/<div>/g)?.length).toBeGreaterThanOrEqual(149);
    expect(html).toContain('inside');
  });

  test('are 60 at most anywhere else, and what follows them is read', async () => {
    const categories = levels(200, (level) => `<itunes:category text="c${level}">`) + '</itunes:category>'.repeat(200);
    const { tags, title } = await firstDraft(rssItem(`${categories}<title>t</title>`));
    expect(tags.length).toBeGreaterThan(40);
    expect(tags.length).toBeLessThanOrEqual(60);
    expect(title).toBe('t');
  });

  test('that were never closed hide no item', async () => {
    const heap = '<unknown>'.repeat(300);
    const items = ['a', 'b'].map((title) => `<item><title>${title}</title>${heap}</item>`).join('');
    expect((await parseText(rss(heap + items))).drafts.map(({ title }) => title)).toEqual(['a', 'b']);
  });
});

describe('hostile documents are read to their end', () => {
  const many = 100_000;
  test.each([
    ['deep nesting', rssItem(`<title>t</title><description>${'<a>'.repeat(many)}${'</b>'.repeat(many)}`)],
    ['channels inside each other', rssItem(`<title>t</title><description>${'<channel>'.repeat(many)}`)],
    ['feeds inside each other', rssItem(`<title>t</title><description>${'<channel><feed>'.repeat(many)}`)],
    [
      'many attributes',
      rssItem(`<title>t</title><x ${Array.from({ length: many }, (_, i) => `a${i}="1"`).join(' ')}/>`),
    ],
    ['a long title', rssItem(`<title>t${' &lt;b&gt; &amp;'.repeat(1_500_000)}</title>`)],
    ['unclosed CDATA sections', rssItem(`<title>t</title>${'<![CDATA['.repeat(1_000_000)}`)],
    ['unclosed comments', rssItem(`<title>t</title>${'<!--'.repeat(1_000_000)}`)],
    ['unclosed comments in a title', rssItem(`<title>t &amp;amp; ${'&lt;!--'.repeat(300_000)}</title>`)],
    ['bare angles', rssItem(`<title>t${'<'.repeat(1_000_000)}</title>`)],
    ['unclosed quotes', rssItem(`<title>t</title>${'<a b="x> </'.repeat(many)}`)],
    ['doctypes', `${'<!DOCTYPE x [<!ENTITY a "b">'.repeat(many)}${rssItem('<title>t</title>')}`],
    [
      'namespaces',
      `<rss ${Array.from({ length: 20_000 }, (_, i) => `xmlns:n${i}="u${i}"`).join(' ')}>${'<item xmlns:z="u"><title>t</title></item>'.repeat(2000)}</rss>`,
    ],
    ['many categories', rssItem(`<title>t</title>${'<category>c</category>'.repeat(200_000)}`)],
    ['many people', rssItem(`<title>t</title>${'<dc:creator>c</dc:creator>'.repeat(200_000)}`)],
    ['many words', rssItem(`<title>t</title><itunes:keywords>${'a, '.repeat(200_000)}</itunes:keywords>`)],
    ['many pictures', rssItem(`<title>t</title><media:group>${'<media:thumbnail url="/a"/>'.repeat(200_000)}`)],
    ['many links', rssItem(`<title>t</title>${'<atom:link href="javascript:x"/>'.repeat(200_000)}`)],
    ['scattered quotes and names', rssItem(`<title>t</title>${"<dc:x y='".repeat(many)}`)],
  ])('%s', async (_, document) => {
    const [draft] = (await parseText(document)).drafts;
    expect(draft?.title?.startsWith('t')).toBe(true);
  });
});
