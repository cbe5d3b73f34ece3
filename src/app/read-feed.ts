/** Bytes to cleaned drafts: the pure half of a refresh. */
import { clean } from '../content/clean.ts';
import { safeLine } from '../content/safe.ts';
import type { Draft } from '../core/article.ts';
import type { FetchResult } from '../core/ports.ts';
import type { Feed } from '../feeds/feed.ts';
import { parseFeed } from '../feeds/parse.ts';

export interface CleanFeed extends Omit<Feed, 'drafts'> {
  readonly drafts: readonly Draft[];
}

/** How many drafts are cleaned before other work gets a turn: keys, progress and other answers wait no longer. */
const batchSize = 50;

/** Parses and cleans a fetched document; throws NewsError "not-a-feed". */
export async function readFeed(
  answer: Pick<FetchResult, 'charset' | 'type'> & { bytes: Uint8Array; url: string | null },
): Promise<CleanFeed> {
  const feed = await parseFeed(answer.bytes, answer);
  const drafts: Draft[] = [];
  for (const [index, draft] of feed.drafts.entries()) {
    drafts.push(clean(draft));
    if (index % batchSize === batchSize - 1) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return { ...feed, title: feed.title === null ? null : safeLine(feed.title) || null, drafts };
}
