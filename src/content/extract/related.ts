/** The links that a page itself offers as related to its article. */
import type { RelatedLink } from '../../core/article.ts';
import { webAddress } from '../addresses.ts';
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

/** Related links in page order, one for each address, with the longest text that leads there. */
export function findRelated(sources: RelatedSources): RelatedLink[] {
  const inBoxes = sources.boxes.flatMap((box) =>
    sources.tree.elements.slice(box.index, box.last + 1).filter((one) => one.tag === 'a'),
  );
  const found = new Map<string, RelatedLink>();
  const page = sources.pageUrl?.replace(/#.*$/, '') ?? null;
  for (const link of [...new Set([...inBoxes, ...sources.links])].sort((a, b) => a.index - b.index)) {
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
