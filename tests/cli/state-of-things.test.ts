import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { widthOf } from '../../src/content/width.ts';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

interface Report {
  readonly problems: number;
  readonly findings: readonly { name: string; problem: string | null; next: string | null }[];
}

describe('news doctor', () => {
  let box: Sandbox;
  beforeEach(async () => {
    box = await sandbox();
  });
  afterEach(() => box.close());

  const problemOf = async (name: string) => {
    const { code, json } = await box.news('doctor --json');
    const { problems, findings } = json<Report>();
    const found = findings.find((finding) => finding.name === name && finding.problem !== null);
    expect([code, problems > 0]).toEqual([1, true]);
    expect(found?.next).toBeTruthy();
    return found?.problem ?? '';
  };

  it('finds nothing wrong before anything is kept, makes no database, and nothing wrong afterwards', async () => {
    expect((await box.news('doctor')).code).toBe(0);
    expect((await box.news('doctor')).stdout).toContain('none yet');
    await box.news('fav add 3h8y');
    const { code, stdout } = await box.news('doctor', { columns: 80 });
    expect(code).toBe(0);
    for (const words of ['4 sources', '1 favorite', 'every value holds']) expect(stdout).toContain(words);
  });

  it('names a database that is damaged', async () => {
    await writeFile(box.path('news.db'), Buffer.alloc(5000, 7), { mode: 0o600 });
    expect(await problemOf('database')).toContain(box.path('news.db'));
  });

  it('names favorites that are damaged', async () => {
    await writeFile(box.path('favorites.json'), '{"favorites": [', { mode: 0o600 });
    expect(await problemOf('favorites')).toContain('favorites.json');
  });

  it('names settings that do not hold or do not exist, and runs all the same', async () => {
    await writeFile(box.path('config.json'), '{"list.limit": "many", "colour": 1}', { mode: 0o600 });
    const { findings } = (await box.news('doctor --json')).json<Report>();
    const problems = findings.map(({ problem }) => problem ?? '').join('\n');
    expect(problems).toContain('list.limit');
    expect(problems).toContain('colour');
    expect(await problemOf('settings')).toContain('list.limit');
  });

  it.skipIf(process.platform === 'win32')('names a file that others can read', async () => {
    await box.news('list');
    await chmod(box.path('news.db'), 0o644);
    expect(await problemOf('file')).toContain('news.db');
  });

  it('names a folder that is none', async () => {
    await writeFile(box.path('taken'), '');
    const { code, stdout } = await box.news('doctor', { env: { NEWS_HOME: box.path('taken') } });
    expect(code).toBe(1);
    expect(stdout).toContain(box.path('taken'));
  });
});

describe('news stats', () => {
  let box: Sandbox;
  const now = Date.parse('2026-11-22T21:00:00Z');
  beforeAll(async () => {
    box = await sandbox();
    await box.news('list', { now });
  });
  afterAll(() => box.close());

  interface Stats {
    readonly articles: number;
    readonly periods: readonly { start: string; articles: number }[];
    readonly sections: readonly { name: string; articles: number }[];
    readonly sources: readonly { articles: number }[];
  }
  const stats = async (words: string) => (await box.news(`stats ${words} --json`, { now })).json<Stats>();
  const sum = (rows: readonly { readonly articles: number }[]) => rows.reduce((total, row) => total + row.articles, 0);

  it('counts each day once: the sum is what a listing of that time holds', async () => {
    const { periods, articles, sources } = await stats('--days 3');
    expect(periods).toHaveLength(3);
    const listed = (await box.news(['list', '--since', periods[0]?.start ?? '', '--limit', 'all'], { now })).stdout;
    expect(articles).toBe(listed.trimEnd().split('\n').length);
    expect([sum(periods), sum(sources)]).toEqual([articles, articles]);
    expect(articles).toBeGreaterThan(5);
  });

  it('counts weeks from Monday, and only what fits a query', async () => {
    const { periods } = await stats('--weeks 2');
    for (const { start } of periods) expect(new Date(start).getDay()).toBe(1);
    const science = await stats('section:science --weeks 4');
    expect(science.sections.map(({ name }) => name)).toEqual(['Science']);
    expect(science.articles).toBe(7);
  });

  it.each([20, 40, 100])('plots within %i columns', async (columns) => {
    const { stdout } = await box.news('stats', { columns, now, env: { NO_COLOR: '1' } });
    expect(stdout).toContain('█');
    for (const line of stdout.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(columns);
  });

  it.each(['stats --days 7', 'source list', 'tags'])(
    'puts right-to-left names of %s in order, as the listing does',
    async (words) => {
      const name = 'مرسى';
      const visual = [...name].toReversed().join('');
      const { stdout } = await box.news(words, { columns: 100, now });
      expect(stdout).toContain(visual);
      expect(stdout).not.toContain(name);
      expect((await box.news(words, { now })).stdout).toContain(name);
    },
  );

  it('is parted by tabs in a pipe', async () => {
    const rows = (await box.news('stats --days 2', { now })).stdout.trimEnd().split('\n');
    for (const row of rows) expect(row).toMatch(/^(day|section|source)\t[^\t]+\t\d+$/);
  });

  it.each(['--days 0', '--days x', '--weeks 999', '--days 1 --weeks 1', 'nothing:x'])('refuses %s', async (words) => {
    expect((await box.news(`stats ${words}`)).code).toBe(2);
  });
});

describe('news completion', () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await sandbox();
  });
  afterAll(() => box.close());

  const hasBash = spawnSync('bash', ['--version']).status === 0;

  /** What bash would offer after these words; the last is the one being typed. */
  async function offered(line: string): Promise<readonly string[]> {
    const folder = await mkdtemp(join(tmpdir(), 'news-completion-'));
    try {
      const script = join(folder, 'news.bash');
      await writeFile(script, (await box.news('completion bash')).stdout);
      const words = ['news', ...line.split(' ')];
      const { stdout, stderr } = spawnSync(
        'bash',
        [
          '-c',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash that fills it.
          'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _news; printf "%s\\n" "${COMPREPLY[@]}"',
          script,
          ...words,
        ],
        { encoding: 'utf8' },
      );
      expect(stderr).toBe('');
      return stdout.split('\n').filter(Boolean);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it.skipIf(!hasBash).each([
    ['sea', ['search']],
    ['fav ', ['add', 'remove', 'list', 'note', 'export', 'import']],
    ['fav add --no', ['--note', '--no-color']],
    ['--offline source im', ['import']],
    ['list --templ', ['--template']],
    ['read ', []],
  ])('offers in bash what fits "%s"', async (line, words) => {
    expect(await offered(line)).toEqual(words);
  });

  it.each(['bash', 'zsh', 'fish'])('names for %s every command that help names', async (shell) => {
    const help = (await box.news('help')).stdout;
    const commands = [...(help.split('Commands:')[1]?.split('\n\n')[0] ?? '').matchAll(/^ {2}([a-z]+) /gm)];
    expect(commands.length).toBeGreaterThan(15);
    const script = (await box.news(`completion ${shell}`)).stdout;
    for (const [, name] of commands) expect(script).toMatch(new RegExp(`['" ]${name}[:'" ]`));
  });

  it('says which shells there are', async () => {
    const { code, stderr } = await box.news('completion csh');
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
