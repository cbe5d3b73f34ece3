/** Keeps a web page as an article, under the source "Saved pages". */
import { clean } from '../content/clean.ts';
import { type Article, type Draft, titleOf } from '../core/article.ts';
import { NewsError } from '../core/errors.ts';
import { articleId, sourceId } from '../core/ids.ts';
import { type Identified, plan } from '../core/merge.ts';
import type { ExtractedPage, Ports } from '../core/ports.ts';
import { freshState, pagesAddress, type Source } from '../core/source.ts';
import { newSource, noteEdition } from './edition.ts';
import { readArticle } from './read-article.ts';
import { provenanceOf } from './read-page.ts';

/** A page is the same page while its canonical link is; without one, while headline and date are. */
export function pageIdentity(draft: Pick<Draft, 'link' | 'title' | 'published'>): string {
  return draft.link ? `link:${draft.link}` : `text:${draft.title ?? ''}\n${draft.published ?? ''}`;
}

/** Stores an extracted page and returns it as stored; a page added again is updated, and shows again if it was taken away. */
export async function keepPage(ports: Ports, page: ExtractedPage): Promise<Article> {
  const store = await ports.store();
  const source = await pagesSource(ports);
  const draft = clean(page.draft);
  const drafts: readonly Identified[] = [{ identity: pageIdentity(draft), draft }];
  const [only] = drafts;
  if (!only) throw new NewsError('bug', 'a page without identity', '');
  const id = articleId(ports.digest, pagesAddress, only.identity);
  const known = await store.known(source.id, { identities: [only.identity], links: draft.link ? [draft.link] : [] });
  const [before] = known;
  const isShown = before !== undefined && (await store.lookup(before.id)).article !== null;
  const now = ports.now();
  const changes = plan(ports.digest, { sourceAddress: pagesAddress, drafts, known, now, method: page.method });
  const state = { ...freshState, triedAt: now, fetchedAt: now };
  await store.update([{ sourceId: source.id, state, feed: null, address: null, changes }]);
  const stored = changes[0]?.id ?? known.find(({ identity }) => identity === only.identity)?.id ?? id;
  await store.setText(stored, draft, provenanceOf(page, now));
  if (isShown) return readArticle(ports, stored);
  await store.hideArticles([stored], false);
  const article = await readArticle(ports, stored);
  await store.remember({ kind: 'article-added', ids: [stored], label: `added "${titleOf(article)}"` }, now);
  return article;
}

/** The source of saved pages, made on first use. */
async function pagesSource(ports: Ports): Promise<Source> {
  const store = await ports.store();
  const id = sourceId(ports.digest, pagesAddress);
  const present = (await store.sources()).find((source) => source.id === id);
  if (present) return present;
  const source = newSource(ports, pagesAddress, 'Saved pages');
  await store.putSources([source]);
  await noteEdition(ports);
  return source;
}
