import { Command } from 'commander';
import { NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { completionScript, shells } from '../output/completion.ts';

/** `allCommands` loads every other command of the program. */
export function completionCommand(cli: Cli, allCommands: () => Promise<readonly Command[]>): Command {
  const command = new Command('completion');
  return command
    .description('print a script with which your shell completes commands and flags')
    .argument('<shell>', `one of ${shells.join(', ')}`)
    .addHelpText(
      'after',
      '\nExamples:\n  eval "$(news completion bash)"                                          # in ~/.bashrc\n  eval "$(news completion zsh)"                                           # in ~/.zshrc, after compinit\n  news completion fish > ~/.config/fish/completions/news.fish',
    )
    .action(async (name: string) => {
      const shell = shells.find((one) => one === name.toLowerCase());
      if (!shell) throw new NewsError('usage', `there is no completion for "${name}"`, `Shells: ${shells.join(', ')}.`);
      await cli.io.stdout.write(completionScript(shell, [...(await allCommands()), command]));
    });
}
