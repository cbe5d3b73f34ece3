/** The Favorites port on a file of JSON that people read and edit: unknown fields stay, missing ones do no harm. */
import { isDeepStrictEqual } from 'node:util';
import type { Favorite, Favorites } from '../core/ports.ts';
import { changedAt, damaged, type JsonFile, type JsonObject, readJsonFile, versionOf } from './json-file.ts';

/** One favorite as it stands in the file, and what we make of it. */
interface Entry {
  readonly raw: JsonObject;
  readonly favorite: Favorite;
}

/** The whole file: the list, what in it we cannot read, and what else somebody wrote beside it. */
interface Content {
  readonly entries: readonly Entry[];
  readonly unread: readonly unknown[];
  readonly rest: JsonObject;
}

/** Favorites in the file at `path`: {"favorites": [{id, title, link, source, published, added, tags, note}, …]}. */
export function openFavorites(path: string): Favorites {
  const file: JsonFile = { path, code: 'favorites' };
  return {
    async list() {
      return read(file, readJsonFile(file)).entries.map(({ favorite }) => favorite);
    },
    async version() {
      return versionOf(file);
    },
    async change(edit) {
      let after: readonly Favorite[] = [];
      const { changeJsonFile } = await import('./change-json-file.ts');
      await changeJsonFile(file, (value) => {
        const content = read(file, value);
        after = edit(content.entries.map(({ favorite }) => favorite));
        return write(content, after);
      });
      return after;
    },
    async restore() {
      const { restoreJsonFile } = await import('./change-json-file.ts');
      return restoreJsonFile(file, (value) => read(file, value));
    },
  };
}

/** Also reads a bare list, and an object of favorites by id. Throws NewsError "favorites" for anything else. */
function read(file: JsonFile, value: unknown): Content {
  const rest = isObject(value) ? value : {};
  const listed = Array.isArray(value) ? value : isObject(value) ? (value.favorites ?? []) : (value ?? []);
  const raws = Array.isArray(listed)
    ? listed
    : isObject(listed)
      ? Object.entries(listed).map(([id, raw]) => (isObject(raw) ? { id, ...raw } : raw))
      : null;
  if (!raws) throw damaged(file, 'it holds no list of favorites');

  const entries = new Map<string, Entry>();
  const unread: unknown[] = [];
  let written: number | null = null;
  for (const raw of raws) {
    const favorite = isObject(raw) ? favoriteOf(raw, () => (written ??= changedAt(file))) : null;
    if (!favorite || !isObject(raw)) unread.push(raw);
    // Somebody who copies an entry and changes it below means the later one.
    else entries.set(favorite.id, { raw, favorite });
  }
  return { entries: [...entries.values()], unread, rest };
}

function favoriteOf(raw: JsonObject, otherwiseAt: () => number): Favorite | null {
  const id = typeof raw.id === 'number' ? String(raw.id) : textOf(raw.id);
  if (!id) return null;
  const link = textOf(raw.link);
  return {
    id,
    title: textOf(raw.title) ?? link ?? id,
    link,
    source: textOf(raw.source) ?? '',
    published: timeOf(raw.published),
    at: timeOf(raw.added) ?? otherwiseAt(),
    tags: tagsOf(raw.tags),
    note: textOf(raw.note),
  };
}

/** What was written by hand stays as it is until that favorite changes; only the time of keeping is settled at once. */
function write({ entries, unread, rest }: Content, favorites: readonly Favorite[]): JsonObject {
  const before = new Map(entries.map((entry) => [entry.favorite.id, entry]));
  const list = favorites.map((favorite) => {
    const { id, title, link, source, published, at, tags, note } = favorite;
    const known = { id, title, link, source, published: isoOf(published), added: isoOf(at), tags, note };
    const old = before.get(id);
    if (!old) return known;
    const settled = timeOf(old.raw.added) !== null && isDeepStrictEqual(old.favorite, favorite);
    return settled ? old.raw : { ...known, ...without(old.raw, known) };
  });
  return { ...rest, favorites: [...list, ...unread] };
}

function without(raw: JsonObject, known: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !Object.hasOwn(known, key)));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** A list, or the words of one line parted by commas. */
function tagsOf(value: unknown): readonly string[] {
  const parts = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  return parts.flatMap((part) => (typeof part === 'string' && part.trim() ? [part.trim()] : []));
}

/** Milliseconds of an ISO time, or of a number of milliseconds. */
function timeOf(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : typeof value === 'number' ? value : Number.NaN;
  return Number.isFinite(at) && Math.abs(at) <= maxTime ? at : null;
}

/** Milliseconds are written only where there are any: "2026-11-01T08:00:00Z" reads better. */
function isoOf(at: number | null): string | null {
  return at === null || Math.abs(at) > maxTime ? null : new Date(at).toISOString().replace('.000Z', 'Z');
}

// The last moment that a Date can tell (ECMA-262, 21.4.1.1).
const maxTime = 8.64e15;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
