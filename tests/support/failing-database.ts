/** A database of which one write fails, as a disk does: the nth change, or the end of its transaction. */
import type { Database } from '../../src/store/sqlite/database.ts';

export interface Failing {
  readonly db: Database;
  /** True once the write has failed. */
  readonly failed: () => boolean;
}

export function failingAt(db: Database, nth: number): Failing {
  let writes = 0;
  let failed = false;
  const pass = () => {
    writes += 1;
    if (writes !== nth) return;
    failed = true;
    // SQLITE_IOERR, as node:sqlite gives it.
    throw Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 10 });
  };
  const failing: Database = {
    ...db,
    run(sql, ...values) {
      pass();
      db.run(sql, ...values);
    },
    write: (work) =>
      db.write(() => {
        const result = work();
        // A COMMIT that fails takes everything back.
        pass();
        return result;
      }),
  };
  return { db: failing, failed: () => failed };
}
