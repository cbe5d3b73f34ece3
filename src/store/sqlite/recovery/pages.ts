/**
 * The pages of a database file as they stand on the disk, without SQLite: it gives up on a file with a bad header, on all
 * that stands under a bad page, and it changes files that it opens. Here nothing is ever written.
 * https://www.sqlite.org/fileformat2.html
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pageSize as ourPageSize } from '../connect.ts';

export interface PageFile {
  /** Bytes of a page that hold content. */
  readonly usable: number;
  /** How many pages there are: they are numbered from 1. */
  readonly count: number;
  /** The content of a page, also one that was cut off (then it ends in zeros); null where there is none. */
  readonly read: (page: number) => Buffer | null;
  /** Pages that are in no tree: what is on them is old. */
  readonly free: ReadonlySet<number>;
  readonly close: () => void;
}

const headerLength = 100;
const magic = 'SQLite format 3\0';

/** What the file's first bytes say; the numbers of our own files where they are not to be believed. */
export interface Header {
  readonly isWhole: boolean;
  readonly pageSize: number;
  readonly reserved: number;
  readonly firstFree: number;
  readonly userVersion: number;
}

function headerOf(bytes: Buffer): Header {
  const known = bytes.length >= headerLength && bytes.toString('latin1', 0, 16) === magic;
  const size = known ? bytes.readUInt16BE(16) : 0;
  const pageSize = size === 1 ? 65_536 : size;
  const isWhole = known && pageSize >= 512 && (pageSize & (pageSize - 1)) === 0;
  if (!isWhole) return { isWhole, pageSize: ourPageSize, reserved: 0, firstFree: 0, userVersion: 0 };
  const reserved = bytes.readUInt8(20);
  return { isWhole, pageSize, reserved, firstFree: bytes.readUInt32BE(32), userVersion: bytes.readInt32BE(60) };
}

export function headerAt(path: string): Header {
  const file = openFile(path);
  const header = headerOf(file?.read(0, headerLength) ?? Buffer.alloc(0));
  file?.close();
  return header;
}

/** Opens a database file with the pages of its write-ahead log, as far as that holds, laid over it. */
export function openPages(path: string): PageFile {
  const file = openFile(path);
  const log = openFile(`${path}-wal`);
  if (!file) throw new Error(`${path} cannot be opened`);
  const first = file.read(0, headerLength);
  const { pageSize, reserved, firstFree } = headerOf(first);
  const logged = log ? loggedPages(log, pageSize) : { places: new Map<number, number>(), count: 0 };
  const count = Math.max(Math.ceil(file.size / pageSize), logged.count);

  const read = (page: number): Buffer | null => {
    if (!Number.isSafeInteger(page) || page < 1 || page > count) return null;
    const place = logged.places.get(page);
    if (place !== undefined && log) return log.read(place, pageSize);
    const bytes = file.read((page - 1) * pageSize, pageSize);
    return bytes.length === pageSize ? bytes : Buffer.concat([bytes], pageSize);
  };

  const start = logged.places.has(1) ? headerOf(read(1) ?? first).firstFree : firstFree;
  return {
    usable: pageSize - reserved,
    count,
    read,
    free: freePages(read, start, count),
    close: () => {
      file.close();
      log?.close();
    },
  };
}

interface OpenFile {
  readonly size: number;
  /** At most `length` bytes, fewer at the end of the file or where the disk does not give them. */
  readonly read: (at: number, length: number) => Buffer;
  readonly close: () => void;
}

function openFile(path: string): OpenFile | null {
  try {
    const handle = openSync(path, 'r');
    const { size } = fstatSync(handle);
    return { size, read: (at, length) => readAt(handle, at, length), close: () => closeSync(handle) };
  } catch {
    return null;
  }
}

function readAt(handle: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  try {
    return bytes.subarray(0, readSync(handle, bytes, 0, length, at));
  } catch {
    // A bad sector: the page counts as empty.
    return bytes.subarray(0, 0);
  }
}

/** The list of free pages: trunks that name the next trunk, how many pages they list, and these (section 1.5). */
function freePages(read: PageFile['read'], first: number, count: number): ReadonlySet<number> {
  const free = new Set<number>();
  for (let trunk = first; trunk !== 0 && !free.has(trunk); ) {
    const bytes = read(trunk);
    if (!bytes) break;
    free.add(trunk);
    const listed = Math.min(bytes.readUInt32BE(4), bytes.length / 4 - 2);
    for (let index = 0; index < listed; index++) {
      const page = bytes.readUInt32BE(8 + index * 4);
      if (page > 0 && page <= count) free.add(page);
    }
    trunk = bytes.readUInt32BE(0);
  }
  return free;
}

const logHeader = 32;
const frameHeader = 24;

/**
 * Where in the log the newest committed form of each page stands, and how many pages the database then has. As SQLite
 * does, all from the first frame on that does not check out is passed over (section 4.4).
 */
function loggedPages(
  log: OpenFile,
  pageSize: number,
): { readonly places: Map<number, number>; readonly count: number } {
  const committed = { places: new Map<number, number>(), count: 0 };
  const header = log.read(0, logHeader);
  if (header.length < logHeader || (header.readUInt32BE(0) & ~1) !== 0x377f0682) return committed;
  if (header.readUInt32BE(8) !== pageSize) return committed;
  const bigEndian = (header.readUInt32BE(0) & 1) === 1;
  const salt = header.subarray(16, 24);
  let sum = checksum([0, 0], header.subarray(0, 24), bigEndian);
  if (!isSum(sum, header, 24)) return committed;
  let pending = new Map<number, number>();
  for (let at = logHeader; at + frameHeader + pageSize <= log.size; at += frameHeader + pageSize) {
    const frame = log.read(at, frameHeader + pageSize);
    if (frame.length < frameHeader + pageSize || !frame.subarray(8, 16).equals(salt)) break;
    sum = checksum(checksum(sum, frame.subarray(0, 8), bigEndian), frame.subarray(frameHeader), bigEndian);
    if (!isSum(sum, frame, 16)) break;
    pending.set(frame.readUInt32BE(0), at + frameHeader);
    const pagesAfter = frame.readUInt32BE(4);
    if (pagesAfter === 0) continue;
    for (const [page, place] of pending) committed.places.set(page, place);
    committed.count = pagesAfter;
    pending = new Map();
  }
  return committed;
}

type Sum = readonly [number, number];

function checksum([first, second]: Sum, bytes: Buffer, bigEndian: boolean): Sum {
  const word = (at: number) => (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + word(at) + b) >>> 0;
    b = (b + word(at + 4) + a) >>> 0;
  }
  return [a, b];
}

function isSum([first, second]: Sum, bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second;
}
