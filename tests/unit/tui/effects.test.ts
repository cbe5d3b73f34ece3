/** Effects on a real store: the bundled edition in a temporary home. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/config.ts';
import type { Article } from '../../../src/core/article.ts';
import { NewsError } from '../../../src/core/errors.ts';
import { type Ports, unknownDocument } from '../../../src/core/ports.ts';
import { findPlaces } from '../../../src/places.ts';
import type { Action } from '../../../src/tui/actions.ts';
import { perform } from '../../../src/tui/effects.ts';
import { blocks } from '../../../src/tui/graphics.ts';
import type { Hands } from '../../../src/tui/hands.ts';
import { choose } from '../../../src/tui/reduce-overlay.ts';
import { worldPorts } from '../../../src/world.ts';
import { idleHands } from '../../support/idle-hands.ts';
import { jpegOf, lyingPng } from '../../support/images.ts';
import { article, testReader } from '../../support/reader-state.ts';

const data = fileURLToPath(new URL('../../../data/', import.meta.url));
const all = { kind: 'all' } as const;
let home: string;
let ports: Ports;
let told: Action[];
let hands: Hands;
let queries: Readonly<Record<string, string>>;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'news-effects-'));
  const env = { NEWS_HOME: home };
  const places = findPlaces({ platform: 'linux', env, homedir: home });
  const settings = readSettings(places.config, env).values;
  ports = worldPorts({ places, settings, warn: () => {}, version: '0', data, env, now: () => Date.now() });
  told = [];
  queries = { Storms: 'storm' };
  hands = handsOf(ports);
});
afterEach(async () => {
  await (await ports.store()).close();
  rmSync(home, { recursive: true });
});

function handsOf(given: Ports, known: Partial<Hands> = {}): Hands {
  return idleHands(given, told, {
    savedQueries: {
      read: () => queries,
      put: async (name, query) => {
        const { [name]: _, ...others } = queries;
        queries = query === null ? others : { ...others, [name]: query };
      },
    },
    runCommand: async (words) => ({ code: words[0] === 'bad' ? 2 : 0, output: words.slice(1).join('\n') }),
    ...known,
  });
}

function last<K extends Action['kind']>(kind: K): Extract<Action, { kind: K }> {
  const found = told.findLast((action) => action.kind === kind);
  if (!found) throw new Error(`nothing was told of ${kind}: ${told.map((action) => action.kind).join(' ')}`);
  return found as Extract<Action, { kind: K }>;
}

const page = { firstPage: 0, after: null, limit: 10 } as const;
const list = () =>
  perform(hands, { kind: 'load-page', generation: 1, filter: all, sort: 'newest', snippets: false, request: page });
const message = () => last('said').message;

async function newest() {
  await list();
  const article = last('page-loaded').found[0]?.article;
  if (!article) throw new Error('the edition is empty');
  return article;
}

describe('lists', () => {
  it('come a page at a time, and their ends from the other side', async () => {
    await list();
    const first = last('page-loaded');
    expect(first.found).toHaveLength(10);
    expect(first.next).not.toBeNull();
    await perform(hands, { kind: 'load-tail', generation: 1, filter: all, sort: 'oldest', after: null, counted: true });
    const tail = last('tail-loaded');
    expect(tail.total).toBe(49);
    expect(tail.found[0]?.article.id).toBe(first.found[0]?.article.id);
  });

  it('begin near an article that is old, and at the newest for one that is not', async () => {
    const article = await newest();
    await perform(hands, { kind: 'find-beginning', reference: article.id });
    expect(last('list-begins').before).toBeNull();
  });

  it('that fail say so under their generation', async () => {
    const filter = { kind: 'source', name: 'nowhere' } as const;
    await perform(hands, { kind: 'load-page', generation: 7, filter, sort: 'newest', snippets: false, request: page });
    expect(last('load-failed')).toMatchObject({ generation: 7, message: expect.stringContaining('nowhere') });
  });

  it('have sections, sources and saved queries at the left', async () => {
    await list();
    await perform(hands, { kind: 'load-side' });
    const { entries, status } = last('side-loaded');
    expect(entries.find(({ label }) => label === 'Storms')).toMatchObject({ kind: 'saved', query: 'storm' });
    expect(entries.filter(({ kind }) => kind === 'source')).toHaveLength(4);
    expect(status).toMatchObject({ sources: 4, failed: 0, unread: 49 });
  });
});

describe('changes', () => {
  it('are told, seen by the store and can be taken back', async () => {
    const { id } = await newest();
    await perform(hands, { kind: 'mark', filter: { kind: 'id', ids: [id] }, read: true, quiet: false });
    expect(message()?.text).toBe('Marked 1 article read; u takes it back');
    expect((await newest()).read).not.toBeNull();
    await perform(hands, { kind: 'undo' });
    expect((await newest()).read).toBeNull();
    await perform(hands, { kind: 'undo' });
    expect(message()).toMatchObject({ text: 'There is nothing to take back', tone: 'plain' });
  });

  it('keep a favorite with its note', async () => {
    const article = await newest();
    await perform(hands, { kind: 'favorite', article, keep: true, note: 'for Ada' });
    expect((await ports.favorites.list())[0]).toMatchObject({ id: article.id, note: 'for Ada' });
    await perform(hands, { kind: 'favorite', article, keep: false, note: null });
    expect(await ports.favorites.list()).toEqual([]);
  });

  it('add and take off tags at once', async () => {
    const article = await newest();
    await perform(hands, { kind: 'tag', article, add: ['seaside', 'later'], remove: [] });
    const { ownTags } = last('article-changed').article;
    expect(ownTags).toEqual(['seaside', 'later']);
    await perform(hands, { kind: 'tag', article: { ...article, ownTags }, add: [], remove: ['later'] });
    expect(message()?.text).toBe('Your tags: seaside');
  });

  it('remember the place in an article, and forget it at the top', async () => {
    const { id } = await newest();
    await perform(hands, { kind: 'save-place', id, place: { block: 4, offset: 12 } });
    await perform(hands, { kind: 'open-article', reference: id, how: 'open' });
    expect(last('article-loaded').place).toEqual({ block: 4, offset: 12 });
    await perform(hands, { kind: 'save-place', id, place: null });
    await perform(hands, { kind: 'open-article', reference: id, how: 'open' });
    expect(last('article-loaded').place).toBeNull();
  });

  it('do not trust a place that is not one', async () => {
    const { id } = await newest();
    for (const note of ['{', '"x"', '{"block":"1"}']) {
      await (await ports.store()).setNote(`place:${id}`, note);
      await perform(hands, { kind: 'open-article', reference: id, how: 'open' });
      expect(last('article-loaded').place).toBeNull();
    }
  });
});

describe('commands', () => {
  it('of one line answer in the line of state, longer ones on a page', async () => {
    await perform(hands, { kind: 'run', words: ['good', 'done so'] });
    expect(message()).toEqual({ text: 'done so', tone: 'good' });
    await perform(hands, { kind: 'run', words: ['bad', 'no'] });
    expect(message()?.tone).toBe('error');
    await perform(hands, { kind: 'run', words: ['good', 'one\t1', 'two\x1b[31m'] });
    expect(last('output')).toMatchObject({ title: 'news good one\t1 two\x1b[31m', lines: ['one  1', 'two'] });
  });
});

describe('the browser', () => {
  it('may be handed mail only where the reader shares', async () => {
    const opened: unknown[] = [];
    const own = handsOf(ports, { openInBrowser: async (...given) => void opened.push(given) });
    await perform(own, { kind: 'browse', url: 'https://a.example/' });
    await perform(own, { kind: 'browse', url: 'mailto:?body=x', mail: true });
    expect(opened).toEqual([
      ['https://a.example/', { mail: false }],
      ['mailto:?body=x', { mail: true }],
    ]);
    expect(message()?.text).toBe('Handed to the mail program');
  });

  it('that fails is a message without control characters, and nothing more once the reader has left', async () => {
    const openInBrowser = () => Promise.reject(new NewsError('program', 'no \x1b[31mbrowser', ''));
    await perform(handsOf(ports, { openInBrowser }), { kind: 'browse', url: 'https://a.example/' });
    expect(message()).toMatchObject({ text: 'no browser', tone: 'error' });
    const count = told.length;
    const gone = handsOf(ports, { openInBrowser, signal: AbortSignal.abort() });
    await perform(gone, { kind: 'browse', url: 'https://a.example/' });
    expect(told).toHaveLength(count);
  });
});

describe('what a page names', () => {
  it('is fetched in its name: the link that is followed, the feed that is chosen', async () => {
    const asked: unknown[] = [];
    const fetch: Ports['fetch'] = async ({ url }, options) => {
      asked.push([url, options?.namedBy]);
      throw new NewsError('network', 'gone', '');
    };
    const own = handsOf({ ...ports, fetch });
    const address = 'https://a.example/page';
    const provenance = { from: 'page', at: 0, method: 'dom', partial: false, address } as const;
    const from = article(0, { link: 'http://127.0.0.1/', provenance });
    await newest();
    const followed = { kind: 'open-article', reference: 'https://b.example/', how: 'follow' } as const;
    await perform(own, { ...followed, from });
    await perform(own, followed);
    await perform(own, { kind: 'add-source', address: 'https://c.example/feed', namedBy: address });
    await perform(own, { kind: 'add-source', address: 'https://c.example/feed' });
    expect(asked).toEqual([
      ['https://b.example/', address],
      ['https://b.example/', null],
      ['https://c.example/feed', address],
      ['https://c.example/feed', null],
    ]);
  });
});

describe('a page with several feeds', () => {
  it('is remembered as who named the one that is chosen', async () => {
    const address = 'https://a.example/';
    const names = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`;
    const bytes = Buffer.from(names('/one') + names('http://127.0.0.1/two'));
    const unknown = { type: null, charset: null, etag: null, lastModified: null, freshForMs: null };
    const fetch: Ports['fetch'] = async ({ url }) => ({ ...unknown, url, permanentUrl: null, bytes });
    await perform(handsOf({ ...ports, fetch }), { kind: 'add-source', address });
    const { items } = last('choices');
    expect(choose(testReader([]).state, items[1]).effects).toEqual([
      { kind: 'add-source', address: 'http://127.0.0.1/two', namedBy: address },
    ]);
  });
});

describe('images', () => {
  const fetching = (bytes: Uint8Array | null) => {
    const asked: unknown[] = [];
    const fetch: Ports['fetch'] = async ({ url, accept }, options) => {
      asked.push([url, accept, options?.namedBy]);
      if (!bytes) throw new NewsError('network', 'gone', '');
      const unknown = {
        permanentUrl: null,
        type: null,
        charset: null,
        etag: null,
        lastModified: null,
        freshForMs: null,
      };
      return { ...unknown, url, bytes };
    };
    return { asked, own: handsOf({ ...ports, fetch }) };
  };
  /** Link and site of an article are its own words: they may say anything. */
  const read = (provenance: Article['provenance'], sourceId = ''): Article => ({
    ...article(0, { link: 'http://127.0.0.1/', provenance }),
    source: { id: sourceId, title: 'A', link: 'http://127.0.0.1/' },
  });
  const page = { from: 'page', at: 0, method: 'dom', partial: false } as const;
  const effect = {
    kind: 'load-picture',
    url: 'https://a.example/x.jpg',
    article: read({ ...page, address: 'https://a.example/' }),
    graphics: blocks,
  } as const;

  it('are fetched in the name of the page and come small', async () => {
    const { asked, own } = fetching(jpegOf(320, 160, [200, 0, 0], [0, 0, 200]));
    await perform(own, effect);
    expect(asked).toEqual([['https://a.example/x.jpg', 'image', 'https://a.example/']]);
    expect(last('picture-loaded').picture).toMatchObject({ width: 80, height: 40 });
  });

  it('are fetched in the name of the feed, and in nobody’s where the page came from a file', async () => {
    const { asked, own } = fetching(null);
    const { source } = await newest();
    await perform(own, { ...effect, article: read({ ...page, from: 'feed' }, source.id) });
    await perform(own, { ...effect, article: read(page, source.id) });
    const [feed, file] = asked.map((one) => (one as unknown[])[2]);
    expect(feed).toMatch(/^sample:/);
    expect(file).toBe(unknownDocument);
  });

  it.each([
    ['do not come', null],
    ['are none', Buffer.from('<!doctype html>')],
    ['lie about their size', lyingPng(30_000, 30_000)],
  ])('fail quietly where they %s', async (_, bytes) => {
    await perform(fetching(bytes).own, effect);
    expect(told).toEqual([{ kind: 'picture-loaded', url: effect.url, picture: 'failed' }]);
  });
});
