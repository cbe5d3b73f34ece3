/**
 * Which articles go after a time. Decides and touches nothing; by default nothing goes. Favorites and articles with tags of
 * the reader's own always stay, unread ones where the reader wants that.
 */
import type { Change } from './merge.ts';
import { type Keep, pagesAddress, type Source } from './source.ts';
import { day, formatDuration, parseDuration } from './time.ts';

/** The reader's settings for all sources that have none of their own. */
export interface Retention {
  readonly keep: Keep;
  readonly keepUnread: boolean;
}

/** What goes of one source. An article goes when either limit says so. */
export interface Pruning {
  readonly sourceId: string;
  /** Articles sorted before this time go; null: none for their age. */
  readonly before: number | null;
  /** All but so many of the newest go; null: none for their number. */
  readonly beyond: number | null;
  readonly keepUnread: boolean;
}

export const keepAll: Keep = { ageMs: null, count: null };

/** Pages that the reader saved one by one do not go by a rule made for feeds, only by one of their own. */
export function keepOf(source: Source, retention: Retention): Keep {
  return source.settings.keep ?? (source.address === pagesAddress ? keepAll : retention.keep);
}

/** What goes of a source; null where nothing ever does. */
export function pruningOf(source: Source, retention: Retention, now: number): Pruning | null {
  const { ageMs, count } = keepOf(source, retention);
  if (ageMs === null && count === null) return null;
  const before = ageMs === null ? null : now - ageMs;
  return { sourceId: source.id, before, beyond: count, keepUnread: retention.keepUnread };
}

/**
 * The changes without new articles that went once before (`gone`: their identities), or that would go at once: a feed
 * goes on listing for a while what retention has taken away.
 */
export function withoutPruned(
  changes: readonly Change[],
  gone: ReadonlySet<string>,
  pruning: Pruning | null,
): readonly Change[] {
  // An article that arrives is unread.
  const before = pruning && !pruning.keepUnread ? pruning.before : null;
  return changes.filter(
    (change) => change.kind !== 'add' || !(gone.has(change.identity) || (before !== null && change.sortedAt < before)),
  );
}

/** A feed may be cut short once, or leave an article out for some days: it is forgotten so long after it was last listed. */
const forgottenAfterMs = 30 * day;

/**
 * What becomes of the trace of an article that went, when a document of its source was read: `missedAt` is since when
 * the documents do not list it, null while they do. Returns the new `missedAt`, or "drop".
 */
export function traceAfter(missedAt: number | null, isListed: boolean, now: number): number | null | 'drop' {
  if (isListed) return null;
  if (missedAt === null) return now;
  return now - missedAt >= forgottenAfterMs ? 'drop' : missedAt;
}

/** "90d", "500", "90d 500" (whichever takes more) or "all"; null where it is none of these. */
export function parseKeep(text: string): Keep | null {
  const words = text.trim().split(/\s+/);
  if (words.length === 1 && /^all$/i.test(words[0] ?? '')) return keepAll;
  const counts = words.filter((word) => /^\d{1,9}$/.test(word)).map(Number);
  const ages = words.map(parseDuration).filter((ms) => ms !== null);
  if (counts.length + ages.length !== words.length || counts.length > 1 || ages.length > 1) return null;
  const [count = null] = counts;
  const [ageMs = null] = ages;
  if (count === 0 || (ageMs !== null && ageMs < day)) return null;
  return { ageMs, count };
}

/** What parseKeep() takes, as the next step of an error. */
export const keepForms = 'Write it as 90d, 500 (of the newest), "90d 500" or all.';

/** As parseKeep() reads it. */
export function formatKeep({ ageMs, count }: Keep): string {
  const parts = [ageMs === null ? '' : formatDuration(ageMs), count === null ? '' : String(count)];
  return parts.filter(Boolean).join(' ') || 'all';
}
