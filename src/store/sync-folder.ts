import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes a new name in the folder last through a loss of power; some systems cannot do that for folders. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch {}
}
