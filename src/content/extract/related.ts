/** The links that a page itself offers as related to its article. */
import type { RelatedLink } from '../../core/article.ts';
import { webAddress } from '../addresses.ts';
import { beginsWith, phrasesFor, plainWords } from './phrases.ts';
import { attribute, type PageElement, type PageTree, textOf, upward } from './tree.ts';

const maxRelated = 30;

interface RelatedSources {
  readonly tree: PageTree;
  /** Boxes that call themselves related, and single links from lines and tails that were cut. */
  readonly boxes: readonly PageElement[];
  readonly links: readonly PageElement[];
  readonly base: string | null;
  readonly pageUrl: string | null;
  readonly title: string | null;
  readonly language: string | null;
  readonly when: (element: PageElement) => number | null;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The time printed in the same list item or card, if there is one. */
function timeNear(link: PageElement, sources: RelatedSources): number | null {
  for (const outer of upward(link)) {
    if (outer.last - outer.index > 30) return null;
    const time = sources.tree.elements.slice(outer.index, outer.last + 1).find((one) => one.tag === 'time');
    if (time) return sources.when(time);
  }
  return null;
}

const mayHead = new Set([
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'strong',
  'b',
  'p',
  'span',
  'div',
  'summary',
  'legend',
  'dt',
  'td',
  'th',
  'font',
]);
/** A list of related news is seldom longer; whatever follows belongs to something else. */
const maxList = 12;

/** The links that stand behind a heading such as "Related", up to the next heading. */
function linksUnderHeadings(tree: PageTree, language: string | null): PageElement[] {
  const phrases = phrasesFor('related', language);
  const found: PageElement[] = [];
  for (const element of tree.elements) {
    if (!mayHead.has(element.tag) || element.last - element.index > 5 || found.length > 200) continue;
    const text = textOf(element, 120);
    if (text.length < 2 || text.length > 60) continue;
    const line = plainWords(text);
    const phrase = beginsWith(line, phrases);
    if (phrase === null || line.slice(phrase.length).replace(/[^\p{L}]/gu, '').length > 25) continue;
    found.push(...linksBehind(tree, element));
  }
  return found;
}

function linksBehind(tree: PageTree, heading: PageElement): PageElement[] {
  const links: PageElement[] = [];
  // The list stands beside its heading, or beside the box that the heading is in.
  for (const outer of [...upward(heading)].slice(0, 3)) {
    const end = outer.parent?.last ?? outer.last;
    let plain = 0;
    for (let at = outer.last + 1; at <= end && links.length < maxList && plain < 2; at++) {
      const element = tree.elements[at] as PageElement;
      if (/^h[1-3]$/.test(element.tag) && !element.children.some((child) => child.tag === 'a') && links.length > 0)
        break;
      if (element.tag === 'a' && attribute(element, 'href') !== '') links.push(element);
      // Paragraphs of their own are the story going on.
      if (element.tag === 'p' && textOf(element, 400).length > 150) plain++;
    }
    if (links.length > 0) return plain > 0 ? links.slice(0, 1) : links;
  }
  return links;
}

/** Related links in page order, one for each address, with the longest text that leads there. */
export function findRelated(sources: RelatedSources): RelatedLink[] {
  const inBoxes = sources.boxes.flatMap((box) =>
    sources.tree.elements.slice(box.index, box.last + 1).filter((one) => one.tag === 'a'),
  );
  const found = new Map<string, RelatedLink>();
  const page = sources.pageUrl?.replace(/#.*$/, '') ?? null;
  for (const link of [
    ...new Set([...inBoxes, ...sources.links, ...linksUnderHeadings(sources.tree, sources.language)]),
  ].sort((a, b) => a.index - b.index)) {
    const address = webAddress(attribute(link, 'href'), sources.base)?.replace(/#.*$/, '') ?? null;
    const title = textOf(link, 400);
    if (
      address === null ||
      address === page ||
      title.length < (/[\u3000-\uffdc]/.test(title) ? 8 : 15) ||
      title.length > 300
    )
      continue;
    if (sources.title !== null && bare(title) === bare(sources.title)) continue;
    const known = found.get(address);
    if (!known && found.size >= maxRelated) break;
    if (!known || known.title.length < title.length)
      found.set(address, { title, link: address, published: timeNear(link, sources) });
  }
  return [...found.values()];
}
