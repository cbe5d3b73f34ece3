/** The standfirst: which lines above the body are one, and what it says. */
import type { Block } from './blocks.ts';
import { isPictureLine } from './filter-lines.ts';
import { isCreditsLine, isShareLine } from './line-shapes.ts';
import { sizeOf } from './page-blocks.ts';
import { isNamed } from './tokens.ts';
import { attribute, contains, type PageElement, textOf, upward } from './tree.ts';

/** A standfirst is shorter than this. */
export const longestDek = 700;

/** True for a paragraph with the name of a dek that stands among the body's own, apart from the headline. */
export function isLead(block: Block, main: PageElement | null, title: PageElement | null): boolean {
  if (!main || !title || contains(main, title) || block.kind !== 'paragraph') return false;
  return block.parent.parent === main || block.parent.parent?.parent === main;
}

function isDek(element: PageElement): boolean {
  return isNamed(element, 'dek') || (attribute(element, 'itemprop') === 'description' && !isOfMedia(element));
}

/** Pictures and films have descriptions, too. */
function isOfMedia(element: PageElement): boolean {
  const item = upward(element).find((one) => 'itemtype' in one.attributes);
  return item !== undefined && /Object/.test(attribute(item, 'itemtype'));
}

/** The outermost short element named as a dek that holds all letters of the block, below the container if one is given; null if none does. */
export function dekElement(block: Block, container: PageElement | null): PageElement | null {
  const nodes = block.pieces.flatMap(({ node }) => (node && /\p{L}/u.test(node.text) ? [node] : []));
  let found: PageElement | null = null;
  for (const element of upward(nodes[0]?.parent ?? block.parent)) {
    if (container && (element === container || !contains(container, element))) break;
    if (!isDek(element) || !nodes.every(({ parent }) => contains(element, parent))) continue;
    if (found && textOf(element, longestDek + 1).length > longestDek) break;
    found = element;
  }
  return found;
}

/** The text of a dek: its lines but for a heading such as "Summary" above them. */
export function dekText(lines: readonly Block[]): string | null {
  const said = lines.filter(({ kind }, at) => kind !== 'heading' || at > 0 || lines.length === 1);
  return said.length === 0 ? null : said.map(({ text }) => text).join(' ');
}

/** Between a headline and the text stand a few lines; behind a hundred of them none is a standfirst. */
const mostBetween = 100;
/** A dek says something; a label or a button is shorter. */
const shortestDek = 25;

/** False for a byline, a date, share buttons and the credit of a picture; two sentences are none of them. */
function saysSomething(line: Block, language: string | null): boolean {
  const isCredits = isCreditsLine(line.text) && !/[\p{Ll}\p{Lo}\d]{3}[.!?] /u.test(line.text);
  return !isCredits && !isShareLine(line.text) && !isPictureLine(line, language);
}

/**
 * The standfirst that stands apart from the body: what is called one between the headline and the body's first line.
 * `blocks` are all of the page's; null where there is none.
 */
export function dekApart(
  blocks: readonly Block[],
  title: PageElement | null,
  first: Block | undefined,
  apart: (element: PageElement) => boolean,
  language: string | null,
): string | null {
  if (!title || !first) return null;
  const between = blocks
    .filter(
      ({ kind, parent, figure, size, linkSize }) =>
        parent.index > title.last &&
        parent.index < first.parent.index &&
        !['image', 'caption'].includes(kind) &&
        figure === null &&
        linkSize < 0.5 * size &&
        !apart(parent),
    )
    .slice(0, mostBetween);
  for (const block of between) {
    const element = dekElement(block, null);
    if (!element || upward(element).some((one) => isNamed(one, 'caption') || isNamed(one, 'byline'))) continue;
    const lines = between.filter(({ parent }) => contains(element, parent) || parent === block.parent);
    const end = lines.findIndex((line) => !saysSomething(line, language));
    const text = dekText(end < 0 ? lines : lines.slice(0, end));
    if (text !== null && text.length <= longestDek && sizeOf(text) >= shortestDek) return text;
  }
  return null;
}
