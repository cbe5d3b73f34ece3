import { discourse } from './discourse.ts';
import { hackerNews } from './hacker-news.ts';
import { lobsters } from './lobsters.ts';
import { reddit } from './reddit.ts';
import type { DiscussionSite } from './site.ts';

/** Every site whose discussions are known by their addresses. The first that knows an address has it. */
export const discussionSites: readonly DiscussionSite[] = [hackerNews, lobsters, reddit, discourse];
