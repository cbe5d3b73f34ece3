/** The whole screen as rows of text: the one picture that the first paint and Ink both show. */
import { visualOrder } from '../content/bidi.ts';
import { fitRow, paintRow, type Row } from './paint.ts';
import { measureOf, type Pane, panesOf } from './panes.ts';
import type { PictureSlice } from './picture.ts';
import { articleRows } from './rows-article.ts';
import { breakingRow, hintsRow, mastheadRow, statusRow } from './rows-chrome.ts';
import { listRows } from './rows-list.ts';
import { overlayRows } from './rows-overlay.ts';
import { sideRows } from './rows-side.ts';
import type { SlicePainter } from './slices.ts';
import type { State } from './state.ts';
import type { Theme } from './theme.ts';

/** Exactly `state.rows` rows, none wider than `state.columns` cells. */
export function frameRows(state: State): readonly Row[] {
  const panes = panesOf(state);
  const blank: Row = [];
  const top: readonly Row[] = [
    ...(panes.head > 0 ? [mastheadRow(state)] : []),
    ...Array.from({ length: Math.max(0, panes.head - 1) }, () => blank),
    ...(panes.breaking > 0 ? [breakingRow(state)] : []),
  ];
  const bottom = [...(panes.status > 0 ? [statusRow(state)] : []), ...(panes.hints > 0 ? [hintsRow(state)] : [])];
  const inOrder = (row: Row): Row => (state.preferences.order === 'visual' ? visualOrder(row, 'ltr') : row);
  const over = state.overlay ? overlayRows(state, state.overlay, top.length + panes.body) : null;
  const middle = over
    ? padded(over.map(inOrder), top.length + panes.body)
    : [...top.map(inOrder), ...bodyRows(state, panes.body)];
  // On a screen too low for a line of state, what is being typed takes the last row there is.
  const rows = [...middle, ...bottom.map(inOrder)];
  const last = panes.status === 0 && (state.input || state.message) ? [...rows.slice(0, -1), statusRow(state)] : rows;
  return padded(last, Math.max(1, state.rows)).map((row) => (row.length === 0 ? row : fitRow(row, state.columns)));
}

function bodyRows(state: State, height: number): readonly Row[] {
  const panes = panesOf(state);
  const columns: { readonly pane: Pane; readonly rows: readonly Row[] }[] = [];
  if (panes.side) columns.push({ pane: panes.side, rows: sideRows(state, panes.side.width, height) });
  if (panes.list) columns.push({ pane: panes.list, rows: listRows(state, panes.list.width, height) });
  if (panes.article) {
    const measure = measureOf(panes.article, state.preferences.measure);
    columns.push({ pane: panes.article, rows: articleRows(state, measure.left - panes.article.left, height) });
  }
  return Array.from({ length: height }, (_, index) =>
    columns.flatMap(({ pane, rows }) => fitRow(rows[index] ?? [], pane.width)),
  );
}

function padded(rows: readonly Row[], height: number): readonly Row[] {
  return rows.length >= height
    ? rows.slice(0, height)
    : [...rows, ...Array.from({ length: height - rows.length }, () => [])];
}

/** The frame as lines with color codes; blanks at the right end are left out. */
export function paintFrame(state: State, theme: Theme, slices?: SlicePainter): readonly string[] {
  const { graphics } = state;
  const draw = slices && graphics ? (slice: PictureSlice) => slices.paint(slice, graphics) : undefined;
  return frameRows(state).map((row) => paintRow(trimmedEnd(row), theme, draw));
}

function trimmedEnd(row: Row): Row {
  let end = row.length;
  const isBlank = (span: Row[number] | undefined) =>
    span?.roles.length === 0 && span.slice === undefined && span.text.trimEnd() === '';
  while (end > 0 && isBlank(row[end - 1])) end -= 1;
  const last = row[end - 1];
  if (!last || last.roles.length > 0 || last.slice) return row.slice(0, end);
  return [...row.slice(0, end - 1), { ...last, text: last.text.trimEnd() }];
}
