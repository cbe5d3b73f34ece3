/** A place that articles are taken from, and what is remembered about fetching it. */

export interface Source {
  /** Derived from the address (ids.ts), so it is the same on every machine. */
  readonly id: string;
  /** http(s):, file: or sample: address of the feed; "pages:" for the source of saved pages. */
  readonly address: string;
  /** The reader's title, else the feed's, else its host. */
  readonly title: string;
  /** The title that the feed gives itself; null before the first fetch. */
  readonly feedTitle: string | null;
  /** The site's address. */
  readonly link: string | null;
  readonly language: string | null;
  /** Stands for articles that name no section of their own. */
  readonly section: string | null;
  /** The reader's tags for every article of this source. */
  readonly tags: readonly string[];
  readonly settings: SourceSettings;
  readonly state: FetchState;
  readonly addedAt: number;
}

export interface SourceSettings {
  /** Milliseconds between refreshes; null follows the feed and the default. */
  readonly intervalMs: number | null;
  readonly userAgent: string | null;
  /** Sent only to the origin of the address; kept in plain text. */
  readonly headers: Readonly<Record<string, string>>;
  /** A command that says who asks (FetchRequest); what it prints is kept nowhere. */
  readonly credentialsCommand: string | null;
  readonly fullText: boolean;
  /** The address that the reader gave, where a permanent redirect has changed `address` since. */
  readonly givenAddress: string | null;
  /** What is kept of its articles; null follows the default. */
  readonly keep: Keep | null;
}

/** How long articles are kept, and how many of the newest; null: without end, all. */
export interface Keep {
  readonly ageMs: number | null;
  readonly count: number | null;
}

/** What the last fetches taught; stored in the same transaction as the articles they brought. */
export interface FetchState {
  /** Last attempt, last success. */
  readonly triedAt: number | null;
  readonly fetchedAt: number | null;
  /** Not before this is it due again; null before the first fetch, and where the source is gone. */
  readonly nextAt: number | null;
  /** Until when the last answer is fresh by the server's own word (Cache-Control, Expires); null where not said. */
  readonly freshUntil: number | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When the validators were received: they are dropped after 8 days. */
  readonly validatorsAt: number | null;
  /** Hash of the bytes that were parsed last: the same bytes again hold nothing new. */
  readonly bodyHash: string | null;
  /** Failures in a row, and when the first of them was. */
  readonly failures: number;
  readonly failingSince: number | null;
  /** Why the last attempt failed, null where it did not. */
  readonly error: { readonly code: string; readonly message: string } | null;
  /** Until when the server asked to be left alone (Retry-After, mostly with 429); null where the last answer did not. */
  readonly restUntil: number | null;
  /** True after 410: it is polled no more. */
  readonly gone: boolean;
  /** When a refresh last brought an article that was not known. */
  readonly lastNewAt: number | null;
  /** Where a permanent redirect led that is not believed yet (move.ts). */
  readonly movingTo: string | null;
  /** The address before a permanent redirect changed it, and when that was. */
  readonly moved: { readonly from: string; readonly at: number } | null;
  /** What the document that was parsed last said and showed; null before the first. */
  readonly document: DocumentFacts | null;
}

/** What one feed document shows of its source's habits and faults. */
export interface DocumentFacts {
  readonly hints: RefreshHints;
  /** Usual time between moments of publishing; null where too few articles are dated. */
  readonly rhythmMs: number | null;
  /** When its newest article was published; null where none has a date that can be believed. */
  readonly newestAt: number | null;
  readonly drafts: number;
  /** Of these: without a date, with one before 1990 or in the future, with a teaser for a text. */
  readonly undated: number;
  readonly wrongDates: number;
  readonly summaryOnly: number;
  /** False where one guid stood on several links, so that links had to do. */
  readonly guidsTrusted: boolean;
}

/** What a publisher says of when to come back (RSS ttl, skipHours, skipDays; RSS 1.0's syndication module). */
export interface RefreshHints {
  /** Milliseconds between updates; null where not said. */
  readonly everyMs: number | null;
  /** A moment from which the updates are counted; null where not said. */
  readonly baseAt: number | null;
  /** Hours 0 to 23 and days 0 (Sunday) to 6, in UTC, in which nothing new comes. */
  readonly skipHours: readonly number[];
  readonly skipDays: readonly number[];
}

export const noHints: RefreshHints = { everyMs: null, baseAt: null, skipHours: [], skipDays: [] };

export const freshState: FetchState = {
  triedAt: null,
  fetchedAt: null,
  nextAt: null,
  freshUntil: null,
  etag: null,
  lastModified: null,
  validatorsAt: null,
  bodyHash: null,
  failures: 0,
  failingSince: null,
  error: null,
  restUntil: null,
  gone: false,
  lastNewAt: null,
  movingTo: null,
  moved: null,
  document: null,
};

export const plainSettings: SourceSettings = {
  intervalMs: null,
  userAgent: null,
  headers: {},
  credentialsCommand: null,
  fullText: false,
  givenAddress: null,
  keep: null,
};

/** The address of the source under which single pages are kept. */
export const pagesAddress = 'pages:';

/** An address without the user name and password in it: the form for eyes, files and other programs. */
export function bareAddress(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
}

/** A header that holds a secret, by its name. */
export function isSecretHeader(name: string): boolean {
  return /auth|cookie|token|key|secret|passw/i.test(name);
}

/** Where what says to the server who asks is kept; null where nothing does. */
export function credentialsOf({ address, settings }: Source): 'command' | 'address' | 'headers' | null {
  if (settings.credentialsCommand !== null) return 'command';
  if (bareAddress(address) !== address) return 'address';
  return Object.keys(settings.headers).some(isSecretHeader) ? 'headers' : null;
}

/** True where a source is meant by what a person types: its id (4 characters or more of it), words of its title, or its host or address. */
export function sourceMatches(source: Source, name: string): boolean {
  const wanted = name.trim().toLowerCase();
  if (!wanted) return false;
  if (wanted.length >= 4 && source.id.startsWith(wanted)) return true;
  const address = bareAddress(source.address).toLowerCase();
  if (address === bareAddress(wanted) || source.settings.givenAddress?.toLowerCase() === wanted) return true;
  if (` ${words(source.title)} `.includes(` ${words(wanted)} `)) return true;
  return [hostOf(address), hostOf(source.link?.toLowerCase() ?? '')].some(
    (host) => host !== '' && hostFits(host, wanted),
  );
}

function words(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
    .join(' ');
}

function hostOf(address: string): string {
  return /^https?:\/\/(?:[^/@]*@)?([^/:?#]+)/.exec(address)?.[1] ?? '';
}

/** "bbc", "bbc.co.uk" and "feeds.bbc.co.uk" all fit feeds.bbc.co.uk. */
function hostFits(host: string, wanted: string): boolean {
  return host === wanted || host.endsWith(`.${wanted}`) || host.split('.').slice(0, -1).includes(wanted);
}
