/** Lays blocks out on lines of a width: what both painters, pager text and viewer, show. Linear in the text. */
import type { Direction } from '../core/article.ts';
import type { Block, InlineText, ListItem } from './block.ts';
import { linksOf } from './block-links.ts';
import { type FlowOptions, flow, flowLength } from './flow.ts';
import { layOutCode } from './lay-code.ts';
import { layOutTable } from './lay-table.ts';
import type { Layout, Line, Role } from './line.ts';
import { advance, type Page, pageRoom, putBlank, putLine, withPrefix } from './page.ts';
import { safeLine } from './safe.ts';

export interface LayoutOptions {
  /** Cells of the screen or the column; no line is wider. */
  readonly width: number;
  /** Cells of a line of text, at most; 66 to 80 read well. 72 where not given. */
  readonly measure?: number;
  /** Of blocks that have none of their own. */
  readonly direction: Direction;
  /** Link numbers after links; 'numbered' where not given. */
  readonly links?: 'numbered' | 'none';
  /** Hosts stand with link numbers, save for this host: the article's own. None are shown where it is not given or null. */
  readonly site?: string | null;
  /** Who reorders right-to-left text: we ('visual', where not given), or the terminal, which then gets it as it is read. */
  readonly bidi?: 'visual' | 'terminal';
  /** The addresses of all links at the end. */
  readonly linkList?: boolean;
}

/** One block's part of a Layout; `images` count lines from the block's first. */
export type BlockLayout = Pick<Layout, 'lines' | 'images'>;

/** All blocks with a blank line between them. */
export function layOut(blocks: readonly Block[], options: LayoutOptions): Layout {
  const page = newPage(options);
  const links = linksOf(blocks);
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    if (before && blankBetween(before, block)) putBlank(page);
    page.block = index;
    page.offset = 0;
    put(page, block);
  }
  if (options.linkList && links.length > 0) putLinkList(page, links, blocks.length);
  return { lines: page.lines, images: page.images, links };
}

/** One block alone, to lay out only what is on the screen; `index` is its place in the article. Blank lines (blankBetween) are the caller's. */
export function layOutBlock(block: Block, index: number, options: LayoutOptions): BlockLayout {
  const page = newPage(options);
  page.block = index;
  put(page, block);
  return { lines: page.lines, images: page.images };
}

/** True where a blank line parts two blocks; what explains a term follows it at once. */
export function blankBetween(before: Block, after: Block): boolean {
  return !(before.kind === 'paragraph' && after.kind === 'list' && after.style === 'none');
}

/** The line's text as it stands on the screen. */
export function textOfLine(line: Line): string {
  return line.spans.map((span) => span.text).join('');
}

function newPage(options: LayoutOptions): Page {
  const width = Math.max(1, Math.floor(options.width));
  const flowOptions: FlowOptions = {
    numbered: options.links !== 'none',
    site: options.site ?? null,
    visual: options.bidi !== 'terminal',
  };
  return {
    lines: [],
    images: [],
    area: Math.max(1, Math.min(width, Math.floor(options.measure ?? 72))),
    direction: options.direction,
    flow: flowOptions,
    prefixes: [],
    block: 0,
    offset: 0,
  };
}

function put(page: Page, block: Block): void {
  switch (block.kind) {
    case 'paragraph':
      putText(page, block.text, block.direction, []);
      break;
    case 'heading':
      putText(page, block.text, block.direction, block.level <= 2 ? ['heading', 'strong'] : ['heading']);
      break;
    case 'list':
      putList(page, block.style, block.items);
      break;
    case 'quote':
      withPrefix(page, { text: '│ ', first: '│ ', role: 'quote-mark' }, () => putAll(page, block.blocks));
      break;
    case 'code':
      layOutCode(page, block.language, block.text);
      break;
    case 'table':
      layOutTable(page, block, (text, roles) => putText(page, text, block.direction, roles));
      break;
    case 'image':
      putImage(page, block);
      break;
    case 'rule':
      putRule(page);
      break;
  }
}

function putText(page: Page, text: InlineText, own: Direction | null, roles: readonly Role[]): void {
  const direction = own ?? page.direction;
  for (const line of flow(text, pageRoom(page), direction, roles, page.flow)) {
    putLine(page, line.spans, line.cells, direction, line.start);
  }
  advance(page, flowLength(text, page.flow));
}

function putAll(page: Page, blocks: readonly Block[]): void {
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    // Inside an item, a list goes straight on from the words that announce it.
    if (before && block.kind !== 'list' && blankBetween(before, block)) putBlank(page);
    put(page, block);
  }
}

const bullets = ['•', '◦', '▪'];

function putList(page: Page, style: 'bullet' | 'number' | 'none', items: readonly ListItem[]): void {
  const depth = page.prefixes.filter((prefix) => prefix.role === 'list-mark').length;
  const digits = items.reduce((most, item) => Math.max(most, String(item.number).length), 1);
  const roomy = items.some((item) => item.blocks.filter((block) => block.kind === 'paragraph').length > 1);
  for (const [index, item] of items.entries()) {
    if (roomy && index > 0) putBlank(page);
    const mark =
      style === 'number'
        ? `${String(item.number).padStart(digits)}. `
        : style === 'none'
          ? '  '
          : `${bullets[depth % 3]} `;
    withPrefix(page, { first: mark, text: ' '.repeat(mark.length), role: 'list-mark' }, () =>
      putAll(page, item.blocks),
    );
  }
}

function putImage(page: Page, block: Extract<Block, { kind: 'image' }>): void {
  const words = block.alt === '' ? '[image]' : `[image: ${block.alt}]`;
  page.images.push({ line: page.lines.length, url: block.url, alt: block.alt });
  putText(page, [{ text: words, roles: ['image'], link: block.link }], block.direction, []);
  if (block.caption.length > 0) putText(page, block.caption, block.direction, []);
}

function putRule(page: Page): void {
  const cells = Math.min(pageRoom(page), 24);
  putLine(page, [{ text: '─'.repeat(cells), roles: ['rule'], link: null }], cells, page.direction, 0);
}

/** "[1] https://…" for every link; these lines belong to a block after the last. */
function putLinkList(page: Page, links: Layout['links'], block: number): void {
  if (page.lines.length > 0) putBlank(page);
  page.block = block;
  page.offset = 0;
  const options = { ...page.flow, numbered: false };
  for (const [index, link] of links.entries()) {
    const number = index + 1;
    const text: InlineText = [
      { text: `[${number}] `, roles: ['link-number'], link: { number, url: link.url } },
      { text: safeLine(link.url), roles: ['link-host'], link: { number, url: link.url } },
    ];
    for (const line of flow(text, pageRoom(page), 'ltr', [], options))
      putLine(page, line.spans, line.cells, 'ltr', line.start);
    advance(page, flowLength(text, options));
  }
}
