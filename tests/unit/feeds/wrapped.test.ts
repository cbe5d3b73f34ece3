/** Feeds inside something else: compressed files, pages that show them, lists of another vocabulary. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { atomEntry, type Case, firstDraft, parseText, rss, rssItem } from '../../support/feed-fields.ts';

const items = Array.from({ length: 300 }, (_, i) => `<item><title>${i}</title><guid>${(i * 7919) ** 3}</guid></item>`);
const document = rss(items.join(''));

describe('a compressed file', () => {
  const packed = new Uint8Array(gzipSync(document));
  const titles = async (bytes: Uint8Array) => (await parseText(bytes)).drafts.map(({ title }) => title);

  test('is read as what it holds', async () => {
    expect(await titles(packed)).toHaveLength(300);
    expect(await titles(new Uint8Array([...packed, 1, 2, 3]))).toHaveLength(300);
  });

  test('that was cut off gives what it holds up to there', async () => {
    const some = await titles(packed.subarray(0, packed.length / 2));
    expect(some.length).toBeGreaterThan(50);
    expect(some[0]).toBe('0');
  });

  test('that unpacks to more than a fetch may bring is read up to there', async () => {
    const item = (title: string) => `<item><title>${title}</title></item>`;
    const bomb = gzipSync(rss(`${item('first')}${' '.repeat(15_000_000)}${item('last')}`));
    expect(bomb.length).toBeLessThan(20_000);
    expect(await titles(new Uint8Array(bomb))).toEqual(['first']);
  });

  test('that is none is no feed', async () => {
    await expect(parseText(Uint8Array.of(0x1f, 0x8b, 8, 1, 2))).rejects.toMatchObject({ code: 'not-a-feed' });
  });
});

describe('a page that shows a feed', () => {
  const shown = rss('<item><title>a &amp;lt; b</title></item>')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

  test.each([
    ['in <pre>', `<html><head><title>feed.xml</title></head><body><pre>${shown}</pre></body></html>`],
    ['alone', shown],
    ['after its declaration', `<pre>&lt;?xml version="1.0"?&gt;\n${shown}</pre>`],
  ])('%s is read', async (_, page) => {
    expect((await parseText(page)).drafts).toMatchObject([{ title: 'a < b' }]);
  });

  test('among other words is a page about feeds', async () => {
    await expect(
      parseText(`<html><body><p>How to write one:</p><pre>${shown}</pre></body></html>`),
    ).rejects.toMatchObject({ code: 'not-a-feed' });
  });
});

describe('names of another vocabulary', () => {
  const cases: readonly Case[] = [
    [
      'an item of one is no item',
      rssItem('<x:list xmlns:x="urn:x"><x:item>no</x:item></x:list><title>t</title>'),
      { title: 't' },
    ],
    [
      'RSS in the namespace of Atom',
      atomEntry('<pubDate>2026-03-02</pubDate><description>d</description>'),
      { published: Date.UTC(2026, 2, 2), summary: 'd' },
    ],
    [
      'HTML in the namespace of Atom',
      atomEntry('<content type="xhtml"><div><p>x</p></div></content>'),
      { html: '<p>x</p>' },
    ],
    [
      'a namespace that was nearly copied right',
      rssItem('<q:creator xmlns:q="http://purl.org/dc/element/1.1">A</q:creator>'),
      { authors: ['A'] },
    ],
    [
      'people and words in RDF lists',
      rssItem(
        '<dc:creator><rdf:Bag><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Bag></dc:creator><dc:subject><rdf:Seq><rdf:li>x</rdf:li><rdf:li>y</rdf:li></rdf:Seq></dc:subject>',
      ),
      { authors: ['A', 'B'], tags: ['x', 'y'] },
    ],
    ["RSS's own guid before Atom's id", rssItem('<atom:id>a</atom:id><guid>g</guid>'), { guid: 'g' }],
    ['a count without its prefix', atomEntry('<link rel="replies" href="/c" count="3"/>'), { commentCount: 3 }],
    ['a language that was taken back', atomEntry('<title xml:lang="">t</title>', 'xml:lang="fr"'), { language: 'fr' }],
  ];
  test.each(cases.map(([name, text, expected]) => ({ name, text, expected })))('$name', async ({ text, expected }) => {
    expect(await firstDraft(text)).toMatchObject(expected);
  });

  test('a language is taken back for an entry', async () => {
    const feed = await parseText(
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><entry xml:lang=""><id>1</id></entry></feed>',
    );
    expect(feed).toMatchObject({ language: 'fr', drafts: [{ language: null }] });
  });
});

describe('addresses', () => {
  const cases: readonly Case[] = [
    [
      'escaped once too often',
      rssItem('<link><![CDATA[http://x.example/?a=1&amp;b=2]]></link>'),
      { link: 'http://x.example/?a=1&b=2' },
    ],
    [
      'with a blank in a permalink',
      rssItem('<guid>http://x.example/a b</guid>'),
      { guid: 'http://x.example/a b', link: 'http://x.example/a%20b' },
    ],
    [
      'against a base that is none',
      rssItem('<link xml:base="javascript:x">/a</link>'),
      { link: 'http://base.example/a' },
    ],
  ];
  test.each(cases.map(([name, text, expected]) => ({ name, text, expected })))('$name', async ({ text, expected }) => {
    expect(await firstDraft(text)).toMatchObject(expected);
  });
});
