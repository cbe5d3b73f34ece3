/** Right-to-left and mixed text in the order in which cells stand on the screen (UAX #9; levels come from bidi-js). */
import bidiModule, { type Bidi } from 'bidi-js';
import type { Direction } from '../core/article.ts';
import { hasRightLetters } from './language.ts';
import type { Span } from './line.ts';
import { graphemes } from './width.ts';

/** Its types describe a module of another kind than the one that Node and the bundler load. */
const bidiFactory = bidiModule as unknown as () => Bidi;
let bidi: Bidi | null = null;
/** Longer paragraphs are leveled in parts, each as if it began one: for long runs of digits bidi-js takes quadratic time. */
const maxParagraph = 2_000;

/** The embedding level of each UTF-16 unit of a paragraph; null where it is read from the left throughout. */
export function levelsOf(text: string, direction: Direction): Uint8Array | null {
  if (direction === 'ltr' && !hasRightLetters(text)) return null;
  bidi ??= bidiFactory();
  if (text.length <= maxParagraph) return bidi.getEmbeddingLevels(text, direction).levels;
  const levels = new Uint8Array(text.length);
  for (let start = 0, end = 0; start < text.length; start = end) {
    const blank = text.lastIndexOf(' ', start + maxParagraph) + 1;
    end = blank > start + maxParagraph / 2 ? blank : start + maxParagraph;
    levels.set(bidi.getEmbeddingLevels(text.slice(start, end), direction).levels, start);
  }
  return levels;
}

/** A stretch of a line of one level and one look. */
interface Run<S> {
  readonly text: string;
  readonly level: number;
  readonly span: S;
}

type Piece = Pick<Span, 'text'>;

/**
 * The spans of one line in visual order, brackets mirrored. `start` is where the line begins in the text of `levels`. Letters of
 * one grapheme stay together; Arabic is left for the terminal to shape.
 */
export function visualSpans<S extends Piece>(spans: readonly S[], levels: Uint8Array, start: number): readonly S[] {
  const runs: Run<S>[] = [];
  let place = start;
  for (const span of spans) {
    let from = 0;
    for (let index = 1; index <= span.text.length; index += 1) {
      const level = levels[place + from] ?? 0;
      if (index < span.text.length && levels[place + index] === level) continue;
      runs.push({ text: span.text.slice(from, index), level, span });
      from = index;
    }
    place += span.text.length;
  }
  reorder(runs);
  return runs.map((run) => ({ ...run.span, text: run.level % 2 === 1 ? turnedAround(run.text) : run.text }));
}

/** Rule L2: from the highest level down to the lowest odd one, every sequence of at least that level is turned around. */
function reorder(runs: Run<unknown>[]): void {
  const highest = runs.reduce((most, run) => Math.max(most, run.level), 0);
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < runs.length; from += 1) {
      if ((runs[from]?.level ?? 0) < level) continue;
      let to = from;
      while (to < runs.length && (runs[to]?.level ?? 0) >= level) to += 1;
      runs.splice(from, to - from, ...runs.slice(from, to).reverse());
      from = to;
    }
  }
}

/** The graphemes from the last to the first, brackets mirrored (rule L4). */
function turnedAround(text: string): string {
  let turned = '';
  for (const cluster of graphemes(text)) {
    turned = (cluster.length === 1 ? (bidi?.getMirroredCharacter(cluster) ?? cluster) : cluster) + turned;
  }
  return turned;
}

/** The spans of one line, from left to right. Most lines come back as they are. */
export function visualOrder<S extends Piece>(spans: readonly S[], direction: Direction): readonly S[] {
  const levels = levelsOf(spans.map(({ text }) => text).join(''), direction);
  return levels === null ? spans : visualSpans(spans, levels, 0);
}

/** One line of text in visual order, from the left edge: for columns, where all rows begin at one place. */
export function visualText(text: string): string {
  const direction = hasRightLetters(text.slice(0, 20)) ? 'rtl' : 'ltr';
  return visualOrder([{ text }], direction)
    .map((span) => span.text)
    .join('');
}
