/** An invented source that was never fetched, and what a document may show of it. */

import type { Success } from '../../../src/core/schedule.ts';
import {
  type DocumentFacts,
  freshState,
  noHints,
  plainSettings,
  type RefreshHints,
  type Source,
} from '../../../src/core/source.ts';

/** A Monday, at midnight. */
export const now = Date.UTC(2026, 10, 23);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const source: Source = {
  id: '0123456789abcdef',
  address: 'https://invented.example/feed',
  title: 'Invented',
  feedTitle: null,
  link: null,
  language: null,
  section: null,
  tags: [],
  settings: plainSettings,
  state: freshState,
  addedAt: now,
};
export const withState = (state: Partial<Source['state']>, more: Partial<Source> = {}): Source => ({
  ...source,
  ...more,
  state: { ...freshState, ...state },
});
export const answer: Success = {
  etag: '"e"',
  lastModified: null,
  freshForMs: null,
  notModified: false,
  bodyHash: 'h',
  document: null,
  added: 0,
};
export const facts = (known: Partial<DocumentFacts>, hints: Partial<RefreshHints> = {}): DocumentFacts => ({
  hints: { ...noHints, ...hints },
  rhythmMs: null,
  newestAt: now,
  drafts: 10,
  undated: 0,
  wrongDates: 0,
  summaryOnly: 0,
  guidsTrusted: true,
  ...known,
});
