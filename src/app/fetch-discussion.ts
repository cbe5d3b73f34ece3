/** The discussion under an article, fetched from where it may be and kept with the article for reading offline. */
import { cleanPageDiscussion, withOlder } from '../content/discussion.ts';
import type { Article, Discussion } from '../core/article.ts';
import { asNewsError, type NewsError } from '../core/errors.ts';
import type { Ports } from '../core/ports.ts';
import { discussionPlaces, type Place } from './discussion-places.ts';
import { isSilence } from './hosts.ts';
import { feedOf } from './named-by.ts';
import { readArticle } from './read-article.ts';
import { fetchDocument, fetchPage, type PageOptions } from './read-page.ts';

export interface Discussed {
  /** As it is now, with the comments that are kept. */
  readonly article: Article;
  /** How many places were known to ask: none means that nobody says where the discussion is. */
  readonly places: number;
}

/**
 * Asks one place after the other until one tells as many comments as there are known to be. What is kept is replaced only by
 * comments, and by fewer only if every place answered. Where none holds any it throws what failed, if that may be why.
 */
export async function fetchDiscussion(ports: Ports, id: string, signal?: AbortSignal): Promise<Discussed> {
  const article = await readArticle(ports, id);
  const source = await feedOf(ports, article);
  const places = discussionPlaces(article, source);
  const answers = await askAll(ports, places, article, { source, ...(signal ? { signal } : {}) });
  const { fullest, failures } = answers;
  const found = fullest?.comments.length ?? 0;
  if (!fullest || found === 0) {
    const failure = whyNone(article, places, answers);
    if (failure) throw failure;
    return { article, places: places.length };
  }
  if (failures.size > 0 && found < article.comments.length) return { article, places: places.length };
  const { comments, commentCount } = fullest;
  const count = Math.max(commentCount ?? article.commentCount ?? 0, found);
  await (await ports.store()).setDiscussion(article.id, { comments, commentCount: count });
  return { article: await readArticle(ports, article.id), places: places.length };
}

interface Answers {
  /** The answer with the most comments; null where no place answered. */
  readonly fullest: Discussion | null;
  readonly failures: ReadonlyMap<Place, NewsError>;
}

/** The first failure, where nobody answered, where somebody counts comments, or where the best place that is no guess failed. */
function whyNone(article: Article, places: readonly Place[], { fullest, failures }: Answers): NewsError | null {
  const [failure = null] = failures.values();
  const best = places.find(({ isGuess }) => !isGuess);
  const isMissed = !fullest || (article.commentCount ?? 0) > 0 || (best !== undefined && failures.has(best));
  return isMissed ? failure : null;
}

async function askAll(
  ports: Ports,
  places: readonly Place[],
  article: Article,
  options: PageOptions,
): Promise<Answers> {
  const { comments } = article;
  const failures = new Map<Place, NewsError>();
  const silent = new Set<string>();
  let fullest: Discussion | null = null;
  for (const place of places) {
    const host = URL.parse(place.address)?.host ?? '';
    // A host that does not answer need not be waited for twice.
    if (silent.has(host)) continue;
    try {
      const told = await ask(ports, place, { ...options, namedBy: place.namedBy });
      const answer = place.form === 'feed' ? { ...told, comments: withOlder(comments, told.comments) } : told;
      if (!fullest || answer.comments.length > fullest.comments.length) fullest = answer;
      if (isEnough(fullest, article)) break;
    } catch (thrown) {
      const error = asNewsError(thrown);
      if (/^(?:bug|database|interrupted|offline)$/.test(error.code)) throw error;
      if (isSilence(error)) silent.add(host);
      failures.set(place, error);
    }
  }
  return { fullest, failures };
}

/** As many as there are known to be. That an answer holds none is enough only where somebody counts none. */
function isEnough({ comments, commentCount }: Discussion, known: Article): boolean {
  const counted = commentCount ?? known.commentCount;
  const expected = Math.max(known.commentCount ?? 0, known.comments.length, commentCount ?? 0);
  return comments.length >= (counted === null ? Math.max(1, expected) : expected);
}

async function ask(ports: Ports, { address, form }: Place, options: PageOptions): Promise<Discussion> {
  if (form === 'page') return askPage(ports, address, options);
  const { promise: heldUntil, resolve: letGo } = Promise.withResolvers<void>();
  try {
    const answer = await fetchDocument(ports, address, form === 'feed' ? 'feed' : 'json', { ...options, heldUntil });
    return await ports.readDiscussion({ ...answer, form });
  } finally {
    letGo();
  }
}

/** A page that holds no article holds no discussion of it either. */
async function askPage(ports: Ports, address: string, options: PageOptions): Promise<Discussion> {
  try {
    return cleanPageDiscussion((await fetchPage(ports, address, options)).draft);
  } catch (thrown) {
    const error = asNewsError(thrown);
    if (error.code === 'not-an-article') return { comments: [], commentCount: null };
    throw error;
  }
}
