/** Where readers speak: elements that say so, and what stands behind a heading that says so. */
import type { Block } from './blocks.ts';
import { isCommentsHeading } from './comment-words.ts';
import { forumAnswers } from './forum-posts.ts';
import { isAgoLine, isCommenterLine, isCreditsLine, isDateLine } from './line-shapes.ts';
import { oneOf, setOf } from './name-words.ts';
import { called } from './page-index.ts';
import type { Measured } from './prune.ts';
import { named } from './tokens.ts';
import { attribute, contains, holdsElement, type PageElement } from './tree.ts';

const commentTags = new Set(['div', 'section', 'ol', 'ul', 'li', 'aside', 'article', 'table', 'footer']);
/** Names that also stand on whole articles: opinion pieces, posts that may be discussed. */
const weakCommentNames = setOf('alsoOnArticles');
const openForComments = new RegExp(`\\b${oneOf('comments')}-${oneOf('commentStates')}\\b`);

/** The newest comments of the whole site, in a box beside the article. */
const newestOfSite = new RegExp(oneOf('commentsOfSite'), 'i');

/**
 * The outermost elements that hold readers' comments. They may be larger than the article, as long as 120 characters
 * of prose are left without them; a name that opinion pieces carry too must hold less than half of the page.
 */
function rootsByName(page: Measured): PageElement[] {
  const roots: PageElement[] = [];
  const total = page.prose[0] ?? 0;
  let taken = 0;
  let end = -1;
  for (const element of called(page.tree, 'comments')) {
    if (element.index <= end) continue;
    if (!commentTags.has(element.tag)) continue;
    const token = named(element).get('comments');
    if (token === undefined || openForComments.test(attribute(element, 'class'))) continue;
    if (newestOfSite.test(`${attribute(element, 'class')} ${attribute(element, 'id')}`)) continue;
    const own = page.prose[element.index] ?? 0;
    if (holdsElement(element, page.title) || (own > 0 && total - taken - own < 120)) continue;
    if (weakCommentNames.has(token) && own > 0.5 * total) continue;
    roots.push(element);
    taken += own;
    end = element.last;
  }
  return roots;
}

const outermost = new Set(['#root', 'html', 'body', 'main', 'article']);

/** The largest box that begins with a heading: what else it holds stands below it. */
function boxUnder(page: Measured, at: number): PageElement {
  const heading = page.blocks[at] as Block;
  const before = page.blocks[at - 1]?.parent ?? null;
  let box = heading.parent;
  while (box.parent && !outermost.has(box.parent.tag) && !holdsElement(box.parent, page.title)) {
    if (holdsElement(box.parent, before)) break;
    box = box.parent;
  }
  return box;
}

/** The elements beside a heading that has no box of its own, up to the next heading of its rank or the end. */
function besides(box: PageElement): PageElement[] {
  const siblings = box.parent?.children ?? [];
  const found: PageElement[] = [];
  for (const sibling of siblings.slice(siblings.indexOf(box) + 1)) {
    if (sibling.tag === null) continue;
    if (/^h[1-6]$/.test(sibling.tag) && sibling.tag <= box.tag) break;
    if (sibling.tag === 'form' || sibling.tag === 'footer') break;
    found.push(sibling);
  }
  return found;
}

/** True where short lines say who speaks or when: a chapter called "Discussion" has none. */
function holdsSpeakers(page: Measured, roots: readonly PageElement[]): boolean {
  return page.blocks.some(
    ({ text, size, parent }) =>
      size > 0 &&
      size < 140 &&
      roots.some((root) => contains(root, parent)) &&
      (isDateLine(text) || isAgoLine(text) || isCommenterLine(text) || isCreditsLine(text) || isName(page, parent)),
  );
}

/** True for the name over a comment: a line of its own in bold before its paragraph. */
function isName(page: Measured, element: PageElement): boolean {
  const inner = page.tree.elements.slice(element.index, element.last + 1);
  return inner.some((one) => ['b', 'strong', 'cite'].includes(one.tag) || named(one).has('byline'));
}

function rootsByHeading(page: Measured, known: readonly PageElement[]): PageElement[] {
  const { blocks, title } = page;
  let total = page.prose[0] ?? 0;
  for (const root of known) total -= page.prose[root.index] ?? 0;
  const found: PageElement[] = [];
  for (const [at, block] of blocks.entries()) {
    if (block.size === 0 || block.size > 120 || block.linkSize > 0.5 * block.size) continue;
    if ((title && block.parent.index <= title.last) || !isCommentsHeading(block.text)) continue;
    if ([...known, ...found].some((root) => contains(root, block.parent))) continue;
    const box = boxUnder(page, at);
    if (holdsElement(box, title)) continue;
    const next = blocks[at + 1]?.parent ?? null;
    const roots = holdsElement(box, next) && next !== block.parent ? [box] : besides(box);
    const prose = roots.reduce((sum, root) => sum + (page.prose[root.index] ?? 0), 0);
    if (roots.length === 0 || total - prose < 120 || !holdsSpeakers(page, roots)) continue;
    found.push(...roots);
    total -= prose;
  }
  return found;
}

/** The elements that hold the readers' comments, outermost only, in the order of the page; `url` is the page's own. */
export function commentRoots(page: Measured, url: string | null): PageElement[] {
  const answers = forumAnswers(page, url);
  if (answers.length > 0) return answers;
  const byName = rootsByName(page);
  return [...byName, ...rootsByHeading(page, byName)].sort((one, other) => one.index - other.index);
}
