/** Who wrote the article. */
import type { Block } from './blocks.ts';
import { type Head, metaLists, metaNamed } from './head.ts';
import { type Graph, isNode, list, type Node, resolve, textIn, typesOf } from './json-ld.ts';
import { isWeak, unique } from './name-lists.ts';
import { anyPart } from './name-words.ts';
import { isCollective, splitNames } from './names.ts';
import { fromHeadline, fromLines } from './people-lines.ts';
import { type Near, waysOfMarks } from './people-marks.ts';
import { byLength } from './people-words.ts';
import { titleTail } from './site-name.ts';
import { bare, type PageElement, textOf, upward } from './tree.ts';

const organization = anyPart('organizationTypes');

/** The members of a list, also where it says in so many words that it is one. */
function inLists(value: unknown): readonly unknown[] {
  return list(value).flatMap((one) => (isNode(one) ? list(one['@list'] ?? one['@set'] ?? one) : [one]));
}

/** The name of a node as a whole, else its parts. */
function namesOfNode(node: Node): string[] {
  const names = list(node.name).flatMap((name) => textIn(name) ?? []);
  const parts = [textIn(node.givenName), textIn(node.familyName)].filter((part) => part !== null);
  return names.length > 0 || parts.length < 2 ? names : [parts.join(' ')];
}

function fromStructured(
  graph: Graph,
  article: Node | null,
  sites: readonly string[],
): { readonly people: string[]; readonly others: string[] } {
  const people: string[] = [];
  const others: string[] = [];
  for (const one of article ? [...inLists(article.author), ...inLists(article.creator)] : []) {
    const node = resolve(graph, one);
    if (typeof node === 'string') people.push(...splitNames(textIn(node) ?? '', sites));
    else if (isNode(node)) {
      const names = namesOfNode(node).flatMap((name) => splitNames(name, sites));
      (typesOf(node).some((type) => organization.test(type)) ? others : people).push(...names);
    }
  }
  return { people: unique(people), others: unique(others) };
}

function fromTwitter(head: Head, sites: readonly string[]): string[] {
  for (const number of [1, 2]) {
    const label = metaNamed(head, `twitter:label${number}`)[0] ?? '';
    if (byLength(`${label} X`) > 0) return splitNames(metaNamed(head, `twitter:data${number}`)[0] ?? '', sites);
  }
  return [];
}

/** "Silva, Ana", as libraries and journals write it, in the order of speech. */
function turned(value: string): string {
  const match = /^(\p{Lu}[\p{L}\p{M}'’-]{1,30}), (\p{Lu}[\p{L}\p{M}'’.-]{0,30}(?: \p{Lu}\.?)?)$/u.exec(value.trim());
  return match && !isCollective(value) ? `${match[2]} ${match[1]}` : value;
}

/** One meta is enough: sites repeat the same name in several, spelled in several ways. */
function fromMetas(head: Head, sites: readonly string[]): string[] {
  let collective: string[] = [];
  for (const values of metaLists(head, 'author')) {
    const names = unique(values.flatMap((value) => splitNames(turned(value), sites)));
    if (names.some((name) => !isWeak(name))) return names;
    if (collective.length === 0) collective = names;
  }
  return collective;
}

/** True where one of the names stands anywhere in the page's text. */
function isShown(names: readonly string[], blocks: readonly Block[]): boolean {
  const wanted = names.map(bare);
  return blocks.some((block) => {
    const text = bare(block.text.slice(0, 2_000));
    return wanted.some((name) => text.includes(name));
  });
}

/** More names than this are a list of something else than those who wrote. */
const mostColleagues = 6;

/** The byline in sight corrects what is said to machines: it may name more people, or others where those are nowhere. */
function corrected(said: string[], near: Near, printed: () => string[]): string[] {
  const shown = printed().filter((name) => !isWeak(name));
  if (shown.length === 0) return said;
  const all = new Set(shown.map(bare));
  if (shown.length > said.length && shown.length <= mostColleagues && said.every((name) => all.has(bare(name))))
    return shown;
  return isShown(said, near.blocks) ? said : shown;
}

/** The names that the first way finds which finds somebody, or all that a later one finds beside them. */
function fullest(ways: readonly (() => string[])[]): string[] {
  let best: string[] = [];
  let weak: string[] = [];
  for (const way of ways) {
    const names = way();
    const people = names.filter((name) => !isWeak(name));
    const all = new Set(people.map(bare));
    if (weak.length === 0) weak = names;
    if (people.length > best.length && people.length <= mostColleagues && best.every((name) => all.has(bare(name))))
      best = people;
  }
  return best.length > 0 ? best : weak;
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
  const { head } = sources;
  const sites = [...sources.sites, ...titleTail(head)];
  const structured = fromStructured(sources.graph, sources.article, sites);
  const marked = (): string[] => fullest(waysOfMarks(sources, sites));
  const lines = (): string[] => unique(fromLines(sources.blocks, sources.title, sites));
  const said = [() => structured.people, () => fromMetas(head, sites), () => fromTwitter(head, sites)];
  const printed = (): string[] => {
    const names = marked();
    return names.length > 0 ? names : lines();
  };
  let collective: string[] = [];
  const headline = (): string[] => (sources.title ? fromHeadline(textOf(sources.title, 400), sites) : []);
  for (const way of [...said, marked, lines, headline, () => structured.others]) {
    const names = way();
    const people = names.filter((name) => !isWeak(name));
    // Beside somebody who wrote, an agency or the newsroom is where more came from.
    if (people.length > 0) return said.includes(way) ? corrected(people, sources, printed) : people;
    if (collective.length === 0) collective = names;
  }
  return collective;
}

/** True for an element inside one of the given. */
export function within(roots: ReadonlySet<PageElement>): (element: PageElement) => boolean {
  return (element) => {
    for (const outer of upward(element)) if (roots.has(outer)) return true;
    return false;
  };
}
