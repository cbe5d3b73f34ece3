import { describe, expect, it } from 'vitest';
import { cases, f1, type Score, scoreCase } from '../../../bench/extract.ts';

/** Every page of tests/fixtures/pages against the truth that was cut by hand; `npm run bench extract` names the faults. */
const scores: readonly Score[] = cases().map(scoreCase);

function share(field: string): number {
  const values = scores.flatMap(({ fields }) => {
    const value = fields[field];
    return value === undefined || value === null ? [] : [Number(value)];
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the evaluation pages', () => {
  it('give the bodies that an editor would have cut out', () => {
    const bodies = scores.flatMap(({ body }) => (body ? [f1(body)] : []));
    expect(bodies.reduce((sum, value) => sum + value, 0) / bodies.length).toBeGreaterThan(0.99);
    // No page is lost as a whole, whatever is done for the others.
    expect(scores.flatMap(({ name, body }) => (body && f1(body) < 0.75 ? [name] : []))).toEqual([]);
  });

  it.each([
    ['title', 0.98],
    ['day', 0.97],
    ['authors', 0.95],
    ['updated', 0.97],
    ['section', 0.86],
    ['tags', 0.93],
    ['commentCount', 0.92],
    ['comments', 0.88],
    ['related', 0.92],
    ['language', 0.99],
    ['direction', 0.99],
    ['partial', 0.94],
  ])('tell their %s', (field, least) => {
    expect(share(field)).toBeGreaterThan(least);
  });

  it('are refused where they hold no article', () => {
    expect(scores.filter(({ fields }) => fields.refused === false).map(({ name }) => name)).toEqual([]);
  });
});
