import { describe, expect, it } from 'vitest';
import { draft } from '../../../src/core/article.ts';
import type { Change } from '../../../src/core/merge.ts';
import {
  formatKeep,
  keepAll,
  keepOf,
  parseKeep,
  pruningOf,
  type Retention,
  traceAfter,
  withoutPruned,
} from '../../../src/core/retention.ts';
import { freshState, type Keep, pagesAddress, plainSettings, type Source } from '../../../src/core/source.ts';
import { day } from '../../../src/core/time.ts';

const now = Date.UTC(2026, 10, 20, 12);

function sourceWith(keep: Keep | null, address = 'https://paper.example/feed'): Source {
  return {
    id: 's1',
    address,
    title: 'The Paper',
    feedTitle: null,
    link: null,
    language: null,
    section: null,
    tags: [],
    settings: { ...plainSettings, keep },
    state: freshState,
    addedAt: 0,
  };
}

function retentionOf(keep: Keep, keepUnread = true): Retention {
  return { keep, keepUnread };
}

describe('what goes of a source', () => {
  const month = { ageMs: 30 * day, count: null };
  const hundred = { ageMs: null, count: 100 };

  it.each<[string, Keep | null, Keep, { before: number | null; beyond: number | null } | null]>([
    ['nothing by default', null, keepAll, null],
    ['what the default says', null, month, { before: now - 30 * day, beyond: null }],
    ['by number', null, hundred, { before: null, beyond: 100 }],
    ['its own rule in place of the default', hundred, month, { before: null, beyond: 100 }],
    ['nothing where its own rule keeps all', keepAll, month, null],
    ['both limits', { ageMs: day, count: 5 }, keepAll, { before: now - day, beyond: 5 }],
  ])('%s', (_, own, standard, expected) => {
    const pruning = pruningOf(sourceWith(own), retentionOf(standard), now);
    expect(pruning).toEqual(expected && { sourceId: 's1', keepUnread: true, ...expected });
  });

  it('passes on whether unread articles stay', () => {
    expect(pruningOf(sourceWith(null), retentionOf(month, false), now)?.keepUnread).toBe(false);
  });

  it('leaves saved pages alone unless they have a rule of their own', () => {
    expect(keepOf(sourceWith(null, pagesAddress), retentionOf(month))).toEqual(keepAll);
    expect(keepOf(sourceWith(hundred, pagesAddress), retentionOf(month))).toEqual(hundred);
  });
});

describe('what a refresh brings', () => {
  const added = (identity: string, sortedAt: number): Change => ({
    kind: 'add',
    id: identity,
    identity,
    fingerprint: '',
    draft: draft({}),
    sortedAt,
    method: 'rss',
  });
  const { sortedAt: _, ...rest } = added('old', 0) as Extract<Change, { kind: 'add' }>;
  const updated: Change = { ...rest, kind: 'update' };
  const pruning = { sourceId: 's1', before: now - day, beyond: null, keepUnread: false };
  const identities = (changes: readonly Change[]) => changes.map(({ identity }) => identity);

  it('brings back nothing that went', () => {
    const changes = [added('a', now), added('b', now)];
    expect(identities(withoutPruned(changes, new Set(['a']), null))).toEqual(['b']);
    expect(identities(withoutPruned(changes, new Set(), null))).toEqual(['a', 'b']);
  });

  it('brings nothing that would go at once', () => {
    const changes = [added('old', now - day - 1), added('new', now - day), updated];
    expect(withoutPruned(changes, new Set(), pruning)).toEqual([changes[1], updated]);
    // Where unread articles stay, so do old ones that are new here.
    expect(withoutPruned(changes, new Set(), { ...pruning, keepUnread: true })).toEqual(changes);
    expect(withoutPruned(changes, new Set(), { ...pruning, before: null, beyond: 1 })).toEqual(changes);
  });
});

describe('the trace of an article that went', () => {
  it.each<[string, number | null, boolean, number | null | 'drop']>([
    ['stays while the feed lists it', null, true, null],
    ['is missed from the first document without it', null, false, now],
    ['stays through a document that was cut short', now - 29 * day, false, now - 29 * day],
    ['is as new when the feed lists it again', now - 29 * day, true, null],
    ['goes when it was missed for 30 days', now - 30 * day, false, 'drop'],
  ])('%s', (_, missedAt, isListed, expected) => {
    expect(traceAfter(missedAt, isListed, now)).toBe(expected);
  });
});

describe('what is kept, in words', () => {
  it.each<[string, Keep | null]>([
    ['90d', { ageMs: 90 * day, count: null }],
    ['500', { ageMs: null, count: 500 }],
    ['90d 500', { ageMs: 90 * day, count: 500 }],
    [' 500  12w ', { ageMs: 84 * day, count: 500 }],
    ['all', keepAll],
    ['ALL', keepAll],
    ['', null],
    ['0', null],
    ['12h', null],
    ['-5', null],
    ['90d 500 all', null],
    ['5 6', null],
    ['1d 2d', null],
    ['forever', null],
    ['1.5', null],
  ])('%j', (text, expected) => {
    expect(parseKeep(text)).toEqual(expected);
    if (expected) expect(parseKeep(formatKeep(expected))).toEqual(expected);
  });
});
