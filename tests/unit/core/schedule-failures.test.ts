import { describe, expect, it } from 'vitest';
import { isDue, stateAfterFailure, stateAfterSuccess, stateAtRest, validatorsOf } from '../../../src/core/schedule.ts';
import { freshState } from '../../../src/core/source.ts';
import { answer, day, facts, hour, minute, now, source, withState } from './sample-source.ts';

const failure = { code: 'network', message: 'no answer', retryAfterMs: null };

describe('validators', () => {
  it('are kept over "not modified" and dropped after eight days', () => {
    const state = stateAfterSuccess(source, answer, now, null);
    expect(validatorsOf(state, now + 7 * day).etag).toBe('"e"');
    const later = { ...answer, etag: null, notModified: true, bodyHash: null };
    const again = stateAfterSuccess(withState(state), later, now + 7 * day, null);
    expect(again).toMatchObject({ etag: '"e"', bodyHash: 'h' });
    expect(validatorsOf(again, now + 9 * day)).toEqual({ etag: null, lastModified: null });
  });
});

/** [rule, failures before, Retry-After, at least, at most] */
const failureRows: readonly (readonly [string, number, number | null, number, number])[] = [
  ['the first: ten minutes', 0, null, 10 * minute, 12.5 * minute],
  ['the second: twenty', 1, null, 15 * minute, 25 * minute],
  ['the fifth: some three hours', 4, null, 2 * hour, 3.4 * hour],
  ['after a month of them: a day', 100, null, 18 * hour, day],
  ['Retry-After is obeyed', 0, 5 * hour, 5 * hour, 5 * hour],
  ['a short Retry-After does not shorten the back-off', 4, minute, 2 * hour, 3.4 * hour],
  ['Retry-After of a season: a day', 0, 90 * day, day, day],
];

describe('when it is asked again after a failure', () => {
  it.each(failureRows)('%s', (_, failures, retryAfterMs, atLeast, atMost) => {
    const state = stateAfterFailure(withState({ failures }), { ...failure, retryAfterMs }, now);
    expect((state.nextAt ?? 0) - now).toBeGreaterThanOrEqual(atLeast);
    expect((state.nextAt ?? 0) - now).toBeLessThanOrEqual(atMost);
  });

  it('keeps what is known, remembers since when it fails, and forgets that with the first success', () => {
    const known = withState({
      etag: '"e"',
      bodyHash: 'h',
      document: facts({ rhythmMs: day }),
      movingTo: 'https://x.example/',
    });
    const first = stateAfterFailure(known, failure, now);
    const second = stateAfterFailure(withState(first), { ...failure, retryAfterMs: hour }, now + hour);
    expect(second).toMatchObject({
      ...known.state,
      triedAt: now + hour,
      nextAt: second.nextAt,
      failures: 2,
      failingSince: now,
      error: { code: 'network', message: 'no answer' },
      restUntil: now + 2 * hour,
    });
    expect(stateAfterSuccess(withState(second), answer, now + day, null)).toMatchObject({
      failures: 0,
      failingSince: null,
      error: null,
      restUntil: null,
      fetchedAt: now + day,
    });
  });

  it('parts sources that failed together', () => {
    const times = ['aa', 'bb', 'cc', 'dd'].map(
      (id) => stateAfterFailure({ ...source, id: id.repeat(8) }, failure, now + hour).nextAt,
    );
    expect(new Set(times).size).toBeGreaterThan(2);
  });

  it('stops after 410, until it answers again', () => {
    const state = stateAfterFailure(source, { ...failure, code: 'gone' }, now);
    expect(state).toMatchObject({ gone: true, nextAt: null });
    expect(isDue(withState(state), now + 90 * day, hour)).toBe(false);
    expect(stateAfterSuccess(withState(state), answer, now, null).gone).toBe(false);
  });

  it('rests with its host without having failed', () => {
    expect(stateAtRest(withState({ nextAt: now }), now + hour)).toEqual({
      ...freshState,
      nextAt: now + hour,
      restUntil: now + hour,
    });
  });
});
