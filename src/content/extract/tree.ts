/** The tree of a page: what every step of the extraction reads and none changes. */

import type { TagKind } from './html-tags.ts';

type Attributes = Readonly<Record<string, string>>;

export interface TextNode {
  readonly tag: null;
  text: string;
  readonly parent: PageElement;
}

export interface PageElement {
  readonly tag: string;
  readonly kind: TagKind;
  readonly attributes: Attributes;
  /** Never changed in place once the tree is built. */
  children: readonly PageNode[];
  readonly parent: PageElement | null;
  /** Place in document order, and the place of its last descendant: containment is two comparisons. */
  readonly index: number;
  last: number;
  /** What its class, id, test id and role say of it (tokens.ts). */
  named: ReadonlyMap<string, string>;
}

export type PageNode = PageElement | TextNode;

type Lists = ReadonlyMap<string, readonly PageElement[]>;

/** The elements with one and the same class attribute, and what it says of them (tokens.ts). */
export interface ClassIndex {
  readonly names: ReadonlyMap<string, string>;
  readonly elements: readonly PageElement[];
}

/** The elements by what they are looked for, each list in the order of the page (page-index.ts). */
export interface PageIndex {
  readonly byTag: Lists;
  readonly byAttribute: Lists;
  /** By the whole of the class attribute. */
  readonly byClass: ReadonlyMap<string, ClassIndex>;
  /** By the lists of tokens.ts that a name of theirs is in. */
  readonly byName: Lists;
}

export interface PageTree {
  readonly root: PageElement;
  /** Every element, at its index. */
  readonly elements: readonly PageElement[];
  /** The index of every element's parent, 0 for that of the root: sums over the tree are a loop over numbers. */
  readonly parents: Int32Array;
  readonly index: PageIndex;
  /** True where the page was longer than we are willing to read. */
  readonly cut: boolean;
}

/** True for an element inside `outer`, and for `outer` itself. */
export function contains(outer: PageElement, inner: PageElement): boolean {
  return outer.index <= inner.index && inner.index <= outer.last;
}

/** True where `outer` holds the element, if there is one. */
export function holdsElement(outer: PageElement, inner: PageElement | null): boolean {
  return inner !== null && contains(outer, inner);
}

/** The element and those it stands in, innermost first. */
export function* upward(element: PageElement | null): Generator<PageElement> {
  for (let at = element; at; at = at.parent) yield at;
}

export function attribute(element: PageElement, name: string): string {
  return element.attributes[name] ?? '';
}

/** Anything that collapse() changes but blanks at the ends: most texts have none of it. */
const uneven = /[\u00ad\u200b\u2060\ufeff\t-\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]| {2}/;

/** Letters and digits alone, in lower case: what two spellings of the same words share. */
export function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Joins what is left of a text after its layout: runs of blanks become one, invisible joiners go. */
export function collapse(text: string): string {
  if (!uneven.test(text)) return text.trim();
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A text without the characters at its end that fit `edge`: a pattern for the end would be tried at every character. */
export function withoutEnd(text: string, edge: RegExp): string {
  let end = text.length;
  while (end > 0 && edge.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Any run of blanks that is not one plain space. */
const unevenBlanks = /[\t-\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]| {2}/;

/** The text with every run of blanks as one space. */
export function evenBlanks(text: string): string {
  return unevenBlanks.test(text) ? text.replace(/\s+/g, ' ') : text;
}

/** How many blanks and line ends may stand before the text of an element. */
const indent = 500;

function gather(element: PageElement, parts: string[], room: { left: number }, skip: ReadonlySet<number> | null): void {
  for (const child of element.children) {
    if (room.left <= 0) return;
    if (child.tag === null) {
      parts.push(child.text.slice(0, room.left + indent));
      room.left -= child.text.length;
    } else if (child.tag === 'br') parts.push(' ');
    else if (!child.kind.isSilent && !skip?.has(child.index)) {
      if (!child.kind.isInline) parts.push(' ');
      gather(child, parts, room, skip);
      if (!child.kind.isInline) parts.push(' ');
    }
  }
}

/** The visible text of an element on one line; at most about `limit` characters are looked at. */
export function textOf(element: PageElement, limit = 5_000, skip: ReadonlySet<number> | null = null): string {
  const { children } = element;
  const only = children.length === 1 ? children[0] : undefined;
  if (only?.tag === null) return collapse(only.text.slice(0, limit + indent));
  const parts: string[] = [];
  gather(element, parts, { left: limit }, skip);
  return collapse(parts.join(''));
}
