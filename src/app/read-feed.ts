/** Bytes to cleaned drafts: the pure half of a refresh, as the ReadFeed port does it in a thread of its own. */
import { clean } from '../content/clean.ts';
import { safeLine } from '../content/safe.ts';
import type { Feed } from '../core/feed.ts';
import type { FeedDocument } from '../core/ports.ts';
import { parseFeed } from '../feeds/parse.ts';

/** Parses and cleans a document; throws NewsError "not-a-feed". */
export async function readFeed(document: FeedDocument): Promise<Feed> {
  const feed = await parseFeed(document.bytes, document);
  return {
    ...feed,
    title: line(feed.title),
    description: line(feed.description),
    language: line(feed.language),
    drafts: feed.drafts.map(clean),
  };
}

function line(text: string | null): string | null {
  return text === null ? null : safeLine(text) || null;
}
