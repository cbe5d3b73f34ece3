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

/** Milliseconds of whole runs: the shortest is what the program takes by itself, the median what it took on this machine today. */
export interface Times {
  readonly shortest: number;
  readonly median: number;
}

function timesOf(numbers: readonly number[]): Times {
  const sorted = numbers.toSorted((a, b) => a - b);
  return { shortest: sorted[0] ?? Number.NaN, median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN };
}

/** The times of each, in the order given, after two runs that fill and then read the compile cache. */
export function timeProcesses(timed: readonly Timed[], rounds: number): readonly Times[] {
  const times = timed.map((): number[] => []);
  for (const one of [...timed, ...timed]) once(one);
  for (let round = 0; round < rounds; round++) {
    // Whoever comes after a long run finds other caches: each round begins with another one.
    for (const place of timed.keys()) {
      const index = (place + round) % timed.length;
      const one = timed[index];
      if (one) times[index]?.push(once(one));
    }
  }
  return times.map(timesOf);
}

export interface Measured {
  readonly stdout: string;
  readonly seconds: number;
  readonly peakMb: number;
}

/** Runs the built program once. Throws what it said where it does not end. */
export function measureNews(bin: string, words: readonly string[], env: NodeJS.ProcessEnv): Measured {
  // Threads inherit what is preloaded, and tell their process's peak too.
  const preload = `data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))`;
  const start = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', preload, bin, ...words], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const seconds = (performance.now() - start) / 1000;
  const peaks = [...stderr.matchAll(/^peak (\d+)$/gm)].map(([, kilobytes]) => Number(kilobytes));
  if (peaks.length === 0) throw new Error(`news ${words.join(' ')} did not end: ${stderr}`);
  return { stdout, seconds, peakMb: Math.max(...peaks) / 1024 };
}
