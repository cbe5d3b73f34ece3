/** What every store must do. An adapter runs it in three lines. */
import { describe } from 'vitest';
import { articleRules, changeRules } from './store-articles.ts';
import { discussionRules } from './store-discussions.ts';
import { listingRules, pagingRules } from './store-listing.ts';
import { pruneRules } from './store-prune.ts';
import { readerRules } from './store-reader.ts';
import type { OpenStore } from './store-samples.ts';
import { rankingRules, searchRules } from './store-search.ts';
import { sourceRules } from './store-sources.ts';

export function storeContract(name: string, open: OpenStore): void {
  describe(`the store on ${name}`, () => {
    // Every test has a place of its own, so that no test sees another's articles.
    let places = 0;
    const openFresh = (now = () => Date.UTC(2026, 10, 20, 12)) => open(`place-${places++}`, now);
    articleRules(openFresh, open);
    changeRules(openFresh);
    discussionRules(openFresh);
    listingRules(openFresh);
    pagingRules(openFresh);
    searchRules(openFresh);
    rankingRules(openFresh);
    readerRules(openFresh);
    pruneRules(openFresh);
    sourceRules(openFresh);
  });
}
