/** Two processes that refresh, one that lists, one that keeps favorites and one that marks, all on one home: nothing may be lost. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inventedRss } from '../support/invented-feed.ts';
import { webServer } from '../support/web-server.ts';

const bin = fileURLToPath(new URL('../../bin/news.js', import.meta.url));
const sources = 8;
/** A feed forgets what is older than so many articles: they must be in the store by then. */
const window = 60;

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Returns what went wrong. */
export async function fuzzProcesses(seconds: number, print: (line: string) => void): Promise<readonly string[]> {
  const home = await mkdtemp(join(tmpdir(), 'news-fuzz-'));
  const web = await webServer();
  const problems: string[] = [];
  const news = (...words: readonly string[]) => runNews(home, words);
  const must = async (...words: readonly string[]): Promise<Run> => {
    const run = await news(...words);
    if (run.code !== 0) problems.push(`news ${words.join(' ')} ended with ${run.code}: ${run.stderr.slice(0, 300)}`);
    return run;
  };
  try {
    const published = publishing(web);
    for (let source = 0; source < sources; source++) await must('source', 'add', `${web.url}/${source}.xml`);
    const until = performance.now() + seconds * 1000;
    const kept = new Set<string>();
    let rounds = 0;
    const again = async (act: () => Promise<unknown>) => {
      while (performance.now() < until) {
        await act();
        rounds += 1;
      }
    };
    const newest = async (limit: number) =>
      JSON.parse((await must('list', '--json', '--fields', 'id', '--limit', String(limit))).stdout) as { id: string }[];
    await Promise.all([
      again(() => must('refresh', '--force', '--quiet')),
      again(() => must('refresh', '--force', '--quiet')),
      again(() => newest(50)),
      again(async () => {
        for (const { id } of (await newest(5)).filter((row) => !kept.has(row.id)).slice(0, 1)) {
          if ((await must('fav', 'add', id)).code === 0) kept.add(id);
        }
      }),
      again(() => must('mark', 'read', 'is:unread', 'title:3')),
    ]);
    await must('refresh', '--force', '--quiet');
    await must('doctor');
    problems.push(...(await lost(news, { published: published(), kept })));
    print(`processes: ${rounds} commands, ${published()} articles, ${kept.size} favorites`);
    return problems;
  } finally {
    await web.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** Each request of a feed finds one article more; returns how many there are in all. */
function publishing(web: Awaited<ReturnType<typeof webServer>>): () => number {
  const counts = Array.from({ length: sources }, () => 0);
  for (let source = 0; source < sources; source++) {
    web.answers.set(`/${source}.xml`, () => {
      const count = (counts[source] ?? 0) + 1;
      counts[source] = count;
      const first = Math.max(0, count - window);
      const ids = Array.from({ length: count - first }, (_, index) => ({ id: `s${source}n${first + index}` }));
      return inventedRss(`Source ${source}`, ids.toReversed());
    });
  }
  return () => counts.reduce((sum, count) => sum + count, 0);
}

async function lost(
  news: (...words: readonly string[]) => Promise<Run>,
  { published, kept }: { readonly published: number; readonly kept: ReadonlySet<string> },
): Promise<readonly string[]> {
  const stored = (await news('list', '--limit', 'all', '--jsonl', '--fields', 'id')).stdout
    .trimEnd()
    .split('\n').length;
  const favorites = JSON.parse((await news('fav', 'list', '--json', '--fields', 'id')).stdout) as { id: string }[];
  const present = new Set(favorites.map(({ id }) => id));
  return [
    ...(stored === published ? [] : [`${published} articles were published, ${stored} are stored`]),
    ...[...kept].filter((id) => !present.has(id)).map((id) => `favorite ${id} was acknowledged and is gone`),
    ...(present.size === kept.size ? [] : [`${kept.size} favorites were kept, ${present.size} are there`]),
  ];
}

function runNews(home: string, words: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, ...words], { env: { ...process.env, NEWS_HOME: home } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
