import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import type { Filter, Sort } from '../../src/core/query.ts';
import {
  add,
  all,
  and,
  ask,
  from,
  ids,
  minute,
  noon,
  not,
  or,
  pagedIds,
  put,
  section,
  source,
  tag,
  text,
  unread,
} from './store-samples.ts';

/** Two sources, one of which stands for a section and a tag. */
async function fill(openFresh: () => Promise<Store>): Promise<Store> {
  const store = await openFresh();
  await store.putSources([
    source('alpha', { title: 'Alpha News' }),
    source('beta', { section: 'World', tags: ['Daily'] }),
  ]);
  await put(store, 'alpha', [
    add('a1', 10, { title: 'Whales sing', section: 'Science', tags: ['Ocean', 'News'], language: 'en-GB' }),
    add('a2', 30, { title: 'Markets fall', section: 'Business', tags: ['news'], language: 'de' }),
    add('a3', 50, { title: 'Elections', section: 'world', language: 'en' }),
  ]);
  await put(store, 'beta', [
    add('b1', 20, { title: 'A quiet day', tags: ['daily', 'ocean'] }),
    add('b2', 40, { title: 'bread and wine', section: 'Food' }),
  ]);
  await store.setRead([
    { id: 'a2', read: noon },
    { id: 'b1', read: noon },
  ]); // prettier-ignore
  await store.mirrorFavorites('1', [
    { id: 'a2', at: noon },
    { id: 'b2', at: noon },
  ]); // prettier-ignore
  return store;
}

const cases: readonly (readonly [what: string, filter: Filter, expected: readonly string[]])[] = [
  ['a tag in any case and width', tag('ＮＥＷＳ'), ['a1', 'a2']],
  ['a tag of the article or of its source', tag('daily'), ['b1', 'b2']],
  ['a tag nobody has', tag('none'), []],
  ['a section of the article, else of its source', section('WORLD'), ['b1', 'a3']],
  ['a section that only articles have', section('food'), ['b2']],
  ['a source by a word of its title', from('alpha'), ['a1', 'a2', 'a3']],
  ['a source by its host', from('beta.example'), ['b1', 'b2']],
  ['an unknown source', from('gamma'), []],
  ['a language and its regions', { kind: 'language', language: 'EN' }, ['a1', 'a3']],
  ['a region', { kind: 'language', language: 'en-gb' }, ['a1']],
  ['since, with the very moment', { kind: 'since', at: noon - 30 * minute }, ['a1', 'b1', 'a2']],
  ['until, without the very moment', { kind: 'until', at: noon - 30 * minute }, ['b2', 'a3']],
  ['unread', unread, ['a1', 'b2', 'a3']],
  ['read', { kind: 'read', read: true }, ['b1', 'a2']],
  ['favorites', { kind: 'favorite' }, ['a2', 'b2']],
  ['ids', { kind: 'id', ids: ['b2', 'a1', 'zz'] }, ['a1', 'b2']],
  ['no ids', { kind: 'id', ids: [] }, []],
  ['several at once', and(tag('news'), section('business'), from('alpha')), ['a2']],
  [
    'several times',
    and({ kind: 'since', at: noon - 40 * minute }, { kind: 'until', at: noon - 10 * minute }),
    ['b1', 'a2', 'b2'],
  ],
  ['either', or(tag('ocean'), section('Food'), tag('none')), ['a1', 'b1', 'b2']],
  ['either, each once', or(tag('ocean'), tag('news'), from('alpha')), ['a1', 'b1', 'a2', 'a3']],
  ['nothing either', or(), []],
  ['not', not(from('alpha')), ['b1', 'b2']],
  ['not either', not(or(tag('ocean'), section('world'))), ['a2', 'b2']],
  ['not a section, with articles of none', not(section('Business')), ['a1', 'b1', 'b2', 'a3']],
  ['not a language, with articles of none', not({ kind: 'language', language: 'de' }), ['a1', 'b1', 'b2', 'a3']],
  ['text within a tag', and(tag('ocean'), text('whales')), ['a1']],
  ['not a text', not(text('whales')), ['b1', 'a2', 'b2', 'a3']],
  ['a text or a favorite', or(text('elections'), { kind: 'favorite' }), ['a2', 'b2', 'a3']],
  ['a text but not another', and(text('a'), not(text('quiet'))), []],
  ['everything but nothing', not(all), []],
  ['nested', and(or(tag('news'), tag('daily')), or(unread, { kind: 'favorite' }), not(section('food'))), ['a1', 'a2']],
]; // prettier-ignore

export function listingRules(openFresh: () => Promise<Store>): void {
  const filled = () => fill(openFresh);

  it('lists newest first, oldest first, by title and by source', async () => {
    const store = await filled();
    expect(await ids(store, all)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
    expect(await ids(store, all, 'oldest')).toEqual(['a3', 'b2', 'a2', 'b1', 'a1']);
    expect(await ids(store, all, 'title')).toEqual(['b1', 'b2', 'a3', 'a2', 'a1']);
    expect(await ids(store, all, 'source')).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
    expect(await ids(store, all, 'relevance')).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  it.each(cases)('filters by %s', async (_what, filter, expected) => {
    const store = await filled();
    expect(await ids(store, filter)).toEqual(expected);
    expect(await ids(store, filter, 'oldest')).toEqual(expected.toReversed());
    expect(await store.count(filter)).toBe(expected.length);
    expect((await ids(store, filter, 'title')).toSorted()).toEqual(expected.toSorted());
    expect((await ids(store, filter, 'relevance')).toSorted()).toEqual(expected.toSorted());
  });

  it('answers "or" of many parts like a few', async () => {
    const store = await filled();
    const many = Array.from({ length: 40 }, (_, index) => tag(`no tag ${index}`));
    expect(await ids(store, or(...many, tag('ocean')))).toEqual(['a1', 'b1']);
    expect(await ids(store, and(or(...many, from('beta')), or(...many, unread), or(...many, all)))).toEqual(['b2']);
    const languages = Array.from({ length: 12 }, (_, index) =>
      add(`c${index}`, 100 + index, { language: `en-${index}` }),
    );
    await put(store, 'alpha', languages);
    expect((await ids(store, { kind: 'language', language: 'en' })).length).toBe(14);
  });

  it('finds by more sources than are worth a stream each', async () => {
    const store = await openFresh();
    const sources = Array.from({ length: 20 }, (_, index) =>
      source(`s${index}`, { title: `Many ${index}`, tags: ['all'] }),
    );
    await store.putSources(sources);
    for (const [index, { id }] of sources.entries()) await put(store, id, [add(`x${index}`, (index * 7) % 20)]);
    const inOrder = sources
      .map((_, index) => index)
      .sort((a, b) => ((a * 7) % 20) - ((b * 7) % 20))
      .map((index) => `x${index}`);
    expect(await ids(store, from('many'))).toEqual(inOrder);
    expect(await ids(store, tag('ALL'))).toEqual(inOrder);
  });
}

export function pagingRules(openFresh: () => Promise<Store>): void {
  const filled = () => fill(openFresh);

  it('keeps the order of the document among articles of one moment', async () => {
    const store = await openFresh();
    await store.putSources([source('alpha')]);
    await put(
      store,
      'alpha',
      ['a', 'b', 'c'].map((id) => add(id, 5)),
    );
    expect(await ids(store, all)).toEqual(['a', 'b', 'c']);
  });

  it('holds more articles of one moment than a moment has places', async () => {
    const store = await openFresh();
    await store.putSources([source('alpha')]);
    const total = 4200;
    const changes = Array.from({ length: total }, (_, index) => add(`n${String(index).padStart(4, '0')}`, 5));
    await put(store, 'alpha', [...changes.slice(0, 2100), add('later', 4)]);
    await put(store, 'alpha', changes.slice(2100));
    expect(await store.count(all)).toBe(total + 1);
    const paged = await pagedIds(store, ask(all, { limit: 1000 }));
    expect(new Set(paged).size).toBe(total + 1);
    expect(paged[0]).toBe('later');
  });

  it.each<Sort>(['newest', 'oldest', 'relevance', 'title', 'source'])(
    'pages through %s without losing or repeating one',
    async (sort) => {
      const store = await filled();
      const filter = sort === 'relevance' ? or(text('a'), text('whales'), text('markets'), text('bread')) : all;
      const whole = await ids(store, filter, sort);
      expect(whole.length).toBeGreaterThan(3);
      for (const limit of [1, 2, 3, whole.length])
        expect(await pagedIds(store, ask(filter, { sort, limit }))).toEqual(whole);
    },
  );

  it('goes on at the right place when articles arrive between two pages', async () => {
    const store = await filled();
    const first = await store.find(ask(all, { limit: 2 }));
    await put(store, 'beta', [add('b9', 1), add('b8', 60)]);
    expect(await pagedIds(store, ask(all, { limit: 2, after: first.next }))).toEqual(['a2', 'b2', 'a3', 'b8']);
  });

  it('refuses a cursor that is none', async () => {
    const store = await openFresh();
    await expect(store.find(ask(all, { after: '0; DROP TABLE article' }))).rejects.toMatchObject({ code: 'usage' });
  });

  it('agrees with going through all articles, whatever is asked', async () => {
    const store = await filled();
    const { found } = await store.find(ask(all));
    const articles = found.map(({ article }) => article);
    const leaves: readonly (readonly [Filter, (id: string) => boolean])[] = cases
      .slice(0, 15)
      .map(([, filter, expected]) => [filter, (id) => expected.includes(id)]);
    type Asked = readonly [Filter, (id: string) => boolean];
    const { tree } = fc.letrec<{ tree: Asked }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(...leaves),
        fc
          .tuple(tie('tree'), tie('tree'))
          .map(([[a, fitsA], [b, fitsB]]): Asked => [and(a, b), (id) => fitsA(id) && fitsB(id)]),
        fc
          .tuple(tie('tree'), tie('tree'))
          .map(([[a, fitsA], [b, fitsB]]): Asked => [or(a, b), (id) => fitsA(id) || fitsB(id)]),
        tie('tree').map(([a, fits]): Asked => [not(a), (id) => !fits(id)]),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async ([filter, fits]) => {
        const expected = articles.map(({ id }) => id).filter(fits);
        expect(await ids(store, filter)).toEqual(expected);
        expect(await store.count(filter)).toBe(expected.length);
      }),
      { numRuns: 200 },
    );
  });
}
