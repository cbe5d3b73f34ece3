/** The screens in the README are what the reader shows, cell by cell, at the moment that the README's other transcripts are of. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { innerReader } from '../support/inner-reader.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const screens = [...readme.matchAll(/```text (\d+)×(\d+)\n([\s\S]*?)```/g)].map(([, columns, rows, text = '']) => ({
  columns: Number(columns),
  rows: Number(rows),
  text,
}));

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** What both screens must hold before they are whole. */
const always = ['unread', '? keys'];
const wide = ['Sections', 'By '];

it('shows one of 80 and one of 160 columns', () => {
  expect(screens.map(({ columns }) => columns)).toEqual([80, 160]);
});

it.each(screens)('$columns by $rows', async ({ columns, rows, text }) => {
  const reader = innerReader(columns, rows, { now: () => Date.parse('2026-11-23T09:00:00Z') });
  expect(await reader.until(...always, ...(columns < 150 ? [] : wide))).toBe(text);
  reader.stdin.write('Q');
  await reader.left;
});
