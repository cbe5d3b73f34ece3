/**
 * What stands on one page of a tree: records with their row numbers, and the pages below. Every number on a bad page is a
 * lie, so that whatever leads out of the page, round in a circle, or to no value ends that record and no other.
 * https://www.sqlite.org/fileformat2.html#b_tree_pages
 */
import type { PageFile } from './pages.ts';

export type Value = string | number | null | Uint8Array<ArrayBuffer>;

/** A record of a table has its row number; one of an index has 0. */
export interface StoredRecord {
  readonly row: number;
  readonly values: readonly Value[];
}

export type PageKind = 'table-leaf' | 'table-inner' | 'index-leaf' | 'index-inner';

const kinds: Readonly<Record<number, PageKind>> = {
  2: 'index-inner',
  5: 'table-inner',
  10: 'index-leaf',
  13: 'table-leaf',
};

/** The first page begins with the header of the file. */
function start(page: number): number {
  return page === 1 ? 100 : 0;
}

/** Null where a page is no part of a tree. */
export function kindOf(bytes: Buffer, page: number): PageKind | null {
  return kinds[bytes[start(page)] ?? 0] ?? null;
}

/** Where the cells of a page begin, those alone that lie within it. */
function cellsOf(bytes: Buffer, page: number, kind: PageKind, usable: number): readonly number[] {
  const at = start(page);
  const first = at + (kind.endsWith('inner') ? 12 : 8);
  const count = Math.min(bytes.readUInt16BE(at + 3), Math.floor((usable - first) / 2));
  const cells: number[] = [];
  for (let index = 0; index < count; index++) {
    const cell = bytes.readUInt16BE(first + index * 2);
    if (cell >= first + count * 2 && cell < usable) cells.push(cell);
  }
  return cells;
}

/** The pages below an inner page, in order. */
export function childrenOf(file: PageFile, page: number, bytes: Buffer, kind: PageKind): readonly number[] {
  const below = cellsOf(bytes, page, kind, file.usable).flatMap((cell) =>
    cell + 4 <= bytes.length ? [bytes.readUInt32BE(cell)] : [],
  );
  return [...below, bytes.readUInt32BE(start(page) + 8)];
}

/** The records of a page, those alone that can be read. Inner pages of indexes hold records too. */
export function* recordsOf(file: PageFile, page: number): Generator<StoredRecord> {
  const bytes = file.read(page);
  const kind = bytes && kindOf(bytes, page);
  if (!bytes || !kind || kind === 'table-inner') return;
  for (const cell of cellsOf(bytes, page, kind, file.usable)) {
    const record = recordAt(file, bytes, kind === 'index-inner' ? cell + 4 : cell, kind);
    if (record) yield record;
  }
}

function recordAt(file: PageFile, bytes: Buffer, cell: number, kind: PageKind): StoredRecord | null {
  try {
    const size = varint(bytes, cell);
    const row = kind === 'table-leaf' ? varint(bytes, size.end) : { value: 0, end: size.end };
    if (!Number.isSafeInteger(row.value)) return null;
    const payload = payloadAt(file, bytes, row.end, size.value, kind);
    return payload && { row: row.value, values: valuesOf(payload) };
  } catch {
    return null;
  }
}

/** Big-endian groups of seven bits, the ninth byte whole (section 1.6). Values beyond 2^53 come out unsafe. */
function varint(bytes: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = bytes.readUInt8(at + index);
    if (index === 8) return { value: value * 256 + byte, end: at + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  throw new RangeError('no number');
}

/** No record is longer: SQLite itself allows a billion bytes. */
const longest = 256 * 1024 * 1024;

/** How much of a record stands on the page itself (section 1.6), and what follows on pages of its own. */
function payloadAt(file: PageFile, bytes: Buffer, at: number, size: number, kind: PageKind): Buffer | null {
  const { usable } = file;
  if (size > longest) return null;
  const most = kind === 'table-leaf' ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (size <= most) return at + size <= usable ? bytes.subarray(at, at + size) : null;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((size - least) % (usable - 4));
  const local = fitting <= most ? fitting : least;
  if (at + local + 4 > usable) return null;
  const parts = [bytes.subarray(at, at + local)];
  let left = size - local;
  for (let next = bytes.readUInt32BE(at + local); left > 0; ) {
    const page = file.free.has(next) ? null : file.read(next);
    if (!page) return null;
    const part = page.subarray(4, Math.min(usable, 4 + left));
    parts.push(part);
    left -= part.length;
    next = page.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A header of serial types, then the values (section 2.1). Throws where they do not fit together. */
function valuesOf(payload: Buffer): readonly Value[] {
  const header = varint(payload, 0);
  if (header.value > payload.length) throw new RangeError('a header longer than its record');
  const values: Value[] = [];
  let at = header.value;
  for (let place = header.end; place < header.value; ) {
    const type = varint(payload, place);
    place = type.end;
    const length = lengthOf(type.value);
    if (at + length > payload.length) throw new RangeError('a value longer than its record');
    values.push(decode(payload, at, type.value, length));
    at += length;
  }
  return values;
}

const lengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function lengthOf(type: number): number {
  return type < 12 ? (lengths[type] ?? Number.POSITIVE_INFINITY) : Math.floor((type - 12) / 2);
}

function decode(payload: Buffer, at: number, type: number, length: number): Value {
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type === 7) return payload.readDoubleBE(at);
  if (type === 6) return Number(payload.readBigInt64BE(at));
  if (type < 6) return payload.readIntBE(at, length);
  const part = payload.subarray(at, at + length);
  return type % 2 === 0 ? Uint8Array.from(part) : strict.decode(part);
}
