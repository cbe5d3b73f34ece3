import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

interface Kept {
  id: string;
  title: string;
  link: string | null;
  source: string;
  tags: string[];
  note: string | null;
  added: string;
}

describe('favorites', () => {
  let box: Sandbox;
  let ids: string[];
  beforeEach(async () => {
    box = await sandbox();
    ids = (await box.news('list --limit 5 --json --fields id')).json<{ id: string }[]>().map(({ id }) => id);
  });
  afterEach(() => box.close());

  const kept = async () => (await box.news('fav list --json')).json<Kept[]>();

  it('keeps articles by id or prefix, shows them, and lets them go', async () => {
    expect((await box.news(`fav add ${ids[0]} ${ids[1]?.slice(0, 8)}`)).code).toBe(0);
    expect((await kept()).map(({ id }) => id).toSorted()).toEqual([ids[0], ids[1]].toSorted());
    const listed = (await box.news('list --fav --json')).json<{ id: string; favorite: string | null }[]>();
    expect(listed).toHaveLength(2);
    expect(listed[0]?.favorite).toMatch(/Z$/);
    expect((await box.news('list is:fav --json')).json()).toHaveLength(2);
    expect((await box.news(`fav remove ${ids[0]}`)).code).toBe(0);
    expect((await kept()).map(({ id }) => id)).toEqual([ids[1]]);
  });

  it('adding twice keeps one, and its note', async () => {
    await box.news(['fav', 'add', ids[0] ?? '', '--note', 'for later']);
    await box.news(`fav add ${ids[0]}`);
    expect(await kept()).toMatchObject([{ id: ids[0], note: 'for later' }]);
    await box.news(['fav', 'note', ids[0] ?? '', 'changed', 'words']);
    expect(await kept()).toMatchObject([{ note: 'changed words' }]);
    await box.news(`fav note ${ids[0]}`);
    expect(await kept()).toMatchObject([{ note: null }]);
    expect((await box.news(`fav note ${ids[4]} x`)).code).toBe(5);
  });

  it('takes ids from standard input', async () => {
    const { code } = await box.news('fav add -', { stdin: `${ids[0]}\tmore\n${ids[1]}\n\n` });
    expect(code).toBe(0);
    expect(await kept()).toHaveLength(2);
  });

  it('does what it can of several, and says 3; 5 where there is none of them', async () => {
    const { code, stderr } = await box.news(`fav add ${ids[0]} zzzzzzzz`);
    expect(code).toBe(3);
    expect(stderr).toContain('zzzzzzzz');
    expect(await kept()).toHaveLength(1);
    expect((await box.news('fav add zzzzzzzz')).code).toBe(5);
    expect((await box.news('fav remove zzzzzzzz')).code).toBe(5);
  });

  it('undo brings back and takes away', async () => {
    await box.news(['fav', 'add', ids[0] ?? '', '--note', 'mine']);
    await box.news(`fav remove ${ids[0]}`);
    await box.news('undo');
    expect(await kept()).toMatchObject([{ id: ids[0], note: 'mine' }]);
    await box.news('undo');
    expect(await kept()).toEqual([]);
  });

  it('counts what a hand wrote into the file', async () => {
    await box.news(`fav add ${ids[0]}`);
    const path = box.path('favorites.json');
    const text = await readFile(path, 'utf8');
    expect(JSON.parse(text)).toBeTypeOf('object');
    expect(text).toContain(ids[0]);
    await writeFile(path, text.replaceAll(ids[0] ?? '', ids[3] ?? ''));
    expect((await box.news('list --fav --json')).json<{ id: string }[]>().map(({ id }) => id)).toEqual([ids[3]]);
    await rm(path);
    expect((await box.news('list --fav --json')).json()).toEqual([]);
  });

  it('survives the loss of the database', async () => {
    await box.news(`fav add ${ids[0]}`);
    for (const name of ['news.db', 'news.db-wal', 'news.db-shm']) await rm(box.path(name), { force: true });
    expect(await kept()).toMatchObject([{ id: ids[0] }]);
    // The edition is read anew, and its articles have the ids they had.
    expect((await box.news('list --fav --json')).json<{ id: string }[]>().map(({ id }) => id)).toEqual([ids[0]]);
  });

  it('shows what the file holds of a favorite whose article is gone', async () => {
    await box.news(['fav', 'add', ids[0] ?? '', '--note', 'worth another look']);
    const [favorite] = await kept();
    for (const name of ['news.db', 'news.db-wal', 'news.db-shm']) await rm(box.path(name), { force: true });
    await box.news('source remove courier');
    await box.news('source remove meridian');
    const { code, stdout } = await box.news(`read ${ids[0]} --offline`);
    expect(code).toBe(0);
    expect(stdout).toContain(favorite?.title);
    expect(stdout).toContain('worth another look');
    expect((await box.news('read zzzzzzzz --offline')).code).toBe(5);
  });

  it('names a damaged file, keeps its bytes, and goes on reading', async () => {
    await box.news(`fav add ${ids[0]}`);
    const path = box.path('favorites.json');
    await writeFile(path, '{"favorites": {"broken');
    const listed = await box.news('list');
    expect(listed.code).toBe(0);
    expect(listed.stderr).toContain('favorites.json');
    const { code, stderr } = await box.news(`fav add ${ids[1]}`);
    expect(code).toBe(1);
    expect(stderr).toContain('favorites.json');
    expect(await readFile(path, 'utf8')).toBe('{"favorites": {"broken');
  });

  it.each(['json', 'jsonfeed'])('exports %s that import takes back', async (format) => {
    await box.news(['fav', 'add', ids[0] ?? '', '--note', 'mine']);
    const { stdout } = await box.news(`fav export --format ${format}`);
    const before = await kept();
    await box.news(`fav remove ${ids[0]}`);
    await writeFile(box.path('kept.json'), stdout);
    expect((await box.news(['fav', 'import', box.path('kept.json')])).code).toBe(0);
    expect(await kept()).toEqual(before);
  });

  it('exports Markdown, and refuses other forms', async () => {
    await box.news(`fav add ${ids[0]}`);
    const [favorite] = await kept();
    expect((await box.news('fav export --format markdown')).stdout).toContain(`<${favorite?.link}>`);
    expect((await box.news('fav export --format pdf')).code).toBe(2);
  });

  it('lists those that fit a query or flags, in the order asked for', async () => {
    await box.news(`fav add ${ids.join(' ')}`);
    await box.news(['tag', 'add', ids[2] ?? '', 'later']);
    await box.news(`mark read ${ids[1]}`);
    const listed = async (words: string) => (await box.news(`fav list ${words} --json`)).json<Kept[]>();
    expect((await listed('--tag later')).map(({ id }) => id)).toEqual([ids[2]]);
    expect((await listed('tag:later --unread')).map(({ id }) => id)).toEqual([ids[2]]);
    expect((await listed('is:read')).map(({ id }) => id)).toEqual([ids[1]]);
    expect((await listed('--sort oldest --limit 2')).map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 2));
    const titles = (await listed('--sort title')).map(({ title }) => title);
    expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b)));
    expect((await box.news('fav list --sort wrong')).code).toBe(2);
    expect((await box.news('fav list tag:')).code).toBe(2);
  });

  it('goes by the file where the database has lost the article', async () => {
    await box.news(`fav add ${ids[0]} ${ids[1]}`);
    const [first] = (await kept()).filter(({ id }) => id === ids[0]);
    for (const end of ['', '-wal', '-shm']) await rm(box.path(`news.db${end}`), { force: true });
    await writeFile(box.path('empty.xml'), '<rss version="2.0"><channel><title>Empty</title></channel></rss>');
    await box.news(['source', 'add', box.path('empty.xml')]);
    const listed = async (words: readonly string[]) =>
      (await box.news(['fav', 'list', ...words, '--json'])).json<Kept[]>().map(({ id }) => id);
    expect(await listed([])).toHaveLength(2);
    expect(await listed([`title:"${first?.title}"`])).toEqual([ids[0]]);
    expect(await listed(['--tag', first?.tags[0] ?? ''])).toContain(ids[0]);
    expect(await listed(['--until', '2020-01-01'])).toEqual([]);
  });

  it('files are the reader’s alone', async () => {
    await box.news(`fav add ${ids[0]}`);
    const { stat } = await import('node:fs/promises');
    for (const name of ['favorites.json', 'news.db']) expect((await stat(box.path(name))).mode & 0o077, name).toBe(0);
  });
});
