/** The reader's files as a whole: what is wrong with them, and what was done about that. */

/** What of a damaged database was saved, and how much more there was as far as the rest of the file tells. */
export interface Saved {
  readonly saved: number;
  readonly lost: number;
}

export interface Recovery {
  /** Where the damaged file is kept. */
  readonly kept: string;
  readonly sources: Saved;
  readonly articles: Saved;
  readonly texts: Saved;
}

export interface DatabaseCheck {
  /** "none": there is no file yet. "askew": what follows from the articles does not agree with them. */
  readonly state: 'none' | 'sound' | 'askew' | 'damaged';
  /** What is wrong, in words. */
  readonly findings: readonly string[];
}

export interface DatabaseFix {
  /** "rebuilt": made again from the articles what follows from them. "recovered": a new file, with what could be saved. */
  readonly did: 'nothing' | 'compacted' | 'rebuilt' | 'recovered';
  readonly recovery: Recovery | null;
  /** Bytes of the file. */
  readonly before: number;
  readonly after: number;
}

/** Looks after the database as a whole, also one that does not open. Not while a Store of this process is open. */
export interface Upkeep {
  /** Makes nothing and mends nothing. May take time on a large store. Throws "database" where it is not ours to judge. */
  check(): Promise<DatabaseCheck>;
  /** Mends what check() finds, and compacts. A damaged file is kept under another name. */
  fix(): Promise<DatabaseFix>;
  /** Writes the whole database to a new file, also while others write. Returns its bytes. Throws "file" where there is one. */
  backup(path: string): Promise<number>;
}

/** A damaged file that its last good copy has replaced. */
export interface Restored {
  /** Where the damaged file is kept. */
  readonly kept: string;
  /** When the copy was written. */
  readonly copiedAt: number;
}
