/** Keeps the text of an article's own page instead of the feed's. */
import { clean } from '../content/clean.ts';
import { asNewsError } from '../core/errors.ts';
import type { ExtractedPage, Ports } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import type { SourceUpdate } from '../core/source-update.ts';
import { fetchPage, provenanceOf } from './read-page.ts';

export async function storeText(ports: Ports, id: string, page: ExtractedPage): Promise<void> {
  const store = await ports.store();
  await store.setText(id, clean(page.draft), provenanceOf(page, ports.now()));
}

/** The pages of what a refresh added, one after the other; a page that fails leaves the feed's text. */
export async function fetchMissingTexts(
  ports: Ports,
  source: Source,
  update: SourceUpdate,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { source, namedBy: source.address, ...(signal ? { signal } : {}) };
  for (const change of update.changes) {
    if (change.kind !== 'add' || !change.draft.link || signal?.aborted) continue;
    try {
      await storeText(ports, change.id, await fetchPage(ports, change.draft.link, options));
    } catch (thrown) {
      const error = asNewsError(thrown);
      if (error.code === 'database' || error.code === 'bug') throw error;
    }
  }
}
