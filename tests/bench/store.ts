/** How long the store takes for what readers ask most, with few and with many articles. */
import { copyFileSync, rmSync } from 'node:fs';
import type { Store } from '../../src/core/ports.ts';
import { allOf, type Filter, type Query, type Sort } from '../../src/core/query.ts';
import { freshState } from '../../src/core/source.ts';
import { openStore } from '../../src/store/open.ts';
import { benchChange, benchDatabase, benchSources, random, wordOf } from './store-data.ts';

const few = 1000;
const at = Date.UTC(2026, 10, 1);

function words(...ranks: readonly number[]): Filter {
  return { kind: 'text', text: ranks.map(wordOf).join(' '), phrase: false, prefix: false, field: null };
}

function ask(filter: Filter, sort: Sort, limit: number): Query {
  return { filter, sort, limit, after: null, bodies: false, snippets: sort === 'relevance' };
}

const listings: readonly (readonly [name: string, query: Query])[] = [
  ['newest 30 of all', ask({ kind: 'all' }, 'newest', 30)],
  ['oldest 30 of all', ask({ kind: 'all' }, 'oldest', 30)],
  ['newest 30 unread', ask({ kind: 'read', read: false }, 'newest', 30)],
  ['newest 30 with the commonest tag', ask({ kind: 'tag', tag: `tag ${wordOf(0)}` }, 'newest', 30)],
  ['newest 30 with a rare tag', ask({ kind: 'tag', tag: `tag ${wordOf(900)}` }, 'newest', 30)],
  ['newest 30 of a section', ask({ kind: 'section', section: 'science' }, 'newest', 30)],
  ['newest 30 of a source', ask({ kind: 'source', name: 'source-7.example' }, 'newest', 30)],
  ['favorites', ask({ kind: 'favorite' }, 'newest', 30)],
  [
    'a tag or a section',
    ask(
      {
        kind: 'or',
        any: [
          { kind: 'tag', tag: `tag ${wordOf(5)}` },
          { kind: 'section', section: 'Sport' },
        ],
      },
      'newest',
      30,
    ),
  ],
  [
    'a tag of a source, not a section',
    ask(
      allOf([
        { kind: 'tag', tag: `tag ${wordOf(1)}` },
        { kind: 'source', name: 'source-3.example' },
        { kind: 'not', filter: { kind: 'section', section: 'World' } },
      ]),
      'newest',
      30,
    ),
  ],
  ['newest 30 with a common word', ask(words(3), 'newest', 30)],
  [
    'a common word in a source, newest',
    ask(allOf([words(3), { kind: 'source', name: 'source-7.example' }]), 'newest', 30),
  ],
]; // prettier-ignore

const searches: readonly (readonly [name: string, query: Query])[] = [
  ['search: the commonest word', ask(words(0), 'relevance', 20)],
  ['search: the two commonest words', ask(words(0, 1), 'relevance', 20)],
  ['search: two common words', ask(words(20, 35), 'relevance', 20)],
  ['search: a common and a middling word', ask(words(2, 900), 'relevance', 20)],
  ['search: two middling words', ask(words(400, 700), 'relevance', 20)],
  ['search: two rare words', ask(words(9000, 12000), 'relevance', 20)],
  ['search: the commonest and a rare word', ask(words(0, 20000), 'relevance', 20)],
  ['search: a rare word', ask(words(30000), 'relevance', 20)],
]; // prettier-ignore

async function median(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

const ms = (time: number) => `${time.toFixed(time < 10 ? 2 : 0)} ms`.padStart(10);

/** Stores articles in a copy of a database, as a refresh does: 50 of a source in one transaction. */
async function benchUpdates(path: string, print: (line: string) => void): Promise<void> {
  const copy = '.bench/store-copy.db';
  copyFileSync(path, copy);
  const store = await openStore(copy, { now: () => at });
  const next = random(99);
  const sources = benchSources();
  let storing = 0;
  const transactions = 100;
  for (let run = 0; run < transactions; run++) {
    const source = sources[run];
    if (!source) continue;
    const changes = Array.from({ length: 50 }, (_, index) =>
      benchChange(next, source.address, 1e9 + run * 50 + index, 1e9),
    );
    const started = performance.now();
    await store.update([{ sourceId: source.id, state: freshState, feed: null, address: null, changes }]);
    storing += performance.now() - started;
  }
  await store.close();
  for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
  print(`storing in transactions of 50: ${Math.round((transactions * 50 * 1000) / storing)} articles/s`);
}

/** Prints the time of each listing and search with 1,000 articles and with `articles`, then the rate of storing. */
export async function benchStore(print: (line: string) => void, options: { readonly articles: number }): Promise<void> {
  const paths = [await benchDatabase(few, print), await benchDatabase(options.articles, print)] as const;
  const open = (path: string) => openStore(path, { now: () => at });
  const opening = await median(9, async () => (await open(paths[1])).close());
  print(`opening the store and closing it: ${ms(opening).trim()}`);
  const stores: readonly [Store, Store] = [await open(paths[0]), await open(paths[1])];
  print(`${''.padEnd(40)}${'1,000'.padStart(10)}${options.articles.toLocaleString('en').padStart(12)}`);
  for (const [name, query] of [...listings, ...searches]) {
    const [small, large] = [await median(5, () => stores[0].find(query)), await median(5, () => stores[1].find(query))];
    print(`${name.padEnd(40)}${ms(small)}  ${ms(large)}  ${large > small ? '+' : ''}${(large - small).toFixed(1)} ms`);
  }
  for (const store of stores) await store.close();
  await benchUpdates(paths[1], print);
}
