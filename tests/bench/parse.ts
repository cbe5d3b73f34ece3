/** Reading one feed: bytes to drafts, and on to cleaned ones, against a bare tokenizer over the same text. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Tokenizer } from 'htmlparser2';
import { clean } from '../../src/content/clean.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import { scan } from '../../src/feeds/scan.ts';
import { measureNews } from './measure.ts';
import { random, wordOf } from './store-data.ts';

/** Some 2.7 KB an item, as full-text feeds have it. */
function feedOf(items: number): string {
  const next = random(7);
  const words = (count: number) => Array.from({ length: count }, () => wordOf(Math.floor(20_000 ** next()))).join(' ');
  const paragraph = () =>
    `<p>${words(95)} <a href="https://x.example/a?b=1&amp;c=2">“${words(2)}”</a> <strong>${words(1)}</strong>.</p>`;
  const item = (i: number) => `<item><title>${words(6)} &amp; ${i}</title><link>https://x.example/${i}</link>
<guid isPermaLink="false">https://x.example/?p=${i}</guid><dc:creator><![CDATA[${words(2)}]]></dc:creator>
<pubDate>Mon, 02 Mar 2026 15:${String(i % 60).padStart(2, '0')}:05 +0000</pubDate><category><![CDATA[${words(1)}]]></category>
<description>&lt;p&gt;${words(25)}&lt;/p&gt;</description><media:thumbnail url="https://x.example/${i}.jpg"/>
<content:encoded><![CDATA[${paragraph()}<img src="/i.jpg" alt="x">${paragraph()}<ul><li>${words(9)}</li></ul>${paragraph()}]]></content:encoded></item>`;
  const namespaces =
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"';
  const body = Array.from({ length: items }, (_, i) => item(i)).join('\n');
  return `<?xml version="1.0"?><rss version="2.0" ${namespaces}><channel><title>T</title>${body}</channel></rss>`;
}

/** The tokenizer with nobody to listen: the least that reading the markup can cost. */
export function tokenize(text: string, xmlMode: boolean): void {
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    { xmlMode, decodeEntities: false },
    {
      isInForeignContext: () => false,
      onattribdata: ignore,
      onattribend: ignore,
      onattribentity: ignore,
      onattribname: ignore,
      oncdata: ignore,
      onclosetag: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onopentagname: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
      ontext: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(text);
  tokenizer.end();
}

/** The least processor milliseconds a run takes: each sample is as many runs as the clock of the system can tell apart. */
export async function least(samples: number, runs: number, work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let sample = 0; sample < samples; sample++) {
    const before = process.cpuUsage();
    for (let run = 0; run < runs; run++) await work();
    best = Math.min(best, process.cpuUsage(before).user / 1000 / runs);
  }
  return best;
}

/** Peak memory of the built program reading this feed, in MB. */
function peakOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'news-bench-'));
  const file = join(folder, 'feed.xml');
  writeFileSync(file, text);
  const bin = fileURLToPath(new URL('../../bin/news.js', import.meta.url));
  try {
    return `${Math.round(measureNews(bin, ['peek', file, '--jsonl'], { NEWS_HOME: folder }).peakMb)} MB`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function benchParse(print: (line: string) => void): Promise<void> {
  for (const [items, samples, runs, target] of [
    [50, 20, 20, 5],
    [3100, 5, 1, 1000],
  ] as const) {
    const text = feedOf(items);
    const bytes = new TextEncoder().encode(text);
    const parse = () => parseFeed(bytes, { charset: null, type: null, url: 'https://x.example/feed' });
    const tokenizer = await least(samples, runs, () => tokenize(text, true));
    const rows: readonly (readonly [string, number])[] = [
      ["htmlparser2's tokenizer, nobody listening", tokenizer],
      ['our scanner, a tree', await least(samples, runs, () => scan(text))],
      [`bytes to drafts (at most ${target} ms)`, await least(samples, runs, parse)],
      ['and cleaned', await least(samples, runs, async () => (await parse()).drafts.map(clean))],
    ];
    print(`feed of ${items} items, ${Math.round(bytes.length / 1000)} KB: processor time, least of ${samples}`);
    for (const [name, ms] of rows) print(`  ${name}: ${ms.toFixed(2)} ms, ${(ms / tokenizer).toFixed(1)} ×`);
    print(`  peak memory of "peek --jsonl" (at most 200 MB): ${peakOf(text)}`);
  }
}
