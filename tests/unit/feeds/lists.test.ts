import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discoverFeeds, usualPlaces } from '../../../src/feeds/discover.ts';
import { includedLists, type OpmlEntry, parseOpml, writeOpml } from '../../../src/feeds/opml.ts';

const page = 'http://site.example/blog/post.html';

describe('feeds that a page names', () => {
  test('alternates wherever they stand, against the base, each once', () => {
    const html = `<base href="/x/"><link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" title="A &amp; B" href="f.xml">
      <link rel=stylesheet href=s.css><link rel="alternate" hreflang="de" href="/de">
      <body><link rel="alternate feed" type="application/feed+json" href="f.json"><link rel="alternate" type="application/rss+xml" href="f.xml">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1"><a href="/rss">no</a>`;
    expect(discoverFeeds(html, page)).toEqual([
      { url: 'http://site.example/x/f.xml', title: 'A & B', type: 'application/rss+xml' },
      { url: 'http://site.example/x/f.json', title: null, type: 'application/feed+json' },
    ]);
  });

  test('links that look like feeds where nothing else is named', () => {
    const html =
      '<a href="/feed/">All <b>news</b></a> <a href="/feedback">no</a> <a href="/about">no</a> <a href="s.rss">S</a>';
    expect(discoverFeeds(html, page)).toEqual([
      { url: 'http://site.example/feed/', title: 'All news', type: null },
      { url: 'http://site.example/blog/s.rss', title: 'S', type: null },
    ]);
    expect(discoverFeeds('<!-- <a href="/feed"> --><script>"<a href=/rss>"</script>', page)).toEqual([]);
  });

  test.each([
    ['<a href="/abo">RSS feed</a><a href="/about">About</a>', ['/abo']],
    ['<a type="application/atom+xml" href="/abo">x</a>', ['/abo']],
    ['<a href="/explained">What is RSS?</a><a href="/news.rss">News</a>', ['/news.rss']],
    ['<a href="https://share.example/?url=http://site.example/feed">Share</a>', []],
    ['<link rel=alternate type="application/rss+xml" href="feed:http://site.example/a"/>', ['/a']],
    [
      '<link rel=alternate type="application/x.atom+xml" href="/a#top"><link rel=alternate type="application/rss+xml" href="/a">',
      ['/a'],
    ],
    [
      '<link rel="alternate" type="application/rss+xml" title="Comments on: x" href="/p/feed"><link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" type="application/rss+xml" title="Feed" href="/feed">',
      ['/feed', '/p/feed', '/comments/feed'],
    ],
    [
      '<link rel="alternate" type="application/activity+json" href="/a"><link rel="alternate" hreflang="de" href="/de">',
      [],
    ],
  ])('%s', (html, paths) => {
    expect(discoverFeeds(html, page).map(({ url }) => url)).toEqual(paths.map((path) => `http://site.example${path}`));
  });

  test('the Link header comes first, and stands against the page itself', () => {
    const header =
      '</style.css>; rel=preload, <rss>; rel="alternate"; type="application/rss+xml"; title="A, B", <https://o.example/f>;type=application/atom+xml;rel=alternate, </wp-json/>; rel="https://api.w.org/", <x';
    const html = '<base href="/z/"><link rel="alternate" type="application/rss+xml" href="in.xml">';
    expect(discoverFeeds(html, page, header)).toEqual([
      { url: 'http://site.example/blog/rss', title: 'A, B', type: 'application/rss+xml' },
      { url: 'https://o.example/f', title: null, type: 'application/atom+xml' },
      { url: 'http://site.example/z/in.xml', title: null, type: 'application/rss+xml' },
    ]);
  });

  test('usual places: below the address, then at the root', () => {
    const places = usualPlaces('https://site.example/blog/');
    expect(places[0]).toBe('https://site.example/blog/feed');
    expect(places).toContain('https://site.example/feed');
    expect(usualPlaces('mailto:x@site.example')).toEqual([]);
  });
});

describe('OPML', () => {
  test('outermost outlines are sections, categories are tags', () => {
    const entries = parseOpml(`<opml><body><outline text="World"><outline text="Asia">
      <outline text="A" xmlUrl="http://a.example/f" htmlUrl="http://a.example/" category="x, y,/z/w" language="en"/></outline></outline>
      <outline title="B" text="b" xmlurl="feed:http://b.example/f"><outline text="no feed"/></outline>
      <outline text="A again" xmlUrl="http://a.example/f"></body>`);
    expect(entries).toMatchObject([
      {
        address: 'http://a.example/f',
        title: 'A',
        link: 'http://a.example/',
        section: 'World',
        tags: ['x', 'y', 'w'],
        language: 'en',
      },
      { address: 'http://b.example/f', title: 'B', section: null, tags: [] },
    ]);
    expect(parseOpml('no list at all')).toEqual([]);
  });

  test.each([
    ['any case of the attributes', '<OUTLINE TEXT="A" XMLURL="http://a.example/f" HTMLURL="http://a.example/"/>'],
    ['no list around it', '<outline text=A xmlUrl=http://a.example/f htmlUrl=http://a.example/ >'],
    [
      'url for a feed',
      '<opml><outline type="RSS" title="A" url="http://a.example/f" htmlUrl="http://a.example/"/></opml>',
    ],
    [
      'blanks and a cut end',
      '<opml><body>\n<outline text=" A\n" xmlUrl="\nhttp://a.example/f " htmlUrl="http://a.example/"'.concat(
        '/><outli',
      ),
    ],
    [
      'one address in two spellings',
      '<opml><outline text="A" xmlUrl="http://a.example/f" htmlUrl="http://a.example/"/><outline text="B" xmlUrl="HTTP://A.example:80/f"/></opml>',
    ],
    [
      'other outlines',
      '<opml><outline text="note"/><outline type="link" url="http://l.example/"/><outline text="A" xmlUrl="http://a.example/f" htmlUrl="http://a.example/"/><outline text="x" xmlUrl=""/></opml>',
    ],
  ])('%s', (_, text) => {
    expect(parseOpml(text)).toMatchObject([{ address: 'http://a.example/f', title: 'A', link: 'http://a.example/' }]);
    expect(parseOpml(text)).toHaveLength(1);
  });

  test('lists that it includes are told, not followed', () => {
    const text = `<opml><body><outline text="F"><outline type="include" url="http://i.example/a"/></outline>
      <outline type="link" url="http://i.example/b.opml"/><outline type="link" url="http://i.example/"/></body></opml>`;
    expect(includedLists(text)).toEqual(['http://i.example/a', 'http://i.example/b.opml']);
    expect(parseOpml(text)).toEqual([]);
  });

  test('what is written is read back the same, whatever the words', () => {
    const hostile = fc.constantFrom(
      '<b>"&amp;\'',
      ']]>',
      '</outline>',
      '&#10;',
      'a, b',
      '/x/y',
      '%2C',
      '__proto__',
      'نص ‏x',
      '日本',
    );
    const word = fc
      .oneof(hostile, fc.string({ minLength: 1, maxLength: 20 }))
      .map((text) => text.replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '');
    const maybe = fc.option(word);
    const entry = fc.record({
      address: fc.webUrl({ withQueryParameters: true }),
      title: maybe,
      link: fc.option(fc.webUrl()),
      section: maybe,
      tags: fc.uniqueArray(word, { maxLength: 4 }),
      language: fc.option(fc.constantFrom('en', 'pt-BR')),
      name: fc.option(fc.constantFrom('a-name')),
    });
    const entries = fc.uniqueArray(entry, { selector: ({ address }) => address, maxLength: 12 });
    const byAddress = (list: readonly OpmlEntry[]) => [...list].sort((a, b) => (a.address < b.address ? -1 : 1));
    fc.assert(
      fc.property(entries, word, (list, title) => {
        fc.pre(list.every((one) => one.title !== one.address));
        const text = writeOpml(list, { title, created: 0 });
        expect(byAddress(parseOpml(text))).toEqual(byAddress(list));
        expect(writeOpml(parseOpml(text), { title, created: 0 })).toBe(text);
      }),
    );
  });
});
