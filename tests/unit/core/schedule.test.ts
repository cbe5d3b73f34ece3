import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDue, stateAfterFailure, stateAfterSuccess, validatorsOf } from '../../../src/core/schedule.ts';
import { freshState, plainSettings, type Source } from '../../../src/core/source.ts';

const now = Date.UTC(2026, 10, 23);
const hour = 3_600_000;
const day = 24 * hour;
const source: Source = {
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
const withState = (state: Partial<Source['state']>): Source => ({ ...source, state: { ...freshState, ...state } });
const answer = { etag: '"e"', lastModified: null, freshForMs: null, notModified: false };
const failure = { code: 'network', message: 'no answer', retryAfterMs: null };

describe('when a source is due', () => {
  it.each([
    ['never fetched', {}, true],
    ['its time has come', { nextAt: now }, true],
    ['its time is to come', { nextAt: now + 1 }, false],
    ['the server said it is gone', { gone: true }, false],
  ])('%s', (_, state, due) => {
    expect(isDue(withState(state), now)).toBe(due);
  });

  it('comes again after the interval, the source’s own before the default, and never before the server allows', () => {
    expect(stateAfterSuccess(source, answer, now, hour).nextAt).toBe(now + hour);
    expect(
      stateAfterSuccess({ ...source, settings: { ...plainSettings, intervalMs: 2 * hour } }, answer, now, hour).nextAt,
    ).toBe(now + 2 * hour);
    expect(stateAfterSuccess(source, { ...answer, freshForMs: 3 * hour }, now, hour).nextAt).toBe(now + 3 * hour);
    expect(stateAfterSuccess(source, { ...answer, freshForMs: 400 * day }, now, hour).nextAt).toBe(now + day);
  });

  it('keeps validators over "not modified" and drops them after eight days', () => {
    const state = stateAfterSuccess(source, answer, now, hour);
    expect(validatorsOf(state, now + 7 * day).etag).toBe('"e"');
    const again = stateAfterSuccess(
      withState(state),
      { ...answer, etag: null, notModified: true },
      now + 7 * day,
      hour,
    );
    expect(again.etag).toBe('"e"');
    expect(validatorsOf(again, now + 9 * day)).toEqual({ etag: null, lastModified: null });
  });

  it('backs off further with each failure, within a day, and keeps validators and what is stored', () => {
    const first = stateAfterFailure(withState({ etag: '"e"' }), failure, now, hour);
    const second = stateAfterFailure(withState(first), failure, now, hour);
    expect(first).toMatchObject({ failures: 1, etag: '"e"', error: { code: 'network' }, gone: false });
    expect(second.nextAt ?? 0).toBeGreaterThan(first.nextAt ?? 0);
    fc.assert(
      fc.property(fc.nat(100), fc.nat(1e10), (failures, base) => {
        const { nextAt } = stateAfterFailure(withState({ failures }), failure, now, base);
        expect(nextAt).toBeGreaterThanOrEqual(now);
        expect(nextAt).toBeLessThanOrEqual(now + day);
      }),
    );
    expect(stateAfterSuccess(withState(second), answer, now, hour)).toMatchObject({ failures: 0, error: null });
  });

  it('honours Retry-After, within a day', () => {
    expect(stateAfterFailure(source, { ...failure, retryAfterMs: 5 * hour }, now, 60_000).nextAt).toBe(now + 5 * hour);
    expect(stateAfterFailure(source, { ...failure, retryAfterMs: 90 * day }, now, 60_000).nextAt).toBe(now + day);
  });

  it('parts sources that failed together', () => {
    const times = ['a', 'b', 'c', 'd'].map(
      (id) => stateAfterFailure({ ...source, id: id.repeat(16) }, failure, now, hour).nextAt,
    );
    expect(new Set(times).size).toBeGreaterThan(1);
  });

  it('stops after 410', () => {
    expect(stateAfterFailure(source, { ...failure, code: 'gone' }, now, hour).gone).toBe(true);
  });
});
