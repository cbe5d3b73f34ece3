/** JSON Feed 1.0 and 1.1 (jsonfeed.org), read tolerantly: nulls, numbers for ids, single values for lists. */
import { type Draft, draft, type Enclosure } from '../core/article.ts';
import type { Feed } from '../core/feed.ts';
import { noHints } from '../core/source.ts';
import { resolve } from './addresses.ts';
import { isObject, listOf, member, text, time, type Value } from './json-value.ts';
import { type CutOff, parseLooseJson } from './loose-json.ts';
import { wholeNumber } from './media.ts';
import { oneLine, textToHtml } from './plain-text.ts';

/** A member that is a string: a number is no address. */
function words(object: Value, name: string): string | null {
  const value = member(object, name);
  return typeof value === 'string' ? value : null;
}

function line(object: Value, name: string): string | null {
  return oneLine(text(object, name) ?? '') || null;
}

/** Names from version 1.1's authors, 1.0's author, or plain strings; a mail address or page does for no name. */
function authorsOf(object: Value): readonly string[] {
  const names: string[] = [];
  for (const author of [...listOf(member(object, 'authors')), ...listOf(member(object, 'author'))]) {
    const name = typeof author === 'string' ? oneLine(author) : isObject(author) ? line(author, 'name') : null;
    if (name) names.push(name);
  }
  return [...new Set(names)];
}

function attachmentsOf(item: Value, url: string | null): readonly Enclosure[] {
  return listOf(member(item, 'attachments')).flatMap((attachment) => {
    const address = isObject(attachment) ? resolve(words(attachment, 'url'), url) : null;
    if (!address || !isObject(attachment)) return [];
    return [
      { url: address, type: text(attachment, 'mime_type'), length: wholeNumber(text(attachment, 'size_in_bytes')) },
    ];
  });
}

/** JSON Feed has no member for a section; extensions are objects whose names begin with "_" (1.1, "Extensions"). */
function sectionOf(item: Value): string | null {
  const ours = member(item, '_news');
  return isObject(ours) ? line(ours, 'section') : null;
}

/** Tags are words; objects that name one are read as what they name. */
function tagsOf(item: Value): readonly string[] {
  const tags = listOf(member(item, 'tags')).map((tag) => line(isObject(tag) ? tag : { name: tag }, 'name'));
  return [...new Set(tags)].filter((tag) => tag !== null);
}

/** The body: content_html, else content_text, else the summary; the summary is plain text and is escaped as HTML. */
function readItem(item: Value, feed: Value, url: string | null): Draft {
  const plain = text(item, 'content_text');
  const given = text(item, 'summary');
  const summary = given === null ? null : textToHtml(given);
  const authors = authorsOf(item);
  return draft({
    guid: text(item, 'id'),
    link: resolve(words(item, 'url'), url) ?? resolve(words(item, 'external_url'), url),
    title: line(item, 'title'),
    section: sectionOf(item),
    authors: authors.length > 0 ? authors : authorsOf(feed),
    published: time(item, 'date_published'),
    updated: time(item, 'date_modified'),
    language: text(item, 'language') ?? text(feed, 'language'),
    tags: tagsOf(item),
    summary,
    image: resolve(words(item, 'image'), url) ?? resolve(words(item, 'banner_image'), url),
    enclosures: attachmentsOf(item, url),
    html: text(item, 'content_html') ?? (plain === null ? summary : textToHtml(plain)),
    baseUrl: url,
  });
}

/** The value of a document that starts with "{", and what of it the document's end cut off. */
function parseJson(json: string): { readonly value: unknown; readonly cut: CutOff } {
  try {
    return { value: JSON.parse(json), cut: new Set() };
  } catch {
    return parseLooseJson(json);
  }
}

/** Reads a JSON feed; null where the text is not one. */
export function readJsonFeed(json: string, url: string | null): Feed | null {
  const { value: feed, cut } = parseJson(json);
  if (!isObject(feed)) return null;
  const items = member(feed, 'items');
  const isNamed = /jsonfeed\.org/i.test(text(feed, 'version') ?? '');
  if (!isNamed && !(Array.isArray(items) && (text(feed, 'title', 'home_page_url', 'feed_url') ?? items.length > 0))) {
    return null;
  }
  const self = resolve(words(feed, 'feed_url'), url);
  const home = resolve(words(feed, 'home_page_url'), url);
  const base = url && /^https?:/i.test(url) ? url : (self ?? home ?? url);
  return {
    format: 'json',
    title: line(feed, 'title'),
    link: home,
    language: text(feed, 'language'),
    selfUrl: self,
    description: line(feed, 'description'),
    hints: noHints,
    drafts: listOf(items)
      .filter(isObject)
      .filter((item) => !cut.has(item))
      .map((item) => readItem(item, feed, base)),
  };
}
