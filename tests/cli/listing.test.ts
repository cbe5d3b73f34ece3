import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

interface Row {
  id: string;
  title: string;
  tags: string[];
  section: string | null;
  published: string | null;
  source: { id: string; title: string };
  read: string | null;
  favorite: string | null;
}

describe('listing the bundled edition', () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await sandbox();
  });
  afterAll(() => box.close());

  const list = async (words: string, options = {}) => (await box.news(`list ${words} --json`, options)).json<Row[]>();

  it('shows headlines on a first run without any configuration', async () => {
    const { code, stdout, stderr } = await box.news('list');
    expect(code).toBe(0);
    expect(stderr).toBe('');
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(30);
    for (const line of lines) {
      const cells = line.split('\t');
      expect(cells).toHaveLength(7);
      expect(cells[0]).toMatch(/^[0-9a-hjkmnp-tv-z]{4,16}$/);
      expect(cells[1]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(cells[3]).not.toBe('');
    }
  });

  it('orders newest first and oldest first, and takes all with --limit all', async () => {
    const all = await list('--limit all');
    expect(all.length).toBeGreaterThanOrEqual(40);
    const times = all.map(({ published }) => published ?? '');
    expect(times).toEqual(times.toSorted().reverse());
    const oldest = await list('--limit all --sort oldest');
    expect(oldest.map(({ id }) => id)).toEqual(all.map(({ id }) => id).reverse());
    expect(await list('--limit 3')).toHaveLength(3);
    expect(await list('--limit 0')).toHaveLength(0);
  });

  it('gives every field of the contract, bodies only when asked for', async () => {
    const [first] = (await box.news('list --limit 1 --json')).json<Record<string, unknown>[]>();
    const names =
      'id guid title link source section authors published updated fetched language direction tags summary image enclosures commentsLink commentCount minutes read favorite story';
    expect(Object.keys(first ?? {})).toEqual(expect.arrayContaining(names.split(' ')));
    expect(first).not.toHaveProperty('html');
    const [picked] = (await box.news('list --limit 1 --fields title,html')).json<Record<string, unknown>[]>();
    expect(Object.keys(picked ?? {})).toEqual(['title', 'html']);
    expect(picked?.html).toContain('<p>');
  });

  it('prints one object a line with --jsonl', async () => {
    const { stdout } = await box.news('list --limit 4 --jsonl --fields id');
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(Object.keys(JSON.parse(line))).toEqual(['id']);
  });

  it('fills templates', async () => {
    const { stdout } = await box.news(['list', '--limit', '2', '--template', '{id}|{source.title}']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^[0-9a-z]{16}\|.+$/);
  });

  it('filters by tag, section, source and words, all of which must hold', async () => {
    const tags = (await box.news('tags --json')).json<{ name: string; articles: number }[]>();
    const tag = tags.find(({ name }) => /^[a-z]+$/.test(name))?.name ?? '';
    const tagged = await list(`--tag ${tag} --limit all`);
    expect(tagged.length).toBe(tags.find(({ name }) => name === tag)?.articles);
    for (const row of tagged) expect(row.tags.map((one) => one.toLowerCase())).toContain(tag);
    expect((await list(`tag:${tag.toUpperCase()} --limit all`)).length).toBe(tagged.length);

    const sections = (await box.news('sections --json')).json<{ name: string; articles: number }[]>();
    expect(sections.length).toBeGreaterThanOrEqual(8);
    const section = sections[0]?.name ?? '';
    for (const row of await list(`section:"${section}"`.replace(/"(\w+)"/, '$1'))) expect(row.section).toBe(section);

    const [sample] = await list('--limit 1');
    const source = sample?.source.id ?? '';
    const without = await list(`-source:${source} --limit all`);
    expect(without.length).toBeGreaterThan(0);
    for (const row of without) expect(row.source.id).not.toBe(source);
  });

  it('finds by --since and --until', async () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    const recent = await list('--since 2026-11-22T00:00Z --limit all', { now });
    const older = await list('--until 2026-11-22T00:00Z --limit all', { now });
    expect(recent.length).toBeGreaterThan(0);
    expect(older.length).toBeGreaterThan(0);
    expect(recent.length + older.length).toBe((await list('--limit all')).length);
  });

  it('answers an empty listing with 0 and an empty array', async () => {
    const { code, stdout } = await box.news('list nosuchwordanywhere --json');
    expect([code, stdout]).toEqual([0, '[]\n']);
    expect((await box.news('list nosuchwordanywhere')).stdout).toBe('');
  });

  it('searches text with snippets, and nothing typed breaks it', async () => {
    const [first] = await list('--limit 1');
    const word = first?.title.split(/\W+/).find((part) => part.length > 5) ?? '';
    const hits = (await box.news(`search ${word} --json`)).json<(Row & { snippet?: string })[]>();
    expect(hits.map(({ id }) => id)).toContain(first?.id);
    for (const typed of [
      '"',
      '" OR',
      'AND',
      '*',
      'a*b',
      "O'Brien",
      '(',
      'NEAR(a b)',
      'col:',
      '{}',
      '^x',
      '--',
      'a"b',
      '💥',
      '-',
      'x AND NOT y',
    ]) {
      const { code } = await box.news(['search', '--', typed]);
      expect([0, 2], `typed ${typed}`).toContain(code);
    }
  });

  it('finds Arabic words whatever their vowel signs', async () => {
    const arabic = (await box.news('list lang:ar --limit 1 --json')).json<Row[]>();
    const word = arabic[0]?.title.split(' ').find((part) => part.length > 4) ?? '';
    const hits = (await box.news(['search', word, '--json', '--limit', 'all'])).json<Row[]>();
    expect(hits.map(({ id }) => id)).toContain(arabic[0]?.id);
  });

  it.each([
    ['list --limit many', 'many'],
    ['list --sort best', 'best'],
    ['list --since someday', 'someday'],
    ['list --fields id,nonsense', 'nonsense'],
    ['list is:fun', 'is:fun'],
    ['list tag:', 'tag:'],
    ['list --nosuchflag', '--nosuchflag'],
    ['lst', 'lst'],
    ['list --json --jsonl', '--jsonl'],
  ])('%s is a usage error that names the fault and the next step', async (words, fault) => {
    const { code, stdout, stderr } = await box.news(words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('news: ');
    expect(stderr).toContain(fault);
    expect(stderr.trimEnd().split('\n').length).toBeGreaterThanOrEqual(2);
    expect(stderr).not.toContain('    at ');
  });

  it('points at the place where a query does not parse', async () => {
    const { code, stderr } = await box.news(['list', 'tag:a "never closed']);
    expect(code).toBe(2);
    expect(stderr).toContain('character 7');
  });

  it('says 5 for a source that does not exist', async () => {
    const { code, stderr } = await box.news('list --source nosuchsource');
    expect(code).toBe(5);
    expect(stderr).toContain('nosuchsource');
  });

  it('fits every row of the table into the terminal, at any width', async () => {
    for (const columns of [20, 40, 60, 80, 100, 140, 200]) {
      const { stdout } = await box.news('list --limit all', { columns, env: { NO_COLOR: '1' } });
      const { widthOf } = await import('../../src/content/width.ts');
      for (const line of stdout.split('\n')) expect(widthOf(line), `${columns}: ${line}`).toBeLessThanOrEqual(columns);
    }
  });

  it('colors for a terminal only, and not with NO_COLOR, --no-color or TERM=dumb', async () => {
    const csi = '\u001b[';
    expect((await box.news('list', { columns: 80, env: { TERM: 'xterm-256color' } })).stdout).toContain(csi);
    expect(
      (await box.news('list', { columns: 80, env: { TERM: 'xterm-256color', NO_COLOR: '1' } })).stdout,
    ).not.toContain(csi);
    expect((await box.news('list --no-color', { columns: 80, env: { TERM: 'xterm-256color' } })).stdout).not.toContain(
      escape,
    );
    expect((await box.news('list', { columns: 80, env: { TERM: 'dumb' } })).stdout).not.toContain(csi);
    expect((await box.news('list')).stdout).not.toContain(csi);
  });
});

describe('listings beyond the usual', () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await sandbox();
  });
  afterAll(() => box.close());

  it('counts tags and sections in the order asked for', async () => {
    for (const what of ['tags', 'sections']) {
      const names = (await box.news(`${what} --sort name --json`)).json<{ name: string }[]>().map(({ name }) => name);
      expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
      const unread = (await box.news(`${what} --sort unread --json`)).json<{ unread: number }[]>();
      expect(unread.map((count) => count.unread)).toEqual(
        unread.map((count) => count.unread).toSorted((a, b) => b - a),
      );
      expect((await box.news(`${what} --sort wrong`)).code).toBe(2);
    }
  });

  it('paints piped lines only where color is forced', async () => {
    const plain = await box.news('list --limit 3');
    for (const options of [{ env: { FORCE_COLOR: '1' } }, { words: ' --color' }]) {
      const { stdout } = await box.news(`list --limit 3${options.words ?? ''}`, { env: options.env ?? {} });
      expect(stdout).toContain('\u001b[');
      expect(stripVTControlCharacters(stdout)).toBe(plain.stdout);
    }
    for (const env of [{ NO_COLOR: '1' }, { FORCE_COLOR: '0' }, { TERM: 'dumb' }])
      expect((await box.news('list --limit 3', { env })).stdout).toBe(plain.stdout);
  });
});

describe('help', () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await sandbox();
  });
  afterAll(() => box.close());

  it.each([
    'help',
    '--help',
    'help list',
    'list --help',
    'fav --help',
    'source add --help',
    'help query',
    'help json',
    '--version',
  ])('news %s answers on standard output with 0', async (words) => {
    const { code, stdout, stderr } = await box.news(words);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.length).toBeGreaterThan(4);
  });

  it('guesses what was meant', async () => {
    const { code, stderr } = await box.news('serch x');
    expect(code).toBe(2);
    expect(stderr).toContain('search');
  });
});
