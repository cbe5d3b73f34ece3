/** The body as structured data tells it: for pages that show little or nothing of it. */
import { decodeHTML } from 'entities';
import { blocksOf } from './blocks.ts';
import { type Node, textIn } from './json-ld.ts';
import { parseHtml } from './parse-html.ts';
import { collapse } from './tree.ts';
import { writeHtml, writeText } from './write-html.ts';

/** It must tell this many times more than the page shows: it is cut to an excerpt about as often as it is whole. */
const muchLonger = 2;
const worthwhile = 400;

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** articleBody as HTML and text; null where the page's own elements (`shown` characters) tell as much. */
export function describedBody(
  article: Node | null,
  shown: number,
  base: string | null,
): { readonly html: string; readonly text: string } | null {
  const said = article ? (textIn(article.articleBody) ?? textIn(article.text)) : null;
  if (said === null || said.length < worthwhile || said.length < muchLonger * shown) return null;
  const plain = said.includes('&') ? decodeHTML(said) : said;
  if (/<(?:p|div|br|h[1-6]|ul|figure)\b/i.test(plain)) {
    const tree = parseHtml(plain);
    const blocks = blocksOf(tree, null).filter((block) => block.kind !== 'caption');
    return {
      html: writeHtml(blocks, tree.root, base),
      text: writeText(blocks.filter((block) => block.kind !== 'image')),
    };
  }
  const paragraphs = plain
    .split(/\r?\n\s*|\u2028|\u2029/)
    .map(collapse)
    .filter((text) => text !== '');
  return { html: paragraphs.map((text) => `<p>${escapeText(text)}</p>`).join(''), text: paragraphs.join('\n\n') };
}
