/** The rows of what lies over the panes. */

import { safeLine } from '../content/safe.ts';
import { cut } from '../content/width.ts';
import { helpLines } from './help.ts';
import { fitRow, type Row, span, spread } from './paint.ts';
import { overlayHeight, overlayLines } from './reduce-overlay.ts';
import type { Overlay, State } from './state.ts';

const titles = { help: 'Keys', output: '', menu: '' } as const;

/** Exactly `height` rows: the title, a blank row, then as much as fits. */
export function overlayRows(state: State, overlay: Overlay, height: number): readonly Row[] {
  const width = state.columns;
  const title = overlay.kind === 'help' ? titles.help : safeLine(overlay.title);
  const room = Math.max(1, height - 2);
  const lines = overlayLines(state, overlay);
  const top = overlay.kind === 'menu' ? Math.max(0, overlay.cursor - overlayHeight(state) + 1) : overlay.top;
  const place = lines > room ? `${Math.min(100, Math.round((100 * (top + room)) / lines))} % ` : '';
  const head = spread([span(' '), span(title, 'brand')], [span(place, 'meta')], width);
  return [head, [], ...content(state, overlay, top, room)].slice(0, height).map((row) => fitRow(row, width));
}

function content(state: State, overlay: Overlay, top: number, room: number): readonly Row[] {
  switch (overlay.kind) {
    case 'help':
      return helpLines(state.preferences.keymap, state.columns)
        .slice(top, top + room)
        .map((row) => [span('  '), ...row]);
    case 'output':
      return overlay.lines.slice(top, top + room).map((line) => [span(`  ${cut(line, state.columns - 2)}`)]);
    case 'menu':
      return overlay.items.slice(top, top + room).map((item, index) => {
        const current = top + index === overlay.cursor;
        return [
          span(current ? '▌' : ' ', 'cursor'),
          span(` ${item.key.padEnd(2)}`, 'key'),
          span(` ${item.label}`, current ? 'title-current' : 'plain'),
        ];
      });
  }
}
