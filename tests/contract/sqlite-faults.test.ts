/** Every write of a refresh fails in turn, until one gets through: whole sources are stored or nothing of them, and the next refresh brings the rest. */
import { hash } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refresh } from '../../src/app/refresh.ts';
import type { Ports } from '../../src/core/ports.ts';
import { connect } from '../../src/store/sqlite/connect.ts';
import { storeOn } from '../../src/store/sqlite/store.ts';
import { expectConsistent } from '../support/consistency.ts';
import { failingAt } from '../support/failing-database.ts';
import { type InventedItem, inventedRss } from '../support/invented-feed.ts';
import { portsIn, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'news-faults-'));
const before = join(folder, 'before.db');
let web: WebServer;

/** Words that compress badly, so that every article needs pages of its own. */
const wordsOf = (id: string) =>
  Array.from({ length: 400 }, (_, index) => hash('sha256', `${id}${index}`).slice(0, 24)).join(' ');

const item = (id: string, more: Partial<InventedItem> = {}): InventedItem => ({
  id,
  tags: ['faults', `tag ${id}`],
  body: `<p>${wordsOf(id)}</p>`,
  ...more,
});

/** Two sources: one that brings new and changed articles, one that is new altogether; and one that is not modified. */
beforeAll(async () => {
  web = await webServer();
  const box = await sandbox();
  web.answers.set(
    '/one.xml',
    inventedRss(
      'One',
      ['a', 'b', 'c'].map((id) => item(id)),
    ),
  );
  web.answers.set('/two.xml', inventedRss('Two', []));
  web.answers.set('/same.xml', inventedRss('Same', [item('s')]));
  for (const name of ['one', 'two', 'same']) await box.news(`source add ${web.url}/${name}.xml`);
  const [read] = (await box.news('list title:b --json --fields id')).json<{ id: string }[]>();
  await box.news(`mark read ${read?.id}`);
  await box.news(`tag add ${read?.id} mine`);
  const database = new DatabaseSync(box.path('news.db'));
  database.exec(`VACUUM INTO '${before}'`);
  database.close();
  await box.close();
  web.answers.set('/one.xml', inventedRss('One', [item('b', { title: 'Changed' }), item('c'), item('d'), item('e')]));
  web.answers.set(
    '/two.xml',
    inventedRss(
      'Two',
      ['v', 'w', 'x'].map((id) => item(id)),
    ),
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await web.close();
});

/** A copy of the database with the refresh over it; the failure, if any. */
async function refreshed(name: string, prepare: (path: string) => Awaited<ReturnType<Ports['store']>>) {
  const path = join(folder, `${name}.db`);
  copyFileSync(before, path);
  const store = prepare(path);
  let failure: unknown = null;
  try {
    await refresh({ ...portsIn(folder), store: async () => store }, { names: null, force: true });
  } catch (thrown) {
    failure = thrown;
  }
  await store.close();
  return { path, failure };
}

/** What a reader sees of an article. */
function articles(path: string): readonly string[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database
    .prepare('SELECT title, tags, own_tags, read_at IS NULL AS unread FROM article ORDER BY id')
    .all();
  database.close();
  return rows.map((row) => JSON.stringify(row));
}

async function expectWholeSources(path: string): Promise<void> {
  expectConsistent(path);
  const database = new DatabaseSync(path, { readOnly: true });
  const titles = new Set(
    database
      .prepare('SELECT title FROM article')
      .all()
      .map(({ title }) => String(title)),
  );
  const has = (...ids: readonly string[]) => ids.map((id) => titles.has(`Headline ${id}`));
  const states = database.prepare('SELECT title, state FROM source').all();
  database.close();
  const [d, e] = has('d', 'e');
  expect([d, titles.has('Changed')]).toEqual([e, e]);
  const [v, ...others] = has('v', 'w', 'x');
  expect(others).toEqual([v, v]);
  expect(has('a', 'c', 's')).toEqual([true, true, true]);
  // The validators are stored with what they stand for, or a later "not modified" would hide it for ever.
  const hashes = new Map(states.map(({ title, state }) => [title, JSON.parse(String(state)).bodyHash]));
  expect(hashes.get('One') === hashAfter.get('One')).toBe(d);
  expect(hashes.get('Two') === hashAfter.get('Two')).toBe(v);
}

let hashAfter = new Map<unknown, unknown>();
let complete: readonly string[] = [];

describe('a refresh of which a write fails', () => {
  beforeAll(async () => {
    const { path, failure } = await refreshed('complete', (path) => storeOn(connect(path, false), Date.now));
    expect(failure).toBeNull();
    complete = articles(path);
    const database = new DatabaseSync(path, { readOnly: true });
    const states = database.prepare('SELECT title, state FROM source').all();
    hashAfter = new Map(states.map(({ title, state }) => [title, JSON.parse(String(state)).bodyHash]));
    database.close();
    await expectWholeSources(path);
  });

  async function expectRepaired(path: string): Promise<void> {
    const store = storeOn(connect(path, false), Date.now);
    await refresh({ ...portsIn(folder), store: async () => store }, { names: null, force: true });
    await store.close();
    expectConsistent(path);
    expect(articles(path)).toEqual(complete);
  }

  it('leaves whole sources, whichever write it is', async () => {
    let tried = 0;
    for (let failed = true; failed; ) {
      tried += 1;
      let asked = () => false;
      const { path, failure } = await refreshed(`write-${tried}`, (path) => {
        const failing = failingAt(connect(path, false), tried);
        asked = failing.failed;
        return storeOn(failing.db, Date.now);
      });
      failed = asked();
      // Only what comes after the last article may fail unseen: giving back the claim, which runs out by itself.
      if (failure === null) expect(articles(path)).toEqual(complete);
      else expect(failure).toMatchObject({ code: 'database' });
      await expectWholeSources(path);
      await expectRepaired(path);
      rmSync(path);
    }
    // One write at least for each new article, its text, its tags.
    expect(tried).toBeGreaterThan(20);
  });

  it('leaves whole sources, whichever page finds no room', async () => {
    const start = new DatabaseSync(before, { readOnly: true });
    const pages = Number(start.prepare('PRAGMA page_count').get()?.page_count);
    start.close();
    let failures = 0;
    for (let most = pages; ; most++) {
      const { path, failure } = await refreshed(`pages-${most}`, (path) => {
        const db = connect(path, false);
        db.get(`PRAGMA max_page_count = ${most}`);
        return storeOn(db, Date.now);
      });
      await expectWholeSources(path);
      await expectRepaired(path);
      rmSync(path);
      if (failure === null) break;
      expect(failure).toMatchObject({ code: 'database' });
      failures += 1;
    }
    expect(failures).toBeGreaterThan(0);
  });
});
