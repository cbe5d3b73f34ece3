/** Stores what a refresh brought: all of one source's changes with its fetch state, in one transaction. */
import type { Draft, Provenance } from '../../core/article.ts';
import { NewsError } from '../../core/errors.ts';
import type { Change } from '../../core/merge.ts';
import type { SourceUpdate } from '../../core/ports.ts';
import { believableAt } from '../../core/time.ts';
import { tally, touch } from './counters.ts';
import type { Database, Row } from './database.ts';
import type { Names } from './names.ts';
import { renewTraces } from './prune.ts';
import { sourceNumber, updateSource } from './sources.ts';
import { insertArticle, rewriteArticle } from './write-article.ts';

export interface Writer {
  readonly db: Database;
  readonly names: Names;
  readonly giveRow: (at: number) => number;
  readonly now: () => number;
}

interface Placed {
  readonly change: Change;
  /** What is stored under the id already. */
  readonly stored: Row | null;
  readonly sortedAt: number;
}

/** Returns how many articles were added and updated. Throws "not-found" for a source that does not exist. */
export function update(writer: Writer, update: SourceUpdate): { readonly added: number; readonly updated: number } {
  const { db } = writer;
  return db.write(() => {
    const source = sourceNumber(db, update.sourceId);
    if (source === null) {
      throw new NewsError('not-found', `there is no source "${update.sourceId}"`, 'See "news source list".');
    }
    const now = writer.now();
    const placed = update.changes.map((change) => place(db, change, now));
    const changed = applyAll(writer, source, placed, now);
    if (update.listed) renewTraces(db, source, update.listed, now);
    const seen = updateSource(db, source, update);
    if (seen || placed.length > 0) touch(db);
    return changed;
  });
}

function place(db: Database, change: Change, now: number): Placed {
  const stored = db.get('SELECT * FROM article WHERE id = ?', change.id) ?? null;
  const { published, updated } = change.draft;
  const sortedAt = change.kind === 'add' ? change.sortedAt : believableAt(published ?? updated, now);
  return { change, stored, sortedAt };
}

/**
 * The full-text index writes out its buffer whenever rows do not rise, so that changes are made in the order of time.
 * Among articles of one moment the first of a document is the newest: it gets the highest row.
 */
function applyAll(
  writer: Writer,
  source: number,
  placed: readonly Placed[],
  now: number,
): { added: number; updated: number } {
  const counts = tally(writer.db);
  const inOrder = placed.toReversed().toSorted((a, b) => a.sortedAt - b.sortedAt);
  const before = new Set<string>();
  let added = 0;
  for (const { change, stored, sortedAt } of inOrder) {
    const provenance: Provenance = { from: 'feed', at: now, method: change.method, partial: false };
    const content = { ...change, draft: withoutBase(change.draft), provenance };
    // The same id twice in one batch: the second is an update of the first.
    const known = before.has(change.id) ? writer.db.get('SELECT * FROM article WHERE id = ?', change.id) : stored;
    before.add(change.id);
    if (known) rewriteArticle(writer, known, content, counts);
    else {
      insertArticle(writer, { ...content, source, sortedAt, now }, counts);
      added++;
    }
  }
  counts.write();
  return { added, updated: before.size - added };
}

function withoutBase(draft: Draft): Draft {
  return { ...draft, baseUrl: null };
}

/** Replaces an article's body by the text of its page, and fills in what the feed did not say. */
export function setText(writer: Writer, id: string, page: Draft, provenance: Provenance): void {
  const { db } = writer;
  db.write(() => {
    const stored = db.get('SELECT * FROM article WHERE id = ?', id);
    if (!stored) throw new NewsError('not-found', `there is no article "${id}"`, 'See "news list".');
    const counts = tally(db);
    rewriteArticle(writer, stored, { draft: page, provenance }, counts);
    counts.write();
    touch(db);
  });
}
