/** Where everything of the reader's is kept: NEWS_HOME, else the folders that the platform has for it. */
import { isAbsolute, join, resolve } from 'node:path';

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
