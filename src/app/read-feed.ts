/** Bytes to cleaned drafts: the pure half of a refresh, as the ReadFeed port does it in a thread of its own. */
import { clean, shorten } from '../content/clean.ts';
import { safeLine } from '../content/safe.ts';
import { type Draft, longestSummary } from '../core/article.ts';
import type { Feed } from '../core/feed.ts';
import { maxDrafts } from '../core/merge.ts';
import type { FeedDocument, ReadOptions } from '../core/ports.ts';
import { parseFeed } from '../feeds/parse.ts';

/** Parses and cleans a document; throws NewsError "not-a-feed". */
export async function readFeed(document: FeedDocument, options: ReadOptions = {}): Promise<Feed> {
  const feed = await parseFeed(document.bytes, document);
  return {
    ...feed,
    title: line(feed.title),
    description: line(feed.description),
    language: line(feed.language),
    drafts: options.forStore
      ? feed.drafts.slice(0, maxDrafts).map(clean).map(withShortSummary)
      : feed.drafts.map(clean),
  };
}

function line(text: string | null): string | null {
  return text === null ? null : safeLine(text) || null;
}

function withShortSummary(draft: Draft): Draft {
  return draft.summary === null ? draft : { ...draft, summary: shorten(draft.summary, longestSummary) };
}
