import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webServer } from '../support/web-server.ts';

const bin = fileURLToPath(new URL('../../bin/news.js', import.meta.url));

/** The built program as a process of its own: what only a process shows. */
describe('the process', () => {
  let home: string;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'news-process-'));
    env = { ...process.env, NEWS_HOME: home };
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  const news = (words: readonly string[], more: Parameters<typeof spawnSync>[2] = {}) =>
    spawnSync(process.execPath, [bin, ...words], { env, encoding: 'utf8', ...more });
  const shell = (line: string) =>
    spawnSync('bash', ['-o', 'pipefail', '-c', line], {
      env: { ...env, NODE: process.execPath, BIN: bin },
      encoding: 'utf8',
    });

  it('lists on a first run', () => {
    const { status, stdout, stderr } = news(['list']);
    expect([status, stderr]).toEqual([0, '']);
    expect(String(stdout).trimEnd().split('\n')).toHaveLength(30);
    expect(String(news(['--version']).stdout)).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('sets up the edition whole for each of several processes that are the first', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'news-first-'));
    const ids = ['3h8y', '8p1p', 'vdb3', 'sgbn', 'dp4q', 'e21n'];
    const children = ids.map((id) =>
      spawn(process.execPath, [bin, 'fav', 'add', id], { env: { ...env, NEWS_HOME: fresh }, stdio: 'ignore' }),
    );
    const codes = await Promise.all(children.map((child) => new Promise((resolve) => child.once('close', resolve))));
    expect(codes).toEqual(ids.map(() => 0));
    const { stdout } = news(['fav', 'list'], { env: { ...env, NEWS_HOME: fresh } });
    expect(String(stdout).trimEnd().split('\n')).toHaveLength(ids.length);
    const listed = String(news(['list', '--limit', 'all'], { env: { ...env, NEWS_HOME: fresh } }).stdout);
    expect(listed.trimEnd().split('\n')).toHaveLength(49);
    await rm(fresh, { recursive: true, force: true });
  });

  it('ends once it has answered, though the thread that read for it would wait for more', () => {
    const feed = '<rss><channel><title>T</title><item><title>t</title></item></channel></rss>';
    // Idle threads are kept for ten seconds: a process that they kept alive would be killed here.
    const { status, stdout } = news(['peek', '-', '--jsonl'], { input: feed, timeout: 8_000 });
    expect(status).toBe(0);
    expect(JSON.parse(String(stdout))).toMatchObject({ articles: [{ title: 't' }], error: null });
  });

  it('ends quietly with 0 when nobody reads any more', () => {
    const { status, stderr } = shell(
      'for i in $(seq 40); do "$NODE" "$BIN" list --limit all --json --fields text,html; done | cat > /dev/null; "$NODE" "$BIN" list --limit all --jsonl --fields html | head -1 > /dev/null',
    );
    expect([status, stderr]).toEqual([0, '']);
  });

  it('prints large output whole into a pipe', () => {
    const { status, stdout } = shell(
      '"$NODE" "$BIN" list --limit all --json --fields html,text | (read -r -n 10 start; sleep 0.2; cat) | wc -c',
    );
    expect(status).toBe(0);
    expect(Number(stdout)).toBeGreaterThan(100_000);
  });

  it.skipIf(process.platform === 'win32')(
    'prints large output whole into a pipe that is full and does not block',
    async () => {
      const path = join(home, 'output');
      const item = `<item><title>t</title><description>${'All that is told. '.repeat(1_000)}</description></item>`;
      const feed = join(home, 'large.xml');
      writeFileSync(feed, `<rss><channel><title>T</title>${item.repeat(200)}</channel></rss>`);
      const told = new Promise<string>((resolve) => {
        const server = createServer((reader) => {
          let text = '';
          reader.setEncoding('utf8').on('data', (piece) => {
            text += piece;
          });
          reader.on('end', () => {
            server.close();
            resolve(text);
          });
        });
        server.listen(path, () => {
          // What Node opens does not block, whoever writes to it: 7 MB are more than the system takes at once.
          const pipe = connect(path, () => {
            spawn(process.execPath, [bin, 'peek', feed, '--jsonl'], { env, stdio: ['ignore', pipe, 'ignore'] });
            pipe.destroy();
          });
        });
      });
      expect(JSON.parse(await told).articles).toHaveLength(200);
    },
  );

  it.skipIf(process.platform !== 'linux')('says so when the output cannot be written', () => {
    const { status, stderr } = shell('"$NODE" "$BIN" list > /dev/full');
    expect(status).toBe(1);
    expect(stderr).toContain('ENOSPC');
    for (const late of ['--help', '--version']) {
      const { status: code, stderr: words } = shell(`"$NODE" "$BIN" ${late} > /dev/full`);
      expect([code, words.trimEnd().split('\n').length]).toEqual([1, 2]);
    }
  });

  it.skipIf(process.platform !== 'linux')('ends as it would have where nobody can be told why', () => {
    expect(shell('"$NODE" "$BIN" list nonsense: 2> /dev/full').status).toBe(2);
    const { status, stdout } = shell('"$NODE" "$BIN" mark read 8p1p --json 2> /dev/full');
    expect([status, stdout]).toEqual([0, expect.stringContaining('"read":true')]);
  });

  it('prints nothing of its own beside a page that was cut up in a worker', () => {
    const page = fileURLToPath(new URL('../fixtures/pages/wp-classic-en.html', import.meta.url));
    for (const name of ['reading-worker', 'image-worker'])
      expect(readFileSync(new URL(`../../dist/${name}.js`, import.meta.url), 'utf8')).not.toContain('/listing-');
    const { status, stdout } = news(['add', '--dry-run', '--jsonl', page, page]);
    expect(status).toBe(0);
    expect(
      String(stdout)
        .trimEnd()
        .split('\n')
        .map((line) => typeof JSON.parse(line).article.title),
    ).toEqual(['string', 'string']);
  });

  it('takes ids from a pipe', () => {
    const { status, stderr } = shell('"$NODE" "$BIN" list --limit 2 | "$NODE" "$BIN" fav add -');
    expect(status).toBe(0);
    expect(stderr).toContain('2 favorites');
  });

  it('leaves at once with 130 on Ctrl-C, and keeps what was done', async () => {
    const web = await webServer();
    try {
      let asked: () => void = () => {};
      const waiting = new Promise<void>((resolve) => {
        asked = resolve;
      });
      web.answers.set('/quick.xml', () => {
        asked();
        return null;
      });
      const child = spawn(process.execPath, [bin, 'source', 'add', `${web.url}/quick.xml`], { env, stdio: 'ignore' });
      await waiting;
      child.kill('SIGINT');
      const code = await new Promise((resolve) => child.on('exit', resolve));
      expect(code).toBe(130);
      expect(news(['list']).status).toBe(0);
    } finally {
      await web.close();
    }
  });

  it('says in one line that its Node is too old', () => {
    const script = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } }); await import(${JSON.stringify(bin)});`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    for (const words of ['24.15', '20.20.2', 'npm install']) expect(stderr).toContain(words);
  });

  it('reads from a folder that cannot be written', () => {
    const { status, stdout } = shell(
      'chmod -R a-w "$NEWS_HOME" && "$NODE" "$BIN" list --limit 1; code=$?; chmod -R u+w "$NEWS_HOME"; exit $code',
    );
    expect(status).toBe(0);
    expect(stdout).not.toBe('');
  });

  it('works from a settings file that does not hold only to repair it', async () => {
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(home, 'config.json'), '{"list.limit": "many"}');
    const { status, stderr } = news(['list']);
    expect(status).toBe(2);
    expect(stderr).toContain('config.json');
    expect(stderr).toContain('list.limit');
    expect(news(['config', 'set', 'list.limit', '7']).status).toBe(0);
    expect(
      String(news(['list']).stdout)
        .trimEnd()
        .split('\n'),
    ).toHaveLength(7);
  });
});
