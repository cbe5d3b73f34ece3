/** Who wrote the article. */
import type { Block } from './blocks.ts';
import { type Head, metaNamed, metaValues } from './head.ts';
import { type Graph, isNode, list, type Node, resolve, typesOf } from './json-ld.ts';
import { splitNames } from './names.ts';
import { fromLines, namesIn } from './people-near.ts';
import { isNamed } from './tokens.ts';
import { attribute, type PageElement, type PageTree, textOf, upward } from './tree.ts';

const maxAuthors = 20;

function unique(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const known = seen.get(key);
    // Shouted names give way to the same name in ordinary letters.
    if (known === undefined || (known === known.toUpperCase() && name !== name.toUpperCase())) seen.set(key, name);
  }
  return [...seen.values()].slice(0, maxAuthors);
}

function fromStructured(
  graph: Graph,
  article: Node | null,
  sites: readonly string[],
): { readonly people: string[]; readonly others: string[] } {
  const people: string[] = [];
  const others: string[] = [];
  for (const one of article ? [...list(article['author']), ...list(article['creator'])] : []) {
    const node = resolve(graph, one);
    if (typeof node === 'string') people.push(...splitNames(node, sites));
    else if (isNode(node)) {
      const names = list(node['name']).flatMap((name) => (typeof name === 'string' ? splitNames(name, sites) : []));
      (typesOf(node).some((type) => /Organization|Brand|Corporation/.test(type)) ? others : people).push(...names);
    }
  }
  return { people: unique(people), others: unique(others) };
}

function fromTwitter(head: Head, sites: readonly string[]): string[] {
  const label = metaNamed(head, 'twitter:label1')[0] ?? '';
  if (
    !/written|by|geschrieben|verfasst|écrit|escrito|scritto|auteur|autor|author|автор|написано|yazar|كتب/i.test(label)
  )
    return [];
  return splitNames(metaNamed(head, 'twitter:data1')[0] ?? '', sites);
}

interface Near {
  readonly tree: PageTree;
  /** Every block of the page. */
  readonly blocks: readonly Block[];
  readonly title: PageElement | null;
  readonly apart: (element: PageElement) => boolean;
}

function fromMarks(near: Near, sites: readonly string[], test: (element: PageElement) => boolean): string[] {
  const found: string[] = [];
  let last = -1;
  for (const element of near.tree.elements) {
    if (
      element.index <= last ||
      ['html', 'body', 'meta', 'link', 'script', 'img'].includes(element.tag) ||
      !test(element)
    )
      continue;
    if (element.last - element.index > 80 || near.apart(element)) continue;
    const inner = near.tree.elements
      .slice(element.index + 1, element.last + 1)
      .filter((one) => attribute(one, 'itemprop') === 'name');
    const names =
      inner.length > 0
        ? inner.flatMap((one) => splitNames(attribute(one, 'content') || textOf(one, 200), sites))
        : namesIn(element, sites);
    found.push(...names);
    last = element.last;
    if (found.length >= maxAuthors) break;
  }
  return unique(found);
}

function isByline(element: PageElement): boolean {
  if (!isNamed(element, 'byline')) return false;
  return !/bio|about|box|comment|social|image|photo|avatar|follow|date|time|related|widget/i.test(
    attribute(element, 'class'),
  );
}

/** The authors of the page: people before organizations, what is said to machines before what is printed. */
export function findAuthors(
  sources: Near & {
    readonly head: Head;
    readonly graph: Graph;
    readonly article: Node | null;
    readonly sites: readonly string[];
  },
): string[] {
  const { head, sites } = sources;
  const structured = fromStructured(sources.graph, sources.article, sites);
  const rel = (element: PageElement): boolean => /(?:^|\s)author(?:\s|$)/i.test(attribute(element, 'rel'));
  const ways: readonly (() => string[])[] = [
    () => structured.people,
    () => unique(metaValues(head, 'author').flatMap((value) => splitNames(value, sites))),
    () => fromTwitter(head, sites),
    () =>
      fromMarks(sources, sites, (element) =>
        /(?:^|\s)(?:author|creator)(?:\s|$)/i.test(attribute(element, 'itemprop')),
      ),
    () => fromMarks(sources, sites, rel),
    () => fromMarks(sources, sites, isByline),
    () => unique(fromLines(sources.blocks, sources.title, sites)),
    () => structured.others,
  ];
  for (const way of ways) {
    const names = way();
    if (names.length > 0) return names;
  }
  return [];
}

/** True for an element inside one of the given. */
export function within(roots: ReadonlySet<PageElement>): (element: PageElement) => boolean {
  return (element) => {
    for (const outer of upward(element)) if (roots.has(outer)) return true;
    return false;
  };
}
