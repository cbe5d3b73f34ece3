/** The bundled catalog of public feeds. */
import type { Ports } from '../core/ports.ts';
import { type OpmlEntry, parseOpml } from '../feeds/opml.ts';

/** A feed of the catalog. */
export type CatalogEntry = OpmlEntry;

/** The catalog's entries that hold all the words, in its order; no words: all of them. */
export async function searchCatalog(ports: Ports, words: readonly string[]): Promise<readonly CatalogEntry[]> {
  const entries = parseOpml(await ports.bundle.catalog());
  const wanted = words.map((word) => word.toLowerCase());
  return entries.filter((entry) => {
    const text = [entry.name, entry.title, entry.address, entry.link, entry.section, entry.language, ...entry.tags]
      .join(' ')
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** The one entry with this short name or title. */
export async function catalogEntry(ports: Ports, name: string): Promise<CatalogEntry | null> {
  const wanted = name.trim().toLowerCase();
  const entries = parseOpml(await ports.bundle.catalog());
  return (
    entries.find((entry) => entry.name === wanted) ??
    entries.find((entry) => entry.title?.toLowerCase() === wanted) ??
    null
  );
}
