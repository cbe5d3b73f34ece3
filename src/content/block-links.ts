/** The numbered links of an article, gathered from its blocks. */
import type { Block, BlockLink, InlineText } from './block.ts';
import type { LineLink } from './line.ts';

/** Every link of the blocks once, by its number; `text` is that of its first place. */
export function linksOf(blocks: readonly Block[]): readonly LineLink[] {
  const links: LineLink[] = [];
  eachText(blocks, (link, text) => {
    const known = links[link.number - 1];
    links[link.number - 1] = { url: link.url, text: known?.text || text };
  });
  return links;
}

function eachText(blocks: readonly Block[], see: (link: BlockLink, text: string) => void): void {
  const seeAll = (text: InlineText) => {
    for (const piece of text) if (piece.link) see(piece.link, piece.text.trim());
  };
  for (const block of blocks) {
    if ('text' in block && typeof block.text !== 'string') seeAll(block.text);
    if (block.kind === 'list') for (const item of block.items) eachText(item.blocks, see);
    if (block.kind === 'quote') eachText(block.blocks, see);
    if (block.kind === 'image') {
      if (block.link) see(block.link, block.alt);
      seeAll(block.caption);
    }
    if (block.kind === 'table') {
      seeAll(block.caption);
      for (const cell of block.rows.flat()) seeAll(cell.text);
    }
  }
}
