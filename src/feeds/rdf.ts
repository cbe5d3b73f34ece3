import type { XmlFormat } from './feed.ts';
import { rss } from './rss.ts';
import { below, fieldsOf } from './tree.ts';

const parts = new Set(['channel', 'item']);

/**
 * RSS 0.90, 1.0 (web.resource.org/rss/1.0/spec) and 1.1: items beside the channel or inside it. The order is the
 * document's, not that of the channel's rdf:Seq, which is often left behind.
 */
export const rdf: XmlFormat = {
  name: 'rdf',
  fits: (root) =>
    // RDF tells of many things besides feeds.
    (/^(?:rdf:)?rdf$/.test(root.name) && below(root, parts).length > 0) ||
    (root.name === 'channel' && ('rdf:about' in root.attributes || fieldsOf(root).has('items'))),
  channel: rss.channel,
  items: rss.items,
  inheritsAuthors: false,
};
