/** An article's row number is its place in time, so that every index reads newest first without sorting. */
import { type Database, intOf } from './database.ts';

/** Places within one millisecond. With 2,048, times up to the year 2109 stay exact in a JavaScript number. */
const places = 2048;
const latest = Math.floor(Number.MAX_SAFE_INTEGER / places) - 1;

/** The lowest row of a time in milliseconds: rows of articles sorted at or after it are not below. */
export function firstRowAt(at: number): number {
  return Math.min(Math.max(Math.trunc(at), 0), latest) * places;
}

/** Gives new rows. A millisecond with more articles than places goes on in the next one. */
export function rowGiver(db: Database): (at: number) => number {
  const full = new Map<number, number>(); // full milliseconds and where they go on
  db.onRollback(() => full.clear());

  return (at) => {
    let first = firstRowAt(at);
    const passed: number[] = [];
    for (;;) {
      const further = full.get(first);
      if (further !== undefined) {
        passed.push(first);
        first = further;
        continue;
      }
      const newest = db.get('SELECT max(row) AS row FROM article WHERE row >= ? AND row < ?', first, first + places);
      const row = newest?.row == null ? first : intOf(newest.row) + 1;
      if (row < first + places) {
        for (const millisecond of passed) full.set(millisecond, first);
        return row;
      }
      if (full.size > 10_000) full.clear();
      full.set(first, first + places);
    }
  };
}
