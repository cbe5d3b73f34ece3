/** The body of an article as lines, by content's layout, a part at a time: a long article is on the screen before its end is laid out. */
import { hostOf } from '../content/addresses.ts';
import type { Block } from '../content/block.ts';
import { linksOf } from '../content/block-links.ts';
import { blocksOf } from '../content/blocks.ts';
import { blankBetween, layOutBlock } from '../content/layout.ts';
import type { Layout } from '../content/line.ts';
import type { Article } from '../core/article.ts';
import type { PageLine } from './article-page.ts';
import type { Graphics } from './graphics.ts';
import { type Pictures, pictureRows } from './picture.ts';

/** "visual": ordered for a terminal that shows characters as they come. "logical": as they are read. */
export type Order = 'visual' | 'logical';

interface Parsed {
  readonly article: Article;
  readonly blocks: readonly Block[];
  readonly links: Layout['links'];
}

/** The last article's blocks: a page is parsed once and laid out again at every width. */
let last: Parsed | null = null;

export interface BodyOptions {
  readonly width: number;
  readonly order: Order;
  /** Drawn above their alternative texts; none where images are off. */
  readonly pictures: Pictures;
  readonly graphics: Graphics;
}

/** Where to go on, and how far: as many lines, and at least through this block. */
export interface BodyPart {
  readonly from: number;
  readonly lines: number;
  readonly throughBlock: number;
}

export interface BodyLines {
  readonly lines: readonly PageLine[];
  /** Lines count from the first of `lines`; each is that of the alternative text. */
  readonly images: Layout['images'];
  /** The block to go on with; null at the end. */
  readonly next: number | null;
}

/** All links of the body: they are numbered through, whatever is laid out yet. */
export function bodyLinks(article: Article): Layout['links'] {
  return parsed(article).links;
}

/** Lines at most `width` cells wide; the plain text where there is no HTML, the summary where there is neither. */
export function layOutBody(article: Article, options: BodyOptions, part: BodyPart): BodyLines {
  const { blocks } = parsed(article);
  const { width } = options;
  const layoutOptions = {
    width,
    measure: width,
    direction: article.direction,
    site: article.link === null ? null : hostOf(article.link),
    bidi: options.order === 'visual' ? 'visual' : 'terminal',
  } as const;
  const lines: PageLine[] = [];
  const images: Layout['images'][number][] = [];
  let index = part.from;
  for (; index < blocks.length && (lines.length < part.lines || index <= part.throughBlock); index += 1) {
    const [before, block] = [blocks[index - 1], blocks[index]];
    if (!block) break;
    if (before && blankBetween(before, block)) lines.push(blankAfter(index - 1, article, lines.at(-1)));
    const { lines: laid, images: found } = layOutBlock(block, index, layoutOptions);
    let copied = 0;
    for (const image of found) {
      for (const line of laid.slice(copied, image.line)) lines.push(line);
      copied = image.line;
      for (const row of drawn(image.url, laid[copied], options)) lines.push(row);
      images.push({ ...image, line: lines.length });
    }
    for (const line of laid.slice(copied)) lines.push(line);
  }
  return { lines, images, next: index < blocks.length ? index : null };
}

/** It belongs to what stands before it, and comes after all of that. */
function blankAfter(block: number, { direction }: Article, before: PageLine | undefined): PageLine {
  const length = before?.spans.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
  const offset = before?.block === block ? before.offset + length : Number.MAX_SAFE_INTEGER;
  return { spans: [], block, offset, direction: before?.direction ?? direction };
}

function drawn(
  url: string,
  words: PageLine | undefined,
  { pictures, width, graphics }: BodyOptions,
): readonly PageLine[] {
  const picture = pictures.get(url);
  if (!words || !picture || typeof picture === 'string') return [];
  return pictureRows(picture, width, words.direction, graphics).map((spans) => ({ ...words, direction: 'ltr', spans }));
}

function parsed(article: Article): Parsed {
  if (last?.article.id === article.id && sameBody(last.article, article)) return last;
  const blocks = blocksIn(article);
  last = { article, blocks, links: linksOf(blocks) };
  return last;
}

function sameBody(one: Article, other: Article): boolean {
  return (
    one.html === other.html && one.text === other.text && one.image === other.image && one.imageAlt === other.imageAlt
  );
}

function blocksIn(article: Article): readonly Block[] {
  if (article.html) return withLead(article, blocksOf(article.html));
  return withLead(article, textBlocks(article));
}

/** The image that the feed or page names for the article, before the body where the body has it not. */
function withLead({ image, imageAlt }: Article, body: readonly Block[]): readonly Block[] {
  if (!image || !/^https?:/i.test(image)) return body;
  const name = imageName(image);
  if (imagesIn(body).some((url) => url === image || imageName(url) === name)) return body;
  return [{ kind: 'image', url: image, alt: imageAlt ?? '', caption: [], link: null, direction: null }, ...body];
}

/** The file's name without what tells its sizes apart ("boat-1024x683.jpg?w=80"): one photograph stands at many addresses. */
function imageName(url: string): string {
  const file =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? '';
  return file.replace(/\.\w{3,4}$/, '').replace(/[-_](?:\d{2,4}x\d{2,4}|\d{2,4}w|scaled|large|medium|small)$/i, '');
}

function imagesIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'image') return [block.url];
    if (block.kind === 'quote') return imagesIn(block.blocks);
    return block.kind === 'list' ? block.items.flatMap((item) => imagesIn(item.blocks)) : [];
  });
}

function textBlocks(article: Article): readonly Block[] {
  const text = article.text ?? article.summary ?? '';
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({ kind: 'paragraph', text: [{ text: paragraph, roles: [], link: null }], direction: null }));
}
