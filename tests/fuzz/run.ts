/**
 * npm run fuzz [feeds|pages|traps|processes…] [--runs N] [--seed N] [--only N] [--seconds N]: damaged documents by the thousand,
 * pages that say one thing over and over, and processes that all work on one database. Ends with 1 where a rule was broken, and says how to see it again.
 */
import { parseArgs } from 'node:util';
import { fuzzDocuments, kinds } from './documents.ts';
import type { Finding } from './findings.ts';
import { fuzzProcesses } from './processes.ts';
import { fuzzTraps } from './traps.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '4000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
    seconds: { type: 'string', default: '60' },
  },
});
const seed = Number(values.seed);
const names = positionals.length > 0 ? positionals : ['feeds', 'pages', 'traps', 'processes'];

for (const name of names) {
  const started = performance.now();
  const findings = await problemsOf(name);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  for (const line of findings.slice(0, 20)) console.log(line);
  console.log(`${name}, seed ${seed}: ${findings.length} findings in ${seconds} s`);
  if (findings.length > 0) process.exitCode = 1;
}

async function problemsOf(name: string): Promise<readonly string[]> {
  if (name === 'processes') return fuzzProcesses(Number(values.seconds), console.log);
  const only = values.only === undefined ? {} : { only: Number(values.only) };
  const findings = name === 'traps' ? fuzzTraps(only.only) : await damaged(name, only);
  return findings.map(
    ({ run, document, problem }) => `${document}: ${problem}\n  npm run fuzz -- ${name} --seed ${seed} --only ${run}`,
  );
}

function damaged(name: string, only: { readonly only?: number }): Promise<readonly Finding[]> {
  const kind = Object.hasOwn(kinds, name) ? kinds[name as keyof typeof kinds] : undefined;
  if (!kind) throw new Error(`There is no fuzz "${name}"; there are feeds, pages, traps, processes.`);
  // Pages are some twenty times as long as feeds.
  const runs = name === 'pages' ? Math.ceil(Number(values.runs) / 2) : Number(values.runs);
  return fuzzDocuments(kind, { runs, seed, ...only });
}
