import { expect, it } from 'vitest';
import { draft, type Provenance } from '../../src/core/article.ts';
import type { Change } from '../../src/core/merge.ts';
import type { Store } from '../../src/core/ports.ts';
import { freshState } from '../../src/core/source.ts';
import { add, all, ask, edit, ids, noon, type OpenStore, put, source, text } from './store-samples.ts';

const fromPage: Provenance = { from: 'page', at: noon, method: 'dom', partial: false };

async function openWithSource(openFresh: () => Promise<Store>): Promise<Store> {
  const store = await openFresh();
  await store.putSources([source('alpha', { title: 'Alpha', section: 'World', tags: ['daily'] })]);
  return store;
}

export function articleRules(openFresh: (now?: () => number) => Promise<Store>, open: OpenStore): void {
  const withSource = () => openWithSource(openFresh);

  it('gives back every field of an article, bodies only when asked for', async () => {
    const store = await withSource();
    const content = {
      guid: 'g-1',
      link: 'https://a.example/1',
      title: 'A title — with “signs”',
      section: 'Science',
      authors: ['Ann Lee', 'Bo'],
      published: noon - 5,
      updated: noon - 4,
      language: 'en-GB',
      tags: ['Ocean', 'Ice'],
      summary: 'Short.',
      image: 'https://a.example/i.png',
      imageAlt: 'a floe',
      enclosures: [{ url: 'https://a.example/a.mp3', type: 'audio/mpeg', length: 12 }],
      commentsLink: 'https://a.example/c',
      commentCount: 7,
    };
    const body = {
      html: '<p>Long</p>',
      text: 'Long '.repeat(400),
      related: [{ title: 'Other', link: 'https://a.example/2', published: null }],
      comments: [{ author: 'Cy', published: noon, text: 'Well.', depth: 1 }],
    };
    await put(store, 'alpha', [add('a1b2c3d4', 5, { ...content, ...body, direction: 'ltr' })]);
    const lean = (await store.find(ask(all))).found[0]?.article;
    expect(lean).toEqual({
      ...content,
      id: 'a1b2c3d4',
      shortId: 'a1b2',
      source: { id: 'alpha', title: 'Alpha', link: 'https://alpha.example/' },
      direction: 'ltr',
      fetched: noon,
      sortedAt: noon - 5 * 60_000,
      tags: ['Ocean', 'Ice', 'daily'],
      ownTags: [],
      minutes: 2,
      read: null,
      favorite: null,
      story: null,
      provenance: { from: 'feed', at: noon, method: 'rss', partial: false },
      html: null,
      text: null,
      related: [],
      comments: [],
    });
    expect((await store.find(ask(all, { bodies: true }))).found[0]?.article).toEqual({ ...lean, ...body });
    expect((await store.lookup('a1b2c3d4')).article).toEqual({ ...lean, ...body });
  });

  it('keeps nothing where nothing is known', async () => {
    const store = await withSource();
    await put(store, 'alpha', [add('a1', 1, { guid: null, link: null, title: null })]);
    const { article } = await store.lookup('a1');
    expect(article).toMatchObject({
      guid: null,
      link: null,
      title: null,
      text: null,
      html: null,
      minutes: null,
      language: null,
    });
    expect(article).toMatchObject({ section: 'World', authors: [], tags: ['daily'], enclosures: [], direction: 'ltr' });
  });

  it('keeps what was stored when it is opened again', async () => {
    const first = await open('kept', () => noon);
    await first.putSources([source('alpha')]);
    await put(first, 'alpha', [add('a1', 1, { text: 'a body' })]);
    await first.close();
    const again = await open('kept', () => noon);
    expect((await again.lookup('a1')).article?.text).toBe('a body');
    await again.close();
  });

  it('updates an article in place: its time, read time and own tags stay', async () => {
    let now = noon;
    const store = await openFresh(() => now);
    await store.putSources([source('alpha')]);
    await put(store, 'alpha', [add('a1', 10, { title: 'Old words', text: 'first text', tags: ['x'] }), add('a2', 5)]);
    await store.markRead({ kind: 'id', ids: ['a1'] }, noon);
    await store.setOwnTags([{ id: 'a1', ownTags: ['mine'] }]);
    now = noon + 60_000;
    expect(await put(store, 'alpha', [edit('a1', { title: 'New words', text: 'second text', tags: ['y'] })])).toEqual({
      added: 0,
      updated: 1,
    });
    const { article } = await store.lookup('a1');
    expect(article).toMatchObject({
      title: 'New words',
      text: 'second text',
      fetched: noon,
      read: noon,
      ownTags: ['mine'],
    });
    expect(article).toMatchObject({ tags: ['y', 'mine'], sortedAt: noon - 600_000 });
    expect(await ids(store, text('first'))).toEqual([]);
    expect(await ids(store, text('old'))).toEqual([]);
    expect(await ids(store, text('new second mine'))).toEqual(['a1']);
  });

  it('takes adding a known id as an update, and updating an unknown one as adding', async () => {
    const store = await withSource();
    await put(store, 'alpha', [add('a1', 10)]);
    expect(await put(store, 'alpha', [add('a1', 3, { title: 'Again' })])).toEqual({ added: 0, updated: 1 });
    expect(await put(store, 'alpha', [edit('b1', { published: noon - 1 })])).toEqual({ added: 1, updated: 0 });
    expect((await store.lookup('a1')).article).toMatchObject({ title: 'Again', sortedAt: noon - 600_000 });
    expect((await store.lookup('b1')).article?.sortedAt).toBe(noon - 1);
    expect(await store.count(all)).toBe(2);
  });

  it('stores the same id twice in one batch as one article', async () => {
    const store = await withSource();
    await put(store, 'alpha', [add('a1', 10, { title: 'First' }), add('a1', 10, { title: 'Second' })]);
    expect(await store.count(all)).toBe(1);
    expect((await store.sourceCounts())[0]).toEqual({ name: 'alpha', articles: 1, unread: 1 });
  });
}

export function changeRules(openFresh: () => Promise<Store>): void {
  const withSource = () => openWithSource(openFresh);

  it('keeps the text of a page when the feed brings its teaser again, and takes a longer text', async () => {
    const store = await withSource();
    await put(store, 'alpha', [add('a1', 1, { text: 'teaser', html: '<p>teaser</p>', authors: ['Ann'] })]);
    const page = draft({
      title: 'Page title',
      text: 'the whole walrus story',
      html: '<p>whole</p>',
      authors: ['Zed'],
      language: 'de',
    });
    await store.setText('a1', page, fromPage);
    expect((await store.lookup('a1')).article).toMatchObject({
      title: 'Title of a1',
      authors: ['Ann'],
      language: 'de',
      provenance: fromPage,
    });
    await put(store, 'alpha', [edit('a1', { title: 'Edited', text: 'teaser', html: '<p>teaser</p>' })]);
    expect((await store.lookup('a1')).article).toMatchObject({
      title: 'Edited',
      text: 'the whole walrus story',
      provenance: fromPage,
    });
    expect(await ids(store, text('walrus'))).toEqual(['a1']);
    const longer = 'now the feed itself tells the whole story';
    await put(store, 'alpha', [edit('a1', { text: longer })]);
    expect((await store.lookup('a1')).article).toMatchObject({ text: longer, provenance: { from: 'feed' } });
    expect(await ids(store, text('walrus'))).toEqual([]);
  });

  it('does not lose a text because a feed leaves it out', async () => {
    const store = await withSource();
    await put(store, 'alpha', [add('a1', 1, { text: 'a body', html: '<p>a body</p>' })]);
    await put(store, 'alpha', [edit('a1', { title: 'Only a headline' })]);
    expect((await store.lookup('a1')).article).toMatchObject({ title: 'Only a headline', text: 'a body' });
  });

  it('fills in from a page what the feed did not say', async () => {
    const store = await withSource();
    await put(store, 'alpha', [add('a1', 1, { title: null })]);
    await store.setText(
      'a1',
      draft({ title: 'Found', tags: ['t'], section: 'Art', image: 'https://a.example/i.png', text: 'x' }),
      fromPage,
    );
    expect((await store.lookup('a1')).article).toMatchObject({
      title: 'Found',
      tags: ['t', 'daily'],
      section: 'Art',
      minutes: 1,
    });
    expect(await ids(store, { kind: 'tag', tag: 't' })).toEqual(['a1']);
  });

  it('knows articles by identity and by link, within their source', async () => {
    const store = await withSource();
    await store.putSources([source('beta')]);
    await put(store, 'alpha', [add('a1', 1), add('a2', 2, { link: null })]);
    await put(store, 'beta', [add('b1', 1, { link: 'https://a.example/a1' })]);
    const keys = { identities: ['guid:a2', 'guid:b1'], links: ['https://a.example/a1', 'https://a.example/none'] };
    const known = await store.known('alpha', keys);
    expect(known.map(({ id }) => id).sort()).toEqual(['a1', 'a2']);
    expect(known.find(({ id }) => id === 'a1')).toEqual({
      id: 'a1',
      guid: 'a1',
      link: 'https://a.example/a1',
      identity: 'guid:a1',
      fingerprint: 'first a1',
    }); // prettier-ignore
    expect(await store.known('nobody', keys)).toEqual([]);
  });

  it('stores articles and fetch state together or not at all', async () => {
    const store = await withSource();
    const bad = { ...add('a2', 1), draft: { ...add('a2', 1).draft, tags: [undefined as unknown as string] } };
    const state = { ...freshState, etag: '"2"' };
    await expect(
      store.update([{ sourceId: 'alpha', state, feed: null, address: null, changes: [add('a1', 1), bad] }]),
    ).rejects.toThrow();
    expect(await store.count(all)).toBe(0);
    expect((await store.sources())[0]?.state.etag).toBeNull();
    await put(store, 'alpha', [add('a1', 1, { tags: ['after the failure'] })]);
    expect(await ids(store, { kind: 'tag', tag: 'after the failure' })).toEqual(['a1']);
  });

  it('stores what several sources brought in one go, and says what came of each', async () => {
    const store = await withSource();
    await store.putSources([source('beta')]);
    await put(store, 'beta', [add('b1', 5)]);
    const part = (sourceId: string, changes: readonly Change[]) => ({
      sourceId,
      state: { ...freshState, etag: `"${sourceId}"` },
      feed: null,
      address: null,
      changes,
    });
    const results = await store.update([
      part('alpha', [add('a1', 3), add('a2', 3), add('a3', 9)]),
      part('beta', [add('b2', 1), edit('b1', { title: 'edited' })]),
    ]);
    expect(results).toEqual([
      { added: 3, updated: 0 },
      { added: 1, updated: 1 },
    ]);
    // Newest first; of one moment's articles the first of the document.
    expect(await ids(store, all)).toEqual(['b2', 'a1', 'a2', 'b1', 'a3']);
    expect((await store.sources()).map(({ state }) => state.etag)).toEqual(['"alpha"', '"beta"']);
    expect((await store.lookup('b1')).article).toMatchObject({ title: 'edited', source: { id: 'beta' } });
  });

  it('stores nothing of several sources where one cannot be stored', async () => {
    const store = await withSource();
    const part = (sourceId: string) => ({
      sourceId,
      state: freshState,
      feed: null,
      address: null,
      changes: [add(`${sourceId}1`, 1)],
    });
    await expect(store.update([part('alpha'), part('nobody')])).rejects.toMatchObject({ code: 'not-found' });
    expect(await store.count(all)).toBe(0);
  });

  it('finds one article by id, prefix or link, in any case, and tells candidates apart', async () => {
    const store = await withSource();
    const linked = (link: string) => ({ link });
    await put(store, 'alpha', [
      add('0abc1111', 1, linked('https://a.example/path/')),
      add('0abc2222', 2, linked('https://a.example/page#two')),
      add('1xyz3333', 3, linked('https://a.example/page#three')),
    ]);
    expect((await store.lookup('0ABC1111')).article?.id).toBe('0abc1111');
    expect((await store.lookup('oabc1')).article?.id).toBe('0abc1111');
    expect((await store.lookup('Lxyz')).article?.id).toBe('1xyz3333');
    expect((await store.lookup('0abc')).candidates.map(({ id }) => id)).toEqual(['0abc1111', '0abc2222']);
    expect((await store.lookup('http://A.example/path#top')).article?.id).toBe('0abc1111');
    expect((await store.lookup('https://a.example/page#two')).article?.id).toBe('0abc2222');
    expect((await store.lookup('https://a.example/page')).candidates).toHaveLength(2);
    for (const nothing of ['zzzz', '', 'https://a.example/', '%', '_'.repeat(4)]) {
      expect(await store.lookup(nothing)).toEqual({ article: null, candidates: [] });
    }
    expect((await store.find(ask(all))).found.map(({ article }) => article.shortId)).toEqual([
      '0abc1',
      '0abc2',
      '1xyz',
    ]);
  });
}
