import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseOpml } from '../../../src/feeds/opml.ts';
import { xmlFault } from '../../support/well-formed.ts';

const text = readFileSync(new URL('../../../data/catalog.opml', import.meta.url), 'utf8');
/** The short name stands in the document beside the address. */
const names = new Map(
  [...text.matchAll(/ name="([^"]*)".* xmlUrl="([^"]*)"/g)].map(([, name = '', address = '']) => [
    address.replaceAll('&amp;', '&'),
    name,
  ]),
);
const outlines = parseOpml(text).map((outline) => ({ ...outline, name: names.get(outline.address) ?? '' }));

describe('the catalog', () => {
  test('is well-formed, and each of its feeds is found', () => {
    expect(xmlFault(text)).toBeNull();
    expect(outlines).toHaveLength(text.match(/xmlUrl=/g)?.length ?? 0);
  });

  test('holds sixty feeds or more, each with an https address of its own', () => {
    const addresses = outlines.map(({ address }) => address);
    expect(addresses.length).toBeGreaterThanOrEqual(60);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses) expect(new URL(address).protocol).toBe('https:');
  });

  test('has a short name and a title for every feed, none of them twice', () => {
    const all = outlines.map(({ name }) => name);
    expect(new Set(all).size).toBe(all.length);
    for (const name of all) expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    const titles = outlines.map(({ title }) => title?.toLowerCase());
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('marks every feed with its language, its section and its site', () => {
    for (const { name, language, section, link } of outlines) {
      expect(language, name).toMatch(/^[a-z]{2}$/);
      expect(section, name).toMatch(/^[A-Z][a-z]+$/);
      expect(link, name).toMatch(/^https:\/\//);
    }
  });

  test('covers a dozen sections and several languages, Arabic among them', () => {
    const sections = Map.groupBy(outlines, ({ section }) => section);
    expect(sections.size).toBeGreaterThanOrEqual(12);
    for (const [section, feeds] of sections) expect(feeds.length, section ?? '').toBeGreaterThanOrEqual(2);
    const languages = Map.groupBy(outlines, ({ language }) => language);
    expect(languages.size).toBeGreaterThanOrEqual(15);
    expect(languages.get('ar')?.length).toBeGreaterThanOrEqual(5);
  });

  test.each([
    ['bbc-world', 'https://feeds.bbci.co.uk/news/world/rss.xml', 'World', 'en'],
    ['dw-arabic', 'https://rss.dw.com/rdf/rss-ar-all', 'World', 'ar'],
    ['heise', 'https://www.heise.de/rss/heise-atom.xml', 'Technology', 'de'],
    ['rte-news', 'https://www.rte.ie/feeds/rss/?index=/news/', 'World', 'en'],
    ['xkcd', 'https://xkcd.com/atom.xml', 'Comics', 'en'],
  ])('finds %s', (name, address, section, language) => {
    expect(outlines.find((outline) => outline.name === name)).toMatchObject({ address, section, language });
  });
});
