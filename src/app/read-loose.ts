/** Reads a page that is not stored: a link, a saved file, or standard input. */
import { clean } from '../content/clean.ts';
import type { Article } from '../core/article.ts';
import { articleId } from '../core/ids.ts';
import type { ExtractedPage, Ports } from '../core/ports.ts';
import { minutesOf } from '../core/reading-time.ts';
import { pagesAddress } from '../core/source.ts';
import { pageIdentity } from './add-page.ts';
import { provenanceOf, readPageInput } from './read-page.ts';

export interface LooseOptions {
  /** Where a saved page came from. */
  readonly baseUrl?: string | null;
  /** The document that named its address (FetchOptions). */
  readonly namedBy?: string | null;
}

/** The article of a page as it would be stored, without storing it. */
export async function readLoose(ports: Ports, input: string, options: LooseOptions = {}): Promise<Article> {
  const { baseUrl = null, namedBy = null } = options;
  return asArticle(ports, await readPageInput(ports, input, baseUrl, { namedBy }));
}

/** An extracted page in the form of a stored article. */
export function asArticle(ports: Ports, page: ExtractedPage): Article {
  const { baseUrl, ...draft } = clean(page.draft);
  const id = articleId(ports.digest, pagesAddress, pageIdentity(draft));
  const now = ports.now();
  return {
    ...draft,
    id,
    shortId: id,
    source: { id: '', title: hostOf(draft.link ?? baseUrl) ?? 'a page', link: null },
    direction: draft.direction ?? 'ltr',
    fetched: now,
    sortedAt: draft.published ?? now,
    ownTags: [],
    minutes: minutesOf(draft.text),
    read: null,
    favorite: null,
    story: null,
    provenance: provenanceOf(page, now),
  };
}

function hostOf(link: string | null): string | null {
  return link && URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') || null : null;
}
