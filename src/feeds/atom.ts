import type { XmlFormat } from './feed.ts';
import { below } from './tree.ts';

const entryNames = new Set(['entry', 'atom:entry', 'item']);
const roots = new Set(['feed', 'atom:feed', 'entry', 'atom:entry']);

/** Atom 1.0 (RFC 4287) and 0.3; also a document that is a single entry (RFC 4287 section 2). */
export const atom: XmlFormat = {
  name: 'atom',
  fits: (root) => roots.has(root.name),
  channel: (root) => (root.name.endsWith('feed') ? root : null),
  items: (root) => below(root, entryNames),
  inheritsAuthors: true,
};
