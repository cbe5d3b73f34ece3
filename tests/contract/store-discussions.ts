import { expect, it } from 'vitest';
import { type Comment, draft, type Provenance } from '../../src/core/article.ts';
import type { Store } from '../../src/core/ports.ts';
import { add, all, ask, edit, noon, put, source } from './store-samples.ts';

const fromPage: Provenance = { from: 'page', at: noon, method: 'dom', partial: false };
const said = (...texts: readonly string[]): readonly Comment[] =>
  texts.map((text, index) => ({ author: `Reader ${index}`, published: noon, text, depth: index }));

/** What is fetched of a discussion is kept until as much is fetched again: no feed and no page takes it away. */
export function discussionRules(openFresh: () => Promise<Store>): void {
  const withArticle = async () => {
    const store = await openFresh();
    await store.putSources([source('alpha')]);
    await put(store, 'alpha', [add('a1', 1, { text: 'the body', html: '<p>the body</p>', imageAlt: 'a floe' })]);
    return store;
  };
  const article = async (store: Store) => (await store.lookup('a1')).article;

  it('keeps a discussion beside the body, and replaces it by the next one', async () => {
    const store = await withArticle();
    const before = await store.version();
    await store.setDiscussion('a1', { comments: said('One.', 'Two.'), commentCount: 9 });
    const kept = { html: '<p>the body</p>', text: 'the body', imageAlt: 'a floe', commentCount: 9 };
    expect(await article(store)).toMatchObject({ ...kept, comments: said('One.', 'Two.') });
    expect(await store.version()).not.toBe(before);
    await store.setDiscussion('a1', { comments: said('Three.'), commentCount: null });
    expect(await article(store)).toMatchObject({ ...kept, comments: said('Three.'), commentCount: null });
    expect((await store.find(ask(all))).found[0]?.article.comments).toEqual([]);
    await expect(store.setDiscussion('none', { comments: [], commentCount: 0 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it.each([
    ['edits the text', { text: 'a longer body than before' }],
    ['leaves the text out', { text: null, commentCount: 3 }],
  ])('does not lose a discussion because a feed %s', async (_, content) => {
    const store = await withArticle();
    await store.setDiscussion('a1', { comments: said('One.'), commentCount: 1 });
    await put(store, 'alpha', [edit('a1', content)]);
    expect((await article(store))?.comments).toEqual(said('One.'));
    await put(store, 'alpha', [edit('a1', { ...content, title: 'Again' })]);
    expect((await article(store))?.comments).toEqual(said('One.'));
  });

  it('remembers how many there are until a feed counts them itself', async () => {
    const store = await withArticle();
    await store.setDiscussion('a1', { comments: said('One.'), commentCount: 7 });
    await put(store, 'alpha', [edit('a1', { text: 'a longer body than before' })]);
    expect(await article(store)).toMatchObject({ text: 'a longer body than before', commentCount: 7 });
    await put(store, 'alpha', [edit('a1', { text: 'a longer body than before', commentCount: 9 })]);
    expect((await article(store))?.commentCount).toBe(9);
  });

  it('lets a page replace a discussion only by one that is as long', async () => {
    const store = await withArticle();
    await store.setDiscussion('a1', { comments: said('One.', 'Two.'), commentCount: 2 });
    await store.setText('a1', draft({ text: 'the page', comments: said('Uno.') }), fromPage);
    expect(await article(store)).toMatchObject({ text: 'the page', comments: said('One.', 'Two.') });
    await store.setText('a1', draft({ text: 'the page', comments: said('Eins.', 'Zwei.') }), fromPage);
    expect((await article(store))?.comments).toEqual(said('Eins.', 'Zwei.'));
  });

  it('keeps where the feed of the comments is, until the feed does not say so any more', async () => {
    const store = await withArticle();
    const commentsFeed = 'https://a.example/1/comments.rss';
    await put(store, 'alpha', [edit('a1', { commentsFeed })]);
    await store.setText('a1', draft({ text: 'the page' }), fromPage);
    await store.setDiscussion('a1', { comments: said('One.'), commentCount: 1 });
    expect(await article(store)).toMatchObject({ commentsFeed });
    await put(store, 'alpha', [edit('a1', { title: 'Edited' })]);
    expect((await article(store))?.commentsFeed).toBeUndefined();
  });
}
