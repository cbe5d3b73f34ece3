import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Favorite } from '../../../src/core/ports.ts';
import { openFavorites } from '../../../src/store/favorites-file.ts';

const kept = Date.parse('2026-11-01T08:00:00Z');

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'news-favorites-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** The port on a file with this content; null for no file. */
function favoritesWith(content: string | null) {
  const path = join(folder(), 'favorites.json');
  if (content !== null) writeFileSync(path, content);
  return { path, favorites: openFavorites(path), text: () => readFileSync(path, 'utf8') };
}

function favorite(id: string, more: Partial<Favorite> = {}): Favorite {
  const known = {
    title: `Title ${id}`,
    link: 'https://example.org/a',
    source: 'Sample',
    published: kept - 5,
    at: kept,
  };
  return { id, ...known, tags: ['ice', 'harbor'], note: null, ...more };
}

describe('a new file', () => {
  it('gives back what was kept, in its order', async () => {
    const { favorites } = favoritesWith(null);
    expect([await favorites.list(), await favorites.version()]).toEqual([[], null]);
    const both = [favorite('zz', { note: 'two\nlines' }), favorite('1234', { link: null, published: null })];
    expect(await favorites.change(() => both)).toEqual(both);
    expect(await favorites.list()).toEqual(both);
  });

  it('is for people: indented, with times that can be read', async () => {
    const { favorites, text } = favoritesWith(null);
    await favorites.change(() => [favorite('abcd', { published: null, tags: [] })]);
    expect(text()).toBe(`{
  "favorites": [
    {
      "id": "abcd",
      "title": "Title abcd",
      "link": "https://example.org/a",
      "source": "Sample",
      "published": null,
      "added": "2026-11-01T08:00:00Z",
      "tags": [],
      "note": null
    }
  ]
}
`);
  });

  it('is for its owner only, with the folder made for it', async () => {
    const path = join(folder(), 'made', 'favorites.json');
    await openFavorites(path).change(() => [favorite('abcd')]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('gives back any favorite whole', async () => {
    const { favorites } = favoritesWith(null);
    const line = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.trim() === text && !text.includes(','));
    const at = fc.integer({ min: 0, max: 4e12 });
    const any = fc.record({
      id: fc.oneof(line, fc.constantFrom('__proto__', 'constructor', 'a.b', '__internal__')),
      title: line,
      link: fc.option(fc.webUrl()),
      source: fc.oneof(line, fc.constant('')),
      published: fc.option(at),
      at,
      tags: fc.array(line),
      note: fc.option(line),
    });
    const lists = fc.uniqueArray(any, { selector: ({ id }) => id, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        await favorites.change(() => list);
        expect(await favorites.list()).toEqual(list);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a file edited by hand', () => {
  it.each([
    ['a bare list', '[{"id": "abcd", "title": "Snow"}]'],
    ['a list under its name', '{"favorites": [{"id": "abcd", "title": "Snow"}]}'],
    ['an object by id', '{"favorites": {"abcd": {"title": "Snow"}}}'],
    ['a byte order mark', '\ufeff{"favorites": [{"id": "abcd", "title": "Snow"}]}'],
  ])('is read in the form of %s', async (_, content) => {
    const [found, ...more] = await favoritesWith(content).favorites.list();
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      id: 'abcd',
      title: 'Snow',
      link: null,
      source: '',
      published: null,
      tags: [],
      note: null,
    });
  });

  it('takes times and tags as people write them', async () => {
    const entry = { id: 'abcd', added: '2026-11-01', published: 'yesterday', tags: 'ice, harbor,', link: 7, note: '' };
    const [found] = await favoritesWith(JSON.stringify([entry])).favorites.list();
    expect(found).toMatchObject({
      at: Date.parse('2026-11-01'),
      published: null,
      tags: ['ice', 'harbor'],
      link: null,
      note: null,
    });
  });

  it('counts the later of two entries with one id', async () => {
    const { favorites } = favoritesWith('[{"id": "abcd", "title": "old"}, {"id": "abcd", "title": "new"}]');
    expect((await favorites.list()).map(({ title }) => title)).toEqual(['new']);
  });

  it('keeps every word of it that we do not know, through changes of others and of its own', async () => {
    const mine = { id: 'abcd', title: 'Snow', added: '2026-11-01', stars: 5 };
    const { favorites, text } = favoritesWith(
      JSON.stringify({ about: 'mine', favorites: [mine, { title: 'no id' }, 'odd'] }),
    );
    await favorites.change((before) => [...before, favorite('new')]);
    const after = JSON.parse(text());
    expect(after.about).toBe('mine');
    expect(after.favorites).toEqual([mine, expect.objectContaining({ id: 'new' }), { title: 'no id' }, 'odd']);

    await favorites.change(([first, ...rest]) => (first ? [{ ...first, note: 'cold' }, ...rest] : rest));
    expect(JSON.parse(text()).favorites[0]).toMatchObject({ title: 'Snow', stars: 5, note: 'cold' });
  });

  it('settles when a favorite without a time was kept', async () => {
    const { favorites, path } = favoritesWith('[{"id": "abcd"}]');
    const [before] = await favorites.change((list) => [...list, favorite('new')]);
    writeFileSync(path, readFileSync(path, 'utf8').replace('Title new', 'Another title'));
    expect((await favorites.list())[0]?.at).toBe(before?.at);
  });

  it('shows in the version, as do our own changes', async () => {
    const { favorites, path } = favoritesWith(null);
    const versions = [await favorites.version()];
    await favorites.change(() => [favorite('abcd')]);
    versions.push(await favorites.version());
    writeFileSync(path, '{"favorites": []}');
    versions.push(await favorites.version());
    expect(new Set(versions).size).toBe(3);
    await favorites.change((list) => list);
    expect(await favorites.version()).toBe(versions[2]);
  });
});

describe('a damaged file', () => {
  it.each([
    ['{\n  "favorites": [\n    {"id": "abcd",}\n  ]\n}', 'line 3, column 19'],
    ['{"favorites": [{"id": "ab', 'line 1, column 26'],
    ['{"favorites": nope}', 'line 1, column 16'],
    ['"abcd"', 'no list'],
    ['{"favorites": 3}', 'no list'],
  ])('%s is named with the place, and its bytes are kept', async (content, words) => {
    const { favorites, path, text } = favoritesWith(content);
    for (const attempt of [favorites.list(), favorites.change((list) => list)]) {
      await expect(attempt).rejects.toMatchObject({ code: 'favorites', message: expect.stringContaining(words) });
      await expect(attempt).rejects.toThrow(path);
    }
    expect(text()).toBe(content);
  });

  it('is an empty one beside a good copy, to which the error points', async () => {
    const { favorites, path } = favoritesWith(null);
    await favorites.change(() => [favorite('abcd')]);
    await favorites.change((list) => [...list, favorite('efgh')]);
    writeFileSync(path, '');
    await expect(favorites.list()).rejects.toMatchObject({
      code: 'favorites',
      next: expect.stringContaining(`${path}.bak`),
    });
    expect(JSON.parse(readFileSync(`${path}.bak`, 'utf8')).favorites).toHaveLength(1);
  });

  it('is not an empty one that somebody has just made', async () => {
    expect(await favoritesWith(' \n').favorites.list()).toEqual([]);
  });
});

describe('a change', () => {
  it('that fails leaves the file as it was, and nothing beside it', async () => {
    const { favorites, path, text } = favoritesWith('{"favorites": []}');
    const failing = favorites.change(() => {
      throw new RangeError('no');
    });
    await expect(failing).rejects.toMatchObject({ code: 'favorites' });
    expect(text()).toBe('{"favorites": []}');
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('.new'))).toEqual([]);
  });

  it('clears away what a killed process left', async () => {
    const { favorites, path } = favoritesWith('{"favorites": []}');
    writeFileSync(`${path}.new`, '{"favo');
    writeFileSync(`${path}.new.tmp-1234567890abcdef`, '');
    await favorites.change(() => [favorite('abcd')]);
    expect(readdirSync(join(path, '..')).sort()).toEqual([
      'favorites.json',
      'favorites.json.bak',
      'favorites.json.lock',
    ]);
  });

  it('of a linked file changes what the link leads to', async () => {
    const { path: target } = favoritesWith('[]');
    const link = join(folder(), 'favorites.json');
    symlinkSync(target, link);
    await openFavorites(link).change(() => [favorite('abcd')]);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(existsSync(`${target}.bak`)).toBe(true);
    expect(await openFavorites(target).list()).toHaveLength(1);
  });

  it('waits for another one in the same process', async () => {
    const { favorites } = favoritesWith(null);
    const ids = Array.from({ length: 10 }, (_, index) => `id${index}`);
    await Promise.all(ids.map((id) => favorites.change((list) => [...list, favorite(id)])));
    expect((await favorites.list()).map(({ id }) => id).sort()).toEqual(ids);
  });
});
