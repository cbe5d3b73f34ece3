/** Where damaged files go: beside their place, under a name of their own, never over another. */
import { copyFileSync, existsSync, linkSync } from 'node:fs';

/**
 * Gives a file a second name, "….damaged-2026-11-25", and returns that. The old name stays until something else takes it,
 * so that a process that is killed in between leaves the damaged file in its place, never none at all.
 */
export function keepAside(path: string, now: number): string {
  const wanted = `${path}.damaged-${new Date(now).toISOString().slice(0, 10)}`;
  let kept = wanted;
  for (let number = 2; existsSync(kept) || existsSync(`${kept}-wal`); number++) kept = `${wanted}-${number}`;
  try {
    linkSync(path, kept);
  } catch {
    copyFileSync(path, kept); // Not every file system has links.
  }
  return kept;
}
