/** The rows of the left pane. */

import { visualOrder } from '../content/bidi.ts';
import { cut, widthOf } from '../content/width.ts';
import { type Row, span } from './paint.ts';
import type { SideEntry, State } from './state.ts';

export function sideRows(state: State, width: number, height: number): readonly Row[] {
  const { entries, top } = state.side;
  return entries.slice(top, top + height).map((entry, index) => sideRow(state, entry, top + index, width));
}

function sideRow(state: State, entry: SideEntry, index: number, width: number): Row {
  if (entry.kind === 'heading') return [span('  '), span(cut(entry.label, width - 2), 'day')];
  const current = index === state.side.cursor;
  const mark = current ? span('▌', state.focus === 'side' ? 'cursor' : 'cursor-quiet') : span(' ');
  const count = entry.failed ? '!' : entry.unread !== null && entry.unread > 0 ? short(entry.unread) : '';
  const room = Math.max(1, width - 4 - widthOf(count) - 1);
  const label = cut(entry.label, room);
  const blanks = ' '.repeat(Math.max(1, room - widthOf(label) + 1));
  const look =
    current && state.focus === 'side' ? 'title-current' : current ? 'bar-strong' : entry.unread ? 'side' : 'title-read';
  const shown = state.preferences.order === 'visual' ? visualOrder([span(label, look)], 'ltr') : [span(label, look)];
  return [mark, span(' '), ...shown, span(blanks), span(count, entry.failed ? 'bar-error' : 'count'), span('  ')];
}

/** "843", "12k": never more than four cells. */
function short(count: number): string {
  if (count < 10_000) return String(count);
  return count < 1_000_000 ? `${Math.floor(count / 1000)}k` : `${Math.floor(count / 1_000_000)}M`;
}
