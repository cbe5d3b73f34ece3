/** The table of commands: each is loaded only when it is called, but for the listings, which are called most. */
import { Command, CommanderError } from 'commander';
import { NewsError } from '../core/errors.ts';
import type { Cli } from './cli.ts';
import { listCommand, searchCommand } from './commands/list.ts';

interface Entry {
  readonly name: string;
  readonly summary: string;
  /** Named in the summary, and completed in the reader's ":" line. */
  readonly subcommands?: readonly string[];
  readonly load: () => Promise<(cli: Cli) => Command>;
  /** True where words that begin with "-" are parts of a query: -source:bbc. */
  readonly takesQuery?: boolean;
}

const entries: readonly Entry[] = [
  {
    name: 'list',
    summary: 'headlines, newest first',
    takesQuery: true,
    load: async () => listCommand,
  },
  {
    name: 'search',
    summary: 'headlines that hold the words, best first',
    takesQuery: true,
    load: async () => searchCommand,
  },
  { name: 'read', summary: 'read an article', load: async () => (await import('./commands/read.ts')).readCommand },
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
    summary: 'copy an article’s link to the clipboard',
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

function summaryOf({ summary, subcommands }: Entry): string {
  return subcommands ? `${summary}: ${subcommands.join(', ')}` : summary;
}

const globalHelp = `
Global options:
  --color, --no-color  colored text or not (also NO_COLOR, FORCE_COLOR)
  --offline            never use the network
  --plain-ui           the reader line by line, for screen readers (also INK_SCREEN_READER=true)
  -V, --version        print the version

More:
  news help <command>  a command's options, with examples
  news help query      the query language
  news help json       JSON for scripts, and exit codes

Without a command, "news" opens the front page on a terminal and lists headlines elsewhere.`;

/** The command line up to its command: words of a query that begin with "-" become "NOT …", so that no flag is seen in them. */
function withQueryWords(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  return words.map((word, index) => {
    const negated = /^-[^-\s].+/s.test(word) && !/^-n\d+$/.test(word) && (end < 0 || index < end);
    return negated ? `NOT ${word.slice(1)}` : word;
  });
}

/** Runs one command line. Throws NewsError "usage" for what does not parse; returns when the command is done. */
export async function runProgram(cli: Cli, words: readonly string[]): Promise<void> {
  const [name = 'list', ...rest] = words[0] === '--' ? words.slice(1) : words;
  const topic = name === 'help' ? rest[0] : undefined;
  if (topic === 'query' || topic === 'json') return printTopic(cli, topic);
  const entry = entries.find((one) => one.name === (topic ?? name));
  if (topic !== undefined && !entry && !topic.startsWith('-') && topic !== 'help')
    throw new NewsError('usage', `there is no command "${topic}"`, 'See "news help".');
  const printed: string[] = [];
  const program = bare(cli, new Command('news'), printed);
  const command = entry ? withExits(cli, (await entry.load())(cli), printed) : null;
  if (command) program.addCommand(command);
  try {
    if (entry && command && topic === undefined) {
      await command.parseAsync(entry.takesQuery ? withQueryWords(rest) : rest, { from: 'user' });
    } else if (command) {
      await command.parseAsync([...rest.slice(1), '--help'], { from: 'user' });
    } else {
      await withHelp(cli, program).parseAsync(words, { from: 'user' });
    }
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    if (thrown.exitCode !== 0 && thrown.code !== 'commander.help') throw usageError(thrown, entry?.name ?? null);
  } finally {
    // Commander writes help without waiting; a full pipe has to be waited for.
    if (printed.length > 0) await cli.io.stdout.write(printed.join(''));
  }
}

/** What only help and slips of the pen need: all commands by name, the version, the help of the whole. */
function withHelp(cli: Cli, program: Command): Command {
  if (program.commands.length === 0) {
    for (const stub of entries)
      program.addCommand(new Command(stub.name).description(summaryOf(stub)).action(() => {}));
  }
  return program
    .description('news in the terminal: follow sources, keep every article, read and script them')
    .version(cli.version, '-V, --version')
    .helpCommand('help [command]', 'this help, or a command’s')
    .addHelpText('after', globalHelp);
}

function usageError(thrown: CommanderError, command: string | null): NewsError {
  const message = thrown.message.replace(/^error: /, '').replace(/\n\((Did you mean .*)\)$/, '; $1');
  return new NewsError('usage', message, `See "news ${command ? `help ${command}` : 'help'}".`);
}

/** Commander neither exits nor prints errors: main does. */
function bare(cli: Cli, command: Command, printed: string[]): Command {
  return command
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => void printed.push(text),
      writeErr: (text) => void printed.push(text),
      outputError: () => {},
      getOutHelpWidth: () => cli.io.stdout.columns ?? 100,
    });
}

function withExits(cli: Cli, command: Command, printed: string[]): Command {
  bare(cli, command, printed);
  for (const sub of command.commands) withExits(cli, sub as Command, printed);
  return command;
}

async function printTopic(cli: Cli, topic: 'query' | 'json'): Promise<void> {
  const { jsonHelp, queryHelp } = await import('./help-topics.ts');
  await cli.io.stdout.write(topic === 'query' ? queryHelp() : jsonHelp());
}
