/** Refreshing 1,000 sources of 50 articles over the loopback network, beside newsboat with 100 threads where it is installed. */
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { feeds, outlines } from './feeds.ts';
import type { Traffic, Way } from './refresh-server.ts';

const bin = process.env.NEWS_BIN ?? fileURLToPath(new URL('../../bin/news.js', import.meta.url));

interface Cost {
  readonly seconds: number;
  /** User and system together; null where there is no /usr/bin/time. */
  readonly cpu: number | null;
  readonly peakMb: number | null;
  readonly stdout: string;
}

/** What is wanted of us in each way, as a part of newsboat's wall time. */
const ways: readonly (readonly [Way, wanted: number, runs: number])[] = [
  ['cold', 0.25, 1],
  ['not-modified', 0.2, 3],
  ['unchanged', 0.3, 3],
];

interface Reader {
  readonly name: string;
  readonly run: (folder: string) => Promise<Cost>;
}

export async function benchRefreshWeb(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'news-bench-'));
  const server = fork(new URL('./refresh-server.ts', import.meta.url));
  try {
    const [{ port }] = (await once(server, 'message')) as [{ port: number }];
    // Only Linux answers on every address of 127.0.0.0/8; elsewhere all sources share one host, two at a time.
    const host = (feed: number) => (process.platform === 'linux' ? `127.0.${feed >> 8}.${feed & 255}` : '127.0.0.1');
    const addresses = Array.from({ length: feeds }, (_, feed) => `http://${host(feed + 2)}:${port}/${feed}.xml`);
    const change = async (way: Way): Promise<Traffic> => {
      const told = once(server, 'message');
      server.send(way);
      return ((await told) as [Traffic])[0];
    };
    const readers = [await news(folder, addresses), ...(await newsboat(folder, addresses, print))];
    for (const [way, wanted, runs] of ways) await compare({ way, wanted, runs, readers, folder, change, print });
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Comparison {
  readonly way: Way;
  readonly wanted: number;
  readonly runs: number;
  readonly readers: readonly Reader[];
  readonly folder: string;
  readonly change: (way: Way) => Promise<Traffic>;
  readonly print: (line: string) => void;
}

/** The readers take turns, so that a busy machine slows all of them alike; the best run of each counts. */
async function compare({ way, wanted, runs, readers, folder, change, print }: Comparison): Promise<void> {
  const best = new Map<string, number>();
  await change(way);
  for (let run = 0; run < runs; run++) {
    for (const { name, run: refresh } of readers) {
      const { seconds, cpu, peakMb } = await refresh(folder);
      const { requests, notModified, together, perHost } = await change(way);
      best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, seconds));
      const cost = cpu === null ? '' : `, CPU ${cpu.toFixed(1)} s, peak ${peakMb?.toFixed(0)} MB`;
      print(
        `${way.padEnd(12)} ${name.padEnd(8)} ${seconds.toFixed(2)} s${cost}, ${requests} requests, ${notModified} × 304, at most ${together} at a time and ${perHost} a host`,
      );
    }
  }
  const [ours, theirs] = [best.get('news'), best.get('newsboat')];
  if (ours !== undefined && theirs !== undefined)
    print(`${way.padEnd(12)} ${(ours / theirs).toFixed(2)} × newsboat (at most ${wanted})`);
}

async function news(folder: string, addresses: readonly string[]): Promise<Reader> {
  const env = { ...process.env, NEWS_HOME: join(folder, 'news') };
  await writeFile(join(folder, 'all.opml'), outlines(addresses));
  spawnSync(process.execPath, [bin, 'source', 'import', join(folder, 'all.opml')], { env });
  return {
    name: 'news',
    async run() {
      const cost = await timed(folder, process.execPath, [bin, 'refresh', '--force', '--json'], env);
      const { sources, failed } = JSON.parse(cost.stdout) as { sources: unknown[]; failed: number };
      if (sources.length !== feeds || failed > 0) throw new Error(`${sources.length} sources, ${failed} failed`);
      return cost;
    },
  };
}

async function newsboat(
  folder: string,
  addresses: readonly string[],
  print: (line: string) => void,
): Promise<readonly Reader[]> {
  const found = spawnSync('newsboat', ['--version'], { encoding: 'utf8' });
  if (found.error) {
    print('newsboat is not installed: no ratios');
    return [];
  }
  const home = join(folder, 'newsboat');
  await mkdir(home);
  await writeFile(join(home, 'urls'), `${addresses.join('\n')}\n`);
  await writeFile(join(home, 'config'), 'reload-threads 100\nmax-items 0\n');
  const files = ['-C', join(home, 'config'), '-u', join(home, 'urls'), '-c', join(home, 'cache.db')];
  const env = { ...process.env, HOME: home };
  return [{ name: 'newsboat', run: () => timed(folder, 'newsboat', [...files, '-q', '-x', 'reload'], env) }];
}

async function timed(folder: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Cost> {
  const costs = join(folder, 'time');
  const measured = existsSync('/usr/bin/time');
  const words = measured ? ['/usr/bin/time', '-o', costs, '-f', '%U %S %M', command, ...args] : [command, ...args];
  const start = performance.now();
  // Not spawnSync: the server's messages must get through.
  const child = spawn(words[0] ?? '', words.slice(1), { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  const seconds = (performance.now() - start) / 1000;
  const stdout = Buffer.concat(chunks).toString();
  if (!measured) return { seconds, cpu: null, peakMb: null, stdout };
  const [user = 0, system = 0, peakKb = 0] = (await readFile(costs, 'utf8')).trim().split(/\s+/).map(Number);
  return { seconds, cpu: user + system, peakMb: peakKb / 1024, stdout };
}
