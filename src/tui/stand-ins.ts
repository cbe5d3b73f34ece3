/**
 * Rows on their way through Ink. Ink takes every text apart cell by cell, twice a frame, which for a screen of styled rows is
 * more work than everything else together; a row of ours is finished. So Ink lays out, compares and places one character
 * that stands for the row, and the row takes its place on the way to the terminal.
 */

/** Characters for private use (plane 15), which Ink takes for one cell; texts may hold them too, Ink never sees those. */
const first = 0xf0000;
const count = 0xfffd;
const standIn = /[\u{f0000}-\u{ffffc}]/gu;

export interface StandIns {
  /** The character for a row; the same row has the same one as long as it is on the screen. */
  readonly of: (rows: readonly string[]) => readonly string[];
  /** Ink's output with the rows in it. */
  readonly expanded: (output: string) => string;
}

export function standIns(): StandIns {
  let older: ReadonlyMap<string, string> = new Map();
  let characters = new Map<string, string>();
  const rowOf = new Map<string, string>();
  let next = 0;
  const fresh = (row: string): string => {
    const character = String.fromCodePoint(first + next);
    next = (next + 1) % count;
    rowOf.set(character, row);
    return character;
  };
  return {
    of(rows) {
      const before = characters;
      // Ink may hold one frame back, so the one before the last is kept as well.
      for (const [row, character] of older) if (before.get(row) !== character) rowOf.delete(character);
      characters = new Map(rows.map((row) => [row, before.get(row) ?? fresh(row)]));
      older = before;
      return rows.map((row) => characters.get(row) ?? '');
    },
    expanded: (output) => output.replace(standIn, (character) => rowOf.get(character) ?? ''),
  };
}
