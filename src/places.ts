/** Where everything of the reader's is kept: NEWS_HOME, else the folders that the platform has for it. */
import { mkdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { NewsError } from './core/errors.ts';

export interface Places {
  /** The folder of the database. */
  readonly home: string;
  readonly config: string;
  readonly favorites: string;
  readonly database: string;
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homedir: string;
}

/**
 * The files of this reader. Nothing is created. The rules are those of env-paths without its suffix (XDG base directories;
 * Library on macOS; AppData on Windows), from the environment given and not the process's own.
 */
export function findPlaces(machine: Machine): Places {
  const { config, data } = folders(machine);
  return {
    home: data,
    config: join(config, 'config.json'),
    favorites: join(config, 'favorites.json'),
    database: join(data, 'news.db'),
  };
}

function folders({ platform, env, homedir }: Machine): { readonly config: string; readonly data: string } {
  if (env.NEWS_HOME) {
    const all = resolve(env.NEWS_HOME);
    return { config: all, data: all };
  }
  if (platform === 'darwin') {
    const library = join(homedir, 'Library');
    return { config: join(library, 'Preferences', 'news'), data: join(library, 'Application Support', 'news') };
  }
  if (platform === 'win32') {
    const roaming = env.APPDATA || join(homedir, 'AppData', 'Roaming');
    const local = env.LOCALAPPDATA || join(homedir, 'AppData', 'Local');
    return { config: join(roaming, 'news', 'Config'), data: join(local, 'news', 'Data') };
  }
  return {
    config: join(absolute(env.XDG_CONFIG_HOME) ?? join(homedir, '.config'), 'news'),
    data: join(absolute(env.XDG_DATA_HOME) ?? join(homedir, '.local', 'share'), 'news'),
  };
}

/** The XDG specification has relative paths ignored. */
function absolute(path: string | undefined): string | null {
  return path && isAbsolute(path) ? path : null;
}

/** Creates a folder of ours and those above it that are missing, for its owner only. Throws NewsError "file". */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    // A read-only folder that is there serves: what is in it can be read.
    const next = 'Check the folders above it, or name another one: NEWS_HOME=/path/to/folder';
    throw new NewsError('file', `the folder ${path} cannot be created (${code})`, next);
  }
}
