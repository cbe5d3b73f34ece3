/** Paints the lines of a layout as text for a terminal or a pipe. */
import type { Line } from '../../content/line.ts';
import type { Style } from './style.ts';

export function paintLine(line: Line, style: Style): string {
  return line.spans
    .map(({ text, roles }) => style.paint(roles, text))
    .join('')
    .trimEnd();
}
