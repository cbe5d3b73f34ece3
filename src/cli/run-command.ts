/** A command line through commander, to its command, help or an error that names the word. */
import { Command, CommanderError } from 'commander';
import { NewsError } from '../core/errors.ts';
import type { Cli } from './cli.ts';
import { type Entry, entries } from './entries.ts';

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

/** Throws NewsError "usage" for what does not parse; returns when the command is done. */
export async function runCommand(cli: Cli, words: readonly string[]): Promise<void> {
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
