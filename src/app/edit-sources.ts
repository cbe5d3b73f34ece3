/** Removing and changing sources. */
import { NewsError } from '../core/errors.ts';
import type { Ports } from '../core/ports.ts';
import { rescheduled } from '../core/schedule.ts';
import { bareAddress, type Source, type SourceSettings } from '../core/source.ts';
import { ensureEdition, noteEdition } from './edition.ts';
import { oneSource } from './list-articles.ts';

/** The sources, the bundled ones in a store that never had another. */
export async function listSources(ports: Ports): Promise<readonly Source[]> {
  const store = await ensureEdition(ports);
  return store.sources();
}

/** Stops following a source; its articles go with it and come back with undo. */
export async function removeSource(ports: Ports, name: string): Promise<Source> {
  const source = oneSource(await listSources(ports), name);
  const store = await ports.store();
  await noteEdition(ports);
  await store.removeSources([source.id]);
  await store.remember(
    { kind: 'source-removed', sourceIds: [source.id], label: `removed "${source.title}"` },
    ports.now(),
  );
  return source;
}

/** What `source set` may change. Undefined leaves as is; null goes back to the default. */
export interface SourceEdit {
  readonly title?: string | null;
  readonly section?: string | null;
  readonly tags?: readonly string[];
  readonly settings?: Partial<SourceSettings>;
}

/** The settings as changed. A command for credentials takes the place of those in the address, which are kept no longer. */
function withoutOldSecret(source: Source, edit: SourceEdit): Pick<Source, 'address' | 'settings'> {
  const settings = { ...source.settings, ...edit.settings };
  if (!edit.settings?.credentialsCommand) return { address: source.address, settings };
  const { givenAddress } = settings;
  return {
    address: bareAddress(source.address),
    settings: { ...settings, givenAddress: givenAddress && bareAddress(givenAddress) },
  };
}

export async function editSource(ports: Ports, name: string, edit: SourceEdit): Promise<Source> {
  const source = oneSource(await listSources(ports), name);
  const edited: Source = {
    ...source,
    title: edit.title === undefined ? source.title : (edit.title ?? source.feedTitle ?? source.title),
    section: edit.section === undefined ? source.section : edit.section,
    tags: edit.tags ?? source.tags,
    ...withoutOldSecret(source, edit),
  };
  const changed =
    edit.settings?.intervalMs === undefined
      ? edited
      : { ...edited, state: { ...edited.state, nextAt: rescheduled(edited, ports.limits.intervalMs) } };
  if (!changed.title.trim())
    throw new NewsError(
      'usage',
      'a source needs a title',
      'Give some words, or leave the title out to take the feed’s.',
    );
  const store = await ports.store();
  await store.putSources([changed]);
  await store.remember({ kind: 'source-changed', before: [source], label: `changed "${source.title}"` }, ports.now());
  return changed;
}
