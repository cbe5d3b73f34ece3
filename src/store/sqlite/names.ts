/** Tags, sections and languages by number: the first spelling met is the one shown. */
import { foldName } from '../../core/fold.ts';
import { type Database, intOf, textOf } from './database.ts';

export type NameKind = 'tag' | 'section' | 'language';

export interface Names {
  /** The number of a name, null where no article ever had it. */
  readonly find: (kind: NameKind, name: string) => number | null;
  /** The number of a name, given now if it is new. */
  readonly give: (kind: NameKind, name: string) => number;
  readonly nameOf: (kind: NameKind, num: number) => string;
}

/** Enough for a whole refresh; a store with more names than this asks again. */
const remembered = 50_000;

export function namesIn(db: Database): Names {
  const numbers = new Map<string, number>();
  const spellings = new Map<string, string>();
  db.onRollback(() => numbers.clear());

  function find(kind: NameKind, name: string): number | null {
    const folded = foldName(name);
    const key = `${kind} ${folded}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const row = db.get(`SELECT num FROM ${kind} WHERE folded = ?`, folded);
    if (!row) return null;
    if (numbers.size >= remembered) numbers.clear();
    numbers.set(key, intOf(row.num));
    return intOf(row.num);
  }

  function give(kind: NameKind, name: string): number {
    const known = find(kind, name);
    if (known !== null) return known;
    const row = db.get(`INSERT INTO ${kind} (folded, name) VALUES (?, ?) RETURNING num`, foldName(name), name);
    numbers.set(`${kind} ${foldName(name)}`, intOf(row?.num));
    return intOf(row?.num);
  }

  function nameOf(kind: NameKind, num: number): string {
    const key = `${kind} ${num}`;
    const known = spellings.get(key);
    if (known !== undefined) return known;
    const name = textOf(db.get(`SELECT name FROM ${kind} WHERE num = ?`, num)?.name) ?? '';
    if (spellings.size >= remembered) spellings.clear();
    spellings.set(key, name);
    return name;
  }

  return { find, give, nameOf };
}

/** The numbers of a list of tags, each once; tags without a single character are left out. */
export function tagNumbers(names: Names, tags: readonly string[]): readonly number[] {
  const numbers = new Set<number>();
  for (const tag of tags) if (tag.trim()) numbers.add(names.give('tag', tag));
  return [...numbers];
}
