/** What a feed document shows of its source's habits and faults. */
import { type Draft, longestSummary } from './article.ts';
import { guidsAreUnique } from './merge.ts';
import type { DocumentFacts, RefreshHints } from './source.ts';
import { earliest, hour, minute } from './time.ts';

/** Articles that come within this of each other are one moment of publishing: nobody is asked more often. */
const burstMs = 10 * minute;

/** The newest moments only: a source may have been slower or faster once. */
const momentsLookedAt = 30;

/** Characters of text below which an article is a teaser: two or three sentences. */
const teaserLength = 500;

export function documentFacts(drafts: readonly Draft[], hints: RefreshHints, now: number): DocumentFacts {
  const dates = drafts.map(({ published, updated }) => published ?? updated).filter((at) => at !== null);
  const believable = dates.filter((at) => at >= earliest && at <= now + hour);
  return {
    hints,
    rhythmMs: rhythmOf(believable.filter((at) => at <= now)),
    newestAt: believable.length === 0 ? null : believable.reduce((newest, at) => Math.max(newest, at)),
    drafts: drafts.length,
    undated: drafts.length - dates.length,
    wrongDates: dates.length - believable.length,
    summaryOnly: drafts.filter((draft) => draft.packed?.isTeaser ?? isTeaser(draft)).length,
    guidsTrusted: guidsAreUnique(drafts),
  };
}

/**
 * The usual time between moments of publishing, in milliseconds: the mean gap without the longest tenth, so that one
 * article of long ago, a holiday or the nights of a daily paper do not count. Null for fewer than three moments.
 */
export function rhythmOf(times: readonly number[]): number | null {
  const moments: number[] = [];
  for (const at of times.toSorted((a, b) => b - a)) {
    if (moments.length === momentsLookedAt) break;
    const last = moments.at(-1);
    if (last === undefined || last - at >= burstMs) moments.push(at);
  }
  if (moments.length < 3) return null;
  const gaps = moments.slice(1).map((at, index) => (moments[index] ?? at) - at);
  const usual = gaps.toSorted((a, b) => a - b).slice(0, gaps.length - Math.ceil(gaps.length / 10));
  return Math.round(usual.reduce((sum, gap) => sum + gap, 0) / usual.length);
}

/** A summary that was cut for the store is no shorter: the cut is made between words. */
const shortestCut = 0.7 * longestSummary;

/** A draft whose text is short, or ends where one would click to read on; a draft without any text is no teaser. */
export function isTeaser({ text, summary }: Draft): boolean {
  const words = (text ?? summary ?? '').trim();
  // A long summary that stands for the text may have been cut by ourselves.
  if (text === null && words.length >= shortestCut) return false;
  return words !== '' && (words.length < teaserLength || /(?:…|\.\.\.|\[…\]|\[\.\.\.\])$/.test(words));
}
