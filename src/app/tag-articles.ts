/** The reader's own tags on articles. */
import type { Article } from '../core/article.ts';
import { NewsError } from '../core/errors.ts';
import { foldName } from '../core/fold.ts';
import type { Ports } from '../core/ports.ts';

export async function addTags(ports: Ports, articles: readonly Article[], tags: readonly string[]): Promise<number> {
  return changeTags(ports, articles, `tagged with ${tags.join(', ')}`, (own, article) => {
    const present = new Set([...own, ...article.tags].map(foldName));
    return [...own, ...tags.filter((tag) => !present.has(foldName(tag)))];
  });
}

/** Takes the reader's own tags off; the publisher's stay. Throws "not-found" where no article has such a tag of the reader's. */
export async function removeTags(ports: Ports, articles: readonly Article[], tags: readonly string[]): Promise<number> {
  const gone = new Set(tags.map(foldName));
  for (const tag of tags) {
    if (articles.some(({ ownTags }) => ownTags.some((own) => foldName(own) === foldName(tag)))) continue;
    throw new NewsError(
      'not-found',
      `there is no tag of yours "${tag}" on ${articles.map(({ shortId }) => shortId).join(', ')}`,
      'Only tags added with "news tag add" can be removed.',
    );
  }
  return changeTags(ports, articles, `took off the tag ${tags.join(', ')}`, (own) =>
    own.filter((tag) => !gone.has(foldName(tag))),
  );
}

/** Returns how many articles changed. */
async function changeTags(
  ports: Ports,
  articles: readonly Article[],
  label: string,
  edit: (own: readonly string[], article: Article) => readonly string[],
): Promise<number> {
  const changed = articles.flatMap((article) => {
    const ownTags = edit(article.ownTags, article);
    return ownTags.length === article.ownTags.length ? [] : [{ id: article.id, before: article.ownTags, ownTags }];
  });
  if (changed.length === 0) return 0;
  const store = await ports.store();
  await store.setOwnTags(changed.map(({ id, ownTags }) => ({ id, ownTags })));
  const before = changed.map(({ id, before }) => ({ id, ownTags: before }));
  await store.remember({ kind: 'own-tags', before, label }, ports.now());
  return changed.length;
}
