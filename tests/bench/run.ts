/** npm run bench [name…]: speed as ratios against a baseline taken in the same run. `extract` takes folders of pages. */
import { cpus, totalmem } from 'node:os';

type Bench = (print: (line: string) => void, given: readonly string[]) => unknown;

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  start: async () => async (print) => (await import('./start.ts')).benchStart(print),
  refresh: async () => async (print) => (await import('./refresh.ts')).benchRefresh(print),
  feeds: async () => async (print) => (await import('./parse.ts')).benchParse(print),
  extract: async () => (await import('./extract.ts')).benchExtract,
  tui: async () => async (print) => (await import('./tui.ts')).benchTui(print),
  // The first run of this one builds its million articles, which takes some ten minutes.
  store: async () => async (print) => (await import('./store.ts')).benchStore(print, { articles: 1_000_000 }),
};

const isFor = (argument: string): boolean => /[/\\]|^--/.test(argument);
const names = process.argv.slice(2).filter((argument) => !isFor(argument));
const given = process.argv.slice(2).filter(isFor);
const print = (line: string) => console.log(line);
const [cpu] = cpus();
print(
  `Node ${process.versions.node}, ${process.platform}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
);
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const load = benches[name];
  if (!load) {
    print(`There is no bench "${name}"; there are ${Object.keys(benches).join(', ')}.`);
    process.exitCode = 2;
    continue;
  }
  await (await load())(print, given);
}
