import { defineConfig } from 'vitest/config';

/** Which tests run beside each other: pure ones at will, those with processes and terminals a few at a time. */
export default defineConfig({
  test: {
    reporters: ['default', './tests/support/count-reporter.ts'],
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], testTimeout: 60_000 } },
      { test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'cli', include: ['tests/cli/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'tui', include: ['tests/tui/**/*.test.{ts,tsx}'], testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
    maxWorkers: 2,
  },
});
