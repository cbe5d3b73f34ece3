/** Subscriptions in and out as OPML. */
import { safeLine } from '../content/safe.ts';
import { NewsError } from '../core/errors.ts';
import type { Ports } from '../core/ports.ts';
import { bareAddress, pagesAddress, type Source } from '../core/source.ts';
import { decodeText } from '../feeds/charset.ts';
import { includedLists, type OpmlEntry, parseOpml, writeOpml } from '../feeds/opml.ts';
import { replaceEdition } from './add-source.ts';
import { isSample, newSource } from './edition.ts';

export interface ImportReport {
  readonly added: readonly Source[];
  readonly already: readonly Source[];
  readonly replaced: readonly Source[];
  /** Outlines whose address is none that can be followed. */
  readonly skipped: readonly string[];
  /** Lists that this one refers to; they are not read. */
  readonly included: readonly string[];
}

/** Follows every feed of an OPML document without fetching any yet. Throws "file" where there is no outline. */
export async function importOpml(ports: Ports, bytes: Uint8Array, name: string): Promise<ImportReport> {
  const text = await decodeText(bytes, {
    http: null,
    declared: (head) => /encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ?? null,
  });
  const outlines = parseOpml(text);
  if (outlines.length === 0)
    throw new NewsError(
      'file',
      `${name} holds no OPML outline with a feed`,
      'Export the subscriptions of the other reader as OPML.',
    );
  const store = await ports.store();
  const before = await store.sources();
  const present = new Map(before.map((source) => [source.address, source]));
  const followable = outlines.filter(({ address }) => /^(https?|file):/i.test(address) && URL.canParse(address));
  const added = new Map<string, Source>();
  for (const outline of followable) {
    if (!present.has(outline.address) && !added.has(outline.address))
      added.set(outline.address, sourceOf(ports, outline));
  }
  const sources = [...added.values()];
  await store.putSources(sources);
  const replaced = sources.length > 0 ? await replaceEdition(ports, before) : [];
  const label = `imported ${sources.length === 1 ? '1 source' : `${sources.length} sources`}`;
  const ids = { sourceIds: sources.map(({ id }) => id), removedIds: replaced.map(({ id }) => id) };
  if (sources.length > 0) await store.remember({ kind: 'source-added', ...ids, label }, ports.now());
  return {
    added: sources,
    already: followable.flatMap(({ address }) => present.get(address) ?? []),
    replaced,
    skipped: outlines.filter((outline) => !followable.includes(outline)).map(({ address }) => address),
    included: includedLists(text),
  };
}

function sourceOf(ports: Ports, outline: OpmlEntry): Source {
  const line = (text: string | null) => (text === null ? null : safeLine(text) || null);
  const source = newSource(ports, outline.address, line(outline.title));
  const { section, tags, link, language } = outline;
  return {
    ...source,
    section: line(section),
    tags: tags.map(safeLine).filter(Boolean),
    link,
    language: line(language),
  };
}

export interface OpmlExport {
  readonly text: string;
  /** Sources whose user name and password were left out: the file is made to be given away. */
  readonly stripped: readonly Source[];
}

/** The followed feeds as an OPML document: sections as outlines, tags as categories. */
export async function exportOpml(ports: Ports): Promise<OpmlExport> {
  const sources = (await (await ports.store()).sources()).filter(
    (source) => !isSample(source) && source.address !== pagesAddress,
  );
  const outlines = sources.map(
    ({ address, title, link, language, section, tags }): OpmlEntry => ({
      address: bareAddress(address),
      title,
      link,
      language,
      section,
      tags,
      name: null,
    }),
  );
  return {
    text: writeOpml(outlines, { title: 'Sources of news', created: ports.now() }),
    stripped: sources.filter(({ address }) => bareAddress(address) !== address),
  };
}
