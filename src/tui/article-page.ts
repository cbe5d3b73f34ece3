/** An article as lines of the screen: its head, the laid-out body, and what stands under it. */

import { hostOf } from '../content/addresses.ts';
import { visualOrder } from '../content/bidi.ts';
import type { Layout } from '../content/line.ts';
import { cut, widthOf, wrap } from '../content/width.ts';
import { type Article, type Direction, titleOf } from '../core/article.ts';
import { shownText } from '../core/comment-text.ts';
import { ago, publishedTime } from '../core/time.ts';
import { bodyLinks, layOutBody, type Order } from './article-body.ts';
import { blocks, type Graphics } from './graphics.ts';
import type { PictureSlice, Pictures } from './picture.ts';
import type { ReadingPlace } from './state.ts';
import type { Look } from './theme.ts';

/** Like content's Span, with looks of the viewer's own beside the roles of the text. */
export interface PageSpan {
  readonly text: string;
  readonly roles: readonly Look[];
  readonly link: number | null;
  /** For half-blocks of a picture: the colors (0xRRGGBB) of the upper and the lower half. */
  readonly pixels?: { readonly top: number; readonly bottom: number | null };
  /** Drawn over the blanks of the text. */
  readonly slice?: PictureSlice;
}

export interface PageLine {
  readonly spans: readonly PageSpan[];
  /** Head lines count up from -1000, the lines under the article from 1,000,000; between them are content's blocks. */
  readonly block: number;
  readonly offset: number;
  readonly direction: Direction;
}

export interface ArticlePage {
  readonly width: number;
  readonly order: Order;
  readonly lines: readonly PageLine[];
  readonly links: readonly { readonly url: string; readonly text: string }[];
  /** With the line, counted from the page's first, on which the alternative text stands. */
  readonly images: Layout['images'];
  /** The block of the body that is laid out next; null where the page is whole. */
  readonly next: number | null;
}

const headBlock = -1000;
const footBlock = 1_000_000;

export interface PageOptions {
  /** Cells. */
  readonly width: number;
  readonly now: number;
  readonly order: Order;
  readonly pictures?: Pictures;
  /** How pictures are drawn; in half-blocks where not given. */
  readonly graphics?: Graphics;
  /** Lines of the body after which the rest is left for layOutMore(); all where not given. */
  readonly lines?: number;
  /** Laid out at least as far as this place. */
  readonly through?: ReadingPlace | null;
}

/** Pure: the same article, width and minute give the same lines, in either order equally many. */
export function layOutArticle(article: Article, options: PageOptions): ArticlePage {
  const width = Math.max(1, options.width);
  const head = headLines(article, width, options.now).map(place(headBlock, article.direction));
  const page: ArticlePage = {
    width,
    order: options.order,
    lines: options.order === 'visual' ? head.map((line) => seen(line, width)) : head,
    links: bodyLinks(article),
    images: [],
    next: 0,
  };
  return layOutMore(page, article, options);
}

/** The page with more of its body, and with what stands under it once the body is whole. */
export function layOutMore(page: ArticlePage, article: Article, options: PageOptions): ArticlePage {
  if (page.next === null) return page;
  const { width, order } = page;
  const { lines = Number.POSITIVE_INFINITY, through = null, pictures = new Map(), graphics = blocks } = options;
  const part = { from: page.next, lines, throughBlock: through?.block ?? -1 };
  const body = layOutBody(article, { width, order, pictures, graphics }, part);
  const from = page.lines.length;
  const longer: ArticlePage = {
    ...page,
    lines: page.lines.concat(body.lines),
    images: [...page.images, ...body.images.map((image) => ({ ...image, line: image.line + from }))],
    next: body.next,
  };
  if (longer.next !== null) return longer;
  const feet = footLines(article, width, page.links.length);
  const foot = feet.lines.map(place(footBlock, article.direction));
  return {
    ...longer,
    lines: [...longer.lines, ...(order === 'visual' ? foot.map((line) => seen(line, width)) : foot)],
    links: [...page.links, ...feet.links],
  };
}

const place =
  (block: number, direction: Direction) =>
  (spans: readonly PageSpan[], index: number): PageLine => ({ spans, block: block + index, offset: 0, direction });

/** A line as it is seen: in visual order, and right-to-left ones at the right edge. */
export function seen(line: PageLine, width: number): PageLine {
  const spans = visualOrder(line.spans, line.direction);
  if (line.direction === 'ltr' || spans.length === 0) return { ...line, spans };
  const cells = spans.reduce((sum, { text }) => sum + widthOf(text), 0);
  return { ...line, spans: [span(' '.repeat(Math.max(0, width - cells))), ...spans] };
}

const span = (text: string, ...roles: Look[]): PageSpan => ({ text, roles, link: null });

function headLines(article: Article, width: number, now: number): readonly (readonly PageSpan[])[] {
  const title = wrap(titleOf(article), width).map((line) => [span(line, 'headline')]);
  const facts = [
    article.source.title,
    ...(article.section ? [article.section] : []),
    when(article, now),
    ...(article.minutes === null ? [] : [`${article.minutes} min`]),
  ];
  const by =
    article.authors.length > 0 ? wrap(`By ${names(article.authors)}`, width).map((line) => [span(line, 'byline')]) : [];
  const meta = joined(facts, width).map((line) => [span(line, 'meta')]);
  const partial = article.provenance?.partial
    ? [[span('Only a part: the page shows no more to visitors.', 'bar-warning')]]
    : [];
  return [...title, ...by, ...meta, ...partial, []];
}

function names(authors: readonly string[]): string {
  const last = authors.at(-1) ?? '';
  return authors.length < 2 ? last : `${authors.slice(0, -1).join(', ')} and ${last}`;
}

function when(article: Article, now: number): string {
  const at = article.published ?? article.sortedAt;
  const changed =
    article.updated !== null && article.updated > at + 60_000 ? `, changed ${ago(article.updated, now)}` : '';
  return `${publishedTime(at)} (${ago(at, now)}${changed})`;
}

/** Facts on as many lines as they need, parted by a dot, none broken in two unless it is wider than the line. */
function joined(facts: readonly string[], width: number, between = ' · '): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const fact of facts) {
    const longer = line === '' ? fact : `${line}${between}${fact}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = cut(fact, width);
    } else {
      line = cut(longer, width);
    }
  }
  return line === '' ? lines : [...lines, line];
}

interface Feet {
  readonly lines: readonly (readonly PageSpan[])[];
  readonly links: readonly { readonly url: string; readonly text: string }[];
}

function footLines(article: Article, width: number, linksBefore: number): Feet {
  const lines: (readonly PageSpan[])[] = [];
  const links: { url: string; text: string }[] = [];
  const addLink = (label: string, url: string) => {
    links.push({ url, text: label });
    const number = linksBefore + links.length;
    const mark = ` [${number}]`;
    const host = ` ${hostOf(url)}`;
    const room = Math.max(1, width - widthOf(mark) - widthOf(host));
    const all: PageSpan[] = [
      { text: cut(label, room), roles: ['link'], link: number },
      { text: mark, roles: ['link-number'], link: number },
      { text: host, roles: ['link-host'], link: number },
    ];
    lines.push(fitSpans(all, width));
  };
  const tags = joined(
    article.tags.map((tag) => `#${tag}`),
    width,
    '  ',
  );
  if (tags.length > 0) lines.push([], ...tags.map((line) => [span(line, 'tag')]));
  if (article.link || article.commentsLink) lines.push([]);
  if (article.link) addLink('The article on its page', article.link);
  if (article.commentsLink) addLink(commentsLabel(article.commentCount), article.commentsLink);
  for (const enclosure of article.enclosures) addLink(enclosureLabel(enclosure), enclosure.url);
  if (article.related.length > 0) {
    lines.push([], [span('Related', 'heading')]);
    for (const related of article.related) addLink(related.title, related.link);
  }
  if (article.comments.length > 0) lines.push([], [span(commentsLabel(article.comments.length), 'heading')]);
  for (const comment of article.comments) lines.push(...commentLines(comment, width));
  return { lines, links };
}

function commentsLabel(count: number | null): string {
  return count === null ? 'Comments' : count === 1 ? '1 comment' : `${count} comments`;
}

function enclosureLabel({ type, length }: Article['enclosures'][number]): string {
  const size = length
    ? `, ${length < 1_000_000 ? `${Math.ceil(length / 1000)} KB` : `${Math.round(length / 1_000_000)} MB`}`
    : '';
  return `${type?.startsWith('audio/') ? 'Listen' : type?.startsWith('video/') ? 'Watch' : 'Attachment'}${type ? ` (${type}${size})` : ''}`;
}

function commentLines(comment: Article['comments'][number], width: number): readonly (readonly PageSpan[])[] {
  const indent = ' '.repeat(Math.min(comment.depth * 2, Math.max(0, width - 20)));
  const who = [comment.author ?? 'somebody', ...(comment.published === null ? [] : [publishedTime(comment.published)])];
  const room = Math.max(1, width - indent.length);
  const text = wrap(shownText(comment), room).map((line) => [span(`${indent}${line}`)]);
  return [[], [span(indent + cut(who.join(' · '), room), 'byline')], ...text];
}

/** Cuts a row of spans at `width` cells. */
export function fitSpans<S extends { readonly text: string }>(spans: readonly S[], width: number): readonly S[] {
  const kept: S[] = [];
  let left = width;
  for (const piece of spans) {
    const cells = widthOf(piece.text);
    if (cells > left) {
      if (left > 0) kept.push({ ...piece, text: cut(piece.text, left) });
      break;
    }
    kept.push(piece);
    left -= cells;
  }
  return kept;
}

export function placeOf(page: ArticlePage, top: number): ReadingPlace {
  const line = page.lines[top];
  return line ? { block: line.block, offset: line.offset } : { block: headBlock, offset: 0 };
}

/** The line that shows a place: the last one that does not begin after it. */
export function lineOfPlace(page: ArticlePage, { block, offset }: ReadingPlace): number {
  let low = 0;
  let high = page.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const line = page.lines[middle];
    const before = line !== undefined && (line.block < block || (line.block === block && line.offset <= offset));
    if (before) low = middle;
    else high = middle - 1;
  }
  // Blank lines may repeat their block's place: the reader's line is the first that is the very place.
  while (low > 0 && page.lines[low - 1]?.block === block && page.lines[low - 1]?.offset === offset) low -= 1;
  return low;
}
