/** What the core needs of the world. An adapter is a function that returns one of these as an object literal. */
import type { Article, Discussion, Draft, Provenance } from './article.ts';
import type { NewsError } from './errors.ts';
import type { Feed } from './feed.ts';
import type { Filter, Page, Query } from './query.ts';
import type { Pruning, Retention } from './retention.ts';
import type { FetchState, Source } from './source.ts';
import type { SourceUpdate, UpdateResult } from './source-update.ts';
import type { Restored, Upkeep } from './upkeep.ts';

/** SHA-256 of bytes, or of a text's UTF-8 form: 32 bytes. */
export type Digest = (data: string | Uint8Array) => Uint8Array;

/** What the store knows of an article that a refresh may have brought again. */
export interface Known {
  readonly id: string;
  readonly guid: string | null;
  readonly link: string | null;
  /** Identity within the source (merge.ts) and fingerprint of the content. */
  readonly identity: string;
  readonly fingerprint: string;
}

/** One entry of the undo journal, newest last. */
export interface JournalEntry {
  readonly id: number;
  readonly at: number;
  readonly action: JournalAction;
}

/** A change of the reader's that can be taken back. `label` in the journal's words, e.g. "marked 3 articles read". */
export type JournalAction =
  | {
      readonly kind: 'read';
      readonly before: readonly { readonly id: string; readonly read: number | null }[];
      readonly label: string;
    }
  | {
      readonly kind: 'own-tags';
      readonly before: readonly { readonly id: string; readonly ownTags: readonly string[] }[];
      readonly label: string;
    }
  | {
      readonly kind: 'favorites';
      readonly before: readonly { readonly id: string; readonly favorite: Favorite | null }[];
      readonly label: string;
    }
  | {
      readonly kind: 'source-added';
      readonly sourceIds: readonly string[];
      readonly removedIds: readonly string[];
      readonly label: string;
    }
  | { readonly kind: 'source-removed'; readonly sourceIds: readonly string[]; readonly label: string }
  | { readonly kind: 'source-changed'; readonly before: readonly Source[]; readonly label: string }
  | { readonly kind: 'article-added' | 'article-removed'; readonly ids: readonly string[]; readonly label: string };

export interface Count {
  readonly name: string;
  readonly articles: number;
  readonly unread: number;
}

/** An id or id prefix looked up: exactly one article, or the candidates (none: not found). */
export interface Lookup {
  readonly article: Article | null;
  readonly candidates: readonly Article[];
}

/** A process's word that it refreshes sources. */
export interface Claim {
  readonly key: string;
  readonly free: readonly string[];
}

export interface Store {
  /** Sources that are not removed, in the order of adding. */
  sources(): Promise<readonly Source[]>;
  /** Adds sources, or replaces those with the same id (also brings a removed one back). */
  putSources(sources: readonly Source[]): Promise<void>;
  /** Hides sources and their articles; restoreSources() brings them back whole. */
  removeSources(ids: readonly string[]): Promise<void>;
  restoreSources(ids: readonly string[]): Promise<void>;

  /** The known articles that a batch of drafts could be: by identity, guid or link. */
  known(
    sourceId: string,
    keys: { readonly identities: readonly string[]; readonly links: readonly string[] },
  ): Promise<readonly Known[]>;
  /** Stores the fetch states of sources that brought nothing, all in one transaction. Nothing that shows has changed. */
  saveStates(states: readonly { readonly sourceId: string; readonly state: FetchState }[]): Promise<void>;
  /**
   * Says that this process is about to refresh these sources, until it ends, releases the claim, or that time comes;
   * `free` are those that no other process is refreshing.
   */
  claim(sourceIds: readonly string[], until: number): Promise<Claim>;
  release(key: string): Promise<void>;
  /** Applies the changes of one or more sources in one transaction; what came of each, in order. */
  update(updates: readonly SourceUpdate[]): Promise<readonly UpdateResult[]>;

  /** What prune() would take away; the times are those that articles are sorted by, null where there is none. */
  prunable(pruning: Pruning): Promise<{
    readonly articles: number;
    readonly oldest: number | null;
    readonly newest: number | null;
  }>;
  /** Deletes at most `limit` articles for good, the oldest first, in one transaction; returns how many. */
  prune(pruning: Pruning, limit: number): Promise<number>;
  /** Which of these identities belong to articles that prune() took away and that the source may still list. */
  pruned(sourceId: string, identities: readonly string[]): Promise<readonly string[]>;

  find(query: Query): Promise<Page<Article>>;
  /** How many articles fit (exact; may take time on a large store). */
  count(filter: Filter): Promise<number>;
  /** By full id, unique prefix, or link; with bodies. At most 10 candidates. */
  lookup(idOrLink: string): Promise<Lookup>;
  /** Newest first id of what changes when anything visible changed: cheap to poll from a viewer. */
  version(): Promise<number>;

  tags(filter: Filter): Promise<readonly Count[]>;
  sections(filter: Filter): Promise<readonly Count[]>;
  /** name is the source's id. */
  sourceCounts(): Promise<readonly Count[]>;

  /** Sets read times; returns what they were, only for articles that changed. `read` null marks unread. */
  markRead(
    filter: Filter,
    read: number | null,
  ): Promise<readonly { readonly id: string; readonly read: number | null }[]>;
  setRead(states: readonly { readonly id: string; readonly read: number | null }[]): Promise<void>;
  setOwnTags(states: readonly { readonly id: string; readonly ownTags: readonly string[] }[]): Promise<void>;
  /** Hides single articles or shows them again. */
  hideArticles(ids: readonly string[], hidden: boolean): Promise<void>;
  /** Replaces an article's body and what came with it by the text of its page. */
  setText(id: string, draft: Draft, provenance: Provenance): Promise<void>;
  /** Replaces what is kept of the discussion under an article. */
  setDiscussion(id: string, discussion: Discussion): Promise<void>;

  /** The index of favorites.json: which version of the file it mirrors, and its replacement. */
  favoritesVersion(): Promise<string | null>;
  mirrorFavorites(version: string, favorites: readonly { readonly id: string; readonly at: number }[]): Promise<void>;

  remember(action: JournalAction, at: number): Promise<void>;
  /** The newest entry not yet taken back; forget() once it is. */
  lastChange(): Promise<JournalEntry | null>;
  forget(entryId: number): Promise<void>;

  /** Small values of the tool's own (place in an article, last edition): key to JSON text. */
  getNote(key: string): Promise<string | null>;
  setNote(key: string, value: string | null): Promise<void>;
  close(): Promise<void>;
}

export interface FetchRequest {
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** The reader's own headers: sent to the origin of `url` only. */
  readonly headers: Readonly<Record<string, string>>;
  /** A command whose first line says who asks: "user:password", "Bearer …" or "Name: value". Sent as `headers` are. */
  readonly credentialsCommand?: string | null;
  readonly userAgent: string | null;
  /** What is asked for. */
  readonly accept: 'feed' | 'page' | 'image' | 'json';
}

/** A successful answer. Failures are thrown as NewsError (details: status, retryAfterMs). */
export interface FetchResult {
  /** null bytes: not modified. */
  readonly bytes: Uint8Array | null;
  /** Where the answer came from after redirects, and the address to use from now on if every hop was permanent. */
  readonly url: string;
  readonly permanentUrl: string | null;
  /** The media type in lower case without parameters, and the charset parameter. */
  readonly type: string | null;
  readonly charset: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** From Cache-Control max-age or Expires; null where not said. */
  readonly freshForMs: number | null;
  /** The Link header (RFC 8288), in which a page may name its feeds; left out or null where there is none. */
  readonly links?: string | null;
}

/** Stands for a document of which nobody knows where it came from: it is taken for a public one. */
export const unknownDocument = 'unknown:';

export interface FetchOptions {
  readonly signal?: AbortSignal;
  /**
   * The address of the document that this one was found in (a feed, a page), or unknownDocument; left out where the reader
   * gave it. What a public document names may not lead into a private network.
   */
  readonly namedBy?: string | null;
  /**
   * Settles when the caller has let go of the bytes: until then they count as memory that all fetches share. Left out where
   * they are let go of at once.
   */
  readonly heldUntil?: Promise<unknown>;
}

/** Fetches http(s):, file: and sample: addresses within the limits of the settings. */
export type Fetch = (request: FetchRequest, options?: FetchOptions) => Promise<FetchResult>;

/** One favorite, whole enough to be shown when the database is lost. */
export interface Favorite {
  readonly id: string;
  readonly title: string;
  readonly link: string | null;
  readonly source: string;
  /** When the article was published, and when it was kept. */
  readonly published: number | null;
  readonly at: number;
  readonly tags: readonly string[];
  readonly note: string | null;
}

export interface Favorites {
  list(): Promise<readonly Favorite[]>;
  /** Changes when the file does, by whatever hand; null where there is no file. Cheap: nothing is parsed. */
  version(): Promise<string | null>;
  /** Reads, changes and writes under one lock; returns what is then in the file. */
  change(edit: (favorites: readonly Favorite[]) => readonly Favorite[]): Promise<readonly Favorite[]>;
  /** Puts the last good copy in the place of a damaged file; null where it is sound, and where there is no good copy. */
  restore(): Promise<Restored | null>;
}

/** Files that the reader names. "-" is standard input. */
export interface Files {
  read(path: string): Promise<Uint8Array>;
  write(path: string, text: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Absolute file: address of a path. */
  address(path: string): Promise<string>;
}

/** The settings that use cases look at (config.ts gathers them). */
export interface Limits {
  readonly offline: boolean;
  readonly parallel: number;
  /** The reader's interval for all sources; null where each follows its own rhythm. */
  readonly intervalMs: number | null;
  readonly retention: Retention;
}

/** A document that ought to be a feed. */
export interface FeedDocument {
  readonly bytes: Uint8Array;
  /** The media type without parameters and the charset parameter, where the server gave them. */
  readonly type: string | null;
  readonly charset: string | null;
  /** Where it came from; null where nothing is known. */
  readonly url: string | null;
}

/**
 * Parses and cleans a feed, off the main thread and under a deadline. Throws NewsError "not-a-feed", and "timeout" or
 * "too-large" for one that cannot be read in bearable time and memory.
 */
export type ReadFeed = (document: FeedDocument, options?: ReadOptions) => Promise<Feed>;

export interface ReadOptions {
  /** The drafts are to be stored: summaries are cut to what lists show, fingerprints and what is packed may be made beforehand. */
  readonly forStore?: boolean;
}

/** A document that ought to hold comments: `form` is "feed", or the name of a site that has a form of its own. */
export interface DiscussionDocument extends FeedDocument {
  readonly form: string;
}

/**
 * Reads and cleans the comments of a document, off the main thread and under a deadline. Throws NewsError
 * "not-a-discussion", and "timeout" or "too-large" as readFeed does.
 */
export type ReadDiscussion = (document: DiscussionDocument) => Promise<Discussion>;

/** What the extractor made of a page. */
export interface ExtractedPage {
  readonly draft: Draft;
  /** "dom", "json-ld" or "plain": how the text was found. */
  readonly method: string;
  /** True where the page shows only a part (a paywall). */
  readonly partial: boolean;
  /** Where the page was fetched, after redirects; left out for one that came from a file or a pipe. */
  readonly address?: string;
}

/** Cuts the article out of a page, off the main thread and under a deadline. Throws NewsError "not-an-article". */
export type Extract = (
  html: string,
  options: { readonly url: string | null; readonly fetchedAt: number | null },
) => Promise<ExtractedPage>;

/** The world as the use cases see it. Everything dear is loaded by the adapter on first use. */
export interface Ports {
  readonly store: () => Promise<Store>;
  readonly upkeep: Upkeep;
  readonly fetch: Fetch;
  readonly favorites: Favorites;
  readonly files: Files;
  readonly digest: Digest;
  readonly limits: Limits;
  /** The bundled edition: addresses to subscribe to, and the catalog (OPML text). */
  readonly bundle: { readonly samples: readonly string[]; readonly catalog: () => Promise<string> };
  readonly readFeed: ReadFeed;
  readonly readDiscussion: ReadDiscussion;
  readonly extract: Extract;
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** Tells the reader of something that went wrong but stops nothing. */
  readonly warn: (error: NewsError) => void;
}
