/** Bodies as content systems store them, as HTML: strings with or without markup, rows of typed blocks. */
import { decodeHTML } from 'entities';
import names from '../../../data/extract/state.json' with { type: 'json' };
import { isNode, type Node } from './json-ld.ts';
import { alternatives } from './people-words.ts';

/** No content system nests deeper. */
const maxDepth = 40;

const textNames = new Set(names.texts);
/** Blocks that are no text of the article, by what they are called. */
const foreignKind = new RegExp(
  `${alternatives(names.foreign)}|(?:^|\\W)(?:${alternatives(names.foreignWords)})(?:$|\\W)`,
  'i',
);
const headingKind = new RegExp(`${alternatives(names.headings)}|\\bh[2-6]\\b`, 'i');
const blockKind = new RegExp(`${alternatives(names.blocks)}|^p$|\\bh[2-6]\\b`, 'i');

function kindOf(node: Node): string {
  const style = typeof node.style === 'string' ? `${node.style} ` : '';
  for (const name of names.kinds) if (typeof node[name] === 'string') return `${style}${node[name]}`;
  return style;
}

/** The running text of a block: the strings of its text fields in order. */
function textIn(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (depth > maxDepth) return '';
  if (Array.isArray(value)) return value.map((one) => textIn(one, depth + 1)).join('');
  if (!isNode(value) || (depth > 0 && foreignKind.test(kindOf(value)))) return '';
  return Object.entries(value)
    .filter(([name]) => textNames.has(name))
    .map(([, inner]) => textIn(inner, depth + 1))
    .join('');
}

function isMarkup(text: string): boolean {
  return /<(?:p|div|br|h[1-6]|ul|ol|blockquote|figure|section)\b/i.test(text);
}

function escaped(text: string): string {
  return text.replace(/&(?!(?:#\d+|#x[\da-f]+|\w+);)/gi, '&amp;').replace(/</g, '&lt;');
}

/** True for an array of blocks as content systems store bodies: most items say what kind of block they are. */
export function isBlocks(value: readonly unknown[]): boolean {
  const nodes = value.filter(isNode);
  return nodes.length >= 2 && nodes.filter((node) => blockKind.test(kindOf(node))).length >= 0.5 * value.length;
}

/** Blocks as HTML; markup inside stays, plain text becomes paragraphs. */
export function blocksHtml(blocks: readonly unknown[]): string {
  const parts = blocks.filter(isNode).map((node) => {
    const kind = kindOf(node);
    if (foreignKind.test(kind)) return '';
    const text = textIn(node).trim();
    if (text === '' || isMarkup(text)) return text;
    const inner = /<[a-z/]/i.test(text) ? text : escaped(text);
    return headingKind.test(kind) ? `<h2>${inner}</h2>` : `<p>${inner}</p>`;
  });
  return parts.join('\n');
}

/** True for HTML of sentences rather than of a program: many blanks, few brackets and signs. */
export function isProseHtml(text: string): boolean {
  const bare = text.replace(/<[^<>]{0,2000}>/g, '');
  const dense = /[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]/.test(bare);
  const blanks = bare.match(/\s/g)?.length ?? 0;
  const signs = bare.match(/[{}\\=;<>|]/g)?.length ?? 0;
  return signs < 0.02 * bare.length && (dense || blanks > 0.08 * bare.length);
}

/** A stored string as HTML: markup as it is, also if it was escaped twice, lines as paragraphs. */
export function stringHtml(text: string): string {
  const plain = /&lt;(?:p|div|br|h[1-6])\b/i.test(text) ? decodeHTML(text) : text;
  if (isMarkup(plain)) return plain;
  return plain
    .split(/\r?\n\s*/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('\n');
}
