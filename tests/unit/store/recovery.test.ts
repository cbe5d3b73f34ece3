/** Damage of many kinds to one invented database, made by script: nothing is overwritten, and what is left is saved. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../../src/core/article.ts';
import type { Recovery } from '../../../src/core/upkeep.ts';
import { openStore } from '../../../src/store/open.ts';
import { openUpkeep } from '../../../src/store/sqlite/upkeep.ts';
import { all, ask, ids, noon, tag, text, unread } from '../../contract/store-samples.ts';
import {
  articleCount,
  articlesIn,
  databaseBytes,
  fillStore,
  idsWhere,
  pageSize,
  seeded,
  withBadPage,
  writeAt,
} from '../../support/damaged-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'news-recovery-'));
afterAll(() => rmSync(folder, { recursive: true }));

let places = 0;
const place = () => join(folder, `place-${places++}`, 'news.db');
const now = () => noon;

let bytes: Buffer;
let whole: ReadonlyMap<string, Article>;
beforeAll(async () => {
  const path = place();
  bytes = await databaseBytes(path);
  whole = await articlesIn(path);
});

/** A database with these bytes, looked after. */
function damagedBy(content: Buffer) {
  const path = place();
  writeAt(path, content);
  return { path, upkeep: openUpkeep(path, now) };
}

const files = (path: string) => readdirSync(dirname(path)).toSorted();

/** What the articles of before became: all that is in the new one is as it was, but for favorites, whose file is the truth. */
async function expectSaved(path: string, recovery: Recovery | null): Promise<ReadonlyMap<string, Article>> {
  const articles = await articlesIn(path);
  for (const [id, article] of articles) {
    const before = whole.get(id);
    expect({ ...article, favorite: null, html: null, text: null }).toMatchObject({
      ...before,
      favorite: null,
      html: null,
      text: null,
      source: { id: expect.any(String) },
      shortId: expect.any(String),
      section: article.section,
      language: article.language,
      tags: article.tags,
      fetched: expect.any(Number),
    });
    if (article.text !== null) expect(article.text).toBe(before?.text);
  }
  if (recovery) {
    expect(recovery.articles).toEqual({ saved: articles.size, lost: articleCount - articles.size });
    const texts = [...articles.values()].filter((article) => article.text !== null).length;
    expect(recovery.texts.saved).toBe(texts);
  }
  return articles;
}

describe('a bad page', () => {
  it('wherever in the file costs what stood on it and nothing else', async () => {
    const count = bytes.length / pageSize;
    expect(count).toBeGreaterThan(40);
    let lostArticles = 0;
    for (let page = 1; page <= count; page++) {
      const content = withBadPage(bytes, page, page % 2 === 0 ? seeded(page) : null);
      const { path, upkeep } = damagedBy(content);
      const { state } = await upkeep.check();
      const { did, recovery } = await upkeep.fix();
      expect([page, await upkeep.check()]).toEqual([page, { state: 'sound', findings: [] }]);
      expect(did).toBe(state === 'damaged' ? 'recovered' : state === 'askew' ? 'rebuilt' : 'compacted');
      const articles = await expectSaved(path, recovery);
      lostArticles += articleCount - articles.size;
      // One leaf of the table holds a dozen of these articles, and no other page costs any.
      expect(articles.size).toBeGreaterThan(articleCount - 15);
      if (!recovery) continue;
      expect(files(path)).toEqual(['news.db', basename(recovery.kept)]);
      expect(readFileSync(recovery.kept).equals(content)).toBe(true);
    }
    // Every article stands on some page.
    expect(lostArticles).toBeGreaterThan(0);
  });

  it.each(['bytes', 'pages swapped', 'pages of zeros'] as const)(
    'or several (%s, by seed) never end in less than a sound database',
    async (kind) => {
      const pages = bytes.length / pageSize;
      let saved = 0;
      const rounds = 12;
      for (let seed = 0; seed < rounds; seed++) {
        const dice = seeded(seed);
        const roll = (below: number) => Math.floor(dice() * below);
        const content = Buffer.from(bytes);
        for (let times = 1 + roll(8); times > 0; times--) {
          const start = roll(pages) * pageSize;
          // Not where the version stands: another version is refused.
          if (kind === 'bytes') content[start + 100 + roll(300)] = roll(256);
          else if (kind === 'pages swapped') copyPage(content, start, roll(pages) * pageSize);
          else content.fill(0, start, start + pageSize);
        }
        const { path, upkeep } = damagedBy(content.subarray(0, bytes.length));
        const { recovery } = await upkeep.fix();
        expect([seed, await upkeep.check()]).toEqual([seed, { state: 'sound', findings: [] }]);
        // A bit of a headline that has changed cannot be told from a headline.
        const articles = kind === 'bytes' ? await articlesIn(path) : await expectSaved(path, null);
        for (const id of articles.keys()) expect(whole.has(id)).toBe(true);
        saved += articles.size;
        if (recovery) expect(readFileSync(recovery.kept).equals(content)).toBe(true);
      }
      expect(saved).toBeGreaterThan(rounds * articleCount * 0.7);
    },
  );

  it('with the sources on it leaves their articles under a name that says so', async () => {
    const { path, upkeep } = damagedBy(withBadPage(bytes, 2, null));
    const { recovery } = await upkeep.fix();
    expect(recovery).toMatchObject({ sources: { saved: 0, lost: 2 }, articles: { saved: articleCount, lost: 0 } });
    const store = await openStore(path, { now });
    expect((await store.sources()).map(({ title, state }) => [title, state.gone])).toEqual([
      ['Recovered: a.example', true],
      ['Recovered: a.example', true],
    ]);
    await store.close();
  });
});

function copyPage(content: Buffer, to: number, from: number): void {
  bytes.copy(content, to, from, from + pageSize);
}

describe('what is recovered', () => {
  it('keeps sources, read state, own tags, sections, search, notes and undo, and asks servers anew', async () => {
    // The header is gone, so that SQLite takes the file for no database at all.
    const { path, upkeep } = damagedBy(Buffer.concat([Buffer.alloc(100, 0x55), bytes.subarray(100)]));
    const store = await openStore(place(), { now });
    await fillStore(store);
    const seen = async (one: typeof store) => ({
      sources: await one.sources(),
      unread: await ids(one, unread),
      mine: await ids(one, tag('mine')),
      tags: await one.tags(all),
      sections: await one.sections(all),
      counts: await one.sourceCounts(),
      found: await ids(one, text('headline harbor'), 'relevance'),
      kept: [await one.getNote('edition'), await one.lastChange()],
    });
    const before = await seen(store);
    await store.close();
    expect(await upkeep.check()).toMatchObject({ state: 'damaged', findings: [expect.stringContaining(path)] });
    const { did, recovery } = await upkeep.fix();
    expect(did).toBe('recovered');
    expect(recovery).toMatchObject({ sources: { saved: 2, lost: 0 }, articles: { lost: 0 }, texts: { lost: 0 } });
    const recovered = await openStore(path, { now });
    expect(await seen(recovered)).toEqual(before);
    expect(before.mine).toEqual(idsWhere((number) => number % 10 === 0));
    expect(await recovered.favoritesVersion()).toBeNull();
    await recovered.close();
  });

  it('includes what is only in the log beside the file', async () => {
    const path = place();
    await (await openStore(path, { now })).close();
    const store = await openStore(path, { now });
    await fillStore(store);
    const [content, log] = [readFileSync(path), readFileSync(`${path}-wal`)];
    await store.close();
    expect(log.length).toBeGreaterThan(content.length);
    const { path: damaged, upkeep } = damagedBy(Buffer.concat([Buffer.alloc(100), content.subarray(100)]));
    // The first page is whole in the log; a frame in the middle is not, and nothing after it is believed.
    writeFileSync(`${damaged}-wal`, log);
    const { recovery } = await upkeep.fix();
    if (recovery) expect(recovery.articles).toEqual({ saved: articleCount, lost: 0 });
    expect((await articlesIn(damaged)).size).toBe(articleCount);
  });

  it('fetches the texts that are lost again: their articles count as changed', async () => {
    const good = damagedBy(bytes).path;
    const database = new DatabaseSync(good);
    const leaf = database.prepare("SELECT pageno FROM dbstat WHERE name = 'body' AND pagetype = 'leaf'").get();
    database.close();
    const { path, upkeep } = damagedBy(withBadPage(bytes, Number(leaf?.pageno), null));
    const { recovery } = await upkeep.fix();
    expect(recovery?.texts.lost).toBeGreaterThan(0);
    const store = await openStore(path, { now });
    const { found } = await store.find(ask(all, { bodies: true, limit: 1000 }));
    const without = found.filter(({ article }) => article.text === null).map(({ article }) => article.id);
    expect(without.length).toBe(recovery?.texts.lost);
    const known = await store.known('alpha', { identities: without.map((id) => `guid:${id}`), links: [] });
    for (const { fingerprint } of known) expect(fingerprint).toBe('');
    await store.close();
  });
});
