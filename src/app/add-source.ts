/** Follows a new source. */
import type { Ports } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import { addEdition, isSample, newSource, noteEdition } from './edition.ts';
import { type FeedChoice, type FoundFeed, findFeed } from './find-feed.ts';
import { type RefreshReport, refreshSources } from './refresh.ts';

/** What the reader says of the source while adding it; null leaves it to the feed. */
export interface SourceWishes {
  readonly title: string | null;
  readonly section: string | null;
  readonly tags: readonly string[];
  /** Which of several feeds of a page, 1-based. */
  readonly pick: number | null;
  /** The page that named the address, where the reader did not. */
  readonly namedBy?: string | null;
}

export const noWishes: SourceWishes = { title: null, section: null, tags: [], pick: null };

export type AddedSource =
  | {
      readonly kind: 'added' | 'already';
      readonly source: Source;
      /** The bundled sources that it replaced. */
      readonly replaced: readonly Source[];
      readonly report: RefreshReport | null;
    }
  | FeedChoice;

/** Finds the feed, follows it and reads it once. The first source of the reader's own replaces the bundled edition. */
export async function addSource(ports: Ports, input: string, wishes: SourceWishes): Promise<readonly AddedSource[]> {
  if (input === 'sample') return addSamples(ports);
  const found = await findFeed(ports, input, wishes);
  return [found.kind === 'choice' ? found : await follow(ports, found, wishes)];
}

async function addSamples(ports: Ports): Promise<readonly AddedSource[]> {
  const sources = await addEdition(ports);
  const store = await ports.store();
  const ids = sources.map(({ id }) => id);
  if (ids.length > 0) {
    await store.remember(
      { kind: 'source-added', sourceIds: ids, removedIds: [], label: 'followed the bundled edition' },
      ports.now(),
    );
    return sources.map((source) => ({ kind: 'added', source, replaced: [], report: null }));
  }
  const present = (await store.sources()).filter(isSample);
  return present.map((source) => ({ kind: 'already', source, replaced: [], report: null }));
}

async function follow(ports: Ports, found: FoundFeed, wishes: SourceWishes): Promise<AddedSource> {
  const store = await ports.store();
  const before = await store.sources();
  const source = describe(newSource(ports, found.address, null), found, wishes);
  const already = before.find(({ id, address }) => id === source.id || address === source.address);
  if (already) return { kind: 'already', source: already, replaced: [], report: null };
  await store.putSources([source]);
  const replaced = await replaceEdition(ports, before);
  const report = await refreshSources(ports, [source], {});
  await store.remember(
    {
      kind: 'source-added',
      sourceIds: [source.id],
      removedIds: replaced.map(({ id }) => id),
      label: `followed "${source.title}"`,
    },
    ports.now(),
  );
  const stored = (await store.sources()).find(({ id }) => id === source.id) ?? source;
  return { kind: 'added', source: stored, replaced, report };
}

function describe(source: Source, { feed, known }: FoundFeed, wishes: SourceWishes): Source {
  return {
    ...source,
    title: wishes.title ?? known.title ?? feed.title ?? source.title,
    feedTitle: feed.title,
    link: feed.link ?? known.link,
    language: feed.language,
    section: wishes.section ?? known.section,
    tags: wishes.tags.length > 0 ? wishes.tags : known.tags,
  };
}

/** Takes the bundled sources away once there is a source of the reader's own; returns those that went. */
export async function replaceEdition(ports: Ports, before: readonly Source[]): Promise<readonly Source[]> {
  await noteEdition(ports);
  const samples = before.filter(isSample);
  const onlySamples = before.every((source) => isSample(source) || source.address === 'pages:');
  if (samples.length === 0 || !onlySamples) return [];
  const store = await ports.store();
  await store.removeSources(samples.map(({ id }) => id));
  return samples;
}
