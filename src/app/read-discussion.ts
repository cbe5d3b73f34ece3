/** Bytes to comments that may be shown: what the ReadDiscussion port does in a thread of its own. */
import { cleanDiscussion } from '../content/discussion.ts';
import type { Discussion } from '../core/article.ts';
import { asNewsError, NewsError } from '../core/errors.ts';
import type { DiscussionDocument } from '../core/ports.ts';
import { readCommentFeed } from '../feeds/discussions/comment-feed.ts';
import { discussionSites } from '../feeds/discussions/sites.ts';

/** Throws NewsError "not-a-discussion" with the address. */
export async function readDiscussion(document: DiscussionDocument): Promise<Discussion> {
  const raw = await read(document);
  if (raw) return cleanDiscussion(raw);
  throw new NewsError(
    'not-a-discussion',
    `${document.url ?? 'the document'} holds no comments that can be read`,
    'Look at it in a browser.',
  );
}

async function read(document: DiscussionDocument): Promise<Discussion | null> {
  const { bytes, form } = document;
  if (form !== 'feed') return discussionSites.find(({ name }) => name === form)?.read(bytes) ?? null;
  try {
    return await readCommentFeed(bytes, document);
  } catch (thrown) {
    if (asNewsError(thrown).code !== 'not-a-feed') throw thrown;
    return null;
  }
}
