/** The bundled edition: four invented sources in data/ that give a new reader something to read. */
import { sourceId } from '../core/ids.ts';
import type { Ports, Store } from '../core/ports.ts';
import { freshState, plainSettings, type Source } from '../core/source.ts';

const editionNote = 'edition';

export function isSample(source: Pick<Source, 'address'>): boolean {
  return source.address.startsWith('sample:');
}

/** Under way, by store: who asks meanwhile waits, instead of being told of half an edition. */
const settingUp = new WeakMap<Store, Promise<unknown>>();

/** Sets up the bundled edition in a store that never had a source of the reader's. */
export async function ensureEdition(ports: Ports): Promise<Store> {
  const store = await ports.store();
  const done = settingUp.get(store) ?? setUp(ports, store);
  settingUp.set(store, done);
  try {
    await done;
  } finally {
    if (settingUp.get(store) === done) settingUp.delete(store);
  }
  return store;
}

/**
 * Samples without the note are an edition that another process is reading at this moment, or that one was reading when
 * it was killed: to read it once more changes nothing, and this process does not go on with half an edition.
 */
async function setUp(ports: Ports, store: Store): Promise<void> {
  if ((await store.getNote(editionNote)) !== null) return;
  if ((await store.sources()).every(isSample)) await addEdition(ports);
}

/** Subscribes to the bundled sources and reads them, those again that were never read whole; returns them. */
export async function addEdition(ports: Ports): Promise<readonly Source[]> {
  const store = await ports.store();
  const present = new Map((await store.sources()).map((source) => [source.address, source]));
  const fresh = ports.bundle.samples
    .filter((address) => !present.has(address))
    .map((address) => newSource(ports, address, null));
  await store.putSources(fresh);
  const begun = [...present.values()].filter((source) => isSample(source) && source.state.fetchedAt === null);
  const sources = [...begun, ...fresh];
  // Parsing and cleaning are not on the path of a command that only reads.
  const { refreshSources } = await import('./refresh.ts');
  // One after the other, so that articles of the same moment stand in the same order on every machine.
  for (const source of sources) await refreshSources(ports, [source], {});
  await noteEdition(ports);
  const ids = new Set(sources.map(({ id }) => id));
  return (await store.sources()).filter(({ id }) => ids.has(id));
}

/** Remembers that the reader has had the edition, or sources of their own: it does not come back by itself. */
export async function noteEdition(ports: Ports): Promise<void> {
  const store = await ports.store();
  if ((await store.getNote(editionNote)) === null) await store.setNote(editionNote, '"seen"');
}

/** Lets the edition come back where no source is left. */
export async function forgetEdition(store: Store): Promise<void> {
  if ((await store.sources()).length === 0) await store.setNote(editionNote, null);
}

/** A source before its first fetch; the title stands in until the feed gives its own. */
export function newSource(ports: Pick<Ports, 'digest' | 'now'>, address: string, title: string | null): Source {
  return {
    id: sourceId(ports.digest, address),
    address,
    title: title ?? standInTitle(address),
    feedTitle: null,
    link: null,
    language: null,
    section: null,
    tags: [],
    settings: plainSettings,
    state: freshState,
    addedAt: ports.now(),
  };
}

function standInTitle(address: string): string {
  const host = /^https?:\/\/(?:[^/@]*@)?(?:www\.|feeds?\.|rss\.)?([^/:?#]+)/i.exec(address)?.[1];
  return host ?? decodeURIComponentSafely(address.replace(/^.*[/:]/, '')) ?? address;
}

function decodeURIComponentSafely(text: string): string | null {
  try {
    return decodeURIComponent(text) || null;
  } catch {
    return text || null;
  }
}
