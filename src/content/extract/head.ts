/** What a page says of itself in its head: meta elements and links, by name. */
import names from '../../../data/extract/meta.json' with { type: 'json' };
import { webAddress } from '../addresses.ts';
import { tagged } from './page-index.ts';
import { attribute, collapse, type PageElement, type PageTree, textOf } from './tree.ts';

export type MetaKind = keyof typeof names;

export interface Head {
  /** Values of meta elements by their name in lower case, in document order. */
  readonly metas: ReadonlyMap<string, readonly string[]>;
  /** The text of <title>, "" where there is none. */
  readonly title: string;
  /** What relative addresses stand against. */
  readonly base: string | null;
  readonly canonical: string | null;
  readonly amp: boolean;
}

function addMeta(metas: Map<string, string[]>, element: PageElement): void {
  const content = collapse(attribute(element, 'content'));
  if (content === '') return;
  for (const kind of ['name', 'property', 'http-equiv']) {
    const name = attribute(element, kind).trim().toLowerCase();
    if (name === '') continue;
    const known = metas.get(name);
    if (!known) metas.set(name, [content]);
    else if (known.length < 200) known.push(content);
  }
}

function firstOf<Value>(elements: readonly PageElement[], value: (element: PageElement) => Value | null): Value | null {
  for (const element of elements) {
    const found = value(element);
    if (found !== null) return found;
  }
  return null;
}

/** Gathers the head's elements, wherever on the page they stand. `url` is the address of the page, if known. */
export function readHead(tree: PageTree, url: string | null): Head {
  const metas = new Map<string, string[]>();
  for (const element of tagged(tree, 'meta')) addMeta(metas, element);
  const titles = tagged(tree, 'title').filter(({ parent }) => parent?.tag !== 'svg');
  const title = firstOf(titles, (element) => textOf(element, 2_000) || null) ?? '';
  const bases = tagged(tree, 'base').map((element) => webAddress(attribute(element, 'href'), url));
  const base = bases.find((address) => address !== null && address !== url) ?? url;
  const links = tagged(tree, 'link').filter((element) => /(?:^|\s)canonical(?:\s|$)/i.test(attribute(element, 'rel')));
  const stated = firstOf(links, (element) => webAddress(attribute(element, 'href'), url));
  const [html] = tagged(tree, 'html');
  const amp = html !== undefined && ('amp' in html.attributes || '⚡' in html.attributes);
  const canonical = stated ?? webAddress(metas.get('og:url')?.[0] ?? null, url);
  return { metas, title, base: base ?? canonical, canonical, amp };
}

/** All values of the metas of one kind, best name first. */
export function metaValues(head: Head, kind: MetaKind): readonly string[] {
  return names[kind].flatMap((name) => head.metas.get(name) ?? []);
}

/** The values of the metas of one kind, one list for each name that the page has, best name first. */
export function metaLists(head: Head, kind: MetaKind): readonly (readonly string[])[] {
  return names[kind].flatMap((name) => {
    const values = head.metas.get(name);
    return values ? [values] : [];
  });
}

/** The first value of the first name of the kind that the page has. */
export function metaValue(head: Head, kind: MetaKind): string | null {
  for (const name of names[kind]) {
    const value = head.metas.get(name)?.[0];
    if (value !== undefined) return value;
  }
  return null;
}

/** The values of one meta by its exact name (lower case). */
export function metaNamed(head: Head, name: string): readonly string[] {
  return head.metas.get(name) ?? [];
}

/** True where a page tells when it was issued under a name that only articles use. */
export function isIssued(head: Head): boolean {
  return names.issued.some((name) => head.metas.has(name));
}

/**
 * True where a page says to machines that it is an article: by its type, or by a time of issue under a name that front
 * pages do not use. `article` is the node of its structured data that says so.
 */
export function claimsArticle(head: Head, article: object | null): boolean {
  return article !== null || /article/i.test(metaNamed(head, 'og:type')[0] ?? '') || isIssued(head);
}
