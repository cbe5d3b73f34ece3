import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';

// Controls (C0 but tab and line end, C1) and the bidi controls that change the order of what stands around them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
const hostile = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const evil = '\u001b]0;owned\u0007\u009b31m\u202eright\nforged';

/** Nothing from outside reaches standard output or error as a control, whichever way it came in. */
describe('text from outside', () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await sandbox();
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: evil,
      items: [{ id: '1', title: evil, tags: [evil] }],
    };
    await writeFile(box.path('feed.json'), JSON.stringify(feed));
    await writeFile(
      box.path('subscriptions.opml'),
      '<opml version="2.0"><body><outline text="Sec\u202etion"><outline text="T\u202eitle" category="t\u202eag" xmlUrl="https://followed.example/feed"/></outline></body></opml>',
    );
    await box.news(['source', 'add', box.path('feed.json')]);
    await box.news(['source', 'import', box.path('subscriptions.opml')]);
    const favorites = [
      { id: 'handmade', title: evil, link: 'javascript:alert(1)', source: evil, note: evil, tags: [evil] },
    ];
    await writeFile(box.path('favorites.json'), JSON.stringify({ favorites }));
  });
  afterAll(() => box.close());

  it.each([
    'list',
    'list --json',
    'list --template {title}{source.title}{tags}',
    'tags',
    'status',
    'source list',
    'source list --json',
    'source show right',
    'source export',
    'refresh --force --json',
    'fav list',
    'fav list --json',
    'fav export',
    'fav export --format markdown',
    'fav export --format jsonfeed',
    'read handmade',
    'read handmade --markdown',
    'read handmade --html',
    'read handmade --json',
    'fav remove nothing',
  ])('%s', async (words) => {
    for (const options of [{}, { columns: 60 }]) {
      const { stdout, stderr } = await box.news(words, options);
      const own = new RegExp(`${'\u001b'}\\[[0-9;]*m`, 'g');
      expect(`${stdout}${stderr}`.replace(own, '')).not.toMatch(hostile);
    }
  });

  it('cleans the section and tags that a source is added with', async () => {
    await writeFile(
      box.path('named.xml'),
      '<rss><channel><title>N</title><item><title>t</title></item></channel></rss>',
    );
    const words = [
      'source',
      'add',
      box.path('named.xml'),
      '--section',
      'S\u001b[31m\u202e',
      '--tag',
      'pier\u001b]0;x\u0007\u2028',
    ];
    const { json } = await box.news([...words, '--json']);
    expect(json()).toMatchObject([{ section: 'S', tags: ['pier'] }]);
    for (const command of ['list', 'tags', 'sections', 'source export', 'stats']) {
      expect((await box.news(command)).stdout).not.toMatch(hostile);
    }
  });

  it('exports links of the web only', async () => {
    expect((await box.news('fav export --format markdown')).stdout).not.toContain('javascript:');
  });

  it('shows the name of its own folder, and of a setting that is none, as plain text', async () => {
    const home = box.path('ho\u001b]0;owned\u0007me\u202e\nnews: forged');
    await mkdir(home);
    const config = join(home, 'config.json');
    await writeFile(config, '{"un\\u001b[31mknown\\u202e": 1}');
    await writeFile(join(home, 'favorites.json'), '{');
    await writeFile(join(home, 'favorites.json.bak'), '{}');
    const env = { NEWS_HOME: home };
    for (const [words, shown] of [
      ['list --limit 1', 'has unknown settings: unknown'],
      ['config path', 'config.json'],
      ['config set list.limit 5', 'config.json'],
      ['fav list', 'favorites.json.bak'],
      ['doctor', 'there is no setting "unknown"'],
    ] as const) {
      const { stdout, stderr } = await box.news(words, { env, columns: 60 });
      const own = new RegExp(`${'\u001b'}\\[[0-9;]*m`, 'g');
      const text = `${stdout}${stderr}`.replace(own, '');
      expect(text).toContain(shown);
      expect(text).not.toMatch(hostile);
      expect(text).not.toMatch(/^news: forged/m);
    }
  });

  it('has no controls where a stack is shown', async () => {
    const { stderr } = await box.news(['read', 'no\u001b[31msuch\u009barticle'], { env: { NEWS_DEBUG: '1' } });
    expect(stderr).toMatch(/^\s+at /m);
    expect(stderr).not.toMatch(hostile);
  });

  it('keeps an error in one line and a next step, whatever a file is called', async () => {
    await mkdir(box.path('odd'), { recursive: true });
    const name = box.path('odd/na\u001b[31mme\nnews: forged');
    for (const words of [
      ['source', 'import', name],
      ['add', name],
      ['peek', name],
      ['fav', 'import', name],
      ['read', name],
    ]) {
      const { code, stderr } = await box.news(words);
      expect(code).toBe(5);
      expect(stderr.trimEnd().split('\n')).toHaveLength(2);
      expect(stderr).not.toMatch(hostile);
    }
  });
});
