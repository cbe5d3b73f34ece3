/** Reports that go on while something happens: entries with their times, each an article of its own. */
import { type Block, proseIn } from './blocks.ts';
import { contains, type PageElement, type PageTree, upward } from './tree.ts';

/** True for a heading that is a link, or stands in one. */
export function leadsAway(heading: PageElement): boolean {
  return heading.children.some(({ tag }) => tag === 'a') || heading.parent?.tag === 'a';
}

/** True for an entry of a live report: it has its time, and no headline of its own that leads elsewhere. */
export function isEntry(tree: PageTree, article: PageElement): boolean {
  const inside = tree.elements.slice(article.index + 1, article.last + 1);
  const leads = inside.some((element) => /^h[1-6]$/.test(element.tag) && leadsAway(element));
  return !leads && inside.some(({ tag }) => tag === 'time');
}

/** Fewer articles in one are no live report. */
const enoughEntries = 3;

/** How many blocks stand before the first entry of a live report: entries begin with headings and times of their own. */
export function beforeEntries(blocks: readonly Block[], container: PageElement, title: PageElement | null): number {
  const entries = new Set<PageElement>();
  let first = blocks.length;
  for (const [at, block] of blocks.entries()) {
    for (const outer of upward(block.parent)) {
      if (outer === container || !contains(container, outer)) break;
      if (outer.tag !== 'article' || (title && contains(outer, title))) continue;
      first = Math.min(first, at);
      entries.add(outer);
    }
  }
  // Below an article stand others in little boxes; a report is told in its entries.
  const isReport = entries.size >= enoughEntries && proseIn(blocks.slice(first)) > 0.5 * proseIn(blocks);
  return isReport ? first : blocks.length;
}
