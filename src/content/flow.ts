/** Running text on lines: breaking, link numbers, and the order of right-to-left text. */
import type { Direction } from '../core/article.ts';
import { hostOf } from './addresses.ts';
import { levelsOf, visualSpans } from './bidi.ts';
import type { BlockLink, InlineText } from './block.ts';
import type { Role, Span } from './line.ts';
import { safeLine } from './safe.ts';
import { breakLines, type LineRange } from './width.ts';

/** How text is to be shown; the same for all of an article. */
export interface FlowOptions {
  /** Numbers in brackets after links. */
  readonly numbered: boolean;
  /** The host stands with the number, save for links to this one and its like; null shows no hosts. */
  readonly site: string | null;
  /** False where the terminal itself puts right-to-left text in order. */
  readonly visual: boolean;
}

/** One line of running text without what stands beside it. */
export interface FlowLine {
  readonly spans: readonly Span[];
  readonly cells: number;
  /** Where it begins in the text. */
  readonly start: number;
}

interface Flowing {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** The text on lines of at most `cells`; `roles` come before those of the text itself. */
export function flow(
  text: InlineText,
  cells: number,
  direction: Direction,
  roles: readonly Role[],
  options: FlowOptions,
): readonly FlowLine[] {
  const flowing = withNumbers(text, roles, options);
  const levels = options.visual ? levelsOf(flowing.text, direction) : null;
  const lines: FlowLine[] = [];
  let index = 0;
  let spanStart = 0;
  for (const range of breakLines(flowing.text, cells)) {
    if (range.cells > cells) {
      lines.push({ spans: [{ text: '…', roles, link: null }], cells: 1, start: range.start });
      continue;
    }
    for (let span = flowing.spans[index]; span && spanStart + span.text.length <= range.start; ) {
      spanStart += span.text.length;
      index += 1;
      span = flowing.spans[index];
    }
    const spans = spansWithin(flowing.spans, index, spanStart, range);
    lines.push({
      spans: levels ? visualSpans(spans, levels, range.start) : spans,
      cells: range.cells,
      start: range.start,
    });
  }
  return lines;
}

/** How long the text is in flow's terms, with its link numbers. */
export function flowLength(text: InlineText, options: FlowOptions): number {
  return withNumbers(text, [], options).text.length;
}

/** The text with its link numbers, without looks. */
export function flowWords(text: InlineText, options: FlowOptions): string {
  return withNumbers(text, [], options).text;
}

function spansWithin(spans: readonly Span[], first: number, firstStart: number, range: LineRange): readonly Span[] {
  const within: Span[] = [];
  let start = firstStart;
  for (let index = first; start < range.end; index += 1) {
    const span = spans[index];
    if (!span) break;
    const text = span.text.slice(Math.max(0, range.start - start), range.end - start);
    if (text !== '') within.push(text === span.text ? span : { ...span, text });
    start += span.text.length;
  }
  return within;
}

function withNumbers(text: InlineText, roles: readonly Role[], options: FlowOptions): Flowing {
  const spans: Span[] = [];
  let words = '';
  const add = (span: Span) => {
    spans.push(span);
    words += span.text;
  };
  for (const [index, piece] of text.entries()) {
    const own = roles.length === 0 ? piece.roles : [...roles, ...piece.roles];
    add({ text: piece.text, roles: own, link: piece.link?.number ?? null });
    const { link } = piece;
    if (link && options.numbered && text[index + 1]?.link !== link) for (const span of marker(link, options)) add(span);
  }
  return { text: words, spans };
}

/** "[3]", or "[3 example.com]" where the host is worth knowing. */
function marker(link: BlockLink, options: FlowOptions): readonly Span[] {
  const number: Span = { text: `[${link.number}`, roles: ['link-number'], link: link.number };
  const end: Span = { text: ']', roles: ['link-number'], link: link.number };
  const host = options.site === null ? '' : safeLine(hostOf(link.url));
  if (host === '' || host === options.site) return [{ ...number, text: `${number.text}]` }];
  return [number, { text: ` ${host}`, roles: ['link-host'], link: link.number }, end];
}
