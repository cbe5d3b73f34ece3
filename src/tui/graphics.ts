/** How this terminal shows pictures: by a protocol of its own, as far as it says so, else in half-blocks. */

export type GraphicsKind = 'blocks' | 'kitty' | 'iterm2' | 'sixel';

export interface Graphics {
  readonly kind: GraphicsKind;
  /** Pixels of a picture to one cell. */
  readonly cell: { readonly width: number; readonly height: number };
}

/** Two pixels a cell, one over the other. */
export const blocks: Graphics = { kind: 'blocks', cell: { width: 1, height: 2 } };

/** Cells of a usual font; a terminal that scales pictures to cells itself needs no better. */
const usualCell = { width: 10, height: 20 } as const;

/** What the reader set: "auto" believes the terminal. */
export type GraphicsSetting = 'auto' | GraphicsKind;

/** Answers of the terminal, as they come. */
export interface GraphicsAnswers {
  readonly kitty: boolean;
  readonly sixel: boolean;
  readonly name: string;
  readonly cell: { readonly width: number; readonly height: number } | null;
}

export const noAnswers: GraphicsAnswers = { kitty: false, sixel: false, name: '', cell: null };

/**
 * Asks for the kitty protocol (a transmission that only asks), the terminal's name (XTVERSION), the size of a cell (XTWINOPS 16)
 * and, last, its attributes (DA1), which every terminal answers: with that answer there is nothing more to wait for.
 */
export const graphicsQuestions = '\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>0q\x1b[16t\x1b[c';

/** A picture is put into rows of text by characters that stand for its cells: of those with the protocol, these know them. */
const placesByCharacters = /kitty|ghostty|\brio\b/i;
const takesFiles = /iterm|wezterm|konsole|mintty/i;

/** As the setting and the environment have it; null where the terminal must be asked. */
export function graphicsOf(
  setting: GraphicsSetting,
  env: Readonly<Record<string, string | undefined>>,
): Graphics | null {
  if (setting === 'blocks') return blocks;
  if (setting === 'kitty' || setting === 'iterm2') return { kind: setting, cell: usualCell };
  // Inside a multiplexer the environment tells of the terminal outside, which sees none of this.
  if (setting === 'sixel' || env.TMUX || env.STY || /^(?:screen|tmux)/.test(env.TERM ?? '')) return null;
  const program = `${env.TERM_PROGRAM ?? ''} ${env.LC_TERMINAL ?? ''} ${env.KONSOLE_VERSION ? 'konsole' : ''}`;
  if (env.KITTY_WINDOW_ID || env.GHOSTTY_RESOURCES_DIR || placesByCharacters.test(`${env.TERM} ${program}`))
    return { kind: 'kitty', cell: usualCell };
  return takesFiles.test(program) ? { kind: 'iterm2', cell: usualCell } : null;
}

/** By what the terminal answered. Sixels are not scaled to cells, so they need to know how large those are. */
export function graphicsBy(answers: GraphicsAnswers, setting: GraphicsSetting): Graphics {
  const { kitty, sixel, name, cell } = answers;
  if (setting === 'sixel') return { kind: 'sixel', cell: cell ?? usualCell };
  if (kitty && placesByCharacters.test(name)) return { kind: 'kitty', cell: cell ?? usualCell };
  if (takesFiles.test(name)) return { kind: 'iterm2', cell: cell ?? usualCell };
  return sixel && cell ? { kind: 'sixel', cell } : blocks;
}
