/**
 * The looks of everything, from one table: what a piece of text means in, SGR codes out. Colors are chosen for the
 * terminal's own background, which is never painted over, so the reader's terminal stays the reader's.
 */
import type { Role } from '../content/line.ts';

export type Look =
  | Role
  | 'brand'
  | 'bar'
  | 'bar-strong'
  | 'side'
  | 'bar-warning'
  | 'bar-error'
  | 'key'
  | 'title'
  | 'title-read'
  | 'title-current'
  | 'meta'
  | 'day'
  | 'unread'
  | 'favorite'
  | 'tag'
  | 'count'
  | 'cursor'
  | 'cursor-quiet'
  | 'byline'
  | 'headline'
  | 'match'
  | 'match-current'
  | 'label'
  | 'input'
  | 'input-wrong'
  | 'error'
  | 'good'
  | 'breaking'
  | 'divider';

export type ThemeName = 'day' | 'night';
export type ColorLevel = 0 | 1 | 2 | 3;

interface Style {
  /** [true color, one of the 16]: 256 colors are computed from the first. */
  readonly color?: readonly [string, number];
  readonly background?: readonly [string, number];
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly inverse?: true;
  readonly strike?: true;
}

type Palette = Readonly<
  Record<
    'ink' | 'soft' | 'faint' | 'accent' | 'gold' | 'green' | 'red' | 'blue' | 'violet' | 'shade' | 'mark',
    readonly [string, number]
  >
>;

const night: Palette = {
  ink: ['#e6e1d6', 15],
  soft: ['#a8a297', 7],
  faint: ['#77736b', 8],
  accent: ['#e0a458', 11],
  gold: ['#f0c674', 11],
  green: ['#9dbf8a', 10],
  red: ['#e07a6a', 9],
  blue: ['#8fb4d8', 12],
  violet: ['#c0a0d0', 13],
  shade: ['#2d2b28', 0],
  mark: ['#6b5416', 3],
};

const day: Palette = {
  ink: ['#22201c', 0],
  soft: ['#5c574e', 8],
  faint: ['#8a857b', 8],
  accent: ['#a04a12', 1],
  gold: ['#96690a', 3],
  green: ['#3d6b2c', 2],
  red: ['#b02a1c', 1],
  blue: ['#1f5a94', 4],
  violet: ['#70408a', 5],
  shade: ['#ece7db', 7],
  mark: ['#f3dc94', 11],
};

function looks(p: Palette): Readonly<Record<Look, Style>> {
  const meta = { color: p.faint } as const;
  return {
    plain: {},
    strong: { bold: true },
    emphasis: { italic: true },
    code: { color: p.green },
    deleted: { strike: true, color: p.faint },
    link: { color: p.blue, underline: true },
    'link-number': { color: p.faint },
    'link-host': { color: p.faint },
    heading: { bold: true, color: p.accent },
    'quote-mark': { color: p.accent },
    'list-mark': { color: p.accent },
    rule: meta,
    image: { color: p.violet },
    caption: { color: p.soft, italic: true },
    'table-border': meta,
    'table-head': { bold: true },
    dim: meta,
    'syntax-keyword': { color: p.violet },
    'syntax-string': { color: p.green },
    'syntax-comment': { color: p.faint, italic: true },
    'syntax-number': { color: p.gold },
    brand: { bold: true, color: p.accent },
    bar: { color: p.soft },
    'bar-strong': { bold: true, color: p.ink },
    side: { color: p.ink },
    'bar-warning': { color: p.gold },
    'bar-error': { color: p.red, bold: true },
    key: { bold: true, color: p.soft },
    title: { bold: true, color: p.ink },
    'title-read': { color: p.soft },
    'title-current': { bold: true, color: p.ink },
    meta,
    day: { color: p.accent, bold: true },
    unread: { color: p.accent },
    favorite: { color: p.gold },
    tag: { color: p.faint, italic: true },
    count: { color: p.faint },
    cursor: { color: p.accent, bold: true },
    'cursor-quiet': { color: p.faint },
    byline: { color: p.soft },
    headline: { bold: true, color: p.ink },
    match: { background: p.mark, color: p.ink },
    'match-current': { inverse: true, bold: true, color: p.gold },
    label: { inverse: true, bold: true, color: p.gold },
    input: { color: p.ink },
    'input-wrong': { color: p.red, underline: true },
    error: { color: p.red, bold: true },
    good: { color: p.green },
    breaking: { bold: true, color: p.red },
    divider: { color: p.faint, dim: true },
  };
}

/** Turns a look into the codes before and after a text. Made once a theme; asking is a lookup. */
export interface Theme {
  readonly name: ThemeName;
  readonly open: (look: Look) => string;
  /** The codes for a half-block: 0xRRGGBB of its upper and lower half, null for the terminal's background. */
  readonly pixels: (top: number, bottom: number | null) => string;
  readonly close: string;
}

export function makeTheme(name: ThemeName, level: ColorLevel): Theme {
  const table = looks(name === 'day' ? day : night);
  const codes = Object.fromEntries(Object.entries(table).map(([look, style]) => [look, sgr(style, level)])) as Record<
    Look,
    string
  >;
  // Without color, what color alone would tell apart is told by weight.
  if (level === 0) {
    codes.meta = sgr({ dim: true }, 0);
    codes.match = sgr({ inverse: true }, 0);
    codes['match-current'] = sgr({ inverse: true, bold: true, underline: true }, 0);
  }
  const pixels = (top: number, bottom: number | null) =>
    `\x1b[${rgbCode(top, level, false)}${bottom === null ? '' : `;${rgbCode(bottom, level, true)}`}m`;
  return { name, open: (look) => codes[look], pixels, close: '\x1b[0m' };
}

function sgr(style: Style, level: ColorLevel): string {
  const parts: string[] = [];
  if (style.bold) parts.push('1');
  if (style.dim) parts.push('2');
  if (style.italic) parts.push('3');
  if (style.underline) parts.push('4');
  if (style.inverse) parts.push('7');
  if (style.strike) parts.push('9');
  if (style.color && level > 0) parts.push(colorCode(style.color, level, false));
  if (style.background && level > 0) parts.push(colorCode(style.background, level, true));
  return parts.length === 0 ? '' : `\x1b[${parts.join(';')}m`;
}

function colorCode([hex, basic]: readonly [string, number], level: ColorLevel, background: boolean): string {
  if (level === 1) return String((basic < 8 ? 30 + basic : 82 + basic) + (background ? 10 : 0));
  return rgbCode(Number.parseInt(hex.slice(1), 16), level, background);
}

function rgbCode(value: number, level: ColorLevel, background: boolean): string {
  const [red, green, blue] = [(value >> 16) & 255, (value >> 8) & 255, value & 255];
  const lead = background ? '48' : '38';
  return level === 3 ? `${lead};2;${red};${green};${blue}` : `${lead};5;${color256(red, green, blue)}`;
}

/** The nearest of the 6×6×6 cube and the 24 grays of xterm's 256 colors. */
export function color256(red: number, green: number, blue: number): number {
  const level = (value: number) => (value < 48 ? 0 : value < 115 ? 1 : Math.min(5, Math.round((value - 55) / 40)));
  const cubeValue = (index: number) => (index === 0 ? 0 : 55 + index * 40);
  const [r, g, b] = [level(red), level(green), level(blue)];
  const gray = Math.max(0, Math.min(23, Math.round(((red + green + blue) / 3 - 8) / 10)));
  const grayValue = 8 + gray * 10;
  const distance = (x: number, y: number, z: number) => (x - red) ** 2 + (y - green) ** 2 + (z - blue) ** 2;
  const cubeDistance = distance(cubeValue(r), cubeValue(g), cubeValue(b));
  return distance(grayValue, grayValue, grayValue) < cubeDistance ? 232 + gray : 16 + 36 * r + 6 * g + b;
}

/** The theme that fits the terminal's background, as far as it says; night where it does not. */
export function detectTheme(env: Readonly<Record<string, string | undefined>>): ThemeName {
  const background = Number(env.COLORFGBG?.split(';').at(-1));
  return background === 7 || (background >= 9 && background <= 15) ? 'day' : 'night';
}
