import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { openUpkeep } from '../../../src/store/sqlite/upkeep.ts';
import { add, all, ids, noon, put, tag, text, unread } from '../../contract/store-samples.ts';
import { articleCount, articlesIn, databaseBytes, withBadPage, writeAt } from '../../support/damaged-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'news-upkeep-'));
afterAll(() => rmSync(folder, { recursive: true }));

let places = 0;
const now = () => noon;

let bytes: Buffer;
beforeAll(async () => {
  bytes = await databaseBytes(join(folder, 'good.db'));
});

function copy(content = bytes) {
  const path = join(folder, `place-${places++}`, 'news.db');
  writeAt(path, content);
  return { path, upkeep: openUpkeep(path, now) };
}

function run(path: string, sql: string): void {
  const database = new DatabaseSync(path, { defensive: false });
  database.exec(sql);
  database.close();
}

const files = (path: string) => readdirSync(dirname(path)).toSorted();

/** Whatever says how many articles there are, and which bear a word or a tag, must say the same. */
async function seen(path: string) {
  const store = await openStore(path, { now });
  const known = {
    all: await store.count(all),
    tags: await store.tags(all),
    sections: await store.sections(all),
    counts: await store.sourceCounts(),
    unread: await ids(store, unread),
    mine: await ids(store, tag('mine')),
    found: await ids(store, text('headline')),
    author: await ids(store, text('harbor', { field: 'title' })),
  };
  await store.close();
  return known;
}

describe('what follows from the articles', () => {
  it.each([
    ['wrong counters', 'UPDATE count_source SET articles = 7; DELETE FROM count_tag', /count_source|count_tag/],
    ['counters of nothing', 'INSERT INTO count_section VALUES (99, 1, 5, 5)', /count_section/],
    ['articles without their tags', 'DELETE FROM article_tag WHERE rowid_of_nothing IS NULL', null],
    ['tags without their articles', 'INSERT INTO article_tag VALUES (1, 12345)', /tags/],
    ['tags of articles that are not there', 'DELETE FROM article_tag WHERE tag = 2', /tags/],
    ['texts without an article', "INSERT INTO body VALUES (77, '[null,null,[],[]]')", /1 texts without an article/],
    [
      'an index without an article',
      'DELETE FROM article_text_docsize WHERE id IN (SELECT max(row) FROM article)',
      /search index/,
    ],
    ['an empty search index', 'DELETE FROM article_text_data WHERE id > 10', null],
    ['a search index of noise', 'UPDATE article_text_data SET block = randomblob(40) WHERE id > 10', null],
    ['a search index without its structure', 'DELETE FROM article_text_data WHERE id = 10', null],
    [
      'favorites that are none',
      'UPDATE article SET favorite_at = 5 WHERE row IN (SELECT min(row) FROM article)',
      /favorite/,
    ],
    [
      'a text of noise',
      "UPDATE body SET data = x'28b52ffd00ff' WHERE row IN (SELECT min(row) FROM body)",
      /1 texts that cannot be read/,
    ],
  ] as const)('is made again: %s', async (what, sql, words) => {
    const { path, upkeep } = copy();
    const before = await seen(path);
    run(path, sql.replace('rowid_of_nothing IS NULL', 'tag > 0'));
    const { state, findings } = await upkeep.check();
    expect(state).not.toBe('sound');
    if (words) expect(findings.join('\n')).toMatch(words);
    const { did } = await upkeep.fix();
    expect(['rebuilt', 'recovered']).toContain(did);
    expect(await upkeep.check()).toEqual({ state: 'sound', findings: [] });
    expect(await seen(path)).toEqual(before);
    expect((await articlesIn(path)).size).toBe(articleCount);
    if (/counter|tags|favorites/.test(what)) expect(files(path)).toEqual(['news.db']);
  });

  it('is made again where an index of a table lacks rows', async () => {
    const { path, upkeep } = copy();
    const before = await seen(path);
    // An index that was made for other rows, under the name of ours.
    const sql = 'CREATE INDEX article_unread ON article (row) WHERE read_at IS NULL AND hidden = 0';
    run(path, 'DROP INDEX article_unread; CREATE INDEX article_unread ON article (row) WHERE read_at = 5');
    run(path, `PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '${sql}' WHERE name = 'article_unread'`);
    expect((await upkeep.check()).state).toBe('askew');
    expect((await upkeep.fix()).did).toBe('rebuilt');
    expect(await seen(path)).toEqual(before);
  });

  it('is sound in a sound database, and nothing is made where there is none', async () => {
    expect(await copy().upkeep.check()).toEqual({ state: 'sound', findings: [] });
    const path = join(folder, 'none', 'news.db');
    expect(await openUpkeep(path, now).check()).toEqual({ state: 'none', findings: [] });
    expect(await openUpkeep(path, now).fix()).toMatchObject({ did: 'nothing', before: 0, after: 0 });
    expect(existsSync(dirname(path))).toBe(false);
  });
});

describe('compacting', () => {
  it('gives back the room of what went, and loses nothing', async () => {
    const { path, upkeep } = copy();
    const store = await openStore(path, { now });
    await store.markRead(all, noon);
    for (const sourceId of ['alpha', 'beta'])
      await store.prune({ sourceId, before: null, beyond: 1, keepUnread: true }, 1000);
    await store.close();
    const before = await seen(path);
    const size = statSync(path).size;
    const fix = await upkeep.fix();
    expect(fix).toMatchObject({ did: 'compacted', before: size, after: statSync(path).size });
    expect(fix.after).toBeLessThan(size * 0.7);
    expect(files(path)).toEqual(['news.db']);
    expect(await seen(path)).toEqual(before);
    expect(await upkeep.check()).toEqual({ state: 'sound', findings: [] });
  });

  it('leaves a database alone in which little is free', async () => {
    const { path, upkeep } = copy();
    const { before, after } = await upkeep.fix();
    expect(Math.abs(after - before)).toBeLessThan(before / 4);
    expect((await articlesIn(path)).size).toBe(articleCount);
  });
});

describe('a backup', () => {
  it('holds everything, for its owner only, also while another process writes', async () => {
    const { path, upkeep } = copy();
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE; DELETE FROM article');
    const to = join(dirname(path), 'copy of #1?.db');
    expect(await upkeep.backup(to)).toBe(statSync(to).size);
    other.exec('ROLLBACK');
    other.close();
    expect(statSync(to).mode & 0o777).toBe(0o600);
    expect(files(path).filter((name) => name.includes('copy'))).toEqual(['copy of #1?.db']);
    expect(await seen(to)).toEqual(await seen(path));
  });

  it('is never put over a file, also not over an empty one', async () => {
    const { path, upkeep } = copy();
    const to = join(dirname(path), 'taken.db');
    writeFileSync(to, '');
    await expect(upkeep.backup(to)).rejects.toMatchObject({ code: 'file', message: expect.stringContaining(to) });
    await expect(upkeep.backup(path)).rejects.toMatchObject({ code: 'file' });
    expect(readFileSync(to).length).toBe(0);
    expect(files(path)).toEqual(['news.db', 'taken.db']);
  });

  it('says why it cannot be made, and leaves nothing behind', async () => {
    const { path, upkeep } = copy(withBadPage(bytes, 30, null));
    const to = join(dirname(path), 'no', 'such', 'folder.db');
    await expect(upkeep.backup(to)).rejects.toMatchObject({ code: 'file', message: expect.stringContaining('ENOENT') });
    const none = openUpkeep(join(folder, 'nothing.db'), now);
    await expect(none.backup(to)).rejects.toMatchObject({ code: 'not-found' });
    const { path: cut, upkeep: damaged } = copy(bytes.subarray(0, 60_000));
    await expect(damaged.backup(join(dirname(cut), 'b.db'))).rejects.toMatchObject({
      message: expect.stringMatching(/damaged/),
    });
    expect(files(cut)).toEqual(['news.db']);
  });
});

describe('where nothing can be written', () => {
  /** The superuser may write anywhere, so that another user has to try. */
  function asOther(script: string): { readonly stdout: string; readonly stderr: string } {
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    return spawnSync(process.execPath, ['--input-type=module', '-e', script], { ...user, encoding: 'utf8' });
  }

  it('a damaged database is named, and its folder left as it is', () => {
    const { path } = copy(withBadPage(bytes, 4, null));
    const content = readFileSync(path);
    chmodSync(path, 0o444);
    chmodSync(dirname(path), 0o555);
    chmodSync(folder, 0o755);
    const module = new URL('../../../src/store/sqlite/upkeep.ts', import.meta.url).pathname;
    const { stdout, stderr } = asOther(`
      const { openUpkeep } = await import(${JSON.stringify(module)});
      const upkeep = openUpkeep(${JSON.stringify(path)}, () => 0);
      console.log((await upkeep.check()).state);
      await upkeep.fix().catch((error) => console.log(error.code, error.message.includes('news.db')));
      await upkeep.backup(${JSON.stringify(join(dirname(path), 'b.db'))}).catch((error) => console.log(error.code));
    `);
    chmodSync(dirname(path), 0o755);
    expect(stderr).toBe('');
    expect(stdout).toBe('damaged\ndatabase true\nfile\n');
    expect([files(path), readFileSync(path).equals(content)]).toEqual([['news.db'], true]);
  });

  it('a sound one can still be copied elsewhere', () => {
    const { path } = copy();
    const elsewhere = mkdtempSync(join(tmpdir(), 'news-elsewhere-'));
    chmodSync(elsewhere, 0o777);
    chmodSync(path, 0o444);
    chmodSync(dirname(path), 0o555);
    const module = new URL('../../../src/store/sqlite/upkeep.ts', import.meta.url).pathname;
    const { stdout, stderr } = asOther(`
      const { openUpkeep } = await import(${JSON.stringify(module)});
      console.log(await openUpkeep(${JSON.stringify(path)}, () => 0).backup(${JSON.stringify(join(elsewhere, 'b.db'))}) > 100000);
    `);
    chmodSync(dirname(path), 0o755);
    rmSync(elsewhere, { recursive: true });
    expect([stderr, stdout]).toEqual(['', 'true\n']);
  });

  it('a full disk leaves the damaged file in its place, and nothing else', () => {
    const { path } = copy(withBadPage(bytes, 4, null));
    const content = readFileSync(path);
    const module = new URL('../../../src/store/sqlite/upkeep.ts', import.meta.url).pathname;
    const script = `
      const { openUpkeep } = await import(${JSON.stringify(module)});
      await openUpkeep(${JSON.stringify(path)}, () => 0).fix().catch((error) => console.log(error.code, error.message));
    `;
    // No file may become larger than this: what a quota does.
    const limited = 'ulimit -f 300; trap "" XFSZ; exec "$0" "$@"';
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-c', limited, process.execPath, '--input-type=module', '-e', script],
      {
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^database the database .*news\.db.* (could not|cannot) be /);
    expect(files(path)).toEqual(['news.db']);
    expect(readFileSync(path).equals(content)).toBe(true);
  });
});

it('two that mend at once leave one sound database, and the damaged one', async () => {
  const { path, upkeep } = copy(withBadPage(bytes, 4, null));
  const both = await Promise.all([upkeep.fix(), openUpkeep(path, now).fix()]);
  expect(both.map(({ did }) => did).toSorted()).toEqual(['compacted', 'recovered']);
  expect(files(path)).toEqual(['news.db', 'news.db.damaged-2026-11-20']);
  const store = await openStore(path, { now });
  expect(await put(store, 'alpha', [add('new', 0)])).toEqual({ added: 1, updated: 0 });
  await store.close();
});
