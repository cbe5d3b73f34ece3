import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

const start = Date.parse('2026-11-02T12:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;

interface Item {
  readonly at?: number;
  readonly text?: string;
  readonly guid?: string;
}

/** An invented feed. Without a text of its own an item has one that is long enough to be an article. */
function feed(title: string, items: readonly Item[]): string {
  const written = items.map(({ at, text, guid }, index) => {
    const date = at === undefined ? '' : `<pubDate>${new Date(at).toUTCString()}</pubDate>`;
    return `<item><guid>${guid ?? index}</guid><title>${title} ${index}</title><link>https://x.example/${title}/${index}</link>
      <description>${text ?? 'A harbor has many boats, and each of them a name. '.repeat(20)}</description>${date}</item>`;
  });
  return `<rss version="2.0"><channel><title>${title}</title><link>https://x.example/${title}</link>${written.join('')}</channel></rss>`;
}

const recent = [1, 2, 3, 4].map((age) => ({ at: start - age * day }));

interface Row {
  readonly id: string;
  readonly title: string;
  readonly health: readonly { kind: string; level: string; message: string; advice: string; until: string | null }[];
}

describe('the health of sources', () => {
  let box: Sandbox;
  let web: WebServer;
  /** A host that asks for rest is left alone with all its sources. */
  let busy: WebServer;
  const later = start + 20 * day;

  beforeAll(async () => {
    box = await sandbox();
    web = await webServer();
    busy = await webServer();
    const feeds: Record<string, string> = {
      Well: feed('Well', recent),
      Dead: feed('Dead', recent),
      Gone: feed('Gone', recent),
      Busy: feed('Busy', recent),
      Moved: feed('Moved', recent),
      Silent: feed(
        'Silent',
        [95, 96, 97].map((age) => ({ at: start - age * day })),
      ),
      Teasers: feed(
        'Teasers',
        recent.map((item) => ({ ...item, text: 'A beginning …' })),
      ),
      Dates: feed(
        'Dates',
        recent.map(() => ({ at: Date.UTC(2040, 1, 1) })),
      ),
      Guids: feed(
        'Guids',
        recent.map((item) => ({ ...item, guid: 'the same' })),
      ),
    };
    for (const [name, text] of Object.entries(feeds)) {
      const { answers, url } = name === 'Busy' ? busy : web;
      answers.set(`/${name}.xml`, text);
      await box.news(`source add ${url}/${name}.xml`, { now: start });
    }
    web.answers.set('/Dead.xml', { status: 500 });
    web.answers.set('/Gone.xml', { status: 410 });
    web.answers.set('/Moved.xml', { status: 301, headers: { location: '/New.xml' } });
    web.answers.set('/New.xml', feeds.Moved ?? '');
    for (const age of [0, 7, 16, 19]) await box.news('refresh --force', { now: start + day + age * day });
    busy.answers.set('/Busy.xml', { status: 429, headers: { 'retry-after': '7200' } });
    await box.news('refresh --force', { now: later });
  }, 60_000);
  afterAll(async () => {
    await box.close();
    await web.close();
    await busy.close();
  });

  const rows = async (words = '') =>
    (await box.news(`source list ${words} --json`, { now: later })).json<readonly Row[]>();

  it('is told of each with its kind, in JSON', async () => {
    const kinds = Object.fromEntries(
      (await rows()).map(({ title, health }) => [title, health.map(({ kind }) => kind)]),
    );
    expect(kinds).toEqual({
      Well: [],
      Dead: ['dead'],
      Gone: ['gone'],
      Busy: ['resting'],
      Moved: ['moved'],
      Silent: ['silent'],
      Teasers: ['summary-only'],
      Dates: ['wrong-dates'],
      Guids: ['untrusted-guids'],
    });
    const resting = (await rows()).find(({ title }) => title === 'Busy');
    expect(resting?.health[0]?.until).toBe(new Date(later + 2 * hour).toISOString().replace('.000Z', 'Z'));
  });

  it('names with --health only those that are not well, with what to do', async () => {
    expect((await rows('--health')).map(({ title }) => title)).not.toContain('Well');
    const { stdout, stderr } = await box.news('source list --health', { now: later });
    expect(stderr).toBe('Well: 1 of 9 sources.\n');
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(8);
    for (const line of lines) expect(line).toMatch(/^\S+\t\w+\t(problem|hint)\t[a-z-]+\t[^\t]+\t[^\t]+$/);
    const shown = (await box.news('source list --health', { now: later, columns: 80, env: { NO_COLOR: '1' } })).stdout;
    expect(shown).toMatch(/^Dead\n {2}✗ fails since .*500.*\n {4}.*news source remove/m);
    const fields = await box.news('source list --health --jsonl --fields title,health', { now: later });
    expect(fields.stdout.split('\n')[0]).toMatch(/^\{"title":"Dead","health":\[\{"kind":"dead"/);
  });

  it('gives commands that do what they promise', async () => {
    const teasers = (await rows()).find(({ title }) => title === 'Teasers');
    const command = /news (source set .*)$/.exec(teasers?.health[0]?.advice ?? '')?.[1] ?? '';
    expect((await box.news(command, { now: later })).code).toBe(0);
    expect((await rows()).find(({ title }) => title === 'Teasers')?.health).toEqual([]);
    expect((await box.news('undo')).code).toBe(0);
  });

  it('shows in source show, status and doctor', async () => {
    expect((await box.news('source show silent', { now: later })).stdout).toMatch(/^health +answers, but/m);
    const status = await box.news('status', { now: later });
    expect(status.stdout).toMatch(/^[^\t]+\t-\tGone\tis gone for good/m);
    const doctor = await box.news('doctor --json', { now: later });
    const { findings } = doctor.json<{ findings: { name: string; problem: string | null; next: string | null }[] }>();
    const sources = findings.filter(({ name }) => name === 'source');
    expect(doctor.code).toBe(1);
    expect(sources.map(({ problem }) => problem?.slice(0, 5) ?? null)).toEqual(['Dead:', 'Gone:', null]);
    expect(sources.at(-1)?.next).toContain('source list --health');
  });
});

describe('news status', () => {
  let box: Sandbox;
  const zone = process.env.TZ;
  beforeAll(async () => {
    process.env.TZ = 'Asia/Beirut';
    box = await sandbox();
    await box.news('list', { now: start });
  });
  afterAll(async () => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    await box.close();
  });

  it('tells in the reader’s time zone when each source was fetched, and when it will be', async () => {
    const { stdout } = await box.news('status', { now: start + hour, columns: 100 });
    expect(stdout).toContain('Last update 2 Nov 2026, 14:00 (1 hour ago)');
    expect(stdout).toContain('times of Asia/Beirut');
    expect(stdout).toMatch(/^2 Nov 2026, 14:00 {2}3 Nov 2026, 14:00 {2}The Harbor Courier$/m);
    const { json } = await box.news('status --json', { now: start + hour });
    expect(json()).toMatchObject({
      timeZone: 'Asia/Beirut',
      fetched: '2026-11-02T12:00:00Z',
      nextAt: '2026-11-03T12:00:00Z',
      sources: [{ title: 'The Harbor Courier', nextAt: '2026-11-03T12:00:00Z', health: [] }, {}, {}, {}],
    });
  });

  it('says that a source is due, and follows the interval that was set since', async () => {
    expect((await box.news('status', { now: start + 2 * day })).stdout).toContain('\tdue\tThe Harbor Courier');
  });
});
