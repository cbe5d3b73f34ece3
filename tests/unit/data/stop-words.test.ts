import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const file = readFileSync(new URL('../../../data/stop-words.json', import.meta.url), 'utf8');
const lists = Object.entries(JSON.parse(file) as Record<string, string>);
const words = new Map(lists.map(([language, list]) => [language, list.split(' ')]));

describe('the stop words', () => {
  test('are small enough to load with every command that needs them', () => {
    expect(Buffer.byteLength(file)).toBeLessThan(60_000);
  });

  test('cover the languages of the edition and of the catalog', () => {
    const catalog = readFileSync(new URL('../../../data/catalog.opml', import.meta.url), 'utf8');
    const languages = new Set([...catalog.matchAll(/language="([a-z]+)"/g)].map(([, language]) => language ?? ''));
    expect(languages.size).toBeGreaterThan(5);
    for (const language of [...languages, 'en', 'ar', 'de']) expect(words.has(language), language).toBe(true);
  });

  test.each(lists)('%s: in small letters, composed, sorted, none twice', (_language, list) => {
    const all = list.split(' ');
    expect(all.length).toBeGreaterThan(100);
    expect(list.normalize('NFC').toLowerCase()).toBe(list);
    expect(all).toEqual([...new Set(all)].sort((a, b) => (a < b ? -1 : 1)));
    for (const word of all) expect(word).toMatch(/^[\p{L}\p{M}\u200c]+$/u);
  });

  test.each([
    ['en', 'The ferry will not be there before the storm has gone', ['ferry', 'storm']],
    [
      'de',
      'Der Sturm hat in der Nacht auch die Fähre zum Kai getrieben',
      ['sturm', 'nacht', 'fähre', 'kai', 'getrieben'],
    ],
    ['ar', 'من كان في الميناء بعد العاصفة', ['الميناء', 'العاصفة']],
    ['es', 'El barco que salió con la tormenta', ['barco', 'salió', 'tormenta']],
    ['ru', 'Это был шторм, который пришёл на остров', ['шторм', 'пришёл', 'остров']],
  ])('%s: leave of a sentence what it is about', (language, sentence, left) => {
    const stops = new Set(words.get(language));
    const told = sentence.toLowerCase().match(/\p{L}+/gu) ?? [];
    expect(told.filter((word) => !stops.has(word))).toEqual(left);
  });

  test('take no name of a place or person from the edition', () => {
    const stops = new Set([...words.values()].flat());
    for (const name of ['brannock', 'lissane', 'port', 'heron', 'tessaly', 'calder', 'halden', 'larkhaven']) {
      expect(stops.has(name), name).toBe(false);
    }
  });
});
