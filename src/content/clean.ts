/** Stage 4 of an article's journey: after it no string of a draft can harm a terminal, and its HTML is allow-listed. */
import type { Comment, Draft, Enclosure, RelatedLink } from '../core/article.ts';
import { webAddress } from './addresses.ts';
import { directionOf, languageTag } from './language.ts';
import { htmlToLine, textWriter, unmarkedText } from './plain.ts';
import { type HtmlSink, readHtml } from './read-html.ts';
import { safeLine, safeText } from './safe.ts';
import { htmlWriter, sanitize } from './sanitize.ts';
import { graphemes } from './width.ts';

/** Longest title, and longest summary: whole for whoever looks at a feed, bounded for whoever attacks. In UTF-16 units. */
const titleLimit = 500;
const summaryLimit = 20_000;
/** Names, tags and the like: anything longer is not one. Feeds of papers name all their authors in one text. */
const nameLimit = 200;
const authorLimit = 5_000;
const maxNames = 100;

/**
 * The draft with safe strings: title, section, authors, tags and summary plain text on one line, `html` sanitized with absolute
 * http(s) addresses, `text` its plain text. Nothing is invented: what is null or empty stays so, save for `direction`.
 */
export function clean(draft: Draft): Draft {
  const base = webAddress(draft.baseUrl, null) ?? webAddress(draft.link, null);
  const body = cleanBody(draft.html, base);
  // A draft that brings its text (a page's, without captions) means it; the text of a feed's body is read from its HTML.
  const text = draft.text === null ? (body?.text ?? null) : emptyToNull(safeText(draft.text).trim());
  // One description is both in many a feed, and need not be read twice.
  const repeatsBody = draft.text === null && draft.summary === draft.html && draft.html?.includes('<');
  const title = line(draft.title, titleLimit);
  const language = languageTag(draft.language);
  return {
    ...draft,
    guid: line(draft.guid, 2_000),
    link: webAddress(draft.link, base),
    title,
    section: line(draft.section, nameLimit),
    authors: names(draft.authors, authorLimit),
    language,
    direction: directionOf(language, `${title ?? ''} ${text ?? draft.summary ?? ''}`),
    tags: names(draft.tags, nameLimit),
    summary: repeatsBody && text !== null ? shorten(safeLine(text), summaryLimit) : summary(draft.summary),
    image: webAddress(draft.image, base),
    imageAlt: line(draft.imageAlt, summaryLimit),
    enclosures: enclosures(draft.enclosures, base),
    commentsLink: webAddress(draft.commentsLink, base),
    commentsFeed: webAddress(draft.commentsFeed, base) ?? undefined,
    answers: undefined,
    html: body?.html ?? null,
    text,
    baseUrl: base,
    related: related(draft.related, base),
    comments: draft.comments.map(cleanComment),
  };
}

/** Both forms of the body from one reading. */
function cleanBody(
  html: string | null,
  base: string | null,
): { readonly html: string; readonly text: string | null } | null {
  if (html === null) return null;
  if (!html.includes('<')) return whole(sanitize(html, base), unmarkedText(html));
  const markup = htmlWriter();
  const plain = textWriter();
  const both: HtmlSink = {
    open(tag, attributes) {
      markup.sink.open(tag, attributes);
      plain.sink.open(tag, attributes);
    },
    close(tag) {
      markup.sink.close(tag);
      plain.sink.close(tag);
    },
    text(text) {
      markup.sink.text(text);
      plain.sink.text(text);
    },
  };
  readHtml(html, base, both);
  return whole(markup.html(), plain.text());
}

function whole(html: string, text: string): { readonly html: string; readonly text: string | null } | null {
  const trimmed = html.trim();
  return trimmed === '' ? null : { html: trimmed, text: emptyToNull(text) };
}

function emptyToNull(text: string): string | null {
  return text === '' ? null : text;
}

function line(text: string | null, limit: number): string | null {
  return text === null ? null : emptyToNull(shorten(safeLine(text), limit));
}

function summary(text: string | null): string | null {
  return text === null ? null : emptyToNull(shorten(htmlToLine(text), summaryLimit));
}

/** At most `limit` long, cut between words where one ends near, with "…". */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const space = text.lastIndexOf(' ', limit - 2);
  if (space > limit * 0.7) return `${text.slice(0, space).trimEnd()}…`;
  // The last cluster may be cut in two.
  const whole = graphemes(text.slice(0, limit)).slice(0, -1);
  return `${whole.join('').trimEnd()}…`;
}

/** Trimmed, without empty and repeated ones (letters' case does not part them), in their order. */
function names(given: readonly string[], limit: number): readonly string[] {
  if (given.length === 0) return given;
  const seen = new Map<string, string>();
  for (const name of given.slice(0, maxNames * 10)) {
    const safe = line(name, limit);
    if (safe !== null && !seen.has(safe.toLowerCase())) seen.set(safe.toLowerCase(), safe);
  }
  return [...seen.values()].slice(0, maxNames);
}

function enclosures(given: readonly Enclosure[], base: string | null): readonly Enclosure[] {
  return given.flatMap(({ url, type, length }) => {
    const address = webAddress(url, base);
    return address === null ? [] : [{ url: address, type: line(type, nameLimit), length }];
  });
}

function related(given: readonly RelatedLink[], base: string | null): readonly RelatedLink[] {
  return given.flatMap(({ title, link, published }) => {
    const address = webAddress(link, base);
    return address === null ? [] : [{ title: line(title, titleLimit) ?? address, link: address, published }];
  });
}

export function cleanComment({ author, published, text, depth }: Comment): Comment {
  return { author: line(author, nameLimit), published, text: safeText(text).trim(), depth };
}
