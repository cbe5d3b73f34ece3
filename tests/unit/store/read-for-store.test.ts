/** What a thread makes ready for the store is what the store gives back. */
import { expect, it } from 'vitest';
import type { Draft } from '../../../src/core/article.ts';
import { documentFacts } from '../../../src/core/document-facts.ts';
import type { Feed } from '../../../src/core/feed.ts';
import { type Change, identify } from '../../../src/core/merge.ts';
import type { Store } from '../../../src/core/ports.ts';
import { openReadingRoom } from '../../../src/reading-room.ts';
import { openStore } from '../../../src/store/open.ts';
import { all, ask, ids, noon, put, source, text } from '../../contract/store-samples.ts';
import { inventedRss } from '../../support/invented-feed.ts';

const words = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at % 97}`).join(' ');
const long = (name: string) => `<p>${words(name, 200)}</p>\n<p>“${words(`${name}é`, 300)}” – 漢字</p>`;
const { readFeed } = openReadingRoom();

function document(bodies: Readonly<Record<string, string>>) {
  const items = Object.entries(bodies).map(([id, body]) => ({ id, body, tags: ['one'], ...(id ? {} : { link: '' }) }));
  const bytes = new TextEncoder().encode(inventedRss('Gazette', items));
  return { bytes, type: null, charset: null, url: 'https://alpha.example/feed.xml' };
}

function changesOf({ drafts }: Feed, kind: 'add' | 'update'): readonly Change[] {
  return drafts.map((draft) => {
    const id = draft.guid ?? '';
    const change = { id, identity: `guid:${id}`, fingerprint: draft.fingerprint ?? '', draft, method: 'rss' };
    return kind === 'add' ? { ...change, kind, sortedAt: noon } : { ...change, kind };
  });
}

/** The articles by guid, with their bodies. */
async function stored(store: Store) {
  const { found } = await store.find(ask(all, { bodies: true }));
  return new Map(found.map(({ article }) => [article.guid, article]));
}

it.each(['add', 'update'] as const)('after %s: long and short bodies, and none', async (kind) => {
  const bodies = { long: long('word'), short: '<p>A short <b>body</b>.</p>', none: '' };
  const store = await openStore(':memory:', { now: () => noon });
  await store.putSources([source('alpha')]);
  if (kind === 'update') {
    const before = { long: '<p>Before.</p>', short: long('before'), none: '' };
    await put(store, 'alpha', changesOf(await readFeed(document(before), { forStore: true }), 'add'));
  }
  const ready = await readFeed(document(bodies), { forStore: true });
  await put(store, 'alpha', changesOf(ready, kind));
  const found = await stored(store);
  const plain = await readFeed(document(bodies));
  for (const { guid, html, text: words, title, tags, summary } of plain.drafts) {
    const article = found.get(guid);
    expect(article).toMatchObject({ html, text: words, title, tags });
    expect(article?.summary?.slice(0, 900)).toBe(summary?.slice(0, 900));
  }
  expect(await ids(store, text('word96 wordé96'))).toEqual(['long']);
  await store.close();
});

it('says of itself what it said before it was made ready', async () => {
  const given = document({
    '': long('nameless'),
    a: long('word'),
    b: `<p>${words('teaser', 90)}…</p>`,
    c: '<p>Short.</p>',
  });
  const [ready, plain] = [await readFeed(given, { forStore: true }), await readFeed(given)];
  const identities = (feed: Feed) => identify(feed.drafts).map(({ identity }) => identity);
  expect(identities(ready)).toEqual(identities(plain));
  const facts = (feed: Feed) => documentFacts(feed.drafts, feed.hints, noon);
  expect(facts(ready)).toEqual(facts(plain));
  expect(facts(ready).summaryOnly).toBe(2);
});

it('beside the text of a page, which a feed does not replace by less', async () => {
  const store = await openStore(':memory:', { now: () => noon });
  await store.putSources([source('alpha')]);
  await put(store, 'alpha', changesOf(await readFeed(document({ a: long('feed') }), { forStore: true }), 'add'));
  const page = { from: 'page', at: noon, method: 'dom', partial: false } as const;
  const [draft] = (await readFeed(document({ a: long('page') + long('more') }))).drafts;
  await store.setText('a', draft as Draft, page);
  await put(store, 'alpha', changesOf(await readFeed(document({ a: long('again') }), { forStore: true }), 'update'));
  expect((await stored(store)).get('a')).toMatchObject({ html: draft?.html, text: draft?.text });
  await store.close();
});

it('beside a discussion that is kept', async () => {
  const store = await openStore(':memory:', { now: () => noon });
  await store.putSources([source('alpha')]);
  await put(store, 'alpha', changesOf(await readFeed(document({ a: long('before') }), { forStore: true }), 'add'));
  const comments = [{ author: 'Ann', published: noon, text: 'Well said.', depth: 0 }];
  await store.setDiscussion('a', { comments, commentCount: 1 });
  await put(store, 'alpha', changesOf(await readFeed(document({ a: long('after') }), { forStore: true }), 'update'));
  const [plain] = (await readFeed(document({ a: long('after') }))).drafts;
  expect((await stored(store)).get('a')).toMatchObject({ html: plain?.html, text: plain?.text, comments });
  await store.close();
});
