/** Where everything stands on a screen of any size: pure arithmetic that reducer, painter and mouse share. */
import type { State } from './state.ts';

export interface Pane {
  readonly left: number;
  readonly width: number;
}

export interface Panes {
  /** Rows above the panes: the masthead, and the breaking strip under it. */
  readonly head: number;
  readonly breaking: number;
  /** Rows that the panes have. */
  readonly body: number;
  /** Rows under them: status, and the hints of keys. */
  readonly status: number;
  readonly hints: number;
  /** Null where a pane is not on the screen. */
  readonly side: Pane | null;
  readonly list: Pane | null;
  readonly article: Pane | null;
}

/** From these widths on there is room for the left pane beside the list, and for the article beside both. */
export const sideFrom = 100;
export const articleFrom = 150;

type Sizes = Pick<State, 'columns' | 'rows' | 'focus' | 'zoomed' | 'breaking' | 'single'> & {
  readonly side: Pick<State['side'], 'hidden'>;
};

export function panesOf(state: Sizes): Panes {
  const columns = Math.max(1, state.columns);
  const rows = Math.max(1, state.rows);
  const head = rows >= 8 ? (rows >= 16 ? 2 : 1) : 0;
  const breaking = state.breaking !== null && rows >= 12 ? 1 : 0;
  const status = rows >= 3 ? 1 : 0;
  const hints = rows >= 14 ? 1 : 0;
  const body = Math.max(1, rows - head - breaking - status - hints);
  return { head, breaking, body, status, hints, ...columnsOf(state, columns) };
}

function columnsOf(state: Sizes, columns: number): Pick<Panes, 'side' | 'list' | 'article'> {
  const whole = { left: 0, width: columns };
  const alone = state.zoomed || state.single || columns < articleFrom;
  if (state.focus === 'article' && alone) return { side: null, list: null, article: whole };
  if (columns < sideFrom) {
    return state.focus === 'side'
      ? { side: whole, list: null, article: null }
      : { side: null, list: whole, article: null };
  }
  const sideWidth = state.side.hidden && state.focus !== 'side' ? 0 : columns >= 180 ? 28 : 24;
  const side = sideWidth === 0 ? null : { left: 0, width: sideWidth };
  if (columns < articleFrom) return { side, list: { left: sideWidth, width: columns - sideWidth }, article: null };
  const rest = columns - sideWidth;
  const listWidth = Math.min(110, Math.floor(rest * 0.47));
  return {
    side,
    list: { left: sideWidth, width: listWidth },
    article: { left: sideWidth + listWidth, width: rest - listWidth },
  };
}

const mostAirBeside = 8;

/** The text column inside the article's pane: at most the measure, in the middle, with air at the sides if there is any. */
export function measureOf(pane: Pane, measure: number): Pane {
  const air = pane.width >= 60 ? 2 : pane.width >= 30 ? 1 : 0;
  const width = Math.max(1, Math.min(measure, pane.width - 2 * air));
  // Alone it stands in the middle; beside the list it stays near it.
  const middle = Math.min((pane.width - width) >> 1, pane.left > 0 ? mostAirBeside : pane.width);
  return { left: pane.left + Math.max(air, middle), width };
}

/** Width of the article's text wherever it stands now, or would stand if it were opened. */
export function articleWidth(state: State): number {
  const pane = panesOf(state).article ?? { left: 0, width: state.columns };
  return measureOf(pane, state.preferences.measure).width;
}
