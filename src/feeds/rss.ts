import type { XmlFormat } from './feed.ts';
import { below } from './tree.ts';

const itemNames = new Set(['item', 'entry', 'atom:entry']);
const channelNames = new Set(['channel']);

/**
 * RSS 0.91 to 2.0 (rssboard.org/rss-specification). Items count wherever they stand: a stray end tag may have closed
 * the channel before them, and some publishers leave out rss or channel.
 */
export const rss: XmlFormat = {
  name: 'rss',
  fits: (root) => root.name === 'rss' || root.name === 'channel' || root.name === 'item',
  channel: (root) => (root.name === 'channel' ? root : (below(root, channelNames)[0] ?? null)),
  items: (root) => below(root, itemNames),
  inheritsAuthors: false,
};
