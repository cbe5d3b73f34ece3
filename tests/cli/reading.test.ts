import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

interface Row {
  id: string;
  title: string;
  link: string;
  html: string;
  text: string;
  read: string | null;
  tags: string[];
}

describe('reading', () => {
  let box: Sandbox;
  let rows: Row[];
  beforeAll(async () => {
    box = await sandbox();
    rows = (await box.news('list --limit all --json --fields id,title,link,html,text,tags')).json<Row[]>();
  });
  afterAll(() => box.close());

  it('prints an article as plain text, Markdown, HTML and JSON', async () => {
    const row = rows.find(({ html }) => html.includes('<table') || html.includes('<blockquote')) ?? rows[0];
    const plain = await box.news(`read ${row?.id}`);
    expect(plain.code).toBe(0);
    expect(plain.stdout.split('\n', 1)[0]).not.toBe('');
    expect(plain.stdout.replace(/\s+/g, ' ')).toContain(row?.title.replace(/\s+/g, ' '));
    expect(plain.stdout).not.toMatch(/<\/?(p|h2|table)>/);
    expect((await box.news(`read ${row?.id} --markdown`)).stdout).toMatch(/^# /);
    const html = (await box.news(`read ${row?.id} --html`)).stdout;
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain(row?.html.slice(0, 40));
    const json = (await box.news(`read ${row?.id} --json`)).json<Row>();
    expect(json).toMatchObject({ id: row?.id, html: row?.html, text: row?.text });
    expect(Object.keys((await box.news(`read ${row?.id} --fields title`)).json<object>())).toEqual(['title']);
    const line = (await box.news(`read ${row?.id} --jsonl`, { columns: 80 })).stdout;
    expect(line.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(line)).toMatchObject({ id: row?.id, html: row?.html });
  });

  it('takes a unique prefix, a link, and capitals', async () => {
    const row = rows[0];
    for (const reference of [row?.id.slice(0, 9), row?.link, row?.id.toUpperCase()]) {
      expect((await box.news(`read ${reference} --json`)).json<Row>().id, reference).toBe(row?.id);
    }
  });

  it('says 5 for an article that does not exist, and lists the candidates of an ambiguous prefix', async () => {
    const missing = await box.news('read zzzz');
    expect([missing.code, missing.stdout]).toEqual([5, '']);
    const byFirst = Map.groupBy(rows, ({ id }) => id.charAt(0));
    const [first, several] = [...byFirst].find(([, group]) => group.length > 1) ?? [];
    const ambiguous = await box.news(`read ${first}`);
    expect(ambiguous.code).toBe(2);
    for (const { id } of several ?? []) expect(ambiguous.stderr).toContain(id);
  });

  it('refuses two forms at once', async () => {
    expect((await box.news(`read ${rows[0]?.id} --json --html`)).code).toBe(2);
  });

  it('keeps lines within the width asked for', async () => {
    const { widthOf } = await import('../../src/content/width.ts');
    for (const { id } of rows.slice(0, 12)) {
      const { stdout } = await box.news(`read ${id} --width 40`);
      const body = stdout.split('\n').filter((line) => !/https?:|^Tags:|^\[\d+\]/.test(line));
      for (const line of body) expect(widthOf(line), line).toBeLessThanOrEqual(40);
    }
  });

  it('marks read and unread by id, by query, by all, and undo takes it back', async () => {
    const unread = async () => (await box.news('list --unread --limit all --json --fields id')).json<Row[]>().length;
    const total = await unread();
    expect(total).toBe(rows.length);
    await box.news(`mark read ${rows[0]?.id} ${rows[1]?.id}`);
    expect(await unread()).toBe(total - 2);
    await box.news('mark read lang:ar');
    const arabic = (await box.news('list lang:ar --limit all --json --fields id')).json<Row[]>().length;
    expect(await unread()).toBeLessThanOrEqual(total - arabic);
    const before = await unread();
    await box.news('mark read --all');
    expect(await unread()).toBe(0);
    expect((await box.news('undo')).stderr).toContain('Taken back');
    expect(await unread()).toBe(before);
    await box.news('undo');
    await box.news('undo');
    expect(await unread()).toBe(total);
    expect((await box.news('mark read')).code).toBe(2);
    expect((await box.news('mark read 0000zzzz')).code).toBe(5);
  });

  it('adds and removes tags of one’s own, which filter like any', async () => {
    const id = rows[2]?.id;
    expect((await box.news(['tag', 'add', id ?? '', 'Später', 'two words'])).code).toBe(0);
    expect(
      (await box.news(['list', 'tag:"two words"', '--json', '--fields', 'id'])).json<Row[]>().map((row) => row.id),
    ).toEqual([id]);
    expect((await box.news(['list', '--tag', 'SPÄTER', '--json', '--fields', 'id'])).json<Row[]>()).toHaveLength(1);
    expect((await box.news(['tag', 'remove', id ?? '', 'später'])).code).toBe(0);
    expect((await box.news(['list', '--tag', 'SPÄTER', '--json'])).json<Row[]>()).toHaveLength(0);
    expect((await box.news(['tag', 'remove', id ?? '', 'never'])).code).toBe(5);
    await box.news('undo');
    expect((await box.news(['list', '--tag', 'später', '--json'])).json<Row[]>()).toHaveLength(1);
  });

  it('opens an article’s link in the browser', async () => {
    expect((await box.news(`open ${rows[0]?.id}`)).code).toBe(0);
    expect(box.opened).toEqual([rows[0]?.link]);
  });
});
