/** The surviving blocks as HTML of an allow-list, well-formed by construction, and as plain text. */
import { linkAddress, webAddress } from '../addresses.ts';
import { escapeHtml, escapeValue } from '../sanitize.ts';
import type { Block, Piece } from './blocks.ts';
import { imageAddress } from './images.ts';
import { attribute, contains, evenBlanks, type PageElement, upward } from './tree.ts';

const structure = new Set(['ul', 'ol', 'li', 'blockquote', 'figure', 'figcaption', 'table', 'tr', 'td', 'th', 'pre']);
const inline = new Map(
  Object.entries({
    a: 'a',
    b: 'strong',
    strong: 'strong',
    i: 'em',
    em: 'em',
    cite: 'em',
    code: 'code',
    kbd: 'code',
    samp: 'code',
    sub: 'sub',
    sup: 'sup',
    del: 'del',
    s: 'del',
    strike: 'del',
  }),
);

interface Writer {
  readonly parts: string[];
  readonly base: string | null;
  readonly container: PageElement;
  readonly layoutTables: ReadonlySet<PageElement>;
  /** The structural elements that are open in what was written. */
  open: PageElement[];
}

/** What HTML or an even line cannot take as it stands; most texts have none of it. */
const unusual = /[&<>\t-\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]| {2}/;

function lineText(text: string): string {
  return unusual.test(text) ? escapeHtml(evenBlanks(text)) : text;
}

/** The chain of structural elements that a block stands in, outermost first. */
function chainOf(block: Block, writer: Writer): PageElement[] {
  const chain: PageElement[] = [];
  for (const element of upward(block.parent)) {
    if (!contains(writer.container, element) && element !== writer.container) break;
    if (structure.has(element.tag)) chain.push(element);
    if (element === writer.container) break;
  }
  return wellFormed(chain.reverse(), writer.layoutTables);
}

/** Cells need a row, rows a table, items a list; whatever stands without its frame is left out of the chain. */
function wellFormed(chain: readonly PageElement[], layoutTables: ReadonlySet<PageElement>): PageElement[] {
  const out: PageElement[] = [];
  let table = false;
  for (const element of chain) {
    const { tag } = element;
    const parent = out.at(-1)?.tag ?? '';
    if (tag === 'table') {
      table = !layoutTables.has(element);
      if (table) out.push(element);
    } else if (tag === 'tr') {
      if (table && parent === 'table') out.push(element);
    } else if (tag === 'td' || tag === 'th') {
      if (parent === 'tr') out.push(element);
    } else if (tag === 'li') {
      if (parent === 'ul' || parent === 'ol') out.push(element);
    } else if (tag === 'figcaption') {
      if (parent === 'figure') out.push(element);
    } else if (parent !== 'ul' && parent !== 'ol' && parent !== 'pre') out.push(element);
    else if (tag === 'ul' || tag === 'ol') out.push(element);
  }
  return out;
}

function tagOf(element: PageElement): string {
  return element.tag;
}

function align(writer: Writer, chain: PageElement[]): void {
  let shared = 0;
  while (shared < chain.length && chain[shared] === writer.open[shared]) shared++;
  for (const element of writer.open.slice(shared).reverse()) writer.parts.push(`</${tagOf(element)}>`);
  for (const element of chain.slice(shared)) writer.parts.push(`<${tagOf(element)}>`);
  writer.open = chain;
}

const none: readonly PageElement[] = [];

/** The inline elements round a piece, outermost first. */
function wrappersOf({ node, parent, link }: Piece): readonly PageElement[] {
  if (!node || (node.parent === parent && !link)) return none;
  const wrappers: PageElement[] = [];
  for (let at: PageElement | null = node.parent; at && at !== parent; at = at.parent) {
    if (inline.has(at.tag)) wrappers.push(at);
    if (wrappers.length > 12) break;
  }
  // A link round whole blocks stands above the block that the piece belongs to.
  if (link && !wrappers.includes(link)) wrappers.push(link);
  return wrappers.reverse();
}

/** An inline element that is open in what was written. */
interface Open {
  readonly element: PageElement;
  /** Its closing tag, "" for a link that leads nowhere. */
  readonly end: string;
}

function openInline(element: PageElement, parts: string[], base: string | null): Open {
  const tag = inline.get(element.tag) ?? 'span';
  const href = tag === 'a' ? linkAddress(attribute(element, 'href'), base) : null;
  if (tag === 'a' && href === null) return { element, end: '' };
  parts.push(href === null ? `<${tag}>` : `<a href="${escapeValue(href)}">`);
  return { element, end: `</${tag}>` };
}

/** The markup without blanks and line breaks at its ends; a pattern for the end would be tried at every blank. */
function trimBreaks(markup: string): string {
  let rest = markup.trim();
  while (rest.startsWith('<br>')) rest = rest.slice(4).trimStart();
  while (rest.endsWith('<br>')) rest = rest.slice(0, -4).trimEnd();
  return rest;
}

/** The running text of a block with its links and emphasis. */
function writeInline(block: Block, base: string | null): string {
  const parts: string[] = [];
  const open: Open[] = [];
  const isPre = block.kind === 'pre';
  for (const piece of block.pieces) {
    const wrappers = wrappersOf(piece);
    let shared = 0;
    while (shared < wrappers.length && wrappers[shared] === open[shared]?.element) shared++;
    while (open.length > shared) parts.push(open.pop()?.end ?? '');
    for (; shared < wrappers.length; shared++) open.push(openInline(wrappers[shared] as PageElement, parts, base));
    if (piece.node) parts.push(isPre ? escapeHtml(piece.node.text) : lineText(piece.node.text));
    else parts.push(isPre ? '\n' : '<br>');
  }
  while (open.length > 0) parts.push(open.pop()?.end ?? '');
  return trimBreaks(parts.join(''));
}

function writeImage(block: Block, writer: Writer): void {
  const address = webAddress(imageAddress(block.parent), writer.base);
  if (address === null) return;
  const alt = attribute(block.parent, 'alt').replace(/\s+/g, ' ').trim();
  const chain = chainOf(block, writer).filter((element) => element.tag !== 'figcaption');
  // An image between list items or rows would break the list: it is written before what comes next.
  while (['ul', 'ol', 'table', 'tr'].includes(chain.at(-1)?.tag ?? '')) chain.pop();
  align(writer, chain);
  writer.parts.push(`<img src="${escapeValue(address)}" alt="${escapeValue(alt)}">`);
}

function writeBlock(block: Block, writer: Writer, first: boolean): void {
  const chain = chainOf(block, writer);
  while (['ul', 'ol', 'table', 'tr'].includes(chain.at(-1)?.tag ?? '')) chain.pop();
  const same = chain.length > 0 && chain.at(-1) === writer.open.at(-1) && chain.length === writer.open.length;
  align(writer, chain);
  const text = writeInline(block, writer.base);
  const parent = chain.at(-1)?.tag ?? '';
  if (block.kind === 'heading' && parent !== 'pre') {
    const tag = `h${Math.min(4, Math.max(2, block.level))}`;
    writer.parts.push(`<${tag}>${text}</${tag}>`);
  } else if (parent === 'pre') writer.parts.push(`<code>${text}</code>`);
  else if (['li', 'td', 'th', 'figcaption'].includes(parent)) {
    writer.parts.push(same && !first ? `<br>${text}` : text);
  } else writer.parts.push(`<p>${text}</p>`);
}

/** Tables that lay out the page rather than show data: they hold the whole body, long texts or other tables. */
function findLayoutTables(blocks: readonly Block[], container: PageElement): Set<PageElement> {
  const layout = new Set<PageElement>();
  for (const block of blocks) {
    const long = block.size > 400 || block.kind === 'heading';
    let inner = false;
    for (const element of upward(block.parent)) {
      if (element.tag === 'table') {
        if (long || inner) layout.add(element);
        inner = true;
      }
      if (element === container) break;
    }
  }
  return layout;
}

/** Well-formed HTML of p h2–h4 ul ol li blockquote pre code a img figure figcaption table tr td th and simple inline marks. */
export function writeHtml(blocks: readonly Block[], container: PageElement, base: string | null): string {
  const writer: Writer = { parts: [], base, container, layoutTables: findLayoutTables(blocks, container), open: [] };
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'image') writeImage(block, writer);
    else writeBlock(block, writer, at === 0);
  }
  align(writer, []);
  return writer.parts.join('');
}

function rowOf(block: Block): PageElement | null {
  for (const element of upward(block.parent)) if (element.tag === 'tr') return element;
  return null;
}

/** The text alone, a blank line between paragraphs, items of one list and rows of one table on lines of their own. */
export function writeText(words: readonly Block[]): string {
  const parts: string[] = [];
  let before: Block | null = null;
  for (const block of words) {
    if (before) {
      const cells = block.kind === 'cell' && before.kind === 'cell' && block.parent !== before.parent;
      const sameRow = cells && rowOf(block) !== null && rowOf(block) === rowOf(before);
      const sameList = block.kind === before.kind && (block.kind === 'item' || block.kind === 'cell');
      parts.push(sameRow ? ' ' : sameList ? '\n' : '\n\n');
    }
    parts.push(block.text);
    before = block;
  }
  return parts.join('');
}
