import { defineConfig } from 'vitest/config';

/** What a test waits for comes or does not; how long that takes says only how busy the machine is. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } } };

/** Which tests run beside each other: pure ones at will, those with processes and terminals a few at a time. */
export default defineConfig({
  test: {
    reporters: ['default', './tests/support/count-reporter.ts'],
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], ...patience } },
      { test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], ...patience } },
      { test: { name: 'cli', include: ['tests/cli/**/*.test.ts'], ...patience } },
      { test: { name: 'tui', include: ['tests/tui/**/*.test.{ts,tsx}'], ...patience } },
    ],
    maxWorkers: 2,
  },
});
