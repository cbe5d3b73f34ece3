import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

/** What a person types wrongly, and where "-" stands for standard input. */
describe('the command line', () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await sandbox();
    await box.news('list');
  });
  afterAll(() => box.close());

  it('knows no help for a command that does not exist', async () => {
    const { code, stdout, stderr } = await box.news('help nothing');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('"nothing"');
  });

  it('has help for the commands of a command', async () => {
    const { code, stdout } = await box.news('help fav add');
    expect(code).toBe(0);
    expect(stdout).toContain('--note');
    expect(stdout).toBe((await box.news('fav add --help')).stdout);
  });

  it('lists for "--" alone as for nothing', async () => {
    expect((await box.news('--')).stdout).toBe((await box.news('list')).stdout);
  });

  it.each([
    ['search', ''],
    ['search', '   ', ''],
  ])('asks for words to search: %j', async (...words) => {
    expect((await box.news(words)).code).toBe(2);
  });

  it('takes tags for ids on standard input', async () => {
    const ids = (await box.news(['list', '--limit', '2', '--template', '{id}'])).stdout;
    const { code, json } = await box.news('tag add - later --json', { stdin: ids });
    expect(code).toBe(0);
    expect(json<{ id: string }[]>().map(({ id }) => id)).toEqual(ids.trim().split('\n'));
    expect((await box.news('list --tag later')).stdout.trimEnd().split('\n')).toHaveLength(2);
    expect((await box.news('tag add - later', { stdin: `${ids}zzzz9\n` })).code).toBe(3);
  });

  it('takes sources on standard input', async () => {
    const [id = ''] = (await box.news('source list')).stdout.split('\t');
    const { sources } = (await box.news('refresh - --json', { stdin: `${id}\n` })).json<{
      sources: { id: string }[];
    }>();
    expect(sources.map((source) => source.id)).toEqual([id]);
    expect((await box.news('source remove -', { stdin: `${id}\n` })).code).toBe(0);
    expect((await box.news('source list')).stdout).not.toContain(id);
    await box.news('undo');
  });

  it.each(['fav add', 'fav remove', 'mark read', 'open'])(
    '%s says of each of several ids that there is none: 4, of a single one: 5',
    async (command) => {
      const { code, stderr } = await box.news(`${command} zzzz1 zzzz2`);
      expect(code).toBe(4);
      for (const id of ['zzzz1', 'zzzz2']) expect(stderr).toContain(id);
      expect((await box.news(`${command} zzzz1`)).code).toBe(5);
    },
  );

  it.each(['fav add', 'fav remove', 'mark read', 'mark unread', 'open', 'copy', 'source remove', 'refresh', 'prune'])(
    '%s does nothing, and well, for an empty list of ids',
    async (command) => {
      const before = (await box.news('list --limit all --json')).stdout;
      const { code, stdout } = await box.news(`${command} -`, { stdin: '' });
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
      expect((await box.news('list --limit all --json')).stdout).toBe(before);
    },
  );

  it('prunes only the sources that standard input names', async () => {
    const [id = '', title = ''] = (await box.news('source list')).stdout.split('\t');
    const command = 'prune - --keep 1 --dry-run --json';
    await box.news('mark read --all');
    const { sources } = (await box.news(command, { stdin: `${id}\n` })).json<{ sources: { title: string }[] }>();
    expect(sources.map((source) => source.title)).toEqual([title]);
    await box.news('undo');
  });

  it('copies the links of all ids that standard input lists', async () => {
    const ids = (await box.news('list --limit 2 --template {id}')).stdout;
    const links = (await box.news('list --limit 2 --template {link}')).stdout;
    expect((await box.news('copy -', { stdin: ids })).stdout).toBe(links);
    expect((await box.news('copy -', { stdin: 'zzzz1\nzzzz2\n' })).stdout).toBe('');
  });

  it('marks by a word that articles hold, and says of one that none holds that there is no such article', async () => {
    expect((await box.news('mark read storm')).code).toBe(0);
    expect((await box.news('mark read storm')).stderr).toBe('Marked 0 articles read.\n');
    await box.news('undo');
    const { code, stderr } = await box.news('mark read zzzzzz');
    expect(code).toBe(5);
    expect(stderr).toContain('"zzzzzz"');
  });

  it('takes an article that is named twice once', async () => {
    expect((await box.news('fav add 3h8y 3h8y')).stderr).toContain('Kept 1 favorite.');
    await box.news('undo');
  });

  it('names the input that holds no article', async () => {
    await writeFile(box.path('empty.html'), '');
    const { code, stderr } = await box.news(['add', box.path('empty.html')]);
    expect(code).toBe(1);
    expect(stderr).toContain(box.path('empty.html'));
    expect((await box.news('add -', { stdin: '' })).stderr).toContain('standard input');
    expect((await box.news('source import -', { stdin: 'x' })).stderr).toContain('standard input');
  });

  it('calls settings that cannot be written a failure, not a slip of usage', async () => {
    const notFolder = box.path('empty.html');
    expect((await box.news('config set list.limit 3', { env: { NEWS_HOME: notFolder } })).code).toBe(1);
  });
});
