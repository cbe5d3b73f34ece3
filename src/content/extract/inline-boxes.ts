/** Small boxes between an article's paragraphs that lead to other articles, whatever they are called. */
import type { Block } from './blocks.ts';
import { isOwnLink } from './filter-lines.ts';
import { sizeOf } from './page-blocks.ts';
import { tagged } from './page-index.ts';
import { isProfile } from './people-near.ts';
import { holds, phrasesFor, plainWords } from './phrases.ts';
import { isNamed } from './tokens.ts';
import { attribute, contains, type PageElement, type PageTree, textOf, upward } from './tree.ts';

/** A box with more links is a list of what is new or much read. */
const mostLinks = 4;
/** A box with more text tells something itself. */
const mostText = 400;
/** What is shorter is a button or a section. */
const leastTitle = 20;

/** How many of the sorted numbers are below a limit. */
function countBelow(sorted: readonly number[], limit: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** How many of the sorted places of elements are in an element. */
function countIn(sorted: readonly number[], { index, last }: PageElement): number {
  return countBelow(sorted, last + 1) - countBelow(sorted, index);
}

/** The greatest element round a link in which no line of the article stands; null where one stands in the link itself, or many links. */
function boxOf(link: PageElement, lines: readonly number[], links: readonly number[]): PageElement | null {
  let box: PageElement | null = null;
  for (const outer of upward(link)) {
    if (countIn(lines, outer) > 0) return box;
    // Here and not afterwards: a million links deep in boxes would be climbed from each of them.
    if (countIn(links, outer) > mostLinks) return null;
    box = outer;
  }
  return box;
}

function leadsToArticle(link: PageElement, host: string): boolean {
  return isOwnLink(attribute(link, 'href'), host) && !isProfile(link) && sizeOf(textOf(link, 300)) >= leastTitle;
}

/** True for a box that offers something to read, not a way round the site, a sign-up, a label or a picture. */
function isOffer(box: PageElement, link: PageElement, language: string | null): boolean {
  if (['nav', 'form', 'footer', 'header'].includes(box.tag)) return false;
  const labels = (['tags', 'byline', 'caption'] as const).some((list) =>
    upward(link).some((one) => contains(box, one) && isNamed(one, list)),
  );
  const text = textOf(box, mostText + 1);
  return !labels && text.length <= mostText && holds(plainWords(text), phrasesFor('boilerplate', language)) === null;
}

/** The links of such boxes. `words` are the blocks of the article in the order of the page. */
export function linksOfInlineBoxes(
  tree: PageTree,
  words: readonly Block[],
  host: string,
  language: string | null,
): PageElement[] {
  const lines = words.map((block) => block.parent.index).sort((one, other) => one - other);
  const [first, last] = [lines[0] ?? 0, lines.at(-1) ?? 0];
  const kept = new Set(words.flatMap((block) => block.links));
  const links = tagged(tree, 'a');
  const places = links.map(({ index }) => index);
  const between = links.slice(countBelow(places, first), countBelow(places, last));
  return between.filter((link) => {
    if (kept.has(link) || attribute(link, 'href') === '' || !leadsToArticle(link, host)) return false;
    const box = boxOf(link, lines, places);
    return box !== null && isOffer(box, link, language);
  });
}
