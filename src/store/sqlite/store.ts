/** The store on SQLite: one line a method of the port. */
import type { Lookup, Store } from '../../core/ports.ts';
import { readArticles } from './article-rows.ts';
import { connect } from './connect.ts';
import { type Database, intOf } from './database.ts';
import { asDatabaseError } from './failure.ts';
import { favoritesVersion, mirrorFavorites } from './favorites-index.ts';
import { find } from './find.ts';
import { namesIn } from './names.ts';
import { getNote, setNote } from './notes.ts';
import { rowGiver } from './rows.ts';
import { rowsNamed } from './short-ids.ts';
import { putSources, removedSources, saveStates, setRemoved, sources } from './sources.ts';

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
    <A extends unknown[], R>(work: (...given: A) => R | Promise<R>) =>
    async (...given: A): Promise<R> => {
      try {
        return await work(...given);
      } catch (error) {
        throw asDatabaseError(error, db.path);
      }
    };

  /** The same with a module that is loaded when it is first asked for anything: a listing only finds. */
  const later = <M, A extends unknown[], R>(load: () => Promise<M>, work: (module: M, ...given: A) => R) => {
    let loaded: M | null = null;
    return answer(async (...given: A): Promise<R> => {
      loaded ??= await load();
      return work(loaded, ...given);
    });
  };
  const counting = () => import('./counts.ts');
  const changing = () => import('./reader-state.ts');
  const undoing = () => import('./journal.ts');
  const pruning = () => import('./prune.ts');
  const claiming = () => import('./claims.ts');
  const updating = () => import('./update.ts');

  return {
    sources: answer(() => sources(db)),
    putSources: answer((given) => putSources(db, given)),
    removeSources: answer((ids) => setRemoved(db, ids, true)),
    restoreSources: answer((ids) => setRemoved(db, ids, false)),
    saveStates: answer((states) => saveStates(db, states)),
    claim: later(claiming, ({ claim }, sourceIds, until) => claim(db, sourceIds, { now: now(), until })),
    release: later(claiming, ({ release }, key) => release(db, key)),
    known: later(
      () => import('./known.ts'),
      ({ known }, sourceId, keys) => known(db, sourceId, keys),
    ),
    update: later(updating, ({ update }, updates) => update(writer, updates)),
    setText: later(updating, ({ setText }, id, draft, provenance) => setText(writer, id, draft, provenance)),
    setDiscussion: later(updating, ({ setDiscussion }, id, discussion) => setDiscussion(writer, id, discussion)),
    prunable: later(pruning, ({ prunable }, given) => prunable(db, given)),
    prune: later(pruning, ({ prune }, given, limit) => prune(db, names, given, limit)),
    pruned: later(pruning, ({ pruned }, sourceId, identities) => pruned(db, sourceId, identities)),
    find: answer((query) => find(db, names, query)),
    count: later(counting, ({ count }, filter) => count(db, names, filter)),
    lookup: answer((idOrLink) => lookup(db, idOrLink)),
    version: answer(() => intOf(db.get("SELECT value FROM state WHERE key = 'version'")?.value)),
    tags: later(counting, ({ tags }, filter) => tags(db, names, filter)),
    sections: later(counting, ({ sections }, filter) => sections(db, names, filter)),
    sourceCounts: later(counting, ({ sourceCounts }) => sourceCounts(db)),
    markRead: later(changing, ({ markRead }, filter, read) => markRead(db, names, filter, read)),
    setRead: later(changing, ({ setRead }, states) => setRead(db, names, states)),
    setOwnTags: later(changing, ({ setOwnTags }, states) => setOwnTags(db, names, states)),
    hideArticles: later(changing, ({ hideArticles }, ids, hidden) => hideArticles(db, names, ids, hidden)),
    favoritesVersion: answer(() => favoritesVersion(db)),
    mirrorFavorites: answer((version, favorites) => mirrorFavorites(db, version, favorites)),
    remember: later(undoing, ({ remember }, action, at) => remember(db, action, at)),
    lastChange: later(undoing, ({ lastChange }) => lastChange(db)),
    forget: later(undoing, ({ forget }, entryId) => forget(db, entryId)),
    getNote: answer((key) => getNote(db, key)),
    setNote: answer((key, value) => setNote(db, key, value)),
    close: answer(() => db.close()),
  };
}

const maxCandidates = 10;

function lookup(db: Database, idOrLink: string): Lookup {
  return db.read(() => {
    const removed = new Set(removedSources(db));
    const isVisible = (row: number) => {
      const found = db.get('SELECT source, hidden FROM article WHERE row = ?', row);
      return found?.hidden === 0 && !removed.has(intOf(found.source));
    };
    const rows = rowsNamed(db, idOrLink, maxCandidates, isVisible);
    const articles = readArticles(db, rows, rows.length === 1).map(({ article }) => article);
    const [only] = articles;
    return articles.length === 1 && only ? { article: only, candidates: [] } : { article: null, candidates: articles };
  });
}
