/** The page of keys, made from the one table. */
import { widthOf, wrap } from '../content/width.ts';
import { queryFields } from '../core/parse-query.ts';
import type { PageSpan } from './article-page.ts';
import { bindings, type Command, commands, type Keymap, keyLabel } from './keymap.ts';
import type { Look } from './theme.ts';

const groups = ['Moving', 'Reading', 'Finding', 'Keeping', 'Sources', 'Screen'] as const;
const placeNames = { side: 'left', list: 'list', article: 'article', overlay: '' } as const;

/** What no key of the table does. */
const others: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Mouse',
    [
      ['wheel', 'scroll what is under the pointer'],
      ['click', 'choose; a second click reads the headline; on a link, enter follows it'],
    ],
  ],
  [
    'While typing',
    [
      ['tab shift+tab', 'complete: commands, fields, tags, sections, sources'],
      ['enter esc', 'take what stands there; leave it'],
      ['^a ^e ^w ^u ^k', 'to the beginning, the end; delete a word, all before, all behind'],
      ['1 … 9', 'in an article: follow the link with this number'],
    ],
  ],
];

const span = (text: string, ...roles: Look[]): PageSpan => ({ text, roles, link: null });

/** Rows for a screen of `columns`; every command that has a key stands in it. */
export function helpLines(keymap: Keymap, columns: number): readonly (readonly PageSpan[])[] {
  const width = Math.max(10, Math.min(columns - 4, 96));
  const keyWidth = Math.min(18, Math.floor(width / 3));
  const lines: (readonly PageSpan[])[] = [];
  for (const group of groups) {
    lines.push([span(group, 'heading')]);
    for (const command of commands) {
      if (bindings[command].group === group) lines.push(...commandLines(keymap, command, keyWidth, width));
    }
    lines.push([]);
  }
  for (const [title, entries] of others) {
    lines.push([span(title, 'heading')]);
    for (const [keys, help] of entries) lines.push(...entryLines(keys, help, keyWidth, width));
    lines.push([]);
  }
  lines.push([span('Filters and searches', 'heading')]);
  for (const { example, help } of queryFields) lines.push(...entryLines(example, help, keyWidth, width));
  lines.push(...entryLines('-x  x OR y  "x y"', 'not x; either; these words in this order', keyWidth, width));
  return lines;
}

function commandLines(
  keymap: Keymap,
  command: Command,
  keyWidth: number,
  width: number,
): readonly (readonly PageSpan[])[] {
  const keys = keymap.keysOf(command).map(keyLabel).join(' ');
  if (keys === '') return [];
  const { help, places } = bindings[command];
  const where = places.length > 2 ? '' : ` (${places.map((place) => placeNames[place]).join(', ')})`;
  return entryLines(keys, help + where, keyWidth, width);
}

function entryLines(keys: string, help: string, keyWidth: number, width: number): readonly (readonly PageSpan[])[] {
  const cells = widthOf(keys);
  const fits = cells <= keyWidth;
  const text = wrap(help, Math.max(1, width - keyWidth - 2));
  const pad = ' '.repeat(keyWidth + 2);
  const first = span(fits ? keys + ' '.repeat(keyWidth + 2 - cells) : keys, 'key');
  const rest = text.slice(fits ? 1 : 0).map((line) => [span(pad + line)]);
  return [...(fits ? [[first, span(text[0] ?? '')]] : wrap(keys, width).map((line) => [span(line, 'key')])), ...rest];
}
