/** The door to the full-screen reader: Ink and React are loaded behind it. */
import { NewsError } from '../core/errors.ts';
import type { Cli } from './cli.ts';

export type Start =
  | { readonly screen: 'front'; readonly query: string }
  | { readonly screen: 'article'; readonly id: string; readonly list: readonly string[] };

export async function openReader(cli: Cli, start: Start): Promise<void> {
  const { terminal } = cli.io;
  if (!terminal)
    throw new NewsError(
      'usage',
      'the reader needs a terminal',
      'Use "news list" and "news read <id> --plain" in a pipe.',
    );
  const { openReader: open } = await import('../tui/open.tsx');
  const { settings } = cli;
  await open(
    cli.ports,
    {
      ...terminal,
      env: cli.io.env,
      colorLevel: cli.style.level,
      settings: {
        theme: settings.theme,
        mouse: settings.mouse,
        images: settings.images,
        graphics: settings.graphics,
        bidi: settings.bidi,
        keys: settings.keys,
        plainUi: cli.plainUi,
        shareTargets: settings.share,
      },
      savedQueries: {
        read: () => cli.settingsNow().queries,
        put: async (name, query) => (await cli.settingsFile()).put('queries', name, query),
      },
      openInBrowser: cli.browse,
      runCommand: cli.run,
      commandWords: await cli.commandWords(),
    },
    start,
  );
}
