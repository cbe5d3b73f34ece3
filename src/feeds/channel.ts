/** What an XML feed says of itself as a whole, and its items. */

import type { Feed } from '../core/feed.ts';
import { baseOf, resolve } from './addresses.ts';
import { authorsOf } from './authors.ts';
import { looseBody, looseLine } from './constructs.ts';
import type { XmlFormat } from './feed.ts';
import { hintsOf } from './hints.ts';
import { readItem } from './item.ts';
import { atomLink, channelLink } from './links.ts';
import { htmlToLine } from './plain-text.ts';
import { type Element, every, type Fields, fieldsOf, firstText } from './tree.ts';

function firstLine(fields: Fields, names: readonly string[]): string | null {
  for (const element of every(fields, names)) {
    const line = looseLine(element);
    if (line) return line;
  }
  return null;
}

const descriptionNames = [
  'atom:subtitle',
  'subtitle',
  'atom:tagline',
  'tagline',
  'description',
  'abstract',
  'dc:description',
  'itunes:summary',
];

function descriptionOf(fields: Fields): string | null {
  for (const element of every(fields, descriptionNames)) {
    const body = looseBody(element, null);
    const line = body && htmlToLine(body.html, 'known-tags');
    if (line) return line;
  }
  return null;
}

/**
 * What relative addresses stand against besides xml:base: the document's address; for a file or a pipe, whose address
 * says nothing, the one that the feed gives itself, else its site's.
 */
function documentBase(url: string | null, root: Element, fields: Fields): string | null {
  if (url && /^https?:/i.test(url)) return url;
  const own = baseOf(root.base, null);
  return atomLink(fields, 'self', own) ?? channelLink(fields, own) ?? (url && URL.canParse(url) ? url : null);
}

/**
 * Reads the feed whose outermost element is `root`; items count wherever they stand in the document. `url` is the
 * document's address, null where it has none.
 */
export function readChannel(format: XmlFormat, root: Element, document: Element, url: string | null): Feed {
  const channel = format.channel(root);
  const fields: Fields = channel ? fieldsOf(channel) : new Map();
  const documentUrl = baseOf(channel?.attributes.base ?? null, documentBase(url, channel ?? root, fields));
  const anchor = channel?.attributes.href ?? fields.get('a')?.[0]?.attributes.href;
  const language = firstText(fields, ['language', 'dc:language']) || channel?.language || root.language || null;
  const context = { documentUrl, language, authors: format.inheritsAuthors ? authorsOf(fields) : [] };
  return {
    format: format.name,
    title: firstLine(fields, ['atom:title', 'title', 'dc:title', 'itunes:title', 'media:title']),
    link: channelLink(fields, documentUrl) ?? resolve(anchor, baseOf(channel?.base ?? null, documentUrl)),
    language,
    selfUrl: atomLink(fields, 'self', documentUrl),
    description: descriptionOf(fields),
    hints: hintsOf(fields),
    drafts: format
      .items(document)
      .map((item) => readItem(item, context))
      .filter((draft) => draft !== null),
  };
}
