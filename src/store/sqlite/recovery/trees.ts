/** The records of each table: by the trees that the schema names, and from pages that no sound tree leads to. */
import type { PageFile } from './pages.ts';
import { childrenOf, kindOf, recordsOf, type StoredRecord } from './records.ts';

export interface Trees {
  /** The records of a table or index by its name that `fits` takes for its own. One and the same may come twice. */
  readonly records: (name: string, fits: (record: StoredRecord) => boolean) => Generator<StoredRecord>;
  /** The same, and where a page of the tree is bad, those on stray pages too. */
  readonly allRecords: (name: string, fits: (record: StoredRecord) => boolean) => Generator<StoredRecord>;
}

export function treesOf(file: PageFile): Trees {
  const walks = new Map([...rootsOf(file)].map(([name, root]) => [name, walk(file, root)]));
  const reached = new Set([...walks.values()].flatMap(({ pages }) => pages));
  const stray = strayPages(file, reached);

  function* fitting(pages: readonly number[], fits: (record: StoredRecord) => boolean): Generator<StoredRecord> {
    for (const page of pages) for (const record of recordsOf(file, page)) if (fits(record)) yield record;
  }

  const treeOf = (name: string) => walks.get(name) ?? { pages: [], isWhole: false };
  return {
    records: (name, fits) => fitting(treeOf(name).pages, fits),
    allRecords: (name, fits) => {
      const { pages, isWhole } = treeOf(name);
      return fitting(isWhole ? pages : [...pages, ...stray], fits);
    },
  };
}

/** Names and first pages of tables and indexes: type, name, table, root page, SQL (section 2.6). */
function rootsOf(file: PageFile): ReadonlyMap<string, number> {
  const roots = new Map<string, number>();
  for (const page of walk(file, 1).pages) {
    for (const { values } of recordsOf(file, page)) {
      const [, name, , root] = values;
      if (typeof name === 'string' && typeof root === 'number' && root > 1) roots.set(name, root);
    }
  }
  return roots;
}

interface Walk {
  /** Pages with records, in order. */
  readonly pages: readonly number[];
  /** False where a page of the tree cannot be read as one: what stood under it may be elsewhere. */
  readonly isWhole: boolean;
}

function walk(file: PageFile, root: number): Walk {
  const pages: number[] = [];
  const seen = new Set<number>();
  let isWhole = true;
  const waiting = [root];
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    const bytes = seen.has(page) || file.free.has(page) ? null : file.read(page);
    const kind = bytes && kindOf(bytes, page);
    seen.add(page);
    if (!bytes || !kind) isWhole = false;
    else {
      if (kind !== 'table-inner') pages.push(page);
      if (kind.endsWith('inner')) waiting.push(...childrenOf(file, page, bytes, kind).toReversed());
    }
  }
  return { pages, isWhole };
}

function strayPages(file: PageFile, reached: ReadonlySet<number>): readonly number[] {
  const stray: number[] = [];
  for (let page = 2; page <= file.count; page++) {
    if (reached.has(page) || file.free.has(page)) continue;
    const bytes = file.read(page);
    if (bytes && kindOf(bytes, page) === 'table-leaf') stray.push(page);
  }
  return stray;
}
