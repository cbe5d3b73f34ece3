/** Authors in the elements that a page marks as naming them: by a property, by a link's relation, by what they are called. */
import type { Block } from './blocks.ts';
import { isWeak, unique } from './name-lists.ts';
import { anyPart, oneOf } from './name-words.ts';
import { splitNames } from './names.ts';
import { called, having, inOrder } from './page-index.ts';
import { isOfTeaser, taskOf } from './people-around.ts';
import { isPlace, namesIn } from './people-near.ts';
import { isNamed } from './tokens.ts';
import { attribute, contains, type PageElement, type PageTree, textOf, upward } from './tree.ts';

export interface Near {
  readonly tree: PageTree;
  /** Every block of the page. */
  readonly blocks: readonly Block[];
  readonly title: PageElement | null;
  readonly apart: (element: PageElement) => boolean;
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

/** The names in a marked element, null where it names others. Several marks may stand at one element: it is read once. */
function readMarked(
  near: Near,
  sites: readonly string[],
  known: Map<PageElement, string[] | null>,
  element: PageElement,
): string[] | null {
  const before = known.get(element);
  if (before !== undefined) return before;
  const isOthers = isOfTeaser(element, near.title) || taskOf(element) === 'pictures';
  const names = isOthers ? null : namesOfMark(near.tree, element, sites);
  known.set(element, names);
  return names;
}

function fromMarks(near: Near, { among, test }: Mark, read: (element: PageElement) => string[] | null): string[] {
  const marked: PageElement[] = [];
  const names = new Map<PageElement, string[]>();
  let last = -1;
  let looked = 0;
  for (const element of among(near.tree)) {
    if (element.index <= last || outside.has(element.tag) || !test(element)) continue;
    if (element.last - element.index > 80 || near.apart(element) || isInFigure(element)) continue;
    if (++looked > mostMarked) break;
    const found = read(element);
    if (found === null) continue;
    last = element.last;
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

function isAuthorLink(element: PageElement): boolean {
  return /(?:^|\s)author(?:\s|$)/i.test(attribute(element, 'rel'));
}

function isAuthorProperty(element: PageElement): boolean {
  return /(?:^|\s)(?:author|creator)(?:\s|$)/i.test(attribute(element, 'itemprop'));
}

const marksOfAuthors: readonly Mark[] = [
  { among: (tree) => having(tree, 'itemprop'), test: isAuthorProperty },
  { among: (tree) => having(tree, 'rel'), test: isAuthorLink },
  {
    among: (tree) => inOrder(called(tree, 'byline'), having(tree, 'data-hook'), having(tree, 'data-qa')),
    test: isByline,
  },
];

/** A way for each kind of mark to find the authors, best first. */
export function waysOfMarks(near: Near, sites: readonly string[]): (() => string[])[] {
  const known = new Map<PageElement, string[] | null>();
  const read = (element: PageElement): string[] | null => readMarked(near, sites, known, element);
  return marksOfAuthors.map((mark) => () => fromMarks(near, mark, read));
}
