/** What may stand inside what, as far as it is needed to mend documents whose end tags are missing. */
import type { Element } from './tree.ts';

const units = new Set(['item', 'entry']);
const structure = new Set(['item', 'entry', 'channel', 'feed', 'rss', 'rdf', 'items']);
const structuralNames = new Set([
  '#document',
  'rss',
  'rdf:rdf',
  'channel',
  'feed',
  'atom:feed',
  'item',
  'entry',
  'atom:entry',
  'items',
]);
const voids = new Set(['br', 'hr', 'img', 'wbr', 'input', 'area', 'col', 'embed', 'param', 'track']);

/** Elements that hold text alone: one that is open when a sibling starts was never closed. */
const leaves = new Set(
  [
    'title link guid id pubdate author category comments language ttl generator copyright',
    'published updated modified issued created webmaster managingeditor lastbuilddate',
    'atom:id atom:link atom:published atom:updated atom:modified atom:issued atom:created atom:category',
    'slash:comments wfw:comment wfw:commentrss thr:total content:encoded',
    'itunes:author itunes:subtitle itunes:summary itunes:keywords itunes:title itunes:image',
  ].flatMap((names) => names.split(' ')),
);

/** What starts beside them. "title" and "link" are not here for descriptions, whose inline HTML may hold them. */
const siblings = new Set(
  [
    'guid pubdate description category comments enclosure item textinput content:encoded',
    'slash:comments wfw:comment wfw:commentrss thr:total entry author ttl lastbuilddate',
    'atom:entry atom:id atom:published atom:updated atom:modified atom:issued atom:created atom:content atom:summary',
    'atom:author atom:category id published updated modified issued created',
    'itunes:author itunes:subtitle itunes:summary itunes:keywords itunes:title itunes:image itunes:duration',
    'media:content media:thumbnail media:group feedburner:origlink',
  ].flatMap((names) => names.split(' ')),
);
const alsoBesideLeaves = new Set(['title', 'link', 'source', 'image', 'content', 'summary', 'atom:title', 'atom:link']);
const texts = new Set(['description', 'content:encoded', 'summary', 'content']);
const bodies = new Set([
  ...texts,
  ...'atom:content atom:summary atom:title title abstract body fullitem payload encoded'.split(' '),
  ...'xhtml:body xhtml:div content:items yandex:full-text turbo:content'.split(' '),
]);
const selfEnding = new Set(['p', 'li', 'xhtml:p', 'xhtml:li']);

function isDublinCore(name: string): boolean {
  return name.startsWith('dc:') || name.startsWith('dcterms:');
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}

/** Whether a tag of this qualified name first closes one of its own that is still open. */
export function closesBefore(qualified: string): boolean {
  return units.has(localName(qualified));
}

/** Whether this qualified name is a document's frame, which no heap of unclosed tags may hide. */
export function isFrame(qualified: string): boolean {
  return structure.has(localName(qualified));
}

/** Whether text directly inside is only layout. */
export function isStructural(name: string): boolean {
  return structuralNames.has(name);
}

/** Whether publishers write a text with its markup into this element; a page around a feed counts too. */
export function holdsBody(name: string): boolean {
  return bodies.has(name);
}

/** HTML's empty elements, as publishers write them between XML. */
export function isVoid(name: string): boolean {
  return voids.has(name.startsWith('xhtml:') ? name.slice(6) : name);
}

/** How many levels of inline HTML may be left open in a description. */
const inlineDepth = 20;

/**
 * How many open elements an RSS item's element of this name closes because it cannot stand in HTML: those up to the
 * description that was left open. 0 where there is none.
 */
export function closesUpTo(stack: readonly { readonly element: Element }[], name: string): number {
  if (!siblings.has(name) && !isDublinCore(name)) return 0;
  for (let up = 1; up <= inlineDepth && up < stack.length; up++) {
    const open = stack[stack.length - up]?.element.name ?? '';
    if (open === 'description' || open === 'content:encoded') return up;
    if (isStructural(open)) return 0;
  }
  return 0;
}

const holders = new Set(['author', 'category']);

/** Whether publishers also write elements into this one, which is text alone in RSS. */
export function mayHold(name: string): boolean {
  return holders.has(name);
}

/** Whether the open element ends where an element of this name starts. */
export function closesAtSibling(open: Element, name: string): boolean {
  if (selfEnding.has(name)) return open.name === name;
  if (leaves.has(open.name) || isDublinCore(open.name)) {
    // An Atom author is a container, and a title may hold XHTML: neither name is a sibling's.
    return siblings.has(name) || alsoBesideLeaves.has(name) || isDublinCore(name);
  }
  return texts.has(open.name) && (siblings.has(name) || isDublinCore(name));
}
