/** How many comments a page says it has. */
import { countIn } from './comment-words.ts';
import { type Head, metaNamed } from './head.ts';
import { isNode, list, type Node, textIn, typesOf } from './json-ld.ts';
import { plainDigits } from './moments.ts';
import { oneOf, wholeWord } from './name-words.ts';
import { attribute, type PageElement, type PageTree, textOf } from './tree.ts';

function fromStructured(article: Node | null): number | null {
  if (!article) return null;
  const said = textIn(article.commentCount);
  if (said !== null && /^\d+$/.test(said)) return Number(said);
  for (const statistic of list(article.interactionStatistic)) {
    if (!isNode(statistic)) continue;
    const kind = statistic.interactionType;
    const name = isNode(kind) ? typesOf(kind).join(' ') : String(kind);
    if (/CommentAction/.test(name)) return Number(textIn(statistic.userInteractionCount)) || 0;
  }
  return null;
}

interface CountSources {
  readonly tree: PageTree;
  readonly head: Head;
  readonly article: Node | null;
  readonly title: PageElement | null;
  /** Where the body is: its own count stands between the headline and a little below it. */
  readonly container: PageElement;
  readonly roots: readonly PageElement[];
  readonly held: number;
  readonly apart: (element: PageElement) => boolean;
}

/** A count in an element's text, also beside other things in the same line ("in Gardens | 3 comments"). */
function countOf(element: PageElement): number | null {
  const text = textOf(element, 200);
  // A paragraph that begins with a number of responses tells of them; between bars it is a line of links.
  if (element.tag === 'p' && !/[|·•]/.test(text)) return null;
  for (const part of text.split(/[|·•]/)) {
    const count = countIn(part.trim());
    if (count !== null) return count;
  }
  return null;
}

/** A number that stands alone, in brackets or not. */
function bareNumber(text: string): number | null {
  const line = plainDigits(text.trim());
  return /^[([]?\d{1,3}(?:[.,\s]?\d{3}){0,2}[)\]]?$/.test(line) ? Number(line.replace(/\D/g, '')) : null;
}

function nearRoots({ tree, roots }: CountSources): number | null {
  for (const root of roots) {
    for (const element of tree.elements.slice(Math.max(0, root.index - 6), root.index + 40)) {
      const count = element.last - element.index < 8 ? countOf(element) : null;
      if (count !== null) return count;
    }
  }
  return null;
}

const countName = new RegExp(
  `${oneOf('comments')}[-_]*${oneOf('count')}|${oneOf('count')}[-_]*(?:of[-_]*)?${oneOf('comments')}`,
  'i',
);
const commentName = wholeWord('comments');
const commentPlace = new RegExp(`#(?:[\\w-]*comment[\\w-]*|${oneOf('commentAnchors')})$`, 'i');

/** What an element says by its name or by where it leads: a count stands in it, or a bare number is one. */
function isCounter(element: PageElement): boolean {
  if (element.tag === 'a' && commentPlace.test(attribute(element, 'href'))) return true;
  const names = ['class', 'id', 'data-testid', 'itemprop'].map((name) => attribute(element, name)).join(' ');
  return countName.test(names) || commentName.test(names);
}

/** The first counter of the article itself; others belong to teasers. */
function inCounters({ tree, title, container, apart }: CountSources): number | null {
  const from = Math.min(container.index, title?.index ?? container.index) - beside;
  for (const element of tree.elements.slice(Math.max(0, from), container.last + beside)) {
    const stated = bareNumber(attribute(element, 'data-comment-count') || attribute(element, 'data-comments-count'));
    if (stated !== null && !apart(element)) return stated;
    if (element.last - element.index > 12 || !isCounter(element) || apart(element)) continue;
    const text = textOf(element, 100);
    const count = countIn(text) ?? bareNumber(text);
    if (count !== null) return count;
  }
  return null;
}

/** How many elements before and behind the article its counters may stand. */
const beside = 40;

/** A body of more elements than this is not searched line by line. */
const most = 10_000;

/** "3 comments" in a short line of its own, anywhere near the article. */
function inLines({ tree, title, container, apart }: CountSources): number | null {
  const from = Math.min(container.index, title?.index ?? container.index) - beside;
  const shown = container.last - container.index < most ? container.last : (title?.index ?? container.index);
  for (const element of tree.elements.slice(Math.max(0, from), shown + beside)) {
    if (element.last - element.index > 10 || silentHere.has(element.tag) || apart(element)) continue;
    const count = countOf(element);
    if (count !== null) return count;
  }
  return null;
}

const silentHere = new Set(['script', 'style', 'head', 'title', 'meta', 'link', 'h1']);

/** How many comments the page says it has, or holds; null where it does not say. */
export function countComments(sources: CountSources): number | null {
  const meta = metaNamed(sources.head, 'comment_count')[0];
  const stated =
    fromStructured(sources.article) ??
    nearRoots(sources) ??
    inCounters(sources) ??
    inLines(sources) ??
    (meta && /^\d+$/.test(meta) ? Number(meta) : null);
  // Some pages count only the comments that answer no other one.
  return sources.held > (stated ?? 0) ? sources.held : stated;
}
