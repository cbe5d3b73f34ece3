/** Stores what a refresh brought: all of one source's changes with its fetch state, in one transaction. */
import type { Discussion, Draft, Provenance } from '../../core/article.ts';
import { NewsError } from '../../core/errors.ts';
import type { Change } from '../../core/merge.ts';
import type { SourceUpdate, UpdateResult } from '../../core/source-update.ts';
import { believableAt } from '../../core/time.ts';
import { tally, touch } from './counters.ts';
import type { Database, Row } from './database.ts';
import type { Names } from './names.ts';
import { unpackDraft } from './pack-drafts.ts';
import { renewTraces } from './prune.ts';
import { sourceNumber, updateSource } from './sources.ts';
import { insertArticle, rewriteArticle, writeDiscussion } from './write-article.ts';

export interface Writer {
  readonly db: Database;
  readonly names: Names;
  readonly giveRow: (at: number) => number;
  readonly now: () => number;
}

interface Placed {
  readonly part: Part;
  readonly change: Change;
  /** What is stored under the id already. */
  readonly stored: Row | null;
  readonly sortedAt: number;
}

/** One source's part in a transaction. */
interface Part {
  readonly source: number;
  readonly update: SourceUpdate;
  readonly ids: Set<string>;
  added: number;
}

/**
 * Returns for each source how many articles were added and updated: all of them are stored, or nothing. Throws "not-found"
 * for a source that does not exist.
 */
export function update(writer: Writer, updates: readonly SourceUpdate[]): readonly UpdateResult[] {
  const { db } = writer;
  return db.write(() => {
    const now = writer.now();
    const parts = updates.map((update) => partOf(db, update));
    const placed = parts.flatMap((part) => part.update.changes.map((change) => place(db, part, change, now)));
    applyAll(writer, placed, now);
    let seen = placed.length > 0;
    for (const { source, update } of parts) {
      if (update.listed) renewTraces(db, source, update.listed, now);
      if (updateSource(db, source, update)) seen = true;
    }
    if (seen) touch(db);
    return parts.map(({ added, ids }) => ({ added, updated: ids.size - added }));
  });
}

function partOf(db: Database, update: SourceUpdate): Part {
  const source = sourceNumber(db, update.sourceId);
  if (source === null)
    throw new NewsError('not-found', `there is no source "${update.sourceId}"`, 'See "news source list".');
  return { source, update, ids: new Set(), added: 0 };
}

function place(db: Database, part: Part, change: Change, now: number): Placed {
  const stored = db.get('SELECT * FROM article WHERE id = ?', change.id) ?? null;
  const { published, updated } = change.draft;
  const sortedAt = change.kind === 'add' ? change.sortedAt : believableAt(published ?? updated, now);
  return { part, change, stored, sortedAt };
}

/**
 * The full-text index writes out its buffer whenever rows do not rise, so that changes are made in the order of time.
 * Among articles of one moment the first of a document is the newest: it gets the highest row.
 */
function applyAll(writer: Writer, placed: readonly Placed[], now: number): void {
  const counts = tally(writer.db);
  const inOrder = placed.toReversed().toSorted((a, b) => a.sortedAt - b.sortedAt);
  for (const { part, change, stored, sortedAt } of inOrder) {
    const provenance: Provenance = { from: 'feed', at: now, method: change.method, partial: false };
    const content = { ...change, draft: { ...unpackDraft(change.draft), baseUrl: null }, provenance };
    // The same id twice in one batch: the second is an update of the first.
    const known = part.ids.has(change.id) ? writer.db.get('SELECT * FROM article WHERE id = ?', change.id) : stored;
    part.ids.add(change.id);
    if (known) rewriteArticle(writer, known, content, counts);
    else {
      insertArticle(writer, { ...content, source: part.source, sortedAt, now }, counts);
      part.added++;
    }
  }
  counts.write();
}

/** Replaces an article's body by the text of its page, and fills in what the feed did not say. */
export function setText(writer: Writer, id: string, page: Draft, provenance: Provenance): void {
  const { db } = writer;
  db.write(() => {
    const stored = storedArticle(db, id);
    const counts = tally(db);
    rewriteArticle(writer, stored, { draft: page, provenance }, counts);
    counts.write();
    touch(db);
  });
}

/** Keeps the discussion under an article, and how many comments there are in all. */
export function setDiscussion({ db }: Writer, id: string, discussion: Discussion): void {
  db.write(() => {
    writeDiscussion(db, storedArticle(db, id), discussion);
    touch(db);
  });
}

function storedArticle(db: Database, id: string): Row {
  const stored = db.get('SELECT * FROM article WHERE id = ?', id);
  if (!stored) throw new NewsError('not-found', `there is no article "${id}"`, 'See "news list".');
  return stored;
}
