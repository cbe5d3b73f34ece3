import { expect, it } from 'vitest';
import { startProgress } from '../../src/cli/output/progress.ts';
import { styleFor } from '../../src/cli/output/style.ts';

it.each([
  ['none', false, null],
  ['a terminal that does not know its width', true, null],
])('is not shown on %s', async (_, isTTY, columns) => {
  const stderr = { isTTY, columns, write: async () => true };
  const style = await styleFor({ env: {}, stdout: stderr }, { flag: false, setting: 'auto' }, 'never');
  expect(await startProgress({ stderr, terminal: null }, style)).toBeNull();
});
