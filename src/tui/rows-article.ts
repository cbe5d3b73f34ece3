/** The rows of the article's pane: the visible lines, with what was found, chosen and labeled in them. */
import { widthOf } from '../content/width.ts';
import { type PageLine, type PageSpan, seen } from './article-page.ts';
import type { Stretch } from './find-text.ts';
import { labelOf } from './link-labels.ts';
import { type Row, span } from './paint.ts';
import { visibleLinks } from './reduce-article.ts';
import type { Reading, State } from './state.ts';
import type { Look } from './theme.ts';

/** Rows `width` wide, starting `left` cells from the pane's edge (the margin beside the measure). */
export function articleRows(state: State, left: number, height: number): readonly Row[] {
  const { reading } = state;
  if (!reading) return state.awaited === null ? [] : [[span(' '.repeat(left)), span('…', 'meta')]];
  const lines = reading.page.lines.slice(reading.top, reading.top + height);
  const marks = highlightsOf(reading, height);
  const labels = state.input?.kind === 'link' ? visibleLinks(state) : null;
  return lines.map((line, index) => {
    const number = reading.top + index;
    return articleRow(reading, line, number, { left, marks: marks.get(number) ?? [], labels });
  });
}

interface Highlight extends Stretch {
  readonly look: Look;
}

function highlightsOf({ find, top }: Reading, height: number): ReadonlyMap<number, readonly Highlight[]> {
  const byLine = new Map<number, Highlight[]>();
  for (const [index, match] of (find?.matches ?? []).entries()) {
    for (const stretch of match.stretches) {
      if (stretch.line < top || stretch.line >= top + height) continue;
      const look = index === find?.current ? 'match-current' : 'match';
      byLine.set(stretch.line, [...(byLine.get(stretch.line) ?? []), { ...stretch, look }]);
    }
  }
  return byLine;
}

interface RowLooks {
  readonly left: number;
  readonly marks: readonly Highlight[];
  readonly labels: readonly number[] | null;
}

function articleRow(reading: Reading, line: PageLine, number: number, { left, marks, labels }: RowLooks): Row {
  // A line with something found in it is painted from the order in which it was searched.
  const searched =
    marks.length > 0 && reading.find && reading.find.lines !== reading.page.lines
      ? reading.find.lines[number]
      : undefined;
  const spans = (searched ?? line).spans.map((piece) =>
    piece.link !== null && piece.link === reading.link
      ? { ...piece, roles: [...piece.roles, 'match-current' as const] }
      : piece,
  );
  const marked = marks.length > 0 ? highlighted(spans, marks) : spans;
  const shown = searched ? seen({ ...searched, spans: marked }, reading.page.width).spans : marked;
  return [span(' '.repeat(left)), ...(labels ? withLabels(shown, labels) : shown)];
}

/** Cuts spans at the edges of the highlights, which lie in order. Marks on a base character go with it. */
function highlighted(spans: readonly PageSpan[], marks: readonly Highlight[]): readonly PageSpan[] {
  const out: PageSpan[] = [];
  let at = 0;
  for (const piece of spans) {
    const end = at + piece.text.length;
    let from = at;
    for (const mark of marks) {
      const start = Math.max(from, mark.start);
      const stop = withMarks(piece.text, Math.min(end, mark.end) - at) + at;
      if (start >= stop) continue;
      if (start > from) out.push({ ...piece, text: piece.text.slice(from - at, start - at) });
      out.push({ ...piece, text: piece.text.slice(start - at, stop - at), roles: [...piece.roles, mark.look] });
      from = stop;
    }
    if (from < end) out.push({ ...piece, text: piece.text.slice(from - at) });
    at = end;
  }
  return out;
}

function withMarks(text: string, end: number): number {
  let at = end;
  while (at > 0 && at < text.length && /^\p{M}/u.test(text.slice(at, at + 2))) at += 1;
  return at;
}

/** While a link is being chosen, the number of each link in sight becomes its letter. */
function withLabels(spans: readonly PageSpan[], labels: readonly number[]): readonly PageSpan[] {
  const seen = new Set<number>();
  return spans.flatMap((piece) => {
    if (piece.link === null || !piece.roles.includes('link-number') || seen.has(piece.link)) return [piece];
    const label = labelOf(labels.indexOf(piece.link));
    if (label === null) return [piece];
    seen.add(piece.link);
    // The label takes the cells of the number, so that nothing moves.
    const room = Math.max(1, widthOf(piece.text) - 1);
    return [
      { ...piece, text: ' ', roles: [] },
      { ...piece, text: label.padEnd(room), roles: ['label' as const] },
    ];
  });
}
