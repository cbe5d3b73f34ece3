/** Favorites in and out: JSON (whole), Markdown (for people), JSON Feed 1.1 (for other readers). */
import { escapeMarkdown } from '../content/markdown.ts';
import { safeLine } from '../content/safe.ts';
import { NewsError } from '../core/errors.ts';
import { articleId } from '../core/ids.ts';
import type { Favorite, Ports } from '../core/ports.ts';
import { pagesAddress } from '../core/source.ts';
import { iso } from '../core/time.ts';

export type ExportForm = 'json' | 'markdown' | 'jsonfeed';

/** The file is edited by hand and by others: what leaves it is made safe, and links lead to the web only. */
export function exportFavorites(kept: readonly Favorite[], form: ExportForm): string {
  const favorites = kept.map(safeFavorite);
  switch (form) {
    case 'json':
      return `${JSON.stringify(
        favorites.map(({ at, published, ...rest }) => ({ ...rest, published: iso(published), added: iso(at) })),
        null,
        2,
      )}\n`;
    case 'markdown':
      return favorites.map(markdownItem).join('');
    case 'jsonfeed':
      return `${JSON.stringify(jsonFeed(favorites), null, 2)}\n`;
  }
}

function safeFavorite(favorite: Favorite): Favorite {
  const { id, title, link, source, tags, note } = favorite;
  return {
    ...favorite,
    id: safeLine(id),
    title: safeLine(title),
    link: webLink(link),
    source: safeLine(source),
    tags: tags.map(safeLine).filter(Boolean),
    note: note === null ? null : safeLine(note),
  };
}

function markdownItem({ title, link, source, published, note }: Favorite): string {
  const words = escapeMarkdown(title);
  const date = published === null ? '' : `, ${iso(published).slice(0, 10)}`;
  const first = `- ${link ? `[${words}](<${link}>)` : words} (${escapeMarkdown(source)}${date})`;
  return note ? `${first}  \n  ${escapeMarkdown(note)}\n` : `${first}\n`;
}

/** https://www.jsonfeed.org/version/1.1/ */
function jsonFeed(favorites: readonly Favorite[]): unknown {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Favorites of news',
    items: favorites.map(({ id, title, link, source, published, at, tags, note }) => ({
      id,
      ...(link === null ? {} : { url: link }),
      title,
      content_text: note ?? title,
      ...(published === null ? {} : { date_published: iso(published) }),
      ...(tags.length > 0 ? { tags } : {}),
      _news: { source, added: iso(at), note },
    })),
  };
}

/** The favorites of an export (JSON or JSON Feed). Throws "file" that says what is wrong with it. */
export function parseFavorites(
  ports: Pick<Ports, 'digest' | 'now'>,
  bytes: Uint8Array,
  name: string,
): readonly Favorite[] {
  const value = parseJson(bytes, name);
  const items = Array.isArray(value) ? value : isObject(value) && Array.isArray(value.items) ? value.items : null;
  if (!items)
    throw new NewsError(
      'file',
      `${name} holds no list of favorites`,
      'Give a file that "news fav export" made, or a JSON Feed.',
    );
  return items
    .filter(isObject)
    .map((item) => favoriteFrom(ports, item))
    .filter((favorite) => favorite !== null);
}

function parseJson(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (thrown) {
    throw new NewsError(
      'file',
      `${name} is no JSON: ${thrown instanceof Error ? thrown.message : ''}`,
      'Give a file that "news fav export" made, or a JSON Feed.',
    );
  }
}

type Item = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Item {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function favoriteFrom(ports: Pick<Ports, 'digest' | 'now'>, item: Item): Favorite | null {
  const own = isObject(item._news) ? item._news : item;
  const link = webLink(item.url ?? item.link);
  const title = text(item.title) ?? link;
  if (title === null) return null;
  const id = text(item.id);
  return {
    id:
      id && /^[0-9a-hjkmnp-tv-z]{16}$/.test(id)
        ? id
        : articleId(ports.digest, pagesAddress, link ? `link:${link}` : `text:${title}`),
    title,
    link,
    source: text(own.source) ?? '',
    published: time(item.date_published ?? item.published),
    at: time(own.added) ?? ports.now(),
    tags: Array.isArray(item.tags) ? item.tags.map(text).filter((tag) => tag !== null) : [],
    note: text(own.note),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? safeLine(String(value)) || null : null;
}

function webLink(value: unknown): string | null {
  return typeof value === 'string' && /^https?:/i.test(value) && URL.canParse(value) ? new URL(value).href : null;
}

function time(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}
