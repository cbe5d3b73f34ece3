import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const day = 24 * 3_600_000;

/** An invented feed: one article for each number, so many days old. */
function feed(ages: readonly number[]): string {
  const items = ages.map(
    (age) =>
      `<item><guid>g${age}</guid><title>Tide number ${age}</title><link>https://tides.example/${age}</link>
       <pubDate>${new Date(now - age * day).toUTCString()}</pubDate></item>`,
  );
  return `<rss version="2.0"><channel><title>The Tides</title>${items.join('')}</channel></rss>`;
}

describe('retention', () => {
  let box: Sandbox;
  beforeEach(async () => {
    box = await sandbox();
    await writeFile(box.path('tides.xml'), feed([1, 10, 40, 100]));
    await box.news(['source', 'add', box.path('tides.xml')], { now });
  });
  afterEach(() => box.close());

  const news = (words: string) => box.news(words, { now });
  const titles = async () =>
    (await news('list --json --fields title')).json<{ title: string }[]>().map(({ title }) => title.split(' ').at(-1));

  it('takes nothing by default', async () => {
    await news('mark read source:tides');
    const { code, stdout, stderr } = await news('prune');
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('Everything is kept');
    expect((await news('refresh --force')).stderr).not.toContain('pruned');
    expect(await titles()).toEqual(['1', '10', '40', '100']);
  });

  it('tells what would go, by the default, by a rule of the source, and for this time', async () => {
    await news('mark read source:tides');
    await news('config set retention.age 30d');
    const dry = await news('prune --dry-run --json');
    expect(dry.json()).toMatchObject({
      dryRun: true,
      articles: 2,
      sources: [
        {
          title: 'The Tides',
          keep: '30d',
          articles: 2,
          oldest: '2026-08-12T12:00:00Z',
          newest: '2026-10-11T12:00:00Z',
        },
      ],
    });
    expect((await news('source set tides keep 3')).code).toBe(0);
    expect((await news('prune --dry-run')).stdout).toMatch(/^\S+\t1\t2026-08-12T12:00:00Z\t\S+\tThe Tides\n$/);
    expect((await news('source show tides --json')).json()).toMatchObject({ keep: '3' });
    expect((await news('prune --keep 1 --dry-run --json')).json()).toMatchObject({ articles: 3 });
    expect((await news('source set tides keep all')).code).toBe(0);
    expect((await news('prune --dry-run --json')).json()).toMatchObject({ articles: 0, sources: [] });
    expect(await titles()).toHaveLength(4);
  });

  it('takes what it told, and a refresh does not bring it back while the feed lists it', async () => {
    await news('mark read source:tides');
    await news('source set tides keep 30d');
    const { stderr } = await news('prune');
    expect(stderr).toContain('2 articles went, for good');
    expect(await titles()).toEqual(['1', '10']);
    await writeFile(box.path('tides.xml'), feed([0, 1, 10, 40, 100]));
    expect((await news('refresh --force')).stderr).toMatch(/ 1 new[^,]*\.$/m);
    expect(await titles()).toEqual(['0', '1', '10']);
    expect((await news('undo')).stderr).toContain('changed "The Tides"');
    expect(await titles()).toEqual(['0', '1', '10']);
  });

  it('is applied at the end of a refresh', async () => {
    await news('config set retention.count 2');
    await news('config set retention.keep-unread false');
    const { stderr } = await news('refresh --force');
    expect(stderr).toContain('2 pruned');
    expect(await titles()).toEqual(['1', '10']);
  });

  it('leaves favorites, own tags and unread', async () => {
    const [kept, tagged] = (await news('list --sort oldest --json --fields id')).json<{ id: string }[]>();
    await news(`fav add ${kept?.id}`);
    await news(`tag add ${tagged?.id} mine`);
    expect((await news('prune --keep 1')).stderr).toContain('0 articles went');
    await news('config set retention.keep-unread false');
    expect((await news('prune --keep 1')).stderr).toContain('1 article went');
    expect(await titles()).toEqual(['1', '40', '100']);
  });

  it('takes nothing where the favorites cannot be read', async () => {
    await news('mark read source:tides');
    await news('source set tides keep 1');
    await writeFile(box.path('favorites.json'), '{"favorites": [');
    const pruned = await news('prune');
    expect([pruned.code, pruned.stderr]).toEqual([1, expect.stringContaining('favorites.json')]);
    const refreshed = await news('refresh --force');
    expect([refreshed.code, refreshed.stderr]).toEqual([0, expect.stringContaining('favorites.json')]);
    expect(await titles()).toHaveLength(4);
    expect(await readFile(box.path('favorites.json'), 'utf8')).toBe('{"favorites": [');
  });

  it.each([
    ['prune --keep soon', 2, 'soon'],
    ['prune --keep 5m', 2, '5m'],
    ['prune nowhere', 5, 'nowhere'],
    ['source set tides keep often', 2, 'often'],
    ['config set retention.age 1h', 2, 'retention.age'],
    ['config set retention.count 0', 2, 'retention.count'],
  ])('says what is wrong with %s', async (words, code, named) => {
    const result = await news(words);
    expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(named)]);
  });
});
