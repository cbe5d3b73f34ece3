import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { hold } from '../../../src/store/sqlite/database.ts';
import { migrations } from '../../../src/store/sqlite/migrations.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { add, all, ask, ids, noon, put, source, tag, text } from '../../contract/store-samples.ts';
import { schemaAfter } from '../../support/schema-after.ts';

const folder = mkdtempSync(join(tmpdir(), 'news-migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('brings the first version up to date with all that is in it', async () => {
  const path = join(folder, 'first.db');
  const old = storeOn(
    hold(schemaAfter(path, 1), path, false, () => {}),
    () => noon,
  );
  await old.putSources([source('alpha', { tags: ['daily'] }), source('beta')]);
  const long = 'words of the harbor '.repeat(400);
  await put(old, 'alpha', [add('a1', 1, { text: long, tags: ['ice'] }), add('a2', 2), add('a3', 3)]);
  await old.setOwnTags([{ id: 'a2', ownTags: ['mine'] }]);
  await old.markRead({ kind: 'id', ids: ['a3'] }, noon);
  await old.mirrorFavorites('7', [{ id: 'a1', at: noon }]);
  await old.setNote('place', '1');
  await old.remember({ kind: 'article-removed', ids: ['a9'], label: 'removed something' }, noon);
  const seen = async (store: typeof old) => ({
    sources: await store.sources(),
    articles: await store.find(ask(all, { bodies: true })),
    tags: await store.tags(all),
    counts: await store.sourceCounts(),
    found: [await ids(store, text('harbor')), await ids(store, tag('mine')), await ids(store, { kind: 'favorite' })],
    kept: [await store.favoritesVersion(), await store.getNote('place'), await store.lastChange()],
  });
  const before = await seen(old);
  await old.close();

  const store = await openStore(path, { now: () => noon });
  expect(await seen(store)).toEqual(before);
  expect(before.found).toEqual([['a1'], ['a2'], ['a1']]);
  // What came with later versions works on what was there before.
  const pruning = { sourceId: 'alpha', before: null, beyond: 1, keepUnread: true };
  expect(await store.prune(pruning, 10)).toBe(1);
  expect(await ids(store, all)).toEqual(['a1', 'a2']);
  await store.close();
});

it.each(migrations.map((_, index) => index + 1))(
  'reaches the same schema from version %i as from nothing',
  async (done) => {
    const schemaOf = async (path: string) => {
      await (await openStore(path, { now: () => noon })).close();
      const database = new DatabaseSync(path);
      const schema = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
      const version = database.prepare('PRAGMA user_version').get();
      database.close();
      return { schema, version };
    };
    const path = join(folder, `from-${done}.db`);
    schemaAfter(path, done).close();
    expect(await schemaOf(path)).toEqual(await schemaOf(join(folder, `new-${done}.db`)));
  },
);
