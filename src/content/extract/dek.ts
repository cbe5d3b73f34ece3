/** The standfirst: which lines above the body are one, and what it says. */
import type { Block } from './blocks.ts';
import { isNamed } from './tokens.ts';
import { contains, type PageElement, textOf, upward } from './tree.ts';

/** A standfirst is shorter than this. */
export const longestDek = 700;

/** True for a paragraph with the name of a dek that stands among the body's own, apart from the headline. */
export function isLead(block: Block, main: PageElement | null, title: PageElement | null): boolean {
  if (!main || !title || contains(main, title) || block.kind !== 'paragraph') return false;
  return block.parent.parent === main || block.parent.parent?.parent === main;
}

/** The outermost short element named as a dek that holds all letters of the block, below the container; null if none does. */
export function dekElement(block: Block, container: PageElement): PageElement | null {
  const nodes = block.pieces.flatMap(({ node }) => (node && /\p{L}/u.test(node.text) ? [node] : []));
  let found: PageElement | null = null;
  for (const element of upward(nodes[0]?.parent ?? block.parent)) {
    if (element === container || !contains(container, element)) break;
    if (!isNamed(element, 'dek') || !nodes.every(({ parent }) => contains(element, parent))) continue;
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
