/** Text under pictures that nothing marks as a caption but its place. */
import { type Block, isProse } from './blocks.ts';
import { contains, type PageElement, upward } from './tree.ts';

/** A box with a picture and no more text than this holds the picture's caption. */
const boxSize = 220;
const never = new Set(['p', 'li', 'td', 'body', 'article', 'main', 'html', '#root', 'a', 'section']);

/** The smallest element round a picture that holds any text; null if that is no box of its own. */
function boxOf(image: PageElement, text: Float64Array): PageElement | null {
  for (const outer of upward(image.parent)) {
    const size = text[outer.index] ?? 0;
    if (size === 0) continue;
    return size <= boxSize && !never.has(outer.tag) ? outer : null;
  }
  return null;
}

const slanted = new Set(['em', 'i', 'small']);

/** The line under a picture in the same paragraph, all of it in italics or small. */
function isUnderline(block: Block, image: PageElement): boolean {
  if (block.kind !== 'paragraph' || block.size > boxSize || !contains(block.parent, image)) return false;
  return block.pieces.every(({ node, parent }) => {
    if (!node || !/\S/.test(node.text)) return true;
    for (const outer of upward(node.parent)) {
      if (slanted.has(outer.tag)) return true;
      if (outer === parent) return false;
    }
    return false;
  });
}

/**
 * The blocks, with those that stand in a small box with a picture marked as captions. Headings, lists and links in the box
 * make it a teaser instead; boxes that hold a quarter of the page's prose are how that page sets its text. `sizes` is how much
 * text stands in every element.
 */
export function markCaptions(blocks: readonly Block[], sizes: Float64Array): readonly Block[] {
  const prose = blocks.reduce((sum, block) => sum + (isProse(block) ? block.size : 0), 0);
  const captions = new Set<Block>();
  let marked = 0;
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== 'image') continue;
    const under = blocks[at + 1];
    if (under && isUnderline(under, block.parent)) {
      captions.add(under);
      marked += under.size;
    }
    const box = boxOf(block.parent, sizes);
    if (!box) continue;
    const near = blocks
      .slice(Math.max(0, at - 4), at + 5)
      .filter((one) => one.kind !== 'image' && contains(box, one.parent));
    if (near.some((one) => !['text', 'paragraph', 'caption'].includes(one.kind) || one.linkSize > 0.5 * one.size))
      continue;
    for (const one of near) if (!captions.has(one)) marked += one.size;
    for (const one of near) captions.add(one);
  }
  if (captions.size === 0 || marked > 0.25 * prose) return blocks;
  return blocks.map((block) => (captions.has(block) ? { ...block, kind: 'caption' as const } : block));
}
