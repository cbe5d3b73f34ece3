import { expect, it } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import { freshState, plainSettings, type Source } from '../../src/core/source.ts';
import { add, all, from, ids, noon, put, section, source, tag, text } from './store-samples.ts';

export function sourceRules(openFresh: () => Promise<Store>): void {
  it('gives sources back whole, in the order of adding', async () => {
    const store = await openFresh();
    const settings = {
      intervalMs: 5,
      userAgent: 'x',
      headers: { __proto__: 'y', A: 'b' },
      credentialsCommand: 'pass show x',
      fullText: true,
      givenAddress: 'z',
      keep: { ageMs: 5, count: null },
    };
    const state = { ...freshState, etag: '"1"', failures: 3, error: { code: 'timeout', message: 'late' } };
    const sources = [
      source('zeta'),
      source('alpha', { section: 'World', tags: ['a', 'b'], language: 'ar', settings, state }),
    ];
    await store.putSources(sources);
    expect(await store.sources()).toEqual(sources);
    const changed = { ...source('zeta'), title: 'Renamed', section: 'Art' };
    await store.putSources([changed]);
    expect(await store.sources()).toEqual([changed, sources[1]]);
  });

  it('stores the state of a fetch and what the feed says of itself', async () => {
    const store = await openFresh();
    await store.putSources([source('alpha', { title: 'alpha.example' }), source('beta', { title: 'My own name' })]);
    const state = { ...freshState, fetchedAt: noon, etag: '"2"' };
    const feed = { title: 'The Feed', link: 'https://site.example/', language: 'fr' };
    for (const sourceId of ['alpha', 'beta'])
      await store.update([{ sourceId, state, feed, address: null, changes: [] }]);
    expect(await store.sources()).toEqual([
      source('alpha', { title: 'The Feed', feedTitle: 'The Feed', link: feed.link, language: 'fr', state }),
      source('beta', { title: 'My own name', feedTitle: 'The Feed', link: feed.link, language: 'fr', state }),
    ]);
    const next = { title: 'New Name', link: null, language: null };
    await store.update([{ sourceId: 'alpha', state, feed: next, address: 'https://moved.example/feed', changes: [] }]);
    expect((await store.sources())[0]).toMatchObject({
      title: 'New Name',
      link: feed.link,
      address: 'https://moved.example/feed',
    });
    await store.update([{ sourceId: 'alpha', state: freshState, feed: null, address: null, changes: [] }]);
    expect((await store.sources())[0]).toMatchObject({ title: 'New Name', state: freshState });
  });

  it('reads what an older version stored, without what was added since', async () => {
    const store = await openFresh();
    const state = { etag: '"1"' } as Source['state'];
    const settings = { fullText: true } as Source['settings'];
    await store.putSources([source('alpha', { state, settings })]);
    const whole = { state: { ...freshState, etag: '"1"' }, settings: { ...plainSettings, fullText: true } };
    expect(await store.sources()).toEqual([source('alpha', whole)]);
  });

  it('remembers the address that the reader gave, however often the source moves', async () => {
    const store = await openFresh();
    await store.putSources([source('alpha', { address: 'https://given.example/feed' })]);
    for (const address of ['https://second.example/feed', 'https://third.example/feed'])
      await store.update([{ sourceId: 'alpha', state: freshState, feed: null, address, changes: [] }]);
    const settings = { ...plainSettings, givenAddress: 'https://given.example/feed' };
    expect(await store.sources()).toEqual([source('alpha', { address: 'https://third.example/feed', settings })]);
  });

  it('stores the states of many sources at once, and nothing that shows is new', async () => {
    const store = await openFresh();
    await store.putSources([source('alpha'), source('beta'), source('gamma')]);
    const version = await store.version();
    const state = { ...freshState, fetchedAt: noon, nextAt: noon + 1 };
    await store.saveStates([
      { sourceId: 'alpha', state },
      { sourceId: 'gamma', state },
      { sourceId: 'nobody', state },
    ]);
    expect(await store.sources()).toEqual([source('alpha', { state }), source('beta'), source('gamma', { state })]);
    expect(await store.version()).toBe(version);
  });

  it('gives each source to one refresh at a time, until it is done with it or its time is over', async () => {
    const store = await openFresh();
    const later = Date.now() + 3_600_000;
    const first = await store.claim(['alpha', 'beta'], later);
    expect(first.free).toEqual(['alpha', 'beta']);
    const second = await store.claim(['beta', 'gamma'], later);
    expect(second.free).toEqual(['gamma']);
    await store.release(first.key);
    expect((await store.claim(['alpha', 'beta', 'gamma'], 0)).free).toEqual(['alpha']);
    await store.release(second.key);
    // The one before was over as soon as it began.
    expect((await store.claim(['alpha', 'beta', 'gamma'], later)).free).toEqual(['alpha', 'beta', 'gamma']);
  });

  it('takes the claim of a process that is gone for over', async () => {
    const store = await openFresh();
    // No system gives out such a number.
    const left = { key: 'left', pid: 2 ** 30, until: Date.now() + 3_600_000, sourceIds: ['alpha'] };
    await store.setNote('refreshing', JSON.stringify([left]));
    expect((await store.claim(['alpha'], Date.now() + 1000)).free).toEqual(['alpha']);
  });

  it('refuses articles of a source that does not exist', async () => {
    const store = await openFresh();
    await expect(put(store, 'nobody', [add('a1', 1)])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('hides a removed source with its articles everywhere and brings both back whole', async () => {
    const store = await openFresh();
    await store.putSources([source('alpha'), source('beta', { tags: ['daily'], section: 'World' })]);
    await put(store, 'alpha', [add('a1', 1, { tags: ['ice'] })]);
    await put(store, 'beta', [add('b1', 2, { tags: ['ice'], section: 'Science' }), add('b2', 3)]);
    await store.mirrorFavorites('1', [{ id: 'b1', at: noon }]);
    await store.markRead({ kind: 'id', ids: ['b2'] }, noon);
    const seen = async () => ({
      sources: await store.sources(),
      all: await ids(store, all),
      oldest: await ids(store, all, 'oldest'),
      byTitle: await ids(store, all, 'title'),
      found: await ids(store, text('title'), 'relevance'),
      tags: await store.tags(all),
      sections: await store.sections(all),
      counts: await store.sourceCounts(),
      count: await store.count(all),
      favorites: await ids(store, { kind: 'favorite' }),
    });
    const before = await seen();
    await store.removeSources(['beta', 'nobody']);
    expect(await seen()).toMatchObject({
      all: ['a1'],
      oldest: ['a1'],
      byTitle: ['a1'],
      found: ['a1'],
      count: 1,
      favorites: [],
      sections: [],
      tags: [{ name: 'ice', articles: 1, unread: 1 }],
      counts: [{ name: 'alpha' }],
    }); // prettier-ignore
    for (const filter of [tag('daily'), section('world'), section('science'), from('beta')])
      expect(await ids(store, filter)).toEqual([]);
    expect((await store.lookup('b1')).article).toBeNull();
    expect((await store.lookup('https://a.example/b1')).article).toBeNull();
    await store.restoreSources(['beta']);
    expect(await seen()).toEqual(before);
    await store.removeSources(['beta']);
    await store.putSources([source('beta', { tags: ['daily'], section: 'World' })]);
    expect(await seen()).toEqual(before);
  });

  it('tells a new version whenever something that shows has changed, and only then', async () => {
    const store = await openFresh();
    await store.putSources([source('alpha')]);
    const steps: readonly (() => Promise<unknown>)[] = [
      () => put(store, 'alpha', [add('a1', 1)]),
      () => store.markRead(all, noon),
      () => store.setRead([{ id: 'a1', read: null }]),
      () => store.setOwnTags([{ id: 'a1', ownTags: ['x'] }]),
      () => store.hideArticles(['a1'], true),
      () => store.mirrorFavorites('1', [{ id: 'a1', at: 1 }]),
      () => store.putSources([source('alpha', { title: 'Other' })]),
      () => store.removeSources(['alpha']),
      () => store.restoreSources(['alpha']),
    ];
    for (const step of steps) {
      const before = await store.version();
      await step();
      expect(await store.version()).toBeGreaterThan(before);
    }
    const before = await store.version();
    await put(store, 'alpha', []);
    await store.find({ filter: all, sort: 'newest', limit: 5, after: null, bodies: true, snippets: false });
    await store.markRead(text('nothing'), noon);
    await store.mirrorFavorites('2', [{ id: 'a1', at: 1 }]);
    expect(await store.version()).toBe(before);
  });
}
