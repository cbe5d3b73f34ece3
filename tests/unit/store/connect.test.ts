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
import { afterAll, expect, it } from 'vitest';
import { freshState } from '../../../src/core/source.ts';
import { openStore } from '../../../src/store/open.ts';
import { connect } from '../../../src/store/sqlite/connect.ts';
import { storeOn } from '../../../src/store/sqlite/store.ts';
import { add, all, ask, put, source } from '../../contract/store-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'news-connect-'));
afterAll(() => rmSync(folder, { recursive: true }));

const now = () => Date.UTC(2026, 10, 20);

/** A closed store with one article. */
async function made(name: string): Promise<string> {
  const path = join(folder, name, 'news.db');
  const store = await openStore(path, { now });
  await store.putSources([source('alpha')]);
  await put(store, 'alpha', [add('a1', 1, { text: 'a body of some words '.repeat(500) })]);
  await store.close();
  return path;
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

it('makes files that only their owner can read', async () => {
  const path = join(folder, 'new', 'deep', 'news.db');
  const store = await openStore(path, { now });
  await store.setNote('a', '1');
  expect(modeOf(join(folder, 'new', 'deep'))).toBe(0o700);
  for (const file of readdirSync(join(folder, 'new', 'deep')))
    expect([file, modeOf(join(folder, 'new', 'deep', file))]).toEqual([file, 0o600]);
  await store.close();
});

it('takes an empty file as a new database', async () => {
  const path = join(folder, 'empty.db');
  writeFileSync(path, '');
  const store = await openStore(path, { now });
  expect(await store.count(all)).toBe(0);
  await store.close();
});

it('names a file that is no database and leaves it as it is', async () => {
  const path = join(folder, 'garbage.db');
  const bytes = Buffer.from('this is no database '.repeat(2000));
  writeFileSync(path, bytes);
  for (const readOnly of [false, true]) {
    await expect(openStore(path, { now, readOnly })).rejects.toMatchObject({
      code: 'database',
      message: expect.stringContaining(path),
    });
  }
  expect(readFileSync(path)).toEqual(bytes);
});

it('names a damaged database and leaves it as it is', async () => {
  const path = await made('damaged');
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 16_384); // the first page with the schema is whole, all others are not
  writeFileSync(path, bytes);
  const store = await openStore(path, { now });
  const failure = { code: 'database', message: expect.stringMatching(/news\.db is damaged/) };
  await expect(store.sources()).rejects.toMatchObject(failure);
  await expect(store.find(ask(all))).rejects.toMatchObject(failure);
  await expect(store.putSources([source('beta')])).rejects.toMatchObject(failure);
  await store.close();
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

it.each([
  ['a text', "UPDATE body SET data = x'28b52ffd00ff'"],
  ['a row', "UPDATE article SET tags = '['"],
])('names a database in which %s cannot be read', async (what, sql) => {
  const path = await made(`unreadable ${what}`);
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
  const store = await openStore(path, { now });
  await expect(store.lookup('a1')).rejects.toMatchObject({
    code: 'database',
    message: expect.stringContaining(`${path} is damaged`),
    next: expect.stringContaining('news doctor --fix'),
  });
  await store.close();
});

it('names a database that was cut off', async () => {
  const path = await made('cut');
  const bytes = readFileSync(path).subarray(0, 50_000);
  writeFileSync(path, bytes);
  await expect(openStore(path, { now }).then((store) => store.find(ask(all)))).rejects.toMatchObject({
    code: 'database',
  });
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

it('refuses a newer database untouched', async () => {
  const path = await made('newer');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA user_version = 999');
  database.close();
  const bytes = readFileSync(path);
  for (const readOnly of [false, true]) {
    await expect(openStore(path, { now, readOnly })).rejects.toMatchObject({
      code: 'database',
      message: expect.stringContaining('newer'),
    });
  }
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

it('refuses the database of another program untouched', async () => {
  for (const version of [0, 1]) {
    const path = join(folder, `foreign-${version}.db`);
    const database = new DatabaseSync(path);
    database.exec(`CREATE TABLE theirs (a); PRAGMA user_version = ${version}`);
    database.close();
    const bytes = readFileSync(path);
    await expect(openStore(path, { now })).rejects.toMatchObject({
      code: 'database',
      message: expect.stringContaining('another program'),
    });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  }
});

it('opens a missing file for reading as an empty store and does not make it', async () => {
  const path = join(folder, 'missing', 'news.db');
  const store = await openStore(path, { now, readOnly: true });
  expect(await store.count(all)).toBe(0);
  expect(await store.sources()).toEqual([]);
  await expect(store.setNote('a', '1')).rejects.toMatchObject({ code: 'database' });
  expect(existsSync(path)).toBe(false);
});

it('opens an empty file for reading as an empty store', async () => {
  const path = join(folder, 'empty-for-reading.db');
  writeFileSync(path, '');
  const store = await openStore(path, { now, readOnly: true });
  expect(await store.count(all)).toBe(0);
  await expect(store.setNote('a', '1')).rejects.toMatchObject({ code: 'database' });
  expect(statSync(path).size).toBe(0);
});

it('reads but does not write when opened for reading', async () => {
  const path = await made('reading');
  const store = await openStore(path, { now, readOnly: true });
  expect((await store.lookup('a1')).article?.text).toContain('a body');
  await expect(put(store, 'alpha', [add('a2', 1)])).rejects.toMatchObject({
    code: 'database',
    message: expect.stringContaining(path),
  });
  expect(await store.count(all)).toBe(1);
  await store.close();
});

it('says why a database cannot be made', async () => {
  const path = join(folder, 'in-the-way', 'news.db');
  writeFileSync(join(folder, 'in-the-way'), '');
  await expect(openStore(path, { now })).rejects.toMatchObject({
    code: 'database',
    message: expect.stringContaining(path),
  });
});

it('reads in a folder where nothing can be written', async () => {
  const path = await made('locked ?#%41');
  chmodSync(path, 0o444);
  chmodSync(dirname(path), 0o555);
  chmodSync(folder, 0o755);
  // The superuser may write anywhere, so that another user has to try.
  const open = new URL('../../../src/store/open.ts', import.meta.url).pathname;
  const script = `
    const { openStore } = await import(${JSON.stringify(open)});
    for (const readOnly of [true, false]) {
      const store = await openStore(${JSON.stringify(path)}, { now: () => 0, readOnly });
      console.log(await store.count({ kind: 'all' }), (await store.lookup('a1')).article.text.length);
      await store.setNote('a', '1').catch((error) => console.log(error.code));
      await store.close();
    }`;
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    ...user,
    encoding: 'utf8',
  });
  chmodSync(dirname(path), 0o755);
  expect(stderr).toBe('');
  expect(stdout).toBe('1 10500\ndatabase\n1 10500\ndatabase\n');
  expect(readdirSync(dirname(path))).toEqual(['news.db']);
});

it('reads while another process writes', async () => {
  const path = await made('busy');
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE; DELETE FROM article');
  const reader = await openStore(path, { now });
  expect(await reader.count({ kind: 'id', ids: ['a1'] })).toBe(1);
  other.exec('ROLLBACK');
  other.close();
  await reader.close();
});

it('keeps what was stored when the disk is full', async () => {
  const path = await made('full');
  const db = connect(path, false);
  const pages = Number(db.get('PRAGMA page_count')?.page_count);
  db.get(`PRAGMA max_page_count = ${pages + 2}`);
  const store = storeOn(db, now);
  const changes = Array.from({ length: 200 }, (_, index) =>
    add(`b${index}`, index, { text: `word${index} `.repeat(400) }),
  );
  await expect(put(store, 'alpha', changes)).rejects.toMatchObject({
    code: 'database',
    message: expect.stringContaining('disk is full'),
  });
  expect(await store.count(all)).toBe(1);
  expect((await store.sources())[0]?.state).toEqual(freshState);
  db.get(`PRAGMA max_page_count = ${pages + 2000}`);
  expect(await put(store, 'alpha', changes)).toEqual({ added: 200, updated: 0 });
  await store.close();
});

it('goes on with a database that is not in WAL mode, such as a backup', async () => {
  const path = await made('backup');
  const copy = join(folder, 'copy.db');
  const database = new DatabaseSync(path);
  database.exec(`VACUUM INTO '${copy}'`);
  database.close();
  const store = await openStore(copy, { now });
  expect((await store.lookup('a1')).article?.id).toBe('a1');
  await store.setNote('a', '1');
  await store.close();
});

it('keeps a store in memory for as long as it is open', async () => {
  const store = await openStore(':memory:', { now });
  await store.putSources([source('alpha')]);
  await put(store, 'alpha', [add('a1', 1)]);
  expect(await store.count(all)).toBe(1);
  await store.close();
});
