/** Wires the adapters to the ports; each is loaded when it is first asked for anything. */
import { join } from 'node:path';
import type { Settings } from './config.ts';
import type { Favorites, Fetch, Files, Ports, Store } from './core/ports.ts';
import type { Places } from './places.ts';
import { sha256 } from './sha256.ts';
import { versionOf } from './store/json-file.ts';
import { lazyUpkeep, openStore } from './store/open.ts';

export interface World {
  readonly places: Places;
  readonly settings: Settings;
  readonly warn: Ports['warn'];
  readonly version: string;
  /** The folder of the bundled data. */
  readonly data: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
}

/** File names in data/edition/, in the order of their following. */
const samples = ['harbor-courier.rss', 'meridian-review.json', 'leuchtturmbote.atom', 'barid-almarsa.rdf'];

export function worldPorts(world: World): Ports {
  const { settings, data, now } = world;
  return {
    store: once(() => openDatabase(world)),
    upkeep: lazyUpkeep(world.places.database, now),
    fetch: lazyFetch(world),
    favorites: lazyFavorites(world.places),
    files: lazyFiles(),
    digest: sha256,
    limits: {
      offline: settings.offline,
      parallel: settings['refresh.parallel'],
      intervalMs: settings['refresh.interval'] === 'auto' ? null : settings['refresh.interval'],
      retention: {
        keep: { ageMs: finite(settings['retention.age']), count: finite(settings['retention.count']) },
        keepUnread: settings['retention.keep-unread'],
      },
    },
    bundle: {
      samples: samples.map((name) => `sample:${name}`),
      catalog: async () => (await import('node:fs/promises')).readFile(join(data, 'catalog.opml'), 'utf8'),
    },
    ...lazyReading(),
    now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    warn: world.warn,
  };
}

/** "all" is Infinity in the settings, and no limit to the use cases. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

async function openDatabase({ places, now }: World): Promise<Store> {
  return openStore(places.database, { now });
}

function lazyFetch({ settings, data, version, env, now }: World): Fetch {
  const open = once(async () => {
    (await import('./collect-sooner.ts')).collectSooner();
    const { createFetch } = await import('./net/fetch.ts');
    return createFetch({
      offline: settings.offline,
      deadlineMs: settings['refresh.timeout'],
      maxBytes: settings['refresh.max-size'],
      userAgent: settings['user-agent'] || userAgent(version, settings.contact),
      privateHosts: settings['private-hosts'],
      resolveSample: (name) => (samples.includes(name) ? join(data, 'edition', name) : null),
      env,
      now,
    });
  });
  return async (request, options) => (await open())(request, options);
}

/** RFC 9110, 10.1.5: the product, and in words what it is for and whom to ask about it. */
function userAgent(version: string, contact: string): string {
  return `news/${version} (${contact ? `+${contact}` : 'feed reader; asks for what one person follows'})`;
}

function lazyFavorites({ favorites }: Places): Favorites {
  const open = once(async () => (await import('./store/favorites-file.ts')).openFavorites(favorites));
  return {
    list: async () => (await open()).list(),
    version: async () => versionOf({ path: favorites, code: 'favorites' }),
    change: async (edit) => (await open()).change(edit),
    restore: async () => (await open()).restore(),
  };
}

function lazyFiles(): Files {
  const open = once(async () => (await import('./files.ts')).openFiles({ stdin: () => process.stdin }));
  return {
    read: async (path) => (await open()).read(path),
    write: async (path, text) => (await open()).write(path, text),
    exists: async (path) => (await open()).exists(path),
    address: async (path) => (await open()).address(path),
  };
}

/** Feeds and pages are read in the same threads. */
function lazyReading(): Pick<Ports, 'readFeed' | 'readDiscussion' | 'extract'> {
  const open = once(async () => (await import('./reading-room.ts')).openReadingRoom());
  return {
    readFeed: async (document, options) => (await open()).readFeed(document, options),
    readDiscussion: async (document) => (await open()).readDiscussion(document),
    extract: async (html, options) => (await open()).extract(html, options),
  };
}
