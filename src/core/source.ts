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
  /** Sent only to the origin of the address that the reader gave. */
  readonly headers: Readonly<Record<string, string>>;
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
  /** Not before this is it due again. */
  readonly nextAt: number | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When the validators were received: they are dropped after 8 days. */
  readonly validatorsAt: number | null;
  /** Failures in a row. */
  readonly failures: number;
  /** Why the last attempt failed, null where it did not. */
  readonly error: { readonly code: string; readonly message: string } | null;
  /** True after 410: it is polled no more. */
  readonly gone: boolean;
}

export const freshState: FetchState = {
  triedAt: null,
  fetchedAt: null,
  nextAt: null,
  etag: null,
  lastModified: null,
  validatorsAt: null,
  failures: 0,
  error: null,
  gone: false,
};

export const plainSettings: SourceSettings = {
  intervalMs: null,
  userAgent: null,
  headers: {},
  fullText: false,
  givenAddress: null,
  keep: null,
};

/** The address of the source under which single pages are kept. */
export const pagesAddress = 'pages:';

/** True where a source is meant by what a person types: its id (4 characters or more of it), words of its title, or its host or address. */
export function sourceMatches(source: Source, name: string): boolean {
  const wanted = name.trim().toLowerCase();
  if (!wanted) return false;
  if (wanted.length >= 4 && source.id.startsWith(wanted)) return true;
  const address = source.address.toLowerCase();
  if (address === wanted || source.settings.givenAddress?.toLowerCase() === wanted) return true;
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
