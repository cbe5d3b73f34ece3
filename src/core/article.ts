/** What an article is, before (Draft) and after (Article) it has an id. Times are milliseconds since 1970 UTC. */

export type Direction = 'ltr' | 'rtl';

export interface Enclosure {
  readonly url: string;
  readonly type: string | null;
  /** Bytes, as the publisher says. */
  readonly length: number | null;
}

export interface RelatedLink {
  readonly title: string;
  readonly link: string;
  readonly published: number | null;
}

/** One reader's comment, where a page itself holds the discussion. */
export interface Comment {
  readonly author: string | null;
  readonly published: number | null;
  readonly text: string;
  /** How deep the answer stands under the first comment, 0 for a comment on the article. */
  readonly depth: number;
}

/** The discussion under an article, as one document holds it. */
export type Discussion = Pick<Draft, 'comments' | 'commentCount'>;

/** An article as parsed from a feed or extracted from a page. */
export interface Draft {
  /** The publisher's own id exactly as given; null where there is none. Identity is decided in merge.ts. */
  readonly guid: string | null;
  /** Absolute http(s) address or null. */
  readonly link: string | null;
  /** Plain text on one line; null where the publisher gives none. */
  readonly title: string | null;
  readonly section: string | null;
  readonly authors: readonly string[];
  readonly published: number | null;
  readonly updated: number | null;
  /** BCP 47, as given by the publisher until clean() settles it. */
  readonly language: string | null;
  readonly direction: Direction | null;
  readonly tags: readonly string[];
  /** As given (may be HTML) after parse; plain text after clean. */
  readonly summary: string | null;
  /** Absolute address of the main image. */
  readonly image: string | null;
  readonly imageAlt: string | null;
  readonly enclosures: readonly Enclosure[];
  readonly commentsLink: string | null;
  readonly commentCount: number | null;
  /** Absolute address of the feed of its comments; undefined where none is known. */
  readonly commentsFeed?: string | undefined;
  /** The guid of what it answers, in a feed of comments; undefined after clean, like where there is none. */
  readonly answers?: string | undefined;
  /** Raw after parse or extract; allow-listed with absolute addresses after clean. */
  readonly html: string | null;
  /** Null after parse; the body as plain text, paragraphs parted by a blank line, after clean. */
  readonly text: string | null;
  /** What relative addresses in html and summary stand against; null where nothing is known. */
  readonly baseUrl: string | null;
  readonly related: readonly RelatedLink[];
  readonly comments: readonly Comment[];
  /** What is long of it, made ready for the store beside the parsing; html, text and summary are null then. */
  readonly packed?: Packed;
  /** Its fingerprint (core/merge), where that is known already. */
  readonly fingerprint?: string;
}

/** What is long of a draft as bytes, which a thread hands over as they are, and no collector of garbage looks at. */
export interface Packed {
  /** The body (html, text, related and comments) in the form in which the store keeps it. */
  readonly body: Uint8Array;
  /** UTF-8. */
  readonly text: Uint8Array | null;
  readonly summary: Uint8Array | null;
  /** True where the text is only a part of the article (core/document-facts). */
  readonly isTeaser: boolean;
}

/** The longest summary that is stored, in UTF-16 units: it is for lists, which would otherwise page through whole texts. */
export const longestSummary = 1000;

/** Where an article's text comes from, so that a reader can judge it. */
export interface Provenance {
  readonly from: 'feed' | 'page';
  readonly at: number;
  /** e.g. "rss", "atom", "dom", "json-ld", "plain". */
  readonly method: string;
  /** True where the page showed only a part (a paywall). */
  readonly partial: boolean;
  /** Where a page was fetched, after redirects; left out where nobody knows. */
  readonly address?: string;
}

export interface ArticleSource {
  readonly id: string;
  readonly title: string;
  readonly link: string | null;
}

/** A stored article. `html`, `text`, `related` and `comments` are null/empty unless bodies were asked for. */
export interface Article extends Omit<Draft, 'baseUrl' | 'direction' | 'packed' | 'fingerprint'> {
  readonly id: string;
  /** The shortest prefix (at least 4 characters) that was unique in the store when it was read. */
  readonly shortId: string;
  readonly source: ArticleSource;
  readonly direction: Direction;
  /** When it first arrived here. */
  readonly fetched: number;
  /** What lists order by: the earlier of published and fetched, or fetched where published is not believable. */
  readonly sortedAt: number;
  /** The reader's own tags, a subset of `tags`. */
  readonly ownTags: readonly string[];
  /** Reading time in whole minutes, at least 1; null where there is no text. */
  readonly minutes: number | null;
  readonly read: number | null;
  readonly favorite: number | null;
  readonly story: { readonly id: string; readonly size: number } | null;
  readonly provenance: Provenance | null;
}

const emptyDraft: Draft = {
  guid: null,
  link: null,
  title: null,
  section: null,
  authors: [],
  published: null,
  updated: null,
  language: null,
  direction: null,
  tags: [],
  summary: null,
  image: null,
  imageAlt: null,
  enclosures: [],
  commentsLink: null,
  commentCount: null,
  html: null,
  text: null,
  baseUrl: null,
  related: [],
  comments: [],
};

/** A draft with everything unknown but what is given. */
export function draft(known: Partial<Draft>): Draft {
  return { ...emptyDraft, ...known };
}

/** Words for a line that must show something where the publisher gave no title. */
export function titleOf(article: Pick<Draft, 'title' | 'summary' | 'text' | 'link'>): string {
  const words = article.title || article.summary || article.text || article.link;
  if (!words) return '(untitled)';
  const line = words.split('\n', 1)[0] ?? '';
  return article.title || line.length <= 100 ? line : `${line.slice(0, 99)}…`;
}
