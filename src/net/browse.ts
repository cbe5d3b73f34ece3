/** Opening a link in the reader's browser: http(s), and mailto: where the caller means it; as an argument to a program, never through a shell. */
import { spawn } from 'node:child_process';
import { NewsError } from '../core/errors.ts';
import { shown } from './failures.ts';

export interface BrowseSettings {
  /** The reader's own choice of program; empty where there is none. */
  readonly browser: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Also mailto: addresses, which go to the platform's mail program. Off where not given: no page may start mail. */
  readonly mail?: boolean;
}

// How long a program may take to say that it cannot open the link. Most hand it over and end; some stay.
const failsWithinMs = 500;

/**
 * Opens the address in the first program that takes it: the reader's, $BROWSER (parted by colons, "%s" for the address),
 * the platform's. Resolves once the program has started well. Throws NewsError "forbidden-address" or "program".
 */
export async function openInBrowser(address: string, settings: BrowseSettings): Promise<void> {
  const url = URL.parse(address);
  const isMail = settings.mail === true && url?.protocol === 'mailto:';
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:' && !isMail)) {
    throw new NewsError(
      'forbidden-address',
      `${shown(address)} is no web address`,
      'Only http and https links are opened.',
    );
  }
  // A browser that the reader names is for pages; who reads mail is the platform's to know.
  const programs = isMail ? commandLines({ ...settings, browser: '', env: {} }) : commandLines(settings);
  for (const [program = '', ...words] of programs) {
    const placed = words.some((word) => word.includes('%s'));
    // The serialized address begins with "http" or "mailto:", so no program can take it for an option.
    const args = placed ? words.map((word) => word.replaceAll('%s', () => url.href)) : [...words, url.href];
    if (await starts(program, args, settings.env)) return;
  }
  const tried = programs.map(([program]) => program).join(', ');
  const next = `Open ${shown(url)} yourself, or name a browser: news config set browser firefox`;
  throw new NewsError('program', `no browser could be started (tried ${tried})`, next);
}

/** Programs with their arguments, in the order of trying. */
function commandLines({ browser, env, platform }: BrowseSettings): readonly (readonly string[])[] {
  const own = browser ? [browser] : (env.BROWSER ?? '').split(':');
  return [...own, ...platformPrograms(platform)].map((text) => text.trim().split(/\s+/)).filter(([name]) => name);
}

function platformPrograms(platform: NodeJS.Platform): readonly string[] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32 url.dll,FileProtocolHandler'];
  return ['xdg-open', 'gio open', 'x-www-browser', 'www-browser'];
}

/** True if the program started and did not fail at once. */
function starts(program: string, args: readonly string[], env: BrowseSettings['env']): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', shell: false, env: { ...env } });
    const timer = setTimeout(() => settle(true), failsWithinMs);
    const settle = (well: boolean) => {
      clearTimeout(timer);
      // The browser outlives us.
      child.unref();
      resolve(well);
    };
    child.once('error', () => settle(false));
    child.once('exit', (code) => settle(code === 0));
  });
}
