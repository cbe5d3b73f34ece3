/** Programs that tell the reader of an article: a command of their own, or the desktop's notifications. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { NewsError } from './core/errors.ts';

/** What a command of the reader's gets of an article; none of it is ever part of the command line. */
export interface Told {
  /** In the environment, as NEWS_ARTICLE_… */
  readonly fields: Readonly<Record<string, string>>;
  /** On standard input. */
  readonly input: string;
}

export interface Programs {
  /** Runs the reader's command in the shell, to its end. Throws NewsError "program" where it fails. */
  readonly run: (command: string, told: Told) => Promise<void>;
  /** Shows a notification of the desktop. Throws NewsError "program" where there is none to show it. */
  readonly notify: (title: string, body: string) => Promise<void>;
}

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

export function openPrograms({ env, platform }: Surroundings): Programs {
  return {
    async run(command, { fields, input }) {
      const named = Object.entries(fields).map(([name, value]) => [`NEWS_ARTICLE_${name.toUpperCase()}`, value]);
      const code = await ended(command, [], { shell: true, env: { ...env, ...Object.fromEntries(named) } }, input);
      if (code === 0) return;
      const what = `the command ended with ${code === null ? 'a signal' : code}: ${command}`;
      throw new NewsError('program', what, 'Try it by itself; the article is in its environment and standard input.');
    },
    async notify(title, body) {
      const [program, ...words] = notifier(platform, title, body);
      const code = program === undefined ? null : await ended(program, words, { env: { ...env } }, '');
      if (code === 0) return;
      const what = `no notification could be shown${program === undefined ? '' : ` (tried ${program})`}`;
      throw new NewsError('program', what, 'Install notify-send (libnotify), or use --run with a command of your own.');
    },
  };
}

/** The desktop's own program. Titles are arguments behind "--", so that none is taken for an option or for code. */
function notifier(platform: NodeJS.Platform, title: string, body: string): readonly string[] {
  if (platform === 'darwin') {
    const script = 'on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run';
    return ['osascript', '-e', script, '--', title, body];
  }
  return platform === 'win32' ? [] : ['notify-send', '--app-name=news', '--', title, body];
}

/** The exit code; null where the program could not be started or was ended by a signal. Its output is shown as ours. */
function ended(
  command: string,
  words: readonly string[],
  options: SpawnOptions,
  input: string,
): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(command, words, { ...options, stdio: ['pipe', 'inherit', 'inherit'] });
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
    // A command that does not read its input closes it: that is its right.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
