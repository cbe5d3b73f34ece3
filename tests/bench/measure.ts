/** Timing whole processes: the runs of what is compared take turns, so that a busy machine slows all of them alike. */
import { spawnSync } from 'node:child_process';

export interface Timed {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function once({ command, args, env }: Timed): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${status}: ${stderr}`);
  return ms;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median milliseconds of each, in the order given, after one run that warms caches. */
export function timeProcesses(timed: readonly Timed[], runs: number): readonly number[] {
  const times = timed.map((): number[] => []);
  for (const one of timed) once(one);
  for (let run = 0; run < runs; run++) {
    for (const [index, one] of timed.entries()) times[index]?.push(once(one));
  }
  return times.map(median);
}
