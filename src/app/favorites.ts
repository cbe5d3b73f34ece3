/** Favorites: the truth is the reader's file; the store keeps an index of it and the journal what it was. */
import { type Article, titleOf } from '../core/article.ts';
import { NewsError } from '../core/errors.ts';
import type { Favorite, Ports } from '../core/ports.ts';

/** Brings the store's index up to the file, whoever changed it. A damaged file is warned of and changes nothing. */
export async function syncFavorites(ports: Ports): Promise<void> {
  try {
    const store = await ports.store();
    const version = (await ports.favorites.version()) ?? 'none';
    if (((await store.favoritesVersion()) ?? 'none') === version) return;
    const favorites = version === 'none' ? [] : await ports.favorites.list();
    await store.mirrorFavorites(
      version,
      favorites.map(({ id, at }) => ({ id, at })),
    );
  } catch (thrown) {
    if (!(thrown instanceof NewsError) || thrown.code !== 'favorites') throw thrown;
    ports.warn(thrown);
  }
}

/** Newest kept first. */
export async function listFavorites(ports: Ports): Promise<readonly Favorite[]> {
  const favorites = await ports.favorites.list();
  return favorites.toSorted((a, b) => b.at - a.at);
}

export function favoriteOf(article: Article, at: number, note: string | null): Favorite {
  return {
    id: article.id,
    title: titleOf(article),
    link: article.link,
    source: article.source.title,
    published: article.published,
    at,
    tags: article.tags,
    note,
  };
}

/** Keeps these articles; those that already are keep their time, and their note unless a new one is given. Returns how many are new. */
export async function addFavorites(
  ports: Ports,
  articles: readonly Article[],
  note: string | null = null,
): Promise<number> {
  const now = ports.now();
  const ids = articles.map(({ id }) => id);
  const before = await changeFavorites(ports, ids, label('kept', articles), (favorites) => {
    const kept = new Map(favorites.map((favorite) => [favorite.id, favorite]));
    for (const article of articles) {
      const old = kept.get(article.id);
      if (!old) kept.set(article.id, favoriteOf(article, now, note));
      else if (note !== null) kept.set(article.id, { ...old, note });
    }
    return [...kept.values()];
  });
  return before.filter(({ favorite }) => favorite === null).length;
}

/** Lets go of favorites by full id; returns those that were kept. */
export async function removeFavorites(ports: Ports, ids: readonly string[]): Promise<readonly Favorite[]> {
  const gone = new Set(ids);
  const before = await changeFavorites(ports, ids, `let go of ${count(ids.length)}`, (favorites) =>
    favorites.filter(({ id }) => !gone.has(id)),
  );
  return before.flatMap(({ favorite }) => favorite ?? []);
}

/** Writes a note on a favorite; null takes it off. Throws "not-found" where the article is none. */
export async function noteFavorite(ports: Ports, id: string, note: string | null): Promise<Favorite> {
  if (!(await ports.favorites.list()).some((favorite) => favorite.id === id)) {
    throw new NewsError('not-found', `article ${id} is not among the favorites`, `Keep it first: news fav add ${id}`);
  }
  await changeFavorites(ports, [id], `changed the note on a favorite`, (favorites) =>
    favorites.map((favorite) => (favorite.id === id ? { ...favorite, note } : favorite)),
  );
  const changed = (await ports.favorites.list()).find((favorite) => favorite.id === id);
  if (!changed) throw new NewsError('not-found', `article ${id} is no favorite any more`, 'See "news fav list".');
  return changed;
}

/** Adds whole favorites (from an export); those present are left as they are. Returns how many were added. */
export async function importFavorites(ports: Ports, imported: readonly Favorite[]): Promise<number> {
  const ids = imported.map(({ id }) => id);
  const before = await changeFavorites(ports, ids, `imported ${count(imported.length)}`, (favorites) => {
    const present = new Set(favorites.map(({ id }) => id));
    return [...favorites, ...imported.filter(({ id }) => !present.has(id))];
  });
  return before.filter(({ favorite }) => favorite === null).length;
}

/** Puts favorites back as they were, without a new entry in the journal. */
export async function restoreFavorites(
  ports: Ports,
  before: readonly { readonly id: string; readonly favorite: Favorite | null }[],
): Promise<void> {
  const restored = new Map(before.map((entry) => [entry.id, entry.favorite]));
  await ports.favorites.change((favorites) => [
    ...favorites.filter(({ id }) => !restored.has(id)),
    ...before.flatMap(({ favorite }) => favorite ?? []),
  ]);
  await syncFavorites(ports);
}

type Before = readonly { readonly id: string; readonly favorite: Favorite | null }[];

/** One locked change, remembered for undo; returns what these ids were before. */
async function changeFavorites(
  ports: Ports,
  ids: readonly string[],
  words: string,
  edit: (favorites: readonly Favorite[]) => readonly Favorite[],
): Promise<Before> {
  let before: Before = [];
  await ports.favorites.change((favorites) => {
    const byId = new Map(favorites.map((favorite) => [favorite.id, favorite]));
    before = ids.map((id) => ({ id, favorite: byId.get(id) ?? null }));
    return edit(favorites);
  });
  const store = await ports.store();
  await store.remember({ kind: 'favorites', before, label: words }, ports.now());
  await syncFavorites(ports);
  return before;
}

function label(verb: string, articles: readonly Article[]): string {
  const [only] = articles;
  return articles.length === 1 && only ? `${verb} "${titleOf(only)}"` : `${verb} ${count(articles.length)}`;
}

function count(articles: number): string {
  return articles === 1 ? '1 favorite' : `${articles} favorites`;
}
