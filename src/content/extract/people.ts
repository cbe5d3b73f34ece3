/** Who wrote the article. */
import type { Block } from './blocks.ts';
import { type Head, metaLists, metaNamed } from './head.ts';
import { type Graph, isNode, list, type Node, resolve, textIn, typesOf } from './json-ld.ts';
import { anyPart, oneOf } from './name-words.ts';
import { isCollective, splitNames } from './names.ts';
import { called, having, inOrder } from './page-index.ts';
import { isOfTeaser, taskOf } from './people-around.ts';
import { fromHeadline, fromLines } from './people-lines.ts';
import { isPlace, namesIn } from './people-near.ts';
import { byLength } from './people-words.ts';
import { titleTail } from './site-name.ts';
import { isNamed } from './tokens.ts';
import { attribute, bare, contains, type PageElement, type PageTree, textOf, upward } from './tree.ts';

const maxAuthors = 20;
/** Each of them is compared with each other. */
const mostCompared = 100;

function unique(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = bare(name);
    const known = seen.get(key);
    // Shouted names give way to the same name in ordinary letters.
    if (known === undefined || (known === known.toUpperCase() && name !== name.toUpperCase())) seen.set(key, name);
  }
  const all = [...seen.values()].slice(0, mostCompared);
  // "Mai Khuê" is Trần Mai Khuê again.
  const isPart = (name: string): boolean =>
    name.includes(' ') && all.some((other) => other !== name && other.toLowerCase().endsWith(` ${name.toLowerCase()}`));
  return all.filter((name) => !isPart(name)).slice(0, maxAuthors);
}

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

interface Near {
  readonly tree: PageTree;
  /** Every block of the page. */
  readonly blocks: readonly Block[];
  readonly title: PageElement | null;
  readonly apart: (element: PageElement) => boolean;
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

const outside = new Set(['html', 'body', 'link', 'script', 'img']);

/** Elements further apart than this do not belong to one byline. */
const reach = 40;

/** The marked elements of the byline at the headline: teasers elsewhere on the page have bylines of their own. */
function nearTitle({ tree, title }: Near, marked: readonly PageElement[]): readonly PageElement[] {
  const from = title ? Math.max(0, title.index - reach) : 0;
  const below = marked.filter((element) => element.index >= from);
  const start = below.length > 0 ? below : marked;
  const next = start.findIndex((element, at) => {
    const before = start[at - 1]?.last ?? element.index;
    if (element.index - before > reach) return true;
    return tree.elements
      .slice(before + 1, element.index)
      .some((between) => /^h[1-6]$/.test(between.tag) && !contains(between, element));
  });
  return next < 0 ? start : start.slice(0, next);
}

/** "author" in a caption is who took the picture. */
function isInFigure(element: PageElement): boolean {
  for (const outer of upward(element)) if (outer.tag === 'figure' || outer.tag === 'figcaption') return true;
  return false;
}

function namesOfMark(tree: PageTree, element: PageElement, sites: readonly string[]): string[] {
  if (element.tag === 'meta') return splitNames(attribute(element, 'content'), sites);
  const inner = tree.elements
    .slice(element.index + 1, element.last + 1)
    .filter((one) => attribute(one, 'itemprop') === 'name');
  if (inner.length === 0) return namesIn(element, sites);
  return inner.flatMap((one) => splitNames(attribute(one, 'content') || textOf(one, 200), sites));
}

/** A way in which elements are marked as naming an author: where to look, and what is one. */
interface Mark {
  readonly among: (tree: PageTree) => readonly PageElement[];
  readonly test: (element: PageElement) => boolean;
}

/** So many marked elements are looked at: what stands round each of a hundred thousand in a row takes a walk over the row. */
const mostMarked = 1_000;

function fromMarks(near: Near, sites: readonly string[], { among, test }: Mark): string[] {
  const marked: PageElement[] = [];
  const names = new Map<PageElement, string[]>();
  let last = -1;
  let looked = 0;
  for (const element of among(near.tree)) {
    if (element.index <= last || outside.has(element.tag) || !test(element)) continue;
    if (element.last - element.index > 80 || near.apart(element) || isInFigure(element)) continue;
    if (++looked > mostMarked) break;
    if (isOfTeaser(element, near.title) || taskOf(element) === 'pictures') continue;
    last = element.last;
    const found = namesOfMark(near.tree, element, sites);
    if (found.length === 0) continue;
    names.set(element, found);
    if (marked.push(element) > 200) break;
  }
  const own = nearTitle(near, marked);
  const alone = own.filter((element) => taskOf(element) === null);
  const around = alone.length > 0 ? alone : own;
  const of = (element: PageElement): readonly string[] => names.get(element) ?? [];
  const first = around.find((element) => of(element).some((name) => !isWeak(name)));
  const whole = first ? of(first)[0] : undefined;
  const isOfFirst = (element: PageElement): boolean =>
    !first || attribute(element, 'class') === attribute(first, 'class');
  return unique(
    around
      .filter((element) => !first || isLike(element, first))
      .flatMap((element) => of(element).filter((name) => isOfFirst(element) || !isPlace(name, whole))),
  );
}

/** Colleagues are named side by side or in elements of one kind; elsewhere stand the outlet and the makers of what is reviewed. */
function isLike(element: PageElement, first: PageElement): boolean {
  if (element === first) return true;
  return (
    element.parent === first.parent ||
    (element.tag === first.tag && attribute(element, 'class') === attribute(first, 'class'))
  );
}

/** Site builders name the parts of a page for their scripts where their classes are drawn by lot. */
const hooks = new RegExp(`^${oneOf('bylineHooks')}(?:-name)?$`, 'i');
const noByline = anyPart('notByline');

function isByline(element: PageElement): boolean {
  const hook = attribute(element, 'data-hook') || attribute(element, 'data-qa');
  if (!isNamed(element, 'byline') && !hooks.test(hook)) return false;
  return !noByline.test(attribute(element, 'class'));
}

/** A name of an account ("jsmith", "webteam7") or of a body of people: anything better is preferred to it. */
function isWeak(name: string): boolean {
  return isCollective(name) || /^[\p{Ll}\d_.-]+$/u.test(name);
}

function isAuthorLink(element: PageElement): boolean {
  return /(?:^|\s)author(?:\s|$)/i.test(attribute(element, 'rel'));
}

function isAuthorProperty(element: PageElement): boolean {
  return /(?:^|\s)(?:author|creator)(?:\s|$)/i.test(attribute(element, 'itemprop'));
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

const marksOfAuthors: readonly Mark[] = [
  { among: (tree) => having(tree, 'itemprop'), test: isAuthorProperty },
  { among: (tree) => having(tree, 'rel'), test: isAuthorLink },
  {
    among: (tree) => inOrder(called(tree, 'byline'), having(tree, 'data-hook'), having(tree, 'data-qa')),
    test: isByline,
  },
];

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
  const marked = (): string[] => fullest(marksOfAuthors.map((mark) => () => fromMarks(sources, sites, mark)));
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
