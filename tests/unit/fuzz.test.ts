import { expect, it } from 'vitest';
import { fuzzDocuments, kinds } from '../fuzz/documents.ts';

// A fixed seed, and few: "npm run fuzz" reads thousands of others.
it.each([
  ['feeds', 400],
  ['pages', 80],
] as const)('damaged %s break no rule', async (name, runs) => {
  expect(await fuzzDocuments(kinds[name], { runs, seed: 7 })).toEqual([]);
});
