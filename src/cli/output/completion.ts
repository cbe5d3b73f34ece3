/** Completion scripts for shells, made from the commands themselves: what is said there is all there is. */
import type { Command } from 'commander';
import { safeLine } from '../../content/safe.ts';

interface Word {
  readonly word: string;
  readonly help: string;
}

/** What can follow one command ("", "list", "fav add"). */
interface Place {
  readonly path: string;
  readonly commands: readonly Word[];
  readonly flags: readonly Word[];
}

export type Shell = 'bash' | 'zsh' | 'fish';
export const shells: readonly Shell[] = ['bash', 'zsh', 'fish'];

const globalFlags: readonly Word[] = [
  { word: '--offline', help: 'never use the network' },
  { word: '--color', help: 'colored text' },
  { word: '--no-color', help: 'no colored text' },
  { word: '--help', help: 'what the command does' },
];

/** The script that a shell reads to complete the words of `news`. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  const top: Place = {
    path: '',
    commands: [...commands.map(wordOf), { word: 'help', help: 'help for a command' }],
    flags: [...globalFlags, { word: '--version', help: 'print the version' }],
  };
  const places = [top, ...commands.flatMap((command) => placesOf(command, ''))];
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](places);
}

function wordOf(command: Command): Word {
  return { word: command.name(), help: safeLine(command.description()) };
}

function placesOf(command: Command, above: string): readonly Place[] {
  const path = above ? `${above} ${command.name()}` : command.name();
  const own = command.options.flatMap(({ long, short, description }): readonly Word[] =>
    [long, short].flatMap((word) => (word ? { word, help: safeLine(description) } : [])),
  );
  const subcommands = command.commands as readonly Command[];
  const place = { path, commands: subcommands.map(wordOf), flags: [...own, ...globalFlags] };
  return [place, ...subcommands.flatMap((sub) => placesOf(sub, path))];
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The words of the line that are commands, gathered into $command; the same in bash and zsh. */
function findCommand(places: readonly Place[], words: string): string {
  const paths = places.filter(({ path }) => path !== '').map(({ path }) => quoted(path));
  return `  for word in ${words}; do
    case "\${command:+$command }$word" in
      ${paths.join('|')}) command="\${command:+$command }$word" ;;
    esac
  done`;
}

function bashScript(places: readonly Place[]): string {
  const cases = places.map(({ path, commands, flags }) => {
    const words = (list: readonly Word[]) => quoted(list.map(({ word }) => word).join(' '));
    return `    ${quoted(path)}) commands=${words(commands)} flags=${words(flags)} ;;`;
  });
  return `# Completion of news for bash; in ~/.bashrc: eval "$(news completion bash)"
_news() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command='' word commands='' flags=''
${findCommand(places, `"\${COMP_WORDS[@]:1:COMP_CWORD-1}"`)}
  case "$command" in
${cases.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$commands" -- "$current")) ;;
  esac
}
complete -o default -F _news news
`;
}

function zshScript(places: readonly Place[]): string {
  const cases = places.map(({ path, commands, flags }) => {
    const words = (list: readonly Word[]) =>
      list.map(({ word, help }) => quoted(`${word.replaceAll(':', '\\:')}:${help}`)).join(' ');
    return `    ${quoted(path)}) commands=(${words(commands)}); flags=(${words(flags)}) ;;`;
  });
  return `#compdef news
# Completion of news for zsh; in ~/.zshrc, after compinit: eval "$(news completion zsh)"
_news() {
  local command='' word
  local -a commands flags
${findCommand(places, `"\${(@)words[2,CURRENT-1]}"`)}
  case "$command" in
${cases.join('\n')}
  esac
  if [[ "$words[CURRENT]" == -* ]]; then _describe -o option flags
  elif (( $#commands )); then _describe command commands
  else _files
  fi
}
if [[ "$funcstack[1]" == _news ]]; then _news "$@"; else compdef _news news; fi
`;
}

function fishScript(places: readonly Place[]): string {
  // Within single quotes fish knows two escapes.
  const text = (words: string) => `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const paths = places.filter(({ path }) => path !== '').map(({ path }) => text(path));
  const lines = places.flatMap(({ path, commands, flags }) => {
    const start = `complete -c news -n ${text(`__news_at "${path}"`)}`;
    return [
      ...commands.map(({ word, help }) => `${start} -f -a ${text(word)} -d ${text(help)}`),
      ...flags.map(({ word, help }) =>
        word.startsWith('--')
          ? `${start} -l ${word.slice(2)} -d ${text(help)}`
          : `${start} -s ${word.slice(1)} -d ${text(help)}`,
      ),
    ];
  });
  return `# Completion of news for fish; once: news completion fish > ~/.config/fish/completions/news.fish
function __news_at
  set -l command ''
  for word in (commandline -opc)[2..-1]
    set -l next (string trim -- "$command $word")
    if contains -- "$next" ${paths.join(' ')}
      set command "$next"
    end
  end
  test "$command" = "$argv[1]"
end
${lines.join('\n')}
`;
}
