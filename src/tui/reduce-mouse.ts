/** Wheel and click: what is under the pointer is what is meant. */
import { widthOf } from '../content/width.ts';
import { andThen, type Step, step } from './actions.ts';
import { visibleRows } from './headlines.ts';
import type { InputEvent } from './keys.ts';
import { knownLength } from './pages.ts';
import { measureOf, type Pane, type Panes, panesOf } from './panes.ts';
import { openListed, scrollBy } from './reduce-article.ts';
import { moveBy, moveTo } from './reduce-list.ts';
import { choose, moved, overlayHeight } from './reduce-overlay.ts';
import { chooseEntry, sideTo } from './reduce-side.ts';
import type { State } from './state.ts';

type Mouse = Extract<InputEvent, { kind: 'mouse' }>;

const wheelLines = 3;

export function mouse(state: State, event: Mouse): Step {
  if (state.overlay) return overOverlay(state, event);
  if (state.input) return step(state);
  const panes = panesOf(state);
  const row = event.row - panes.head - panes.breaking;
  const inside = (pane: Pane | null) =>
    pane !== null && event.column >= pane.left && event.column < pane.left + pane.width;
  if (event.what !== 'click') {
    const by = event.what === 'wheel-down' ? wheelLines : -wheelLines;
    if (inside(panes.article)) return step(scrollBy(state, by));
    if (inside(panes.side)) return step(sideTo(state, state.side.cursor + Math.sign(by)));
    return moveBy(state, by);
  }
  if (row < 0 || row >= panes.body) return step(state);
  if (inside(panes.side)) return chooseEntry(state, state.side.top + row);
  if (inside(panes.article)) return clickArticle(state, panes, row, event.column);
  return clickList(state, panes, row);
}

function overOverlay(state: State, event: Mouse): Step {
  const { overlay } = state;
  if (!overlay) return step(state);
  if (event.what !== 'click')
    return step({ ...state, overlay: moved(state, overlay, event.what === 'wheel-down' ? wheelLines : -wheelLines) });
  if (overlay.kind !== 'menu') return step({ ...state, overlay: null });
  const first = Math.max(0, overlay.cursor - overlayHeight(state) + 1);
  return choose(state, overlay.items[first + event.row - 2]);
}

/** A first click chooses a headline, a second one opens it. */
function clickList(state: State, panes: Panes, row: number): Step {
  const { list } = state;
  const shown = visibleRows(list, list.top, knownLength(list.pages), panes.body, state.now)[row];
  if (!shown || shown.kind === 'waiting') return step({ ...state, focus: 'list' });
  const focused: State = { ...state, focus: 'list' };
  if (shown.kind !== 'day' && shown.kind !== 'gap' && shown.index === list.cursor) return openListed(focused);
  return moveTo(focused, shown.index);
}

/** A click on a link chooses it; enter then follows. */
function clickArticle(state: State, panes: Panes, row: number, column: number): Step {
  const { reading } = state;
  if (!reading || !panes.article) return step(state);
  const line = reading.page.lines[reading.top + row];
  let left = measureOf(panes.article, state.preferences.measure).left;
  let link: number | null = null;
  for (const span of line?.spans ?? []) {
    const right = left + widthOf(span.text);
    if (column >= left && column < right) link = span.link;
    left = right;
  }
  const open = state.focus === 'article' ? step(state) : openListed(state);
  return andThen(open, (opened) => step(opened.reading ? { ...opened, reading: { ...opened.reading, link } } : opened));
}
