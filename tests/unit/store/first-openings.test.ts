import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it, vi } from 'vitest';
import { connect } from '../../../src/store/sqlite/connect.ts';
import { applicationId, migrations } from '../../../src/store/sqlite/migrations.ts';

const folder = mkdtempSync(join(tmpdir(), 'news-first-openings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function migrateTo(database: DatabaseSync, done: number, version: number): void {
  for (const migration of migrations.slice(done, version)) database.exec(migration);
  database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version}`);
}

/** What another process that opens the database at the same time does, as far as no lock of ours keeps it from that. */
function setUpBy(other: DatabaseSync): void {
  try {
    other.exec('PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE');
    const done = Number(other.prepare('PRAGMA user_version').get()?.user_version);
    migrateTo(other, done, migrations.length);
    other.exec('COMMIT');
  } catch (error) {
    if (!/locked/.test(String(error))) throw error;
    if (other.isTransaction) other.exec('ROLLBACK');
  }
}

/** Opens the database at `path` and lets `step` happen just before the call with that number to the database or for a file's size. Returns how many calls there were. */
function openWith(path: string, moment: number, step: () => void): number {
  let calls = 0;
  let stepping = false;
  const before = () => {
    if (stepping) return;
    stepping = true;
    if (calls === moment) step();
    calls += 1;
    stepping = false;
  };
  const { prepare, exec } = DatabaseSync.prototype;
  const { statSync } = fs;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql: string) {
    before();
    return prepare.call(this, sql);
  });
  vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql: string) {
    before();
    exec.call(this, sql);
  });
  vi.spyOn(fs, 'statSync').mockImplementation(((...words: Parameters<typeof statSync>) => {
    before();
    return statSync(...words);
  }) as typeof statSync);
  try {
    const database = connect(path, false);
    const callsOfOpening = calls;
    expect(database.get('SELECT count(*) AS articles FROM article')).toEqual({ articles: 0 });
    database.close();
    return callsOfOpening;
  } finally {
    vi.restoreAllMocks();
  }
}

for (const start of ['missing', 'empty', 'in WAL mode', 'of the version before']) {
  it(`opens a database that is ${start} though another process sets it up meanwhile, at whatever moment`, () => {
    const fresh = (name: string) => {
      const path = join(folder, `${start} ${name}.db`);
      if (start !== 'missing') writeFileSync(path, '');
      if (start === 'missing' || start === 'empty') return path;
      const first = new DatabaseSync(path);
      first.exec('PRAGMA page_size = 16384; PRAGMA journal_mode = WAL');
      if (start === 'of the version before') migrateTo(first, 0, migrations.length - 1);
      first.close();
      return path;
    };
    const calls = openWith(fresh('alone'), -1, () => {});
    expect(calls).toBeGreaterThan(8);
    const failures: unknown[] = [];
    for (let moment = 0; moment < calls; moment++) {
      const path = fresh(String(moment));
      let other: DatabaseSync | undefined;
      try {
        openWith(path, moment, () => {
          other = new DatabaseSync(path, { timeout: 0 });
          setUpBy(other);
        });
      } catch (error) {
        failures.push([moment, error]);
      }
      other?.close();
    }
    expect(failures).toEqual([]);
  });
}

it('waits for another process that writes at the moment of the switch to WAL, which fails at once then', () => {
  const path = join(folder, 'busy.db');
  const other = new DatabaseSync(path);
  other.exec('PRAGMA page_size = 16384; PRAGMA user_version = 0; VACUUM');
  const { prepare } = DatabaseSync.prototype;
  let tries = 0;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql: string) {
    if (sql === 'PRAGMA journal_mode = WAL')
      other.exec(['BEGIN IMMEDIATE', 'SELECT 1', 'ROLLBACK'][tries++] ?? 'SELECT 1');
    return prepare.call(this, sql);
  });
  const database = connect(path, false);
  vi.restoreAllMocks();
  expect(tries).toBe(3);
  expect(database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
  database.close();
  other.close();
});

it('syncs the log at checkpoints, not at each transaction: what a power cut may cost is the last ones, never the file', () => {
  const database = connect(join(folder, 'synchronous.db'), false);
  expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 1 });
  database.close();
});
