/** Files that are cut off, of others, newer or in use, and processes that are killed while they mend. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { openUpkeep } from '../../../src/store/sqlite/upkeep.ts';
import { noon } from '../../contract/store-samples.ts';
import {
  articleCount,
  articlesIn,
  databaseBytes,
  pageSize,
  seeded,
  withBadPage,
  writeAt,
} from '../../support/damaged-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'news-damaged-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

let places = 0;
const now = () => noon;

let bytes: Buffer;
beforeAll(async () => {
  bytes = await databaseBytes(join(folder, 'good.db'));
});

/** A database with these bytes, looked after. */
function damagedBy(content: Buffer) {
  const path = join(folder, `place-${places++}`, 'news.db');
  writeAt(path, content);
  return { path, upkeep: openUpkeep(path, now) };
}

const files = (path: string) => readdirSync(dirname(path)).toSorted();

describe('a file', () => {
  const cut = [0, 1, 50, 100, pageSize, 3 * pageSize + 7];
  it.each(cut)('cut off after %i bytes is kept, and what is left of it saved', async (length) => {
    const content = bytes.subarray(0, length);
    const { path, upkeep } = damagedBy(content);
    const { recovery } = await upkeep.fix();
    expect((await upkeep.check()).state).toBe('sound');
    expect((await articlesIn(path)).size).toBeLessThan(articleCount);
    if (length > 0) expect(readFileSync(recovery?.kept ?? '').equals(content)).toBe(true);
  });

  it('cut off in the middle gives all articles that stand before the cut', async () => {
    const { path, upkeep } = damagedBy(bytes.subarray(0, bytes.length - 5 * pageSize));
    const { recovery } = await upkeep.fix();
    const { size } = await articlesIn(path);
    expect(recovery?.articles.saved).toBe(size);
    expect(size).toBeGreaterThan(articleCount / 2);
  });

  it('cut off to nothing beside a full log is not taken for a new one', async () => {
    const { path, upkeep } = damagedBy(Buffer.alloc(0));
    writeFileSync(`${path}-wal`, 'all that is left');
    await expect(openStore(path, { now })).rejects.toMatchObject({
      code: 'database',
      message: expect.stringContaining('-wal'),
    });
    expect(readFileSync(`${path}-wal`, 'utf8')).toBe('all that is left');
    expect((await upkeep.check()).state).toBe('damaged');
    const { recovery } = await upkeep.fix();
    expect(readFileSync(`${recovery?.kept}-wal`, 'utf8')).toBe('all that is left');
    expect((await articlesIn(path)).size).toBe(0);
  });

  it.each([
    [
      'of noise',
      () =>
        Buffer.from(
          Array.from(
            { length: 40_000 },
            (
              (dice) => () =>
                Math.floor(dice() * 256)
            )(seeded(7)),
          ),
        ),
    ],
    ['of text', () => Buffer.from('a letter to somebody\n'.repeat(900))],
    ['of zeros', () => Buffer.alloc(50_000)],
  ])('%s is kept, and a new database begun', async (_, make) => {
    const content = make();
    const { path, upkeep } = damagedBy(content);
    expect((await upkeep.check()).state).toBe('damaged');
    expect(readFileSync(path).equals(content)).toBe(true);
    const { recovery } = await upkeep.fix();
    expect(recovery).toMatchObject({ sources: { saved: 0 }, articles: { saved: 0 } });
    expect(readFileSync(recovery?.kept ?? '').equals(content)).toBe(true);
  });

  it.each([
    ['a newer version', 'PRAGMA user_version = 999', /newer version/],
    ['another program', 'CREATE TABLE theirs (a); PRAGMA application_id = 1; DROP TABLE article', /another program/],
  ])('of %s is refused and left untouched', async (_, sql, words) => {
    const { path, upkeep } = damagedBy(bytes);
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
    const content = readFileSync(path);
    await expect(upkeep.check()).rejects.toMatchObject({ code: 'database', message: expect.stringMatching(words) });
    await expect(upkeep.fix()).rejects.toMatchObject({ code: 'database', message: expect.stringMatching(words) });
    expect(files(path)).toEqual(['news.db']);
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('of a newer version is left untouched where it is damaged too', async () => {
    const content = withBadPage(bytes, 1, null);
    bytes.copy(content, 0, 0, 100);
    content.writeUInt32BE(999, 60);
    const { path, upkeep } = damagedBy(content);
    await expect(upkeep.fix()).rejects.toMatchObject({ message: expect.stringContaining('newer') });
    expect([files(path), readFileSync(path).equals(content)]).toEqual([['news.db'], true]);
  });

  it.each([
    ['its mark', 68],
    ['its version', 60],
  ])('that has lost %s alone is one of ours all the same', async (_, at) => {
    const content = Buffer.from(bytes);
    content.fill(0xee, at, at + 4);
    const { path, upkeep } = damagedBy(content);
    expect((await upkeep.check()).state).toBe('damaged');
    expect((await upkeep.fix()).recovery).toMatchObject({ articles: { saved: articleCount, lost: 0 } });
    expect((await articlesIn(path)).size).toBe(articleCount);
  });

  it('that another process has open is not taken from under it', async () => {
    const { path, upkeep } = damagedBy(withBadPage(bytes, 4, null));
    const other = new DatabaseSync(path);
    other.prepare('SELECT count(*) FROM sqlite_schema').get();
    await expect(upkeep.fix()).rejects.toMatchObject({ message: expect.stringContaining('another process') });
    other.close();
    expect((await upkeep.fix()).did).toBe('recovered');
  });

  it('is never put over one that was kept before', async () => {
    const { path, upkeep } = damagedBy(withBadPage(bytes, 2, null));
    const first = (await upkeep.fix()).recovery;
    renameSync(first?.kept ?? '', `${path}.damaged-2026-11-20`);
    writeAt(path, withBadPage(bytes, 3, null));
    const second = (await upkeep.fix()).recovery;
    expect(files(path)).toEqual(['news.db', 'news.db.damaged-2026-11-20', 'news.db.damaged-2026-11-20-2']);
    expect(basename(second?.kept ?? '')).toBe('news.db.damaged-2026-11-20-2');
  });
});

it('knows what becomes of every table: a new one is saved, or made again, or left behind on purpose', async () => {
  const database = new DatabaseSync(damagedBy(bytes).path);
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'article_text_*' ORDER BY name")
    .all()
    .map(({ name }) => name);
  database.close();
  const saved = [
    'article',
    'body',
    'journal',
    'language',
    'note',
    'pruned',
    'section',
    'source',
    'sqlite_sequence',
    'tag',
  ];
  const rebuilt = ['article_tag', 'article_text', 'count_section', 'count_source', 'count_tag', 'favorite', 'state'];
  expect(tables).toEqual([...saved, ...rebuilt].toSorted());
});

describe('a process that is killed while it mends', () => {
  it.each(['news.db.recovering', 'news.db.damaged-2026-11-20'])(
    '(when %s is there) leaves the damaged file or a sound one',
    async (sign) => {
      const content = withBadPage(bytes, 4, null);
      const { path, upkeep } = damagedBy(content);
      const module = new URL('../../../src/store/sqlite/upkeep.ts', import.meta.url).pathname;
      const script = `
      const { openUpkeep } = await import(${JSON.stringify(module)});
      await openUpkeep(${JSON.stringify(path)}, () => ${noon}).fix();`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('close', resolve));
      let running = true;
      void ended.then(() => {
        running = false;
      });
      while (running && !existsSync(join(dirname(path), sign))) await new Promise((resolve) => setImmediate(resolve));
      child.kill('SIGKILL');
      await ended;
      expect(existsSync(path)).toBe(true);
      const kept = files(path).filter((name) => name.includes('.damaged-'));
      const isDamaged = readFileSync(path).equals(content);
      if (!isDamaged) expect(readFileSync(join(dirname(path), kept[0] ?? '')).equals(content)).toBe(true);
      expect((await upkeep.fix()).did).toBe(isDamaged ? 'recovered' : 'compacted');
      expect((await articlesIn(path)).size).toBe(articleCount);
      expect(files(path).filter((name) => !/\.(damaged-|lock)/.test(name))).toEqual(['news.db']);
    },
  );
});
