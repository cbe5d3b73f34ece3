/** A small database of invented articles, and ways to damage its file. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Store } from '../../src/core/ports.ts';
import { openStore } from '../../src/store/open.ts';
import { add, all, ask, noon, put, source } from '../contract/store-samples.ts';

export const articleCount = 42;
export const pageSize = 16_384;

/** Even numbers are read, every tenth has a tag of the reader's, every fourteenth a text that needs pages of its own. */
export async function fillStore(store: Store): Promise<void> {
  await store.putSources([source('alpha', { tags: ['daily'] }), source('beta', { section: 'World' })]);
  for (const [index, sourceId] of ['alpha', 'beta'].entries()) {
    const numbers = Array.from({ length: articleCount / 2 }, (_, place) => place * 2 + index);
    const changes = numbers.map((number) =>
      add(`a${String(number).padStart(5, '0')}`, number, {
        title: `Headline number ${number} of the harbor`,
        summary: `What stands in article ${number}. `.repeat(40),
        text: words(number),
        html: `<p>${words(number)}</p>`,
        tags: ['ice', `tag${number % 9}`],
        section: number % 3 === 0 ? 'Science' : null,
        language: 'en',
      }),
    );
    await put(store, sourceId, changes);
  }
  await store.markRead({ kind: 'id', ids: idsWhere((number) => number % 2 === 0) }, noon);
  await store.setOwnTags(idsWhere((number) => number % 10 === 0).map((id) => ({ id, ownTags: ['mine'] })));
  await store.mirrorFavorites('1', [{ id: 'a00003', at: noon }]);
  await store.setNote('edition', '"seen"');
  await store.remember({ kind: 'article-removed', ids: ['a00001'], label: 'removed something' }, noon);
}

export function idsWhere(fits: (number: number) => boolean): readonly string[] {
  return Array.from({ length: articleCount }, (_, number) => number)
    .filter(fits)
    .map((number) => `a${String(number).padStart(5, '0')}`);
}

/** Text that does not compress well, of a length that differs: every fourteenth fills several pages. */
function words(number: number): string {
  const dice = seeded(number + 1);
  const length = number % 14 === 0 ? 2500 : 30;
  return Array.from({ length }, () => dice().toString(36).slice(2, 9)).join(' ');
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The bytes of a closed store. */
export async function databaseBytes(path: string): Promise<Buffer> {
  const store = await openStore(path, { now: () => noon });
  await fillStore(store);
  await store.close();
  return readFileSync(path);
}

export function writeAt(path: string, bytes: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes, { mode: 0o600 });
}

/** A copy whose page (from 1) holds zeros, or noise. */
export function withBadPage(bytes: Buffer, page: number, noise: (() => number) | null): Buffer {
  const copy = Buffer.from(bytes);
  const [start, end] = [(page - 1) * pageSize, Math.min(page * pageSize, copy.length)];
  for (let at = start; at < end; at++) copy[at] = noise ? Math.floor(noise() * 256) : 0;
  return copy;
}

/** Everything that a reader could see, by id. */
export async function articlesIn(path: string) {
  const store = await openStore(path, { now: () => noon });
  const { found } = await store.find(ask(all, { bodies: true, limit: 1000 }));
  await store.close();
  return new Map(found.map(({ article }) => [article.id, article]));
}
