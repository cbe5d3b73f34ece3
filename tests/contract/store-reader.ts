import { expect, it } from 'vitest';
import type { JournalAction, Store } from '../../src/core/ports.ts';
import { add, all, and, from, ids, noon, put, section, source, tag, text, unread } from './store-samples.ts';

export function readerRules(openFresh: () => Promise<Store>): void {
  async function filled(): Promise<Store> {
    const store = await openFresh();
    await store.putSources([source('alpha'), source('beta', { section: 'World', tags: ['Daily'] })]);
    await put(store, 'alpha', [
      add('a1', 1, { tags: ['Ice', 'Sea'], section: 'Science' }),
      add('a2', 2, { tags: ['Ice'] }),
    ]);
    await put(store, 'beta', [add('b1', 3, { tags: ['DAILY', 'Ice'] }), add('b2', 4)]);
    return store;
  }

  it('marks what fits read and unread, and says what changed', async () => {
    const store = await filled();
    const changed = await store.markRead(tag('ice'), noon);
    expect(changed).toEqual(['a1', 'a2', 'b1'].map((id) => ({ id, read: null })));
    expect(await store.markRead(all, noon + 1)).toEqual([{ id: 'b2', read: null }]);
    expect(await store.markRead(and(from('alpha')), null)).toEqual([
      { id: 'a1', read: noon },
      { id: 'a2', read: noon },
    ]); // prettier-ignore
    expect(await ids(store, unread)).toEqual(['a1', 'a2']);
    expect((await store.lookup('b2')).article?.read).toBe(noon + 1);
    expect(await store.markRead(text('nothing'), noon)).toEqual([]);
  });

  it('takes marks back', async () => {
    const store = await filled();
    await store.markRead(tag('sea'), 5);
    const before = await store.markRead(unread, noon);
    await store.setRead([...before, { id: 'unknown', read: 1 }]);
    expect(await ids(store, { kind: 'read', read: true })).toEqual(['a1']);
    expect((await store.lookup('a1')).article?.read).toBe(5);
  });

  it('counts tags, sections and sources with their unread', async () => {
    const store = await filled();
    await store.markRead({ kind: 'id', ids: ['a1', 'b2'] }, noon);
    const count = (name: string, articles: number, unread: number) => ({ name, articles, unread });
    expect(await store.tags(all)).toEqual([count('Ice', 3, 2), count('DAILY', 2, 1), count('Sea', 1, 0)]);
    expect(await store.sections(all)).toEqual([count('World', 2, 1), count('Science', 1, 0)]);
    expect(await store.sourceCounts()).toEqual([count('alpha', 2, 1), count('beta', 2, 1)]);
    expect(await store.tags(from('beta'))).toEqual([count('DAILY', 2, 1), count('Ice', 1, 1)]);
    expect(await store.tags(unread)).toEqual([count('Ice', 2, 2), count('DAILY', 1, 1)]);
    expect(await store.sections(tag('ice'))).toEqual([count('Science', 1, 0), count('World', 1, 1)]);
    expect(await store.sections(text('title'))).toEqual(await store.sections(all));
    expect(await store.count(unread)).toBe(2);
  });

  it('counts the same from its counters as by going through all articles', async () => {
    const store = await filled();
    const everything = text('title');
    const agree = async () => {
      expect(await store.tags(all)).toEqual(await store.tags(everything));
      expect(await store.sections(all)).toEqual(await store.sections(everything));
      expect(await store.tags(unread)).toEqual(await store.tags(and(unread, everything)));
      expect(await store.sections(unread)).toEqual(await store.sections(and(unread, everything)));
      expect(await store.count(unread)).toBe(await store.count(and(unread, everything)));
      expect(await store.count(all)).toBe(await store.count(everything));
      expect(await store.count(from('beta'))).toBe(await store.count(and(from('beta'), everything)));
    };
    const steps: readonly (() => Promise<unknown>)[] = [
      () => store.markRead(tag('ice'), noon),
      () => store.setOwnTags([{ id: 'a1', ownTags: ['mine', 'ICE', 'Mine', ' '] }]),
      () => put(store, 'alpha', [add('a1', 1, { title: 'Title', tags: ['sea', 'new'], section: 'Art' })]),
      () => store.hideArticles(['a1', 'b1', 'a1'], true),
      () => put(store, 'beta', [add('b1', 1, { title: 'Title', tags: ['hidden'] })]),
      () =>
        store.setRead([
          { id: 'b1', read: null },
          { id: 'a2', read: null },
        ]),
      () => store.removeSources(['beta']),
      () => store.hideArticles(['a1', 'b1'], false),
      () => store.restoreSources(['beta']),
      () => store.setOwnTags([{ id: 'a1', ownTags: [] }]),
      () => store.markRead(all, null),
    ]; // prettier-ignore
    for (const step of steps) {
      await step();
      await agree();
    }
    expect((await store.tags(all)).map(({ name }) => name)).toEqual(['DAILY', 'hidden', 'Ice', 'new', 'Sea']);
  });

  it('puts own tags beside those of the publisher and finds by both', async () => {
    const store = await filled();
    await store.setOwnTags([
      { id: 'a2', ownTags: ['later', 'ICE'] },
      { id: 'unknown', ownTags: ['x'] },
    ]); // prettier-ignore
    expect((await store.lookup('a2')).article).toMatchObject({ tags: ['Ice', 'later'], ownTags: ['later', 'ICE'] });
    expect(await ids(store, tag('LATER'))).toEqual(['a2']);
    expect(await ids(store, text('later'))).toEqual(['a2']);
    await store.setOwnTags([{ id: 'a2', ownTags: [] }]);
    expect(await ids(store, tag('later'))).toEqual([]);
    expect(await ids(store, text('later'))).toEqual([]);
    expect(await ids(store, tag('ice'))).toEqual(['a1', 'a2', 'b1']);
  });

  it('shows hidden articles nowhere, until they are shown again', async () => {
    const store = await filled();
    await store.hideArticles(['a1'], true);
    expect(await ids(store, all)).toEqual(['a2', 'b1', 'b2']);
    for (const filter of [tag('sea'), section('science'), text('a1'), { kind: 'id', ids: ['a1'] } as const]) {
      expect(await ids(store, filter)).toEqual([]);
      expect(await store.count(filter)).toBe(0);
    }
    expect(await store.lookup('a1')).toEqual({ article: null, candidates: [] });
    expect((await store.tags(all)).find(({ name }) => name === 'Sea')).toBeUndefined();
    expect((await store.markRead(all, noon)).length).toBe(3);
    await put(store, 'alpha', [add('a1', 1, { title: 'Back in the feed' })]);
    expect(await store.count(all)).toBe(3);
    await store.hideArticles(['a1'], false);
    expect(await ids(store, unread)).toEqual(['a1']);
  });

  it('mirrors the favorites of the file, also of articles that come later', async () => {
    const store = await filled();
    expect(await store.favoritesVersion()).toBeNull();
    await store.mirrorFavorites('v1', [
      { id: 'a1', at: 7 },
      { id: 'c1', at: 8 },
    ]); // prettier-ignore
    expect(await store.favoritesVersion()).toBe('v1');
    expect(await ids(store, { kind: 'favorite' })).toEqual(['a1']);
    await put(store, 'alpha', [add('c1', 9)]);
    expect((await store.lookup('c1')).article?.favorite).toBe(8);
    await store.mirrorFavorites('v2', [
      { id: 'c1', at: 9 },
      { id: 'b1', at: 9 },
    ]); // prettier-ignore
    expect(await ids(store, { kind: 'favorite' })).toEqual(['b1', 'c1']);
    expect((await store.lookup('c1')).article?.favorite).toBe(9);
    expect((await store.lookup('a1')).article?.favorite).toBeNull();
  });

  it('remembers changes until they are forgotten, the newest first', async () => {
    const store = await filled();
    expect(await store.lastChange()).toBeNull();
    const one: JournalAction = { kind: 'article-removed', ids: ['a1'], label: 'removed 1 article' };
    const before = Array.from({ length: 2000 }, (_, index) => ({ id: `id${index}`, read: null }));
    const two: JournalAction = { kind: 'read', before, label: 'marked 2000 articles read' };
    await store.remember(one, noon);
    await store.remember(two, noon + 1);
    const last = await store.lastChange();
    expect(last).toMatchObject({ at: noon + 1, action: two });
    await store.forget(last?.id ?? 0);
    expect((await store.lastChange())?.action).toEqual(one);
  });

  it('keeps notes', async () => {
    const store = await openFresh();
    expect(await store.getNote('place')).toBeNull();
    await store.setNote('place', '{"line":3}');
    await store.setNote('place', '{"line":4}');
    expect(await store.getNote('place')).toBe('{"line":4}');
    await store.setNote('place', null);
    expect(await store.getNote('place')).toBeNull();
  });
}
