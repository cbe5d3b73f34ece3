/** Taking out of a page what is not its article, by what the elements are called: the largest single gain there is. */
import { type Block, captionMark, goneMark, isProse, type PageBlocks, type Removed, sumUp } from './blocks.ts';
import { anyPart } from './name-words.ts';
import { tagged } from './page-index.ts';
import { type Named, named } from './tokens.ts';
import { attribute, holdsElement, type PageElement, type PageTree, textOf, upward } from './tree.ts';

/** What is known of a page before anything is taken out. */
export interface Measured {
  readonly tree: PageTree;
  /** Every block of the page. */
  readonly blocks: readonly Block[];
  /** The same blocks, with which element holds which. */
  readonly whole: PageBlocks;
  /** Prose characters inside each element. */
  readonly prose: Float64Array;
  /** The headline as the page shows it, if it does. */
  readonly title: PageElement | null;
}

/** How boldly to prune; the ladder in body.ts goes down from all true. */
export interface Boldness {
  readonly hard: boolean;
  readonly hidden: boolean;
  readonly names: boolean;
}

export interface Pruned {
  readonly removed: Removed;
  /** Subtrees that call themselves related: their links are worth keeping. */
  readonly related: readonly PageElement[];
  /** Elements that said who wrote the article and when. */
  readonly bylines: readonly PageElement[];
}

export function measure(tree: PageTree, whole: PageBlocks, title: PageElement | null): Measured {
  const { blocks } = whole;
  return { tree, blocks, whole, title, prose: sumUp(tree, blocks, (block) => (isProse(block) ? block.size : 0)) };
}

const goneTags = new Set([
  'nav',
  'footer',
  'aside',
  'form',
  'label',
  'dialog',
  'menu',
  'button',
  'input',
  'audio',
  'video',
  'canvas',
  'map',
  'object',
  'embed',
  'amp-ad',
  'amp-sidebar',
]);
const goneRoles = new Set(
  'navigation complementary dialog alertdialog search banner contentinfo menu menubar toolbar tablist tooltip alert'.split(
    ' ',
  ),
);
const hiddenStyle = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

function isHidden(element: PageElement): boolean {
  const { attributes } = element;
  if ('hidden' in attributes && attributes.hidden !== 'until-found') return true;
  if (attributes['aria-hidden'] === 'true') return true;
  const style = attributes.style;
  return style !== undefined && hiddenStyle.test(style);
}

function has(element: PageElement, tags: ReadonlySet<string>): boolean {
  return element.children.some((child) => child.tag !== null && (tags.has(child.tag) || has(child, tags)));
}

const quoteName = anyPart('quote');
const embedName = anyPart('embed');
const quoteTags = new Set(['blockquote', 'q']);
const headingTags = new Set(['h2', 'h3', 'h4', 'h5', 'h6']);
const linkTags = new Set(['a']);

/** Longest sentence that a page sets aside to show it large. */
const longestQuote = 200;

/** Which elements hold paragraphs, told once for all that stands in them. */
const holders = new WeakMap<PageElement, boolean>();

/** True for what stands among paragraphs. */
function isAmongParagraphs({ parent }: PageElement): boolean {
  if (!parent) return false;
  const known = holders.get(parent);
  if (known !== undefined) return known;
  const holds = parent.children.some(({ tag }) => tag === 'p');
  holders.set(parent, holds);
  return holds;
}

/** A single paragraph set aside between others, with nothing but its words: a sentence of the article shown large. */
function isBareQuote(element: PageElement): boolean {
  const inner = element.children.flatMap((child) => (child.tag === null ? [] : [child]));
  const paragraph = inner.length === 1 && inner[0]?.tag === 'p' ? inner[0] : null;
  const isAside = paragraph !== null && isAmongParagraphs(element) && !has(paragraph, furnishing);
  const size = isAside ? textOf(paragraph, longestQuote + 1).length : 0;
  return size >= 20 && size <= longestQuote;
}

const furnishing = new Set(['a', 'img', 'button', 'input', 'svg', 'br']);

/** True where a heading stands in an element that leads nowhere; a time beside it may lead to itself. */
function hasPlainHeading(element: PageElement): boolean {
  return element.children.some(
    (child) =>
      child.tag !== null &&
      (headingTags.has(child.tag) ? !has(child, linkTags) : child.tag !== 'a' && hasPlainHeading(child)),
  );
}

/** Elements whose tag is furniture but that an article needs: quotes set aside, a section's own header, a source. */
function isNeeded(element: PageElement): boolean {
  const { tag } = element;
  if (tag === 'aside')
    return has(element, quoteTags) || quoteName.test(attribute(element, 'class')) || isBareQuote(element);
  if (tag === 'footer') return element.parent?.tag === 'blockquote';
  if (tag === 'header') return hasPlainHeading(element);
  return false;
}

/** An embedded post: its class says "social", its text is part of the article. */
function isEmbed(element: PageElement): boolean {
  return element.tag === 'blockquote' || (has(element, quoteTags) && embedName.test(attribute(element, 'class')));
}

/** A list between paragraphs that leads nowhere: "article-list" is also what a list in an article is called. */
function isPlainList(element: PageElement): boolean {
  return (element.tag === 'ul' || element.tag === 'ol') && isAmongParagraphs(element) && !has(element, linkTags);
}

interface Pruning {
  readonly page: Measured;
  readonly total: number;
  readonly boldness: Boldness;
  readonly removed: Removed;
  readonly related: PageElement[];
  readonly bylines: PageElement[];
  /** Tokens that stand on too much of the page to mean anything, and up to which element. */
  readonly off: Map<string, number>;
  readonly signups: ReadonlySet<PageElement>;
  /** The last element of the paragraph that the walk is in: inside it only a few names count. */
  line: number;
}

/**
 * The guard: what holds more than 35 % of the page's prose is not furniture, whatever it is called; names that never
 * stand on articles may take up to 60 %, if 400 characters remain.
 */
function mayRemove(pruning: Pruning, element: PageElement, strict: boolean): boolean {
  if (holdsElement(element, pruning.page.title)) return false;
  const prose = pruning.page.prose[element.index] ?? 0;
  if (prose <= 300 || prose <= 0.35 * pruning.total) return true;
  return strict && pruning.total - prose >= 400 && prose < 0.6 * pruning.total;
}

function tokenIn(
  pruning: Pruning,
  element: PageElement,
  names: Named,
  list: 'strict' | 'hard' | 'inline',
): string | null {
  const token = names.get(list);
  if (token === undefined) return null;
  // "sidebar-left-layout" says nothing of the "sidebar" inside it.
  const whole = list === 'strict' && isWhole(element, token) ? `${token}!` : token;
  return (pruning.off.get(whole) ?? -1) >= element.index ? null : token;
}

/** True where a class or the id is the token and no more. */
function isWhole(element: PageElement, token: string): boolean {
  return attribute(element, 'id') === token || attribute(element, 'class').split(/\s+/).includes(token);
}

/** True where the element goes because of its class, id or role. */
function goesByName(pruning: Pruning, element: PageElement): boolean {
  const names = named(element);
  if (names.size === 0) return false;
  const inLine = element.index <= pruning.line && element.kind.isInline;
  const lists = inLine ? (['inline'] as const) : (['strict', 'hard'] as const);
  for (const list of lists) {
    if (list === 'hard' && !pruning.boldness.hard) continue;
    const token = tokenIn(pruning, element, names, list);
    if (token === null) continue;
    if (list === 'hard' && isEmbed(element)) continue;
    if (list === 'strict' && isPlainList(element)) continue;
    if (mayRemove(pruning, element, list === 'strict')) return true;
    pruning.off.set(token, element.last);
    if (isWhole(element, token)) pruning.off.set(`${token}!`, element.last);
  }
  return false;
}

function goesByTag(pruning: Pruning, element: PageElement): boolean {
  const { tag } = element;
  if (tag === 'header' || goneTags.has(tag)) {
    // Only <nav> and the outermost kinds of <footer> can be sure of themselves; all obey the guard.
    return !isNeeded(element) && mayRemove(pruning, element, tag === 'nav' || tag === 'footer');
  }
  const role = attribute(element, 'role');
  return role !== '' && goneRoles.has(role) && mayRemove(pruning, element, false);
}

function isCaption(element: PageElement, names: Named): boolean {
  if (element.tag === 'figcaption') return true;
  if (!names.has('caption') || names.has('strict')) return false;
  for (const outer of upward(element.parent)) if (outer.tag === 'figure') return true;
  return false;
}

/** A field for a mail address and the few words that ask for it: a newsletter box, whatever its class. */
function signupBoxes(page: Measured): Set<PageElement> {
  const boxes = new Set<PageElement>();
  for (const field of tagged(page.tree, 'input')) {
    if (!/^e-?mail/i.test(attribute(field, 'type') || attribute(field, 'name'))) continue;
    let box: PageElement | null = null;
    for (const outer of upward(field.parent)) {
      if (['body', 'main', 'article', 'td'].includes(outer.tag)) break;
      if (holdsElement(outer, page.title) || (page.prose[outer.index] ?? 0) > 300 || textOf(outer, 500).length > 450)
        break;
      box = outer;
    }
    if (box) boxes.add(box);
    if (boxes.size > 50) break;
  }
  return boxes;
}

function consider(pruning: Pruning, element: PageElement): boolean {
  const { boldness, removed } = pruning;
  if (['html', 'body', 'head', 'main', '#root'].includes(element.tag)) return false;
  if (boldness.names && isCaption(element, named(element)) && mayRemove(pruning, element, false)) {
    removed[element.index] = captionMark;
    return false;
  }
  const gone =
    pruning.signups.has(element) ||
    goesByTag(pruning, element) ||
    (boldness.hidden && isHidden(element) && mayRemove(pruning, element, false)) ||
    (boldness.names && goesByName(pruning, element));
  if (gone) {
    removed[element.index] = goneMark;
    const names = named(element);
    if (names.has('related')) pruning.related.push(element);
    if ((names.has('byline') || names.has('date')) && textOf(element, 200).length > 5) pruning.bylines.push(element);
  }
  return gone;
}

const lineTags = new Set([
  'p',
  'li',
  'td',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'dd',
  'dt',
  'pre',
  'figcaption',
]);

/** Marks what is taken out of the page; nothing of the tree changes. */
export function prune(page: Measured, comments: readonly PageElement[], boldness: Boldness): Pruned {
  const removed = new Uint8Array(page.tree.elements.length);
  let total = page.prose[0] ?? 0;
  for (const root of comments) {
    removed[root.index] = goneMark;
    total -= page.prose[root.index] ?? 0;
  }
  const signups = signupBoxes(page);
  const pruning: Pruning = {
    page,
    total,
    boldness,
    removed,
    related: [],
    bylines: [],
    off: new Map(),
    signups,
    line: -1,
  };
  for (let at = 1; at < page.tree.elements.length; at++) {
    const element = page.tree.elements[at] as PageElement;
    if (removed[at] === goneMark || element.tag === 'head' || consider(pruning, element)) at = element.last;
    else if (lineTags.has(element.tag)) pruning.line = Math.max(pruning.line, element.last);
  }
  return { removed, related: pruning.related, bylines: pruning.bylines };
}
