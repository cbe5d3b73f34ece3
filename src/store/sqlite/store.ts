/** The store on SQLite: one line a method of the port. */
import type { Article } from '../../core/article.ts';
import type { Lookup, Store } from '../../core/ports.ts';
import { articleReader } from './article-rows.ts';
import { claim, release } from './claims.ts';
import { connect } from './connect.ts';
import { count, sections, sourceCounts, tags } from './counts.ts';
import { type Database, intOf } from './database.ts';
import { asDatabaseError } from './failure.ts';
import { favoritesVersion, mirrorFavorites } from './favorites-index.ts';
import { find } from './find.ts';
import { forget, getNote, lastChange, remember, setNote } from './journal.ts';
import { known } from './known.ts';
import { type Names, namesIn } from './names.ts';
import { prunable, prune, pruned } from './prune.ts';
import { hideArticles, markRead, setOwnTags, setRead } from './reader-state.ts';
import { rowGiver } from './rows.ts';
import { rowsNamed } from './short-ids.ts';
import { putSources, removedSources, saveStates, setRemoved, sources } from './sources.ts';
import { setText, update } from './update.ts';

/** Opens the database file at `path`. */
export function openSqlite(path: string, options: { readonly readOnly?: boolean; readonly now: () => number }): Store {
  return storeOn(connect(path, options.readOnly ?? false), options.now);
}

/** The store on an open database. Every failure of SQLite becomes a NewsError "database" that names the file. */
export function storeOn(db: Database, now: () => number): Store {
  const names = namesIn(db);
  const writer = { db, names, giveRow: rowGiver(db), now };

  /** The port promises promises; SQLite answers at once. */
  const answer =
    <A extends unknown[], R>(work: (...given: A) => R) =>
    async (...given: A): Promise<R> => {
      try {
        return work(...given);
      } catch (error) {
        throw asDatabaseError(error, db.path);
      }
    };

  return {
    sources: answer(() => sources(db)),
    putSources: answer((given) => putSources(db, given)),
    removeSources: answer((ids) => setRemoved(db, ids, true)),
    restoreSources: answer((ids) => setRemoved(db, ids, false)),
    known: answer((sourceId, keys) => known(db, sourceId, keys)),
    saveStates: answer((states) => saveStates(db, states)),
    claim: answer((sourceIds, until) => claim(db, sourceIds, { now: now(), until })),
    release: answer((key) => release(db, key)),
    update: answer((changes) => update(writer, changes)),
    prunable: answer((pruning) => prunable(db, pruning)),
    prune: answer((pruning, limit) => prune(db, names, pruning, limit)),
    pruned: answer((sourceId, identities) => pruned(db, sourceId, identities)),
    find: answer((query) => find(db, names, query)),
    count: answer((filter) => count(db, names, filter)),
    lookup: answer((idOrLink) => lookup(db, names, idOrLink)),
    version: answer(() => intOf(db.get("SELECT value FROM state WHERE key = 'version'")?.value)),
    tags: answer((filter) => tags(db, names, filter)),
    sections: answer((filter) => sections(db, names, filter)),
    sourceCounts: answer(() => sourceCounts(db)),
    markRead: answer((filter, read) => markRead(db, names, filter, read)),
    setRead: answer((states) => setRead(db, names, states)),
    setOwnTags: answer((states) => setOwnTags(db, names, states)),
    hideArticles: answer((ids, hidden) => hideArticles(db, names, ids, hidden)),
    setText: answer((id, draft, provenance) => setText(writer, id, draft, provenance)),
    favoritesVersion: answer(() => favoritesVersion(db)),
    mirrorFavorites: answer((version, favorites) => mirrorFavorites(db, version, favorites)),
    remember: answer((action, at) => remember(db, action, at)),
    lastChange: answer(() => lastChange(db)),
    forget: answer((entryId) => forget(db, entryId)),
    getNote: answer((key) => getNote(db, key)),
    setNote: answer((key, value) => setNote(db, key, value)),
    check: answer(() => findings(db)),
    close: answer(() => db.close()),
  };
}

/** https://www.sqlite.org/pragma.html#pragma_integrity_check says "ok" in one row where nothing is wrong. */
function findings(db: Database): readonly string[] {
  const rows = db.all('PRAGMA integrity_check(10)').map(({ integrity_check: said }) => String(said));
  return rows.filter((said) => said !== 'ok');
}

const maxCandidates = 10;

function lookup(db: Database, names: Names, idOrLink: string): Lookup {
  return db.read(() => {
    const removed = new Set(removedSources(db));
    const isVisible = (row: number) => {
      const found = db.get('SELECT source, hidden FROM article WHERE row = ?', row);
      return found?.hidden === 0 && !removed.has(intOf(found.source));
    };
    const rows = rowsNamed(db, idOrLink, maxCandidates, isVisible);
    const reader = articleReader(db, names);
    const articles = rows
      .map((row) => reader.read(row, rows.length === 1))
      .filter((article): article is Article => article !== null);
    const [only] = articles;
    return articles.length === 1 && only ? { article: only, candidates: [] } : { article: null, candidates: articles };
  });
}
