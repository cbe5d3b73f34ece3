import { describe, expect, it } from 'vitest';
import { discussionPlaces } from '../../../src/app/discussion-places.ts';
import type { Article, Provenance } from '../../../src/core/article.ts';
import { unknownDocument } from '../../../src/core/ports.ts';
import { article } from '../../support/reader-state.ts';
import { source } from '../core/sample-source.ts';

const fromPage: Provenance = { from: 'page', at: 0, method: 'dom', partial: false, address: 'https://page.example/1' };
const placesOf = (known: Partial<Article>, feed = true) =>
  discussionPlaces(article(1, { link: null, ...known }), feed ? source : undefined).map(
    ({ address, form, namedBy }) => [form, address, namedBy],
  );
const byFeed = source.address;

describe('where a discussion may be', () => {
  it('is the feed of the comments, a site that is known, the page named for them, then the article’s own', () => {
    const known = {
      link: 'https://paper.example/1',
      commentsLink: 'https://news.ycombinator.com/item?id=12',
      commentsFeed: 'https://paper.example/1/feed',
    };
    expect(placesOf(known)).toEqual([
      ['feed', 'https://paper.example/1/feed', byFeed],
      ['hacker-news', 'https://hn.algolia.com/api/v1/items/12', byFeed],
      ['page', 'https://news.ycombinator.com/item?id=12', byFeed],
      ['page', 'https://paper.example/1', byFeed],
    ]);
  });

  it('names no address twice, and no place on a page', () => {
    const known = { link: 'https://paper.example/1', commentsLink: 'https://paper.example/1#comments' };
    expect(placesOf(known)).toEqual([['page', 'https://paper.example/1', byFeed]]);
    const feed = 'https://paper.example/1/feed';
    expect(placesOf({ commentsFeed: feed, commentsLink: feed })).toEqual([['feed', feed, byFeed]]);
  });

  it('is the link itself, where that leads to a discussion', () => {
    expect(placesOf({ link: 'https://forum.example/t/low-tide/12' })[0]).toEqual([
      'discourse',
      'https://forum.example/t/12.json',
      byFeed,
    ]);
  });

  it('is nowhere, where nothing names it', () => {
    expect(placesOf({})).toEqual([]);
  });

  it('counts as public where a page of the web may have named it', () => {
    const known = { link: 'https://paper.example/1', commentsLink: 'http://inside.example/c', provenance: fromPage };
    expect(placesOf(known)).toEqual([
      ['page', 'http://inside.example/c', unknownDocument],
      ['page', 'https://paper.example/1', byFeed],
    ]);
    expect(placesOf(known, false).map(([, , namedBy]) => namedBy)).toEqual([fromPage.address, fromPage.address]);
  });
});
