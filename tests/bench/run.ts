/** npm run bench [name…]: speed as ratios against a baseline taken in the same run. */
import { cpus, totalmem } from 'node:os';

const benches: Readonly<Record<string, () => Promise<(print: (line: string) => void) => Promise<unknown> | unknown>>> =
  {
    start: async () => (await import('./start.ts')).benchStart,
    refresh: async () => (await import('./refresh.ts')).benchRefresh,
    extract: async () => (await import('./extract.ts')).benchExtract,
    tui: async () => (await import('./tui.ts')).benchTui,
    // The first run of this one builds its million articles, which takes some ten minutes.
    store: async () => async (print) => (await import('./store.ts')).benchStore(print, { articles: 1_000_000 }),
  };

const names = process.argv.slice(2);
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
  await (await load())(print);
}
