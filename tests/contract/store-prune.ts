import { expect, it } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import type { Pruning } from '../../src/core/retention.ts';
import { freshState } from '../../src/core/source.ts';
import { add, all, ids, minute, noon, put, source, tag, text } from './store-samples.ts';

const day = 24 * 60 * minute;

function rule(known: Partial<Pruning> = {}): Pruning {
  return { sourceId: 'alpha', before: null, beyond: null, keepUnread: false, ...known };
}

/** Two sources; a1 is the newest of six a minute apart, each with its own tag and one that all have. */
async function filled(open: () => Promise<Store>): Promise<Store> {
  const store = await open();
  await store.putSources([source('alpha'), source('beta')]);
  const articles = [1, 2, 3, 4, 5, 6].map((number) =>
    add(`a${number}`, number, { tags: ['ice', `tag${number}`], section: 'World', text: `body${number} words` }),
  );
  await put(store, 'alpha', articles);
  await put(store, 'beta', [add('b1', 9, { tags: ['ice'] })]);
  return store;
}

export function pruneRules(openFresh: (now?: () => number) => Promise<Store>): void {
  it.each<[string, Partial<Pruning>, readonly string[]]>([
    ['nothing without a limit', {}, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']],
    ['what is older than a time', { before: noon - 4 * minute }, ['a1', 'a2', 'a3', 'a4']],
    ['all but the newest', { beyond: 2 }, ['a1', 'a2']],
    ['what either limit says', { before: noon - 2 * minute, beyond: 4 }, ['a1', 'a2']],
    ['nothing where there are fewer', { beyond: 6 }, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']],
    ['nothing of an unknown source', { sourceId: 'nobody', beyond: 1 }, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']],
    ['nothing unread where that stays', { beyond: 1, keepUnread: true }, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']],
  ])('takes %s, and of no other source', async (_, known, left) => {
    const store = await filled(openFresh);
    const { articles } = await store.prunable(rule(known));
    expect(articles).toBe(6 - left.length);
    expect(await store.prune(rule(known), 100)).toBe(articles);
    expect(await ids(store, all)).toEqual([...left, 'b1']);
  });

  it('leaves favorites, own tags and, by choice, what is unread', async () => {
    const store = await filled(openFresh);
    await store.mirrorFavorites('1', [{ id: 'a6', at: noon }]);
    await store.setOwnTags([{ id: 'a5', ownTags: ['mine'] }]);
    await store.markRead({ kind: 'id', ids: ['a2', 'a4', 'a5', 'a6'] }, noon);
    const unreadStays = rule({ beyond: 1, keepUnread: true });
    expect(await store.prunable(unreadStays)).toEqual({
      articles: 2,
      oldest: noon - 4 * minute,
      newest: noon - 2 * minute,
    });
    await store.prune(unreadStays, 100);
    expect(await ids(store, all)).toEqual(['a1', 'a3', 'a5', 'a6', 'b1']);
    await store.prune({ ...unreadStays, keepUnread: false }, 100);
    expect(await ids(store, all)).toEqual(['a1', 'a5', 'a6', 'b1']);
    // What is no longer kept, and no longer the reader's, goes with the next.
    await store.mirrorFavorites('2', []);
    await store.setOwnTags([{ id: 'a5', ownTags: [] }]);
    await store.prune(unreadStays, 100);
    expect(await ids(store, all)).toEqual(['a1', 'b1']);
    expect(await store.prunable(unreadStays)).toEqual({ articles: 0, oldest: null, newest: null });
  });

  it('goes on from the oldest when it may take only a few at a time', async () => {
    const store = await filled(openFresh);
    expect(await store.prune(rule({ beyond: 1 }), 2)).toBe(2);
    expect(await ids(store, all)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1']);
    expect(await store.prune(rule({ beyond: 1 }), 9)).toBe(3);
  });

  it('leaves nothing of what went in search, tags, sections, counts and ids', async () => {
    const store = await filled(openFresh);
    await store.markRead({ kind: 'id', ids: ['a4'] }, noon);
    await store.hideArticles(['a6'], true);
    const before = await store.version();
    await store.prune(rule({ beyond: 3 }), 100);
    expect(await store.version()).toBeGreaterThan(before);
    expect(await ids(store, text('body4'))).toEqual([]);
    expect(await ids(store, text('body3'))).toEqual(['a3']);
    expect(await ids(store, tag('tag5'))).toEqual([]);
    expect((await store.lookup('a4')).article).toBeNull();
    expect((await store.lookup('https://a.example/a4')).article).toBeNull();
    expect(await store.sourceCounts()).toEqual([
      { name: 'alpha', articles: 3, unread: 3 },
      { name: 'beta', articles: 1, unread: 1 },
    ]);
    expect(await store.sections(all)).toEqual([{ name: 'World', articles: 3, unread: 3 }]);
    expect((await store.tags(all)).map(({ name, articles }) => `${name} ${articles}`)).toEqual([
      'ice 4',
      'tag1 1',
      'tag2 1',
      'tag3 1',
    ]);
    // Taking back what was done to one that went does nothing.
    await store.setRead([{ id: 'a4', read: null }]);
    await store.hideArticles(['a6'], false);
    expect(await store.count(all)).toBe(4);
  });

  it('remembers what went for as long as its source lists it', async () => {
    let at = noon;
    const store = await filled(() => openFresh(() => at));
    await store.prune(rule({ beyond: 4 }), 100);
    const asked = ['guid:a4', 'guid:a5', 'guid:a6', 'link:https://a.example/a6', 'guid:other'];
    const known = async () => store.pruned('alpha', asked);
    expect(await known()).toEqual(['guid:a5', 'guid:a6', 'link:https://a.example/a6']);
    expect(await store.pruned('beta', asked)).toEqual([]);
    const read = (listed: readonly string[]) =>
      store.update([{ sourceId: 'alpha', state: freshState, feed: null, address: null, changes: [], listed }]);
    await read(['guid:a5', 'guid:new']);
    at += 29 * day;
    await read(['guid:a5']);
    expect(await known()).toHaveLength(3);
    // Documents that were not read say nothing.
    at += 60 * day;
    await put(store, 'alpha', []);
    expect(await known()).toHaveLength(3);
    await read(['guid:a5']);
    expect(await known()).toEqual(['guid:a5']);
  });
}
