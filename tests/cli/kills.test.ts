/** The built program, killed in the middle of its work: what it had said or stored is there, and all parts of the database agree. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hold } from '../../src/store/sqlite/database.ts';
import { migrations } from '../../src/store/sqlite/migrations.ts';
import { storeOn } from '../../src/store/sqlite/store.ts';
import { add, noon, put, source } from '../contract/store-samples.ts';
import { expectConsistent } from '../support/consistency.ts';
import { inventedRss } from '../support/invented-feed.ts';
import { schemaAfter } from '../support/schema-after.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

const bin = fileURLToPath(new URL('../../bin/news.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'news-kills-'));
afterAll(() => rmSync(folder, { recursive: true }));

const news = (home: string, ...words: readonly string[]) =>
  spawnSync(process.execPath, [bin, ...words], { env: { ...process.env, NEWS_HOME: home }, encoding: 'utf8' });
const start = (home: string, ...words: readonly string[]): ChildProcess =>
  spawn(process.execPath, [bin, ...words], { env: { ...process.env, NEWS_HOME: home }, stdio: 'ignore' });
const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', resolve));

const sources = 24;
const each = 20;

describe('a refresh that is killed', () => {
  let web: WebServer;
  let onRequest = (_count: number) => {};
  const empty = join(folder, 'empty');
  beforeAll(async () => {
    web = await webServer();
    let count = 0;
    const outlines = Array.from({ length: sources }, (_, index) => {
      const names = Array.from({ length: each }, (_, item) => ({ id: `s${index}i${item}`, tags: [`tag ${item}`] }));
      const feed = inventedRss(`Source ${index}`, names);
      web.answers.set(`/${index}.xml`, () => {
        count += 1;
        onRequest(count);
        return feed;
      });
      return `<outline text="Source ${index}" xmlUrl="${web.url}/${index}.xml"/>`;
    });
    const opml = `<opml version="2.0"><body>${outlines.join('')}</body></opml>`;
    const imported = spawnSync(process.execPath, [bin, 'source', 'import', '-'], {
      env: { ...process.env, NEWS_HOME: empty },
      input: opml,
      encoding: 'utf8',
    });
    expect(imported.status).toBe(0);
  });
  afterAll(() => web.close());

  // The first requests, the middle, the last one, and never: it then ends by itself.
  it.each([1, 6, 12, 20, sources, sources + 1])(
    'at request %i leaves whole sources, and the next one brings the rest',
    async (at) => {
      const home = join(folder, `refresh-${at}`);
      spawnSync('cp', ['-r', empty, home]);
      let first = 0;
      const child = start(home, 'refresh', '--force');
      onRequest = (count) => {
        first ||= count;
        if (count - first + 1 === at) child.kill('SIGKILL');
      };
      await ended(child);
      onRequest = () => {};
      const path = join(home, 'news.db');
      expect(expectConsistent(path) % each).toBe(0);
      // Not waited for in place: the server that it asks is in this process.
      expect(await ended(start(home, 'refresh', '--force', '--quiet'))).toBe(0);
      expect(expectConsistent(path)).toBe(sources * each);
    },
  );
});

describe('a favorite that was acknowledged', () => {
  it('is there whenever the next command is killed', async () => {
    const home = join(folder, 'favorites');
    const rows = JSON.parse(news(home, 'list', '--limit', '12', '--json', '--fields', 'id').stdout) as { id: string }[];
    const kept: string[] = [];
    for (const [index, { id }] of rows.entries()) {
      if (index % 3 === 0) {
        expect(news(home, 'fav', 'add', id).status).toBe(0);
        kept.push(id);
        continue;
      }
      // Somewhere between its start and its end.
      const child = start(home, 'fav', 'add', id);
      setTimeout(() => child.kill('SIGKILL'), index * 23);
      await ended(child);
      const listed = JSON.parse(news(home, 'fav', 'list', '--json').stdout) as { id: string }[];
      expect(listed.map((favorite) => favorite.id)).toEqual(expect.arrayContaining(kept));
    }
    expect(news(home, 'doctor').status).toBe(0);
    expectConsistent(join(home, 'news.db'));
  });
});

describe('a migration that is killed', () => {
  it('is done or not begun, and the next command goes on with every article', async () => {
    const home = join(folder, 'migration');
    mkdirSync(home);
    const path = join(home, 'news.db');
    const old = join(folder, 'old.db');
    const articles = 300;
    await fillFirstVersion(old, articles);
    for (let wait = 10; wait <= 190; wait += 20) {
      copyFileSync(old, path);
      const child = start(home, 'list');
      setTimeout(() => child.kill('SIGKILL'), wait);
      await ended(child);
      const version = schemaVersion(path);
      expect([1, migrations.length]).toContain(version);
      const { status, stdout } = news(home, 'list', '--limit', 'all');
      expect([status, stdout.trimEnd().split('\n').length]).toEqual([0, articles]);
      expect(schemaVersion(path)).toBe(migrations.length);
      expect(expectConsistent(path)).toBe(articles);
    }
  });
});

function schemaVersion(path: string): number {
  const database = new DatabaseSync(path);
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  database.close();
  return version;
}

async function fillFirstVersion(path: string, articles: number): Promise<void> {
  const store = storeOn(
    hold(schemaAfter(path, 1), path, false, () => {}),
    () => noon,
  );
  await store.putSources([source('alpha')]);
  const changes = Array.from({ length: articles }, (_, index) =>
    add(`a${index}`, index, { tags: [`tag ${index % 9}`] }),
  );
  await put(store, 'alpha', changes);
  await store.close();
}
