/** A favorite whose article the store has lost: from its page, else from what the reader's file holds of it. */
import { safeLine, safeText } from '../content/safe.ts';
import { escapeHtml } from '../content/sanitize.ts';
import { type Article, draft } from '../core/article.ts';
import { asNewsError } from '../core/errors.ts';
import { type Favorite, type Ports, unknownDocument } from '../core/ports.ts';
import { asArticle, readLoose } from './read-loose.ts';

/** The favorite with this id, prefix of it, or link, as an article; null where there is none. */
export async function readFavorite(ports: Ports, reference: string): Promise<Article | null> {
  const favorite = await findFavorite(ports, reference);
  if (!favorite) return null;
  const known = { id: favorite.id, shortId: favorite.id, favorite: favorite.at };
  // A link that the reader types may lead anywhere; one in the file was a document's.
  const page = await tryPage(ports, favorite, favorite.link === reference ? null : unknownDocument);
  return { ...(page ?? fromFile(ports, favorite)), ...known };
}

async function findFavorite(ports: Ports, reference: string): Promise<Favorite | null> {
  const wanted = reference.trim().toLowerCase();
  if (wanted.length < 4) return null;
  const fitting = (await ports.favorites.list()).filter(({ id, link }) => id.startsWith(wanted) || link === reference);
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The page as it is now; null where it cannot be had. */
async function tryPage(ports: Ports, { link }: Favorite, namedBy: string | null): Promise<Article | null> {
  if (link === null || !/^https?:/i.test(link)) return null;
  try {
    return await readLoose(ports, link, { namedBy });
  } catch (thrown) {
    if (asNewsError(thrown).code === 'bug') throw thrown;
    return null;
  }
}

function fromFile(ports: Ports, { title, link, source, published, tags, note }: Favorite): Article {
  const lines = [note, 'Only this is left of the article: what favorites.json holds.'].filter((line) => line !== null);
  const html = lines.map((line) => `<p>${escapeHtml(safeText(line))}</p>`).join('\n');
  const article = asArticle(ports, {
    draft: draft({ title, link, published, tags, html }),
    method: 'favorites',
    partial: true,
  });
  return { ...article, source: { id: '', title: safeLine(source) || article.source.title, link: null } };
}
