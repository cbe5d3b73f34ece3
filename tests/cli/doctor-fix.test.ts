import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

interface Report {
  readonly problems: number;
  readonly findings: readonly { name: string; problem: string | null; next: string | null }[];
  readonly fixes: readonly {
    name: string;
    what: string;
    kept: string | null;
    recovery: { articles: { saved: number; lost: number } } | null;
  }[];
}

let box: Sandbox;
beforeEach(async () => {
  box = await sandbox();
});
afterEach(() => box.close());

const count = async () => (await box.news('list --limit all --json')).json<unknown[]>().length;

describe('news doctor --fix', () => {
  it('puts a damaged database aside and goes on with what it saved', async () => {
    await box.news('fav add 3h8y');
    await box.news('mark read section:sport');
    const [articles, unread] = [await count(), (await box.news('list is:unread --limit all')).stdout];
    const bytes = await readFile(box.path('news.db'));
    bytes.fill(0, 0, 100);
    await writeFile(box.path('news.db'), bytes);

    const listed = await box.news('list');
    expect([listed.code, listed.stderr]).toEqual([1, expect.stringContaining('news doctor --fix')]);
    const looked = await box.news('doctor');
    expect([looked.code, looked.stdout]).toEqual([
      1,
      expect.stringMatching(/problem\tdatabase\t.*news\.db is damaged/),
    ]);
    expect((await readFile(box.path('news.db'))).equals(bytes)).toBe(true);

    const { code, json } = await box.news('doctor --fix --json');
    const { problems, fixes } = json<Report>();
    expect([code, problems]).toEqual([0, 0]);
    expect(fixes).toMatchObject([{ name: 'database', recovery: { articles: { saved: articles, lost: 0 } } }]);
    expect((await readFile(fixes[0]?.kept ?? '')).equals(bytes)).toBe(true);
    expect([await count(), (await box.news('list is:unread --limit all')).stdout]).toEqual([articles, unread]);
    expect((await box.news('fav list')).stdout).toContain('One cello');
    expect((await box.news('list is:fav')).stdout).toContain('One cello');
    const schema = (await box.news('schema doctor')).json<object>();
    expect(new Ajv2020({ strict: false }).validate(schema, json())).toBe(true);
  });

  it('says what is lost, with 3', async () => {
    await writeFile(box.path('news.db'), Buffer.alloc(9000, 7), { mode: 0o600 });
    const { code, stdout } = await box.news('doctor --fix');
    expect([code, stdout]).toEqual([3, expect.stringMatching(/^fixed\tdatabase\trecovered 0 sources, 0 articles/)]);
    expect((await readdir(box.home)).filter((name) => name.startsWith('news.db.damaged-'))).toHaveLength(1);
  });

  it('finds nothing to mend where all is in order, and makes nothing where there is nothing', async () => {
    expect((await box.news('doctor --fix --json')).json<Report>().fixes).toEqual([]);
    expect(await readdir(box.home)).toEqual([]);
    await box.news('list');
    const { code, json } = await box.news('doctor --fix --json');
    expect([code, json<Report>().fixes]).toMatchObject([0, [{ name: 'database', kept: null, recovery: null }]]);
    expect((await box.news('doctor --fix', { columns: 80 })).stdout).toContain('compacted');
  });

  it('leaves a database alone that is not ours to judge', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    await box.news('list');
    const database = new DatabaseSync(box.path('news.db'));
    database.exec('PRAGMA user_version = 999');
    database.close();
    const bytes = await readFile(box.path('news.db'));
    const { code, stderr } = await box.news('doctor --fix');
    expect([code, stderr]).toEqual([1, expect.stringContaining('newer version')]);
    expect((await readFile(box.path('news.db'))).equals(bytes)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('takes from others the right to read', async () => {
    await writeFile(box.path('config.json'), '{}', { mode: 0o644 });
    expect((await box.news('doctor')).code).toBe(1);
    expect((await box.news('doctor --fix')).code).toBe(0);
    expect((await stat(box.path('config.json'))).mode & 0o777).toBe(0o600);
  });
});

describe('files of favorites and settings that are damaged', () => {
  it('stop nothing that only reads, are never written over, and are replaced by their last good copy', async () => {
    await box.news('fav add 3h8y');
    await box.news('fav note 3h8y for the band');
    const damaged = '{"favorites": [{"id": "3h8y';
    await writeFile(box.path('favorites.json'), damaged);
    const listed = await box.news('list');
    expect([listed.code, listed.stderr]).toEqual([0, expect.stringContaining('favorites.json is damaged')]);
    const added = await box.news('fav add 8p1p');
    expect([added.code, added.stderr]).toEqual([1, expect.stringContaining('news doctor --fix')]);
    expect(await readFile(box.path('favorites.json'), 'utf8')).toBe(damaged);

    const { code, json } = await box.news('doctor --fix --json');
    const fix = json<Report>().fixes.find(({ name }) => name === 'favorites');
    expect([code, fix?.what]).toEqual([0, expect.stringContaining('last good copy')]);
    expect(await readFile(fix?.kept ?? '', 'utf8')).toBe(damaged);
    expect((await box.news('fav list')).stdout).toContain('One cello');
  });

  it('stay as they are where there is no good copy', async () => {
    await writeFile(box.path('favorites.json'), '[', { mode: 0o600 });
    await writeFile(box.path('favorites.json.bak'), '{');
    const { code, json } = await box.news('doctor --fix --json');
    expect([code, json<Report>().fixes]).toEqual([1, []]);
    expect(await readFile(box.path('favorites.json'), 'utf8')).toBe('[');
    expect((await readdir(box.home)).toSorted()).toEqual(['favorites.json', 'favorites.json.bak']);
  });

  it('are settings as well', async () => {
    await box.news('config set list.limit 5');
    await box.news('config set list.limit 7');
    await writeFile(box.path('config.json'), '{"list.limit": ');
    expect((await box.news('list')).code).toBe(2);
    const { code, stdout } = await box.news('doctor --fix');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^fixed\tsettings\t.*config\.json is the last good copy/),
    ]);
    expect((await box.news('config get list.limit')).stdout).toBe('5\n');
    expect((await readdir(box.home)).filter((name) => name.startsWith('config.json.damaged-'))).toHaveLength(1);
  });
});

describe('news doctor --backup', () => {
  it('writes the database to a new file that serves as one', async () => {
    await box.news('list');
    await mkdir(box.path('elsewhere'));
    const to = join(box.path('elsewhere'), 'news.db');
    const { code, json } = await box.news(['doctor', '--backup', to, '--json']);
    expect([code, json()]).toEqual([0, { backup: to, bytes: (await stat(to)).size }]);
    const env = { NEWS_HOME: box.path('elsewhere') };
    expect((await box.news('list --limit 3 --json', { env })).stdout).toBe(
      (await box.news('list --limit 3 --json')).stdout,
    );
    const again = await box.news(['doctor', '--backup', to]);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('is there already')]);
  });

  it.each([
    [['doctor', '--backup', '/nowhere/at/all.db'], 1, '/nowhere/at/all.db'],
    [['doctor', '--backup', ''], 2, '--backup'],
    [['doctor', '--backup', 'x.db', '--fix'], 2, '--fix'],
  ] as const)('says what is wrong with %j', async (words, code, named) => {
    await box.news('list');
    const result = await box.news(words);
    expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(named)]);
  });

  it('says that there is nothing yet', async () => {
    const { code, stderr } = await box.news(['doctor', '--backup', box.path('b.db')]);
    expect([code, stderr]).toEqual([5, expect.stringContaining('no database yet')]);
    expect(await readdir(box.home)).toEqual([]);
  });
});
