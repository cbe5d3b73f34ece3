/** Pages that say one thing over and over: whatever takes more than linear time on one of them is a trap. */
import { clean } from '../../src/content/clean.ts';
import { extractPage } from '../../src/content/extract/extract.ts';
import { NewsError } from '../../src/core/errors.ts';
import { fill, pieces, places, rows } from '../unit/content/extract/huge-pages.ts';
import type { Finding } from './findings.ts';

const size = 100_000;
/** Walking over a row once for each of its members is fast for one of them. */
const rowSize = 1_000_000;
/** Processor time for one page. Linear ones take a tenth of it on a slow machine, quadratic ones five times as much and more. */
const limitMs = 2_000;

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Every place with every piece, and every row; says which took too long. */
export function fuzzTraps(only?: number): readonly Finding[] {
  const findings: Finding[] = [];
  const pages = [
    ...Object.entries(places).flatMap(([place, make]) =>
      pieces.map((piece) => ({ document: `${place}: ${JSON.stringify(piece)}`, make: () => make(fill(piece, size)) })),
    ),
    ...Object.entries(rows).map(([document, make]) => ({ document, make: () => make(rowSize) })),
  ];
  for (const [run, { document, make }] of pages.entries()) {
    if (only !== undefined && run !== only) continue;
    const html = make();
    const start = cpuMs();
    try {
      clean(extractPage(html, { url: 'https://fuzz.example/a/page', fetchedAt: 0 }).draft);
    } catch (thrown) {
      if (!(thrown instanceof NewsError)) findings.push({ run, document, problem: String(thrown) });
    }
    const ms = Math.round(cpuMs() - start);
    if (ms > limitMs) findings.push({ run, document, problem: `took ${ms} ms for ${html.length} characters` });
  }
  return findings;
}
