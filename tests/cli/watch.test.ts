import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewsError } from '../../src/core/errors.ts';
import { inventedRss, items } from '../support/invented-feed.ts';
import { type Sandbox, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
const hour = 3_600_000;

describe('watching', () => {
  let box: Sandbox;
  let web: WebServer;
  beforeEach(async () => {
    box = await sandbox();
    web = await webServer();
    web.answers.set('/feed.xml', inventedRss('Gazette', items('a', 'b')));
    await box.news(`source add ${web.url}/feed.xml`, { now: start - hour });
  });
  afterEach(async () => {
    await box.close();
    await web.close();
  });

  /** Runs a watch in which these happen one after the other while it waits; after the last it is interrupted. */
  const during = (words: string | readonly string[], happenings: readonly (() => Promise<unknown> | unknown)[]) => {
    let now = start;
    const left = [...happenings];
    return box.news(words, {
      now: () => now,
      wait: async () => {
        const next = left.shift();
        if (!next) throw new NewsError('interrupted', 'stopped', '');
        await next();
        now += 2000;
      },
    });
  };
  const publish = (...ids: readonly string[]) => web.answers.set('/feed.xml', inventedRss('Gazette', items(...ids)));
  /** Another process that fetches. */
  const refreshElsewhere = () => box.news('refresh --force', { now: start + 1000 });

  it('prints what other commands fetch, once, and not what was there before', async () => {
    const { code, stdout } = await during('watch --no-refresh --jsonl --fields title', [
      () => publish('a', 'b', 'c'),
      refreshElsewhere,
      refreshElsewhere,
      () => publish('a', 'b', 'c', 'd'),
      refreshElsewhere,
    ]);
    expect(code).toBe(130);
    const titles = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).title);
    expect(titles).toEqual(['Headline c', 'Headline d']);
  });

  it('fetches what is due itself, and ends after as many as were asked for', async () => {
    publish('a', 'b', 'c', 'd');
    const { code, stdout } = await during(
      'watch --limit 2 --json --fields id,title',
      Array.from({ length: 200 }, () => () => new Promise((resolve) => setImmediate(resolve))),
    );
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(web.requests.length).toBeGreaterThan(1);
  });

  it('gives only what fits the query and flags', async () => {
    const words = ['watch', '--no-refresh', 'title:special', '--unread', '--template', '{title}'];
    const { stdout } = await during(words, [
      () =>
        web.answers.set(
          '/feed.xml',
          inventedRss('Gazette', [...items('a', 'x'), { id: 's', title: 'Something special' }]),
        ),
      refreshElsewhere,
      () => undefined,
    ]);
    expect(stdout).toBe('Something special\n');
  });

  it('sees pages that are added', async () => {
    const page = new URL('../fixtures/pages/wp-classic-en.html', import.meta.url).pathname;
    const { stdout } = await during('watch --no-refresh', [
      () => box.news(['add', page, '--base-url', 'https://saved.example/story'], { now: start + 1000 }),
      () => undefined,
    ]);
    expect(stdout).toContain('Lime kiln goes cold');
    expect(stdout.split('\t')).toHaveLength(7);
  });

  it('runs a command with the article around it, whatever stands in its title', async () => {
    const made = box.path('made');
    const told = box.path('told');
    const title = `"; touch ${made}; $(touch ${made}) \`touch ${made}\``;
    const run = `printf '%s|%s\\n' "$NEWS_ARTICLE_TITLE" "$NEWS_ARTICLE_SOURCE" >> ${told}; cat >> ${told}`;
    const { stdout } = await during(
      ['watch', '--no-refresh', '--run', run],
      [
        () => web.answers.set('/feed.xml', inventedRss('Gazette', [{ id: 'evil', title }])),
        refreshElsewhere,
        () => undefined,
      ],
    );
    expect(stdout).toBe('');
    const [line = '', json = ''] = (await readFile(told, 'utf8')).split('\n');
    expect(line).toBe(`${title}|Gazette`);
    expect(JSON.parse(json)).toMatchObject({ title, source: { title: 'Gazette' } });
    expect(existsSync(made)).toBe(false);
  });

  it('tells of a command that fails, and goes on', async () => {
    const { stderr } = await during(
      ['watch', '--no-refresh', '--run', 'exit 3'],
      [() => publish('a', 'c', 'd'), refreshElsewhere, () => undefined],
    );
    expect(stderr.match(/ended with 3: exit 3/g)).toHaveLength(2);
  });

  it('names what is missing where no notification can be shown', async () => {
    const { code, stderr } = await box.news('watch --no-refresh --notify --limit 1', {
      env: { PATH: box.home },
      now: () => start,
      wait: async () => {
        publish('a', 'c');
        await refreshElsewhere();
      },
    });
    expect(code).toBe(0);
    expect(stderr).toContain('notify-send');
  });

  it.each([
    ['watch --run x --notify'],
    ['watch --run x --json'],
    ['watch tag:'],
    ['watch --limit x'],
    ['watch --fields nope'],
    ['watch --source nosuch'],
  ])('refuses %s', async (words) => {
    const { code, stderr } = await box.news(words, { wait: () => Promise.reject(new Error('it watches')) });
    expect([2, 5]).toContain(code);
    expect(stderr).not.toBe('');
  });
});

describe('refresh --watch', () => {
  it('fetches each source when it is due, round after round, a line of JSON each', async () => {
    const box = await sandbox();
    const web = await webServer();
    try {
      web.answers.set('/feed.xml', inventedRss('Gazette', items('a')));
      await box.news(`source add ${web.url}/feed.xml --json`, { now: start - 2 * 24 * hour });
      let now = start;
      let waits = 0;
      const { code, stdout } = await box.news('refresh --watch --json', {
        now: () => now,
        wait: async (ms) => {
          waits += 1;
          now += ms;
          if (waits === 2) web.answers.set('/feed.xml', inventedRss('Gazette', items('a', 'b')));
          if (now > start + 26 * hour) throw new NewsError('interrupted', 'stopped', '');
        },
      });
      expect(code).toBe(130);
      const rounds = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rounds.length).toBeGreaterThanOrEqual(2);
      expect(rounds.map((round) => round.new).filter(Boolean)).toEqual([1]);
      // It looks around once a minute, so that sources added meanwhile are not missed, and asks far less often.
      expect(waits).toBeGreaterThan(rounds.length);
      expect((await box.news('refresh --watch gazette')).code).toBe(2);
      expect((await box.news('refresh --watch --offline')).code).toBe(1);
    } finally {
      await box.close();
      await web.close();
    }
  });
});
