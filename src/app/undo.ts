/** Takes back the reader's last change, also one of an earlier run. */
import type { JournalAction, Ports, Store } from '../core/ports.ts';
import { forgetEdition } from './edition.ts';
import { restoreFavorites } from './favorites.ts';

/** Returns the words for what was taken back; null where there is nothing. */
export async function undo(ports: Ports): Promise<{ readonly label: string } | null> {
  const store = await ports.store();
  const entry = await store.lastChange();
  if (!entry) return null;
  await reverse(ports, store, entry.action);
  await store.forget(entry.id);
  return { label: entry.action.label };
}

async function reverse(ports: Ports, store: Store, action: JournalAction): Promise<void> {
  switch (action.kind) {
    case 'read':
      return store.setRead(action.before);
    case 'own-tags':
      return store.setOwnTags(action.before);
    case 'favorites':
      return restoreFavorites(ports, action.before);
    case 'source-added':
      await store.removeSources(action.sourceIds);
      await store.restoreSources(action.removedIds);
      return forgetEdition(store);
    case 'source-removed':
      return store.restoreSources(action.sourceIds);
    case 'source-changed':
      return store.putSources(action.before);
    case 'article-added':
      return store.hideArticles(action.ids, true);
    case 'article-removed':
      return store.hideArticles(action.ids, false);
  }
}
