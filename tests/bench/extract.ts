/** Scores the extractor on the invented pages of tests/fixtures/pages against the truth cut by hand. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode, encodingExists } from 'iconv-lite';
import { declaredCharset } from '../../src/content/declared-charset.ts';
import { extractPage, type Page } from '../../src/content/extract/extract.ts';
import type { Draft } from '../../src/core/article.ts';
import { benchSizes } from './extract-sizes.ts';

const fixtures = fileURLToPath(new URL('../fixtures/pages/', import.meta.url));

export interface Truth {
  readonly url: string | null;
  readonly kind: 'article' | 'none';
  readonly style: string;
  readonly charset?: string;
  readonly fetchedAt?: string;
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly published: string | null;
  readonly updated: string | null;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly language: string | null;
  readonly direction: string;
  readonly summary: string | null;
  readonly commentCount: number | null;
  readonly partial: boolean;
  readonly comments: readonly string[];
  readonly related: readonly string[];
  readonly text: string;
  readonly without: readonly string[];
}

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Lower-cased words without punctuation; signs of scripts without blanks count as words. */
export function wordsOf(text: string): string[] {
  const runs = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return runs.flatMap((run) => (unspaced.test(run) ? [...run] : [run]));
}

/** How often each run of four words stands in a text; shorter texts are one run. */
export function shingles(text: string): Map<string, number> {
  const words = wordsOf(text);
  const counts = new Map<string, number>();
  const last = Math.max(words.length === 0 ? 0 : 1, words.length - 3);
  for (let at = 0; at < last; at++) {
    const shingle = words.slice(at, at + 4).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

export interface Overlap {
  readonly common: number;
  readonly found: number;
  readonly wanted: number;
}

/** Shared shingles of two texts. */
export function compare(found: string, wanted: string): Overlap {
  const [a, b] = [shingles(found), shingles(wanted)];
  let common = 0;
  for (const [shingle, count] of a) common += Math.min(count, b.get(shingle) ?? 0);
  const total = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { common, found: total(a), wanted: total(b) };
}

export function f1({ common, found, wanted }: Overlap): number {
  return found + wanted === 0 ? 1 : (2 * common) / (found + wanted);
}

export interface Case {
  readonly name: string;
  readonly truth: Truth;
  readonly html: string;
}

function decodePage(bytes: Buffer, truth: Truth): string {
  const charset = truth.charset ?? declaredCharset(bytes.subarray(0, 4_096).toString('latin1')) ?? 'utf-8';
  return decode(bytes, encodingExists(charset) ? charset : 'utf-8');
}

/** The pages of a folder (NAME.html) with their truth (NAME.json), in the order of their names. */
export function cases(folder: string = fixtures): Case[] {
  const files = readdirSync(folder);
  const names = files.flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? []).sort();
  return names.flatMap((name) => {
    if (!files.includes(`${name}.html`)) return [];
    const truth = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Truth;
    const bytes = readFileSync(join(folder, `${name}.html`));
    return [{ name, truth, html: decodePage(bytes, truth) }];
  });
}

/** What one page scored; null where the truth leaves a field open. */
export interface Score {
  readonly name: string;
  readonly style: string;
  readonly page: Page | null;
  readonly body: Overlap | null;
  readonly fields: Readonly<Record<string, boolean | number | null>>;
  /** Milliseconds of processor time. */
  readonly ms: number;
  readonly error: string | null;
}

function bare(text: string | null | undefined): string {
  return wordsOf((text ?? '').normalize('NFKC')).join(' ');
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = [new Set(one.map(bare)), new Set(other.map(bare))];
  return a.size === b.size && [...a].every((name) => b.has(name));
}

function setF1(found: readonly string[], wanted: readonly string[]): number {
  const [a, b] = [new Set(found.map(bare)), new Set(wanted.map(bare))];
  const common = [...a].filter((name) => b.has(name)).length;
  return a.size + b.size === 0 ? 1 : (2 * common) / (a.size + b.size);
}

/** Days first; with a zone and a time in the truth, the instant. */
function sameTime(found: number | null, wanted: string | null): boolean {
  if (wanted === null || found === null) return wanted === found;
  if (/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(wanted)) return Math.abs(found - Date.parse(wanted)) < 60_000;
  return new Date(found).toISOString().slice(0, 10) === wanted.slice(0, 10);
}

function recall(found: readonly string[], wanted: readonly string[] | undefined): number | null {
  if (!wanted || wanted.length === 0) return null;
  const all = found.map(bare);
  return wanted.filter((one) => all.some((text) => text.startsWith(bare(one)))).length / wanted.length;
}

function fieldsOf(draft: Draft, truth: Truth, page: Page): Score['fields'] {
  return {
    title: bare(draft.title) === bare(truth.title),
    published: sameTime(draft.published, truth.published),
    day: sameTime(draft.published, truth.published?.slice(0, 10) ?? null) || sameTime(draft.published, truth.published),
    updated: sameTime(draft.updated, truth.updated),
    authors: sameSet(draft.authors, truth.authors ?? []),
    section: bare(draft.section) === bare(truth.section),
    tags: setF1(draft.tags, truth.tags ?? []),
    language: draft.language?.split('-')[0] === truth.language?.split('-')[0],
    direction: draft.direction === truth.direction,
    summary: bare(draft.summary) === bare(truth.summary),
    commentCount: draft.commentCount === truth.commentCount,
    comments: recall(
      draft.comments.map((comment) => comment.text),
      truth.comments,
    ),
    related: recall(
      draft.related.map((link) => link.title),
      truth.related,
    ),
    partial: page.partial === truth.partial,
    without: (truth.without ?? []).every((text) => !bare(draft.text).includes(bare(text))),
  };
}

/** Extracts one page and compares it with its truth. */
export function scoreCase({ name, truth, html }: Case): Score {
  const before = process.cpuUsage();
  let page: Page | null = null;
  let error: string | null = null;
  try {
    page = extractPage(html, { url: truth.url, fetchedAt: truth.fetchedAt ? Date.parse(truth.fetchedAt) : null });
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const used = process.cpuUsage(before);
  const ms = (used.user + used.system) / 1_000;
  const base = { name, style: truth.style, page, ms, error };
  if (truth.kind === 'none') return { ...base, body: null, fields: { refused: page === null } };
  const body = compare(page?.draft.text ?? '', truth.text);
  return { ...base, body, fields: page ? fieldsOf(page.draft, truth, page) : { title: false } };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** What of a page is not as the truth has it, as one line; null for a page without a fault. */
function faults({ name, fields, body, error }: Score): string | null {
  const missed = Object.entries(fields).flatMap(([field, value]) =>
    value === false || (typeof value === 'number' && value < 1) ? [field] : [],
  );
  if (missed.length === 0 && !error && (body === null || f1(body) >= 0.995)) return null;
  const refusal = error && body ? ` (${error})` : '';
  return `${name.padEnd(40)} ${body ? f1(body).toFixed(3) : '     '} ${missed.join(' ')}${refusal}`;
}

function printSums(scores: readonly Score[], print: (line: string) => void): void {
  const bodies = scores.flatMap(({ body }) => (body ? [body] : []));
  const sum = (key: keyof Overlap): number => bodies.reduce((total, body) => total + body[key], 0);
  const [common, found, wanted] = [sum('common'), sum('found'), sum('wanted')];
  print(`pages ${scores.length}, articles ${bodies.length}`);
  print(
    `body text, micro: precision ${(common / found).toFixed(4)} recall ${(common / wanted).toFixed(4)} F1 ${((2 * common) / (found + wanted)).toFixed(4)}`,
  );
  print(`body text, mean of pages: F1 ${mean(bodies.map(f1)).toFixed(4)}`);
  const fields = [...new Set(scores.flatMap((score) => Object.keys(score.fields)))];
  for (const field of fields) {
    const values = scores.flatMap((score) => {
      const value = score.fields[field];
      return value === undefined || value === null ? [] : [Number(value)];
    });
    print(`${field.padEnd(13)} ${(100 * mean(values)).toFixed(1)} % of ${values.length}`);
  }
  const times = scores.map(({ ms }) => ms);
  print(
    `processor time a page: median ${percentile(times, 0.5).toFixed(1)} ms, 95th percentile ${percentile(times, 0.95).toFixed(1)} ms`,
  );
}

/**
 * Prints one line a page that is not perfect, then the sums. `folder` holds pages in the form of tests/fixtures/pages
 * (its README says which), and is that folder where none is given. With "--sums" the lines of the pages are left out,
 * for pages that whoever works on the extractor should not know. Last comes what pages of 20 KB to 2 MB cost.
 */
export async function benchExtract(print: (line: string) => void, given: readonly string[] = []): Promise<void> {
  const folders = given.filter((one) => one !== '--sums');
  for (const folder of folders.length > 0 ? folders : [fixtures]) {
    const all = cases(folder);
    // Once unmeasured, so that compiling the extractor is not counted with the first pages.
    for (const one of all) scoreCase(one);
    const scores = all.map(scoreCase);
    if (!given.includes('--sums')) for (const line of scores.flatMap((score) => faults(score) ?? [])) print(line);
    printSums(scores, print);
  }
  await benchSizes(print);
}
