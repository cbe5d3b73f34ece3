/** The body of an article as lines, by content's layout. */
import { hostOf } from '../content/addresses.ts';
import type { Block } from '../content/block.ts';
import { blocksOf } from '../content/blocks.ts';
import { layOut } from '../content/layout.ts';
import type { Layout } from '../content/line.ts';
import type { Article } from '../core/article.ts';

/** "visual": ordered for a terminal that shows characters as they come. "logical": as they are read. */
export type Order = 'visual' | 'logical';

/** The last article's blocks: a page is parsed once and laid out again at every width. */
let last: { readonly article: Article; readonly blocks: readonly Block[] } | null = null;

/** Lines at most `width` cells wide; the plain text where there is no HTML, the summary where there is neither. */
export function layOutBody(article: Article, width: number, order: Order): Layout {
  if (last?.article.id !== article.id || last.article.html !== article.html)
    last = { article, blocks: blocksIn(article) };
  return layOut(last.blocks, {
    width,
    measure: width,
    direction: article.direction,
    site: article.link === null ? null : hostOf(article.link),
    bidi: order === 'visual' ? 'visual' : 'terminal',
  });
}

function blocksIn(article: Article): readonly Block[] {
  if (article.html) return blocksOf(article.html);
  const text = article.text ?? article.summary ?? '';
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({ kind: 'paragraph', text: [{ text: paragraph, roles: [], link: null }], direction: null }));
}
