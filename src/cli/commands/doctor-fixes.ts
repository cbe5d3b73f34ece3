/** What "news doctor --fix" mends, and the words for it. */
import { chmodSync } from 'node:fs';
import { asNewsError, type NewsError } from '../../core/errors.ts';
import { localTime } from '../../core/time.ts';
import type { DatabaseFix, Recovery, Restored, Saved } from '../../core/upkeep.ts';
import type { Cli } from '../cli.ts';
import { isOpenToOthers, ownFiles } from './doctor-checks.ts';

/** One thing that was done. */
export interface Fix {
  readonly name: string;
  readonly what: string;
  /** Where a damaged file is kept. */
  readonly kept: string | null;
  /** What a database was recovered from a damaged one with. */
  readonly recovery: Recovery | null;
}

/** Mends one thing after the other; what cannot be mended is passed to `fail` and stops nothing. */
export async function fixAll(cli: Cli, fail: (error: NewsError) => void): Promise<readonly Fix[]> {
  const fixes: Fix[] = [];
  const attempts = [
    async () => closeToOthers(cli),
    async () => restored('settings', cli.places.config, await (await cli.settingsFile()).restore()),
    async () => restored('favorites', cli.places.favorites, await cli.ports.favorites.restore()),
    async () => databaseFixes(cli, await cli.ports.upkeep.fix()),
  ];
  for (const attempt of attempts) {
    try {
      fixes.push(...(await attempt()));
    } catch (thrown) {
      const error = asNewsError(thrown);
      if (error.code === 'bug') throw thrown;
      fail(error);
    }
  }
  return fixes;
}

function closeToOthers(cli: Cli): readonly Fix[] {
  return ownFiles(cli)
    .filter(isOpenToOthers)
    .map((path) => {
      chmodSync(path, 0o600);
      return { name: 'file', what: `${path} is now for its owner only`, kept: null, recovery: null };
    });
}

function restored(name: string, path: string, copy: Restored | null): readonly Fix[] {
  if (!copy) return [];
  const what = `${path} is the last good copy of ${localTime(copy.copiedAt)}; the damaged file is kept as ${copy.kept}`;
  return [{ name, what, kept: copy.kept, recovery: null }];
}

function databaseFixes({ places }: Cli, { did, recovery, before, after }: DatabaseFix): readonly Fix[] {
  const fix = { name: 'database', kept: recovery?.kept ?? null, recovery };
  if (did === 'nothing') return [];
  if (recovery) return [{ ...fix, what: recoveryWords(places.database, recovery) }];
  const size = after < before ? `compacted from ${megabytes(before)} to ${megabytes(after)}` : 'compacted';
  const what = did === 'rebuilt' ? `made again from the articles: search index, counters, tags; ${size}` : size;
  return [{ ...fix, what }];
}

function recoveryWords(path: string, { kept, sources, articles, texts }: Recovery): string {
  const parts = [`${words(sources, 'source')}, ${words(articles, 'article')}, ${words(texts, 'text')}`];
  return `recovered ${parts.join()} into a new ${path}; the damaged file is kept as ${kept}`;
}

function words({ saved, lost }: Saved, thing: string): string {
  return `${saved} ${thing}${saved === 1 ? '' : 's'}${lost > 0 ? ` (${lost} lost)` : ''}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** True where something that was there is not any more. */
export function lostAnything(fixes: readonly Fix[]): boolean {
  return fixes.some(({ recovery }) => {
    if (!recovery) return false;
    const { sources, articles, texts } = recovery;
    return [sources, articles, texts].some(({ lost }) => lost > 0) || sources.saved + articles.saved === 0;
  });
}
