/** Read and unread, remembered so that it can be taken back. */
import type { Ports } from '../core/ports.ts';
import type { Filter } from '../core/query.ts';
import { ensureEdition } from './edition.ts';

/** Marks every article that fits; returns how many changed. */
export async function markRead(ports: Ports, filter: Filter, read: boolean): Promise<number> {
  const store = await ensureEdition(ports);
  const now = ports.now();
  const before = await store.markRead(filter, read ? now : null);
  if (before.length > 0) {
    const articles = before.length === 1 ? '1 article' : `${before.length} articles`;
    await store.remember({ kind: 'read', before, label: `marked ${articles} ${read ? 'read' : 'unread'}` }, now);
  }
  return before.length;
}
