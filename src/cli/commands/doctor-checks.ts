/** What "news doctor" looks at, one finding or more each. */
import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { asNewsError } from '../../core/errors.ts';
import { healthOf } from '../../core/health.ts';
import type { Cli } from '../cli.ts';

/** One thing looked at; `problem` null where it is as it should be. */
export interface Finding {
  readonly name: string;
  readonly detail: string;
  readonly problem: string | null;
  /** What to do about it. */
  readonly next: string | null;
}

/** Everything, in the order in which it is shown. Nothing is made, and nothing mended. */
export async function findingsOf(cli: Cli): Promise<readonly Finding[]> {
  const { places } = cli;
  const program = `${cli.version} on Node ${process.versions.node}, ${process.platform}`;
  return [
    { name: 'news', detail: program, problem: null, next: null },
    ...[...new Set([dirname(places.config), places.home])].map(folder),
    ...ownFiles(cli).flatMap(ownFile),
    ...settings(cli),
    ...(await database(cli)),
    await favorites(cli),
    ...(await sources(cli)),
  ];
}

/** Null where there is nothing, or where the folder above may not be looked into. */
function look(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** A folder that is not there yet is made when it is needed. */
function folder(path: string): Finding {
  const found = look(path);
  const finding = { name: 'folder', detail: path, problem: null, next: null };
  if (!found) return { ...finding, detail: `${path} (made when something is kept)` };
  if (!found.isDirectory())
    return { ...finding, problem: `${path} is no folder`, next: 'Move it away, or name a folder in NEWS_HOME.' };
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return finding;
  } catch {
    return { ...finding, problem: `${path} cannot be written`, next: 'Check its permissions and its owner.' };
  }
}

export function ownFiles({ places }: Cli): readonly string[] {
  return [places.config, places.favorites, places.database];
}

/** Our files are made for their owner only; what others may read can hold secrets (headers of sources). */
export function isOpenToOthers(path: string): boolean {
  const found = look(path);
  return found !== null && process.platform !== 'win32' && (found.mode & 0o077) !== 0;
}

function ownFile(path: string): readonly Finding[] {
  if (!look(path) || process.platform === 'win32') return [];
  const open = isOpenToOthers(path);
  return [
    {
      name: 'file',
      detail: path,
      problem: open ? `${path} can be read by others` : null,
      next: open ? `Take that right away: chmod 600 ${path}` : null,
    },
  ];
}

function settings({ places, readSettings }: Cli): readonly Finding[] {
  const good = { name: 'settings', detail: 'every value holds', problem: null, next: null };
  const { problems, unknown } = readSettings;
  const bad = problems.map((error) => ({ ...good, detail: places.config, problem: error.message, next: error.next }));
  const strange = unknown.map((key) => ({
    ...good,
    detail: places.config,
    problem: `there is no setting "${key}"`,
    next: `Take it out: news config unset ${key}`,
  }));
  return bad.length + strange.length > 0 ? [...bad, ...strange] : [good];
}

/** So many of the things that are wrong with a database say enough. */
const shownFindings = 5;

async function database(cli: Cli): Promise<readonly Finding[]> {
  const { ports, places } = cli;
  const finding = { name: 'database', detail: places.database, problem: null, next: null };
  try {
    const { state, findings } = await ports.upkeep.check();
    if (state === 'none') return [{ ...finding, detail: 'none yet' }];
    const [first = ''] = findings;
    if (state === 'damaged') {
      const problem = first.includes(places.database) ? first : `${places.database} is damaged: ${first}`;
      return [{ ...finding, problem, next: 'Save what can be saved; the file itself is kept: news doctor --fix' }];
    }
    const sources = (await (await ports.store()).sources()).length;
    const next = 'Make it again from the articles: news doctor --fix';
    if (state === 'askew') return findings.slice(0, shownFindings).map((problem) => ({ ...finding, problem, next }));
    return [{ ...finding, detail: `sound, ${sources === 1 ? '1 source' : `${sources} sources`}` }];
  } catch (thrown) {
    const error = asNewsError(thrown);
    if (error.code === 'bug') throw thrown;
    return [{ ...finding, problem: error.message, next: error.next }];
  }
}

async function favorites({ ports }: Cli): Promise<Finding> {
  const finding = { name: 'favorites', problem: null, next: null };
  try {
    const { length } = await ports.favorites.list();
    return { ...finding, detail: length === 1 ? '1 favorite' : `${length} favorites` };
  } catch (thrown) {
    const error = asNewsError(thrown);
    return { ...finding, detail: '', problem: error.message, next: error.next };
  }
}

/** Sources from which nothing comes any more, one by one; those that only could be better are counted. */
async function sources(cli: Cli): Promise<readonly Finding[]> {
  const { ports, places } = cli;
  if (!look(places.database)) return [];
  try {
    const now = ports.now();
    const ill = (await (await ports.store()).sources()).flatMap(({ title, ...source }) =>
      healthOf({ title, ...source }, now).map((finding) => ({ title, ...finding })),
    );
    const finding = { name: 'source', problem: null, next: null };
    const problems = ill.filter(({ level }) => level === 'problem');
    const hints = ill.length - problems.length;
    const words = hints === 1 ? 'one source could do better' : `${hints} things about sources could be better`;
    return [
      ...problems.map(({ title, message, advice }) => ({
        ...finding,
        detail: title,
        problem: `${title}: ${message}`,
        next: advice,
      })),
      ...(hints > 0
        ? [{ ...finding, detail: words, next: 'See what, and what to do: news source list --health' }]
        : []),
    ];
  } catch (thrown) {
    if (asNewsError(thrown).code !== 'database') throw thrown;
    // That it cannot be read was said already.
    return [];
  }
}
