/** How fast the full-screen reader stands and answers, measured from outside, in a real pseudo-terminal. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draft } from '../../src/core/article.ts';
import { freshState } from '../../src/core/source.ts';
import { openStore } from '../../src/store/open.ts';
import { openTerminal, program, type TestTerminal } from '../support/terminal.ts';
import { benchDatabase, benchSources } from './store-data.ts';

const rounds = 9;
const keys = 150;
const size = { columns: 120, rows: 40 };
const longArticle = 'longarticle0';

interface Home {
  readonly env: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

/** `few` and `many`: how many articles the two stores have. The first run builds them, which takes minutes for a million. */
export async function benchTui(
  print: (line: string) => void,
  options: { readonly few: number; readonly many: number } = { few: 1000, many: 100_000 },
): Promise<void> {
  const bare = median(Array.from({ length: rounds }, () => timed(() => spawnSync(process.execPath, ['-e', '0']))));
  print(`bare node -e 0: ${bare.toFixed(0)} ms`);
  const few = await homeWith(options.few, print);
  const many = await homeWith(options.many, print);
  try {
    const frames: number[] = [];
    for (const [name, home, words] of [
      [`front page, ${options.few} articles`, few, []],
      [`front page, ${options.many} articles`, many, []],
      ['one article', many, ['read', longArticle]],
    ] as const) {
      const ms = await firstFrame(home, words);
      frames.push(ms);
      print(`first frame, ${name}: ${ms.toFixed(0)} ms, ${(ms / bare).toFixed(1)} × bare node (at most 7)`);
    }
    print(
      `first frame, many against few articles: ${((frames[1] ?? 0) / (frames[0] ?? 1)).toFixed(2)} × (at most 1.3)`,
    );
    await benchKeys(print, `list of ${options.many}`, many, [], ['j', 'j', 'j', ' ', 'k', 'b', 'G', 'g']);
    await benchKeys(
      print,
      'article of 10,000 lines',
      many,
      ['read', longArticle],
      ['j', 'j', 'j', ' ', 'k', 'b', 'G', 'g'],
    );
  } finally {
    few.remove();
    many.remove();
  }
}

async function homeWith(articles: number, print: (line: string) => void): Promise<Home> {
  const path = mkdtempSync(join(tmpdir(), 'news-bench-tui-'));
  copyFileSync(await benchDatabase(articles, print), join(path, 'news.db'));
  await addLongArticle(join(path, 'news.db'));
  return { env: { NEWS_HOME: path }, remove: () => rmSync(path, { recursive: true, force: true }) };
}

async function addLongArticle(database: string): Promise<void> {
  const store = await openStore(database, { now: Date.now });
  const paragraph = `<p>${'A line of an article that has very many of them, and goes on. '.repeat(6)}</p>`;
  const html = `<h2>Part</h2>${paragraph.repeat(9)}`.repeat(160);
  const [source] = benchSources();
  if (!source) throw new Error('the bench has no sources');
  const change = {
    kind: 'add',
    id: longArticle,
    identity: longArticle,
    fingerprint: longArticle,
    draft: draft({ guid: longArticle, title: 'The long one', html, text: 'long', direction: 'ltr', language: 'en' }),
    sortedAt: Date.UTC(2020, 0, 1),
    method: 'rss',
  } as const;
  await store.update([{ sourceId: source.id, state: freshState, feed: null, address: null, changes: [change] }]);
  await store.close();
}

function open(home: Home, words: readonly string[]): TestTerminal {
  return openTerminal(process.execPath, [program, ...words], { ...size, env: home.env });
}

async function firstFrame(home: Home, words: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const start = performance.now();
    const news = open(home, words);
    await news.until(/\? keys/);
    times.push(performance.now() - start);
    news.type('Q');
    await news.exited;
    news.close();
  }
  // The first run fills the compile cache.
  return median(times.slice(1));
}

async function benchKeys(
  print: (line: string) => void,
  name: string,
  home: Home,
  words: readonly string[],
  presses: readonly string[],
): Promise<void> {
  const news = open(home, words);
  await news.until(/\? keys/);
  await quiet(news);
  const times: number[] = [];
  for (let count = 0; count < keys; count += 1) {
    const start = performance.now();
    const drawn = news.drawn();
    news.type(presses[count % presses.length] ?? 'j');
    await Promise.race([drawn, pause(300)]);
    times.push(performance.now() - start);
    await pause(15);
  }
  const before = cpuMs(news.pid);
  await pause(3000);
  const idle = (cpuMs(news.pid) - before) / 3000;
  const sorted = times.toSorted((a, b) => a - b);
  print(
    `${name}, key to frame: median ${median(times).toFixed(1)} ms (at most 16), p95 ${(sorted[Math.floor(keys * 0.95)] ?? 0).toFixed(1)} ms (at most 33); ` +
      `memory ${memoryMb(news.pid)} MB (at most 150); idle ${(100 * idle).toFixed(1)} % of a core`,
  );
  news.type('Q');
  await news.exited;
  news.close();
}

/** Waits until the left pane and Ink are there: nothing has been written for a while. */
async function quiet(news: TestTerminal): Promise<void> {
  for (let before = -1; before !== news.written().length; ) {
    before = news.written().length;
    await pause(300);
  }
}

/** Linux only: resident memory and processor time of a process. */
function memoryMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
