/** Invented articles by the million, the same ones from the same seed: words, tags and sources fall off as they do in real text (Zipf). */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { draft } from '../../src/core/article.ts';
import { articleId, sourceId } from '../../src/core/ids.ts';
import type { Change } from '../../src/core/merge.ts';
import { freshState, plainSettings, type Source } from '../../src/core/source.ts';
import { openStore } from '../../src/store/open.ts';

const digest = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const now = Date.UTC(2026, 10, 1);
const vocabularySize = 60_000;
const wordsPerText = 260;
const sourceTotal = 400;
const sections = ['World', 'Politics', 'Business', 'Science', 'Culture', 'Sport', 'Technology', 'Local'];
const batch = 50;

/** Numbers from 0 to 1, always the same ones for a seed (xorshift). */
export function random(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x100000000;
  };
}

const syllables = [
  'ba',
  'ne',
  'ki',
  'lo',
  'tu',
  'ra',
  'se',
  'mi',
  'do',
  'fu',
  'ga',
  'he',
  'vi',
  'po',
  'zu',
  'cla',
  'stre',
  'ni',
];

/** The word of a rank; a rank always has the same word, the commonest are the shortest. */
export function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length];
  return word;
}

/** A rank below `size`, with frequencies falling as 1/rank. */
function zipf(next: () => number, size: number): number {
  return Math.min(size - 1, Math.floor(Math.exp(next() * Math.log(size + 1))) - 1);
}

const vocabulary = Array.from({ length: vocabularySize }, (_, rank) => wordOf(rank));
const tags = Array.from({ length: 3000 }, (_, rank) => `tag ${wordOf(rank)}`);

function text(next: () => number, words: number): string {
  const chosen = Array.from({ length: words }, () => vocabulary[zipf(next, vocabularySize)]);
  return chosen
    .map((word, index) => (index % 60 === 59 ? `${word}.\n\n` : `${word} `))
    .join('')
    .trim();
}

const addresses = Array.from({ length: sourceTotal }, (_, index) => `https://source-${index}.example/feed.xml`);

export function benchSources(): readonly Source[] {
  return addresses.map((address, index) => ({
    id: sourceId(digest, address),
    address,
    title: `Source ${index}`,
    feedTitle: `Source ${index}`,
    link: `https://source-${index}.example/`,
    language: 'en',
    section: null,
    tags: [],
    settings: plainSettings,
    state: freshState,
    addedAt: now,
  }));
}

/** Article number `index`: higher numbers are newer, but for a jitter as between feeds. */
export function benchChange(next: () => number, address: string, index: number, total: number): Change {
  const guid = `${address}#${index}`;
  const body = text(next, wordsPerText - 80 + Math.floor(next() * 160));
  const published = now - Math.floor(((total - index + next() * 200) / total) * 3 * 365 * 86_400_000);
  const chosen = [...new Set(Array.from({ length: 3 }, () => tags[zipf(next, tags.length)] ?? ''))];
  return {
    kind: 'add',
    id: articleId(digest, address, guid),
    identity: `guid:${guid}`,
    fingerprint: String(index),
    sortedAt: published,
    method: 'bench',
    draft: draft({
      guid,
      link: `https://${new URL(address).host}/articles/${index}`,
      title: text(next, 9),
      section: sections[zipf(next, sections.length)] ?? null,
      authors: [`${vocabulary[zipf(next, 5000)]} ${vocabulary[zipf(next, 5000)]}`],
      published,
      language: 'en',
      direction: 'ltr',
      tags: chosen,
      summary: body.slice(0, 200),
      html: `<p>${body.replaceAll('\n\n', '</p><p>')}</p>`,
      text: body,
    }),
  };
}

/** A store of `total` articles in .bench/, made once and kept. Tells how many articles a second were stored when it made one. */
export async function benchDatabase(total: number, print: (line: string) => void): Promise<string> {
  const path = `.bench/store-${total}.db`;
  if (existsSync(path)) return path;
  mkdirSync('.bench', { recursive: true });
  const making = `${path}.new`;
  for (const end of ['', '-wal', '-shm']) rmSync(making + end, { force: true });
  const store = await openStore(making, { now: () => now });
  const sources = benchSources();
  await store.putSources(sources);
  const next = random(7);
  let storing = 0;
  for (let index = 0; index < total; ) {
    const source = sources[zipf(next, sources.length)];
    if (!source) continue;
    const changes = Array.from({ length: Math.min(batch, total - index) }, () =>
      benchChange(next, source.address, index++, total),
    );
    const started = performance.now();
    await store.update([{ sourceId: source.id, state: freshState, feed: null, address: null, changes }]);
    storing += performance.now() - started;
    if (index % 100_000 === 0) print(`  ${index} stored, ${Math.round((index / storing) * 1000)}/s`);
  }
  await store.close();
  renameSync(making, path);
  print(`made ${path}: ${Math.round((total / storing) * 1000)} articles/s in transactions of ${batch}`);
  return path;
}
