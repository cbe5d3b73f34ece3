import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

/** Real output against the schema that the program prints for it. */
describe('news schema', () => {
  let box: Sandbox;
  let id: string;
  let saved: string;
  beforeAll(async () => {
    box = await sandbox();
    id = (await box.news('list --json')).json<{ id: string }[]>()[0]?.id ?? '';
    await box.news(`fav add ${id}`);
    saved = (await box.news(['add', page, '--json'])).json<{ article: { id: string } }>().article.id;
  });
  afterAll(() => box.close());

  const feed = fileURLToPath(new URL('../../data/edition/harbor-courier.rss', import.meta.url));
  const page = fileURLToPath(new URL('../fixtures/pages/wp-classic-en.html', import.meta.url));

  it.each([
    ['list', ['list', '--limit', 'all', '--json']],
    ['search', ['search', 'storm', '--json']],
    ['read', ['read', 'ID', '--json']],
    ['comments', ['comments', 'SAVED', '--offline', '--json']],
    ['peek', ['peek', feed, '--json']],
    ['add', ['add', '--dry-run', page, '--json']],
    ['refresh', ['refresh', '--force', '--json']],
    ['prune', ['prune', '--keep', '1', '--dry-run', '--json']],
    ['tags', ['tags', '--json']],
    ['sections', ['sections', '--json']],
    ['favorites', ['fav', 'list', '--json']],
    ['sources', ['source', 'list', '--json']],
    ['source', ['source', 'show', 'courier', '--json']],
    ['catalog', ['source', 'catalog', '--json']],
    ['status', ['status', '--json']],
    ['stats', ['stats', '--json']],
    ['doctor', ['doctor', '--json']],
  ])('%s holds for what is printed', async (name, words) => {
    const schema = (await box.news(`schema ${name}`)).json<object>();
    const { code, json } = await box.news(words.map((word) => ({ ID: id, SAVED: saved })[word] ?? word));
    expect(code).toBe(0);
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    const holds = ajv.validate(schema, json());
    expect(ajv.errors ?? []).toEqual([]);
    expect(holds).toBe(true);
  });

  it('lists all of them, and says 5 for one that does not exist', async () => {
    expect(Object.keys((await box.news('schema')).json<{ $defs: object }>().$defs)).toContain('article');
    expect((await box.news('schema nothing')).code).toBe(5);
  });
});
