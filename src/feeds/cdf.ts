import type { XmlFormat } from './feed.ts';
import { below, type Element } from './tree.ts';

const itemNames = new Set(['item']);
const own = new Set(['abstract', 'logo', 'schedule', 'a', 'login', 'usage']);

function isCdf(root: Element): boolean {
  if (root.name !== 'channel') return false;
  if ('href' in root.attributes || 'base' in root.attributes) return true;
  return root.children.some(
    (child) => typeof child === 'object' && (own.has(child.name) || 'href' in child.attributes),
  );
}

/** Channel Definition Format (W3C note of 1997): addresses are attributes, channels hold channels. */
export const cdf: XmlFormat = {
  name: 'cdf',
  fits: isCdf,
  channel: (root) => root,
  items: (root) => below(root, itemNames),
  inheritsAuthors: false,
};
