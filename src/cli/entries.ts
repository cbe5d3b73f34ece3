/** The table of commands: each is loaded only when it is called. */
import type { Command } from 'commander';
import type { Cli } from './cli.ts';

/** One command: its line in the help, and where it is. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  /** Named in the summary, and completed in the reader's ":" line. */
  readonly subcommands?: readonly string[];
  readonly load: () => Promise<(cli: Cli) => Command>;
  /** True where words that begin with "-" are parts of a query: -source:bbc. */
  readonly takesQuery?: boolean;
}

export const entries: readonly Entry[] = [
  {
    name: 'list',
    summary: 'headlines, newest first',
    takesQuery: true,
    load: async () => (await import('./commands/list.ts')).listCommand,
  },
  {
    name: 'search',
    summary: 'headlines that hold the words, best first',
    takesQuery: true,
    load: async () => (await import('./commands/list.ts')).searchCommand,
  },
  { name: 'read', summary: 'read an article', load: async () => (await import('./commands/read.ts')).readCommand },
  {
    name: 'comments',
    summary: 'the discussion under an article',
    load: async () => (await import('./commands/comments.ts')).commentsCommand,
  },
  {
    name: 'fav',
    summary: 'favorites',
    subcommands: ['add', 'remove', 'list', 'note', 'export', 'import'],
    load: async () => (await import('./commands/fav.ts')).favCommand,
  },
  {
    name: 'tags',
    summary: 'tags with their counts',
    takesQuery: true,
    load: async () => (await import('./commands/counts.ts')).tagsCommand,
  },
  {
    name: 'sections',
    summary: 'sections with their counts',
    takesQuery: true,
    load: async () => (await import('./commands/counts.ts')).sectionsCommand,
  },
  {
    name: 'tag',
    summary: 'your own tags',
    subcommands: ['add', 'remove'],
    load: async () => (await import('./commands/tag.ts')).tagCommand,
  },
  {
    name: 'mark',
    summary: 'mark articles',
    subcommands: ['read', 'unread'],
    takesQuery: true,
    load: async () => (await import('./commands/mark.ts')).markCommand,
  },
  {
    name: 'undo',
    summary: 'take back the last change',
    load: async () => (await import('./commands/mark.ts')).undoCommand,
  },
  {
    name: 'source',
    summary: 'what you follow',
    subcommands: ['add', 'remove', 'list', 'show', 'set', 'import', 'export', 'catalog'],
    load: async () => (await import('./commands/source.ts')).sourceCommand,
  },
  {
    name: 'refresh',
    summary: 'fetch the sources that are due',
    load: async () => (await import('./commands/refresh.ts')).refreshCommand,
  },
  {
    name: 'watch',
    summary: 'new articles as they arrive',
    takesQuery: true,
    load: async () => (await import('./commands/watch.ts')).watchCommand,
  },
  {
    name: 'prune',
    summary: 'take away what your retention does not keep',
    load: async () => (await import('./commands/prune.ts')).pruneCommand,
  },
  {
    name: 'add',
    summary: 'keep web pages as articles',
    load: async () => (await import('./commands/add.ts')).addCommand,
  },
  {
    name: 'peek',
    summary: 'show what feeds hold, without storing it',
    load: async () => (await import('./commands/peek.ts')).peekCommand,
  },
  {
    name: 'open',
    summary: 'open articles in the browser',
    load: async () => (await import('./commands/open.ts')).openCommand,
  },
  {
    name: 'share',
    summary: 'send an article’s link to Telegram, mail and others',
    load: async () => (await import('./commands/share.ts')).shareCommand,
  },
  {
    name: 'copy',
    summary: 'copy articles’ links to the clipboard',
    load: async () => (await import('./commands/open.ts')).copyCommand,
  },
  {
    name: 'status',
    summary: 'when each source was last fetched',
    load: async () => (await import('./commands/status.ts')).statusCommand,
  },
  {
    name: 'stats',
    summary: 'how many articles came when, and from where',
    takesQuery: true,
    load: async () => (await import('./commands/stats.ts')).statsCommand,
  },
  {
    name: 'config',
    summary: 'settings',
    subcommands: ['list', 'get', 'set', 'unset', 'path'],
    load: async () => (await import('./commands/config.ts')).configCommand,
  },
  {
    name: 'schema',
    summary: 'the JSON Schema of each output',
    load: async () => (await import('./commands/schema.ts')).schemaCommand,
  },
  {
    name: 'doctor',
    summary: 'look whether everything is in order',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  {
    name: 'completion',
    summary: 'a script with which your shell completes: bash, zsh, fish',
    load: async () => {
      const { completionCommand } = await import('./commands/completion.ts');
      return (cli) => completionCommand(cli, () => loadAll(cli, 'completion'));
    },
  },
];

/** All commands but one: it asks for the others. */
async function loadAll(cli: Cli, except: string): Promise<readonly Command[]> {
  const others = entries.filter(({ name }) => name !== except);
  return Promise.all(others.map(async ({ load }) => (await load())(cli)));
}

/** Every command as it is typed: "list", "source add". */
export const commandWords: readonly string[] = entries.flatMap(({ name, subcommands }) =>
  subcommands ? subcommands.map((word) => `${name} ${word}`) : [name],
);
