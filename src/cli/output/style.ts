/** The one place that decides about colour, and the one table of what things look like. */
import type { Role } from '../../content/line.ts';
import type { Io } from '../io.ts';

export type ColorLevel = 0 | 1 | 2 | 3;

export interface ColorChoice {
  /** --color, --no-color; null where neither is given. */
  readonly flag: boolean | null;
  /** The setting "color". */
  readonly setting: 'auto' | 'always' | 'never';
}

/** Colours: 0 none, 1 sixteen, 2 two hundred and fifty-six, 3 all. */
export function colorLevel({ env, stdout }: Pick<Io, 'env' | 'stdout'>, choice: ColorChoice): ColorLevel {
  if (choice.flag === false) return 0;
  if (choice.flag === true) return depth(env) || 1;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forcedLevel(forced, env);
  if (env.NO_COLOR || choice.setting === 'never') return 0;
  if (choice.setting === 'always') return depth(env) || 1;
  return stdout.isTTY ? depth(env) : 0;
}

function forcedLevel(forced: string, env: Io['env']): ColorLevel {
  if (forced === '0' || forced === 'false') return 0;
  if (forced === '2' || forced === '3') return forced === '2' ? 2 : 3;
  return depth(env) || 1;
}

function depth(env: Io['env']): ColorLevel {
  const term = env.TERM ?? '';
  if (term === 'dumb') return 0;
  if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? '') || /-(direct|kitty|ghostty)$/.test(term)) return 3;
  return /256/.test(term) ? 2 : 1;
}

type Paint = (text: string) => string;

const paintNames = [
  'bold',
  'dim',
  'italic',
  'underline',
  'strikethrough',
  'cyan',
  'green',
  'magenta',
  'red',
  'yellow',
] as const;

/** The styles of chalk that are in use; without colors the text as it is. */
type Paints = Readonly<Record<(typeof paintNames)[number], Paint>>;

export interface Style {
  readonly chalk: Paints;
  readonly level: ColorLevel;
  readonly paint: (roles: readonly Role[], text: string) => string;
  /** The text as a hyperlink where the terminal has them. */
  readonly link: (url: string | null, text: string) => string;
}

const plainPaints = Object.fromEntries(paintNames.map((name) => [name, (text: string) => text])) as Paints;

/** chalk is loaded where there are colors: a pipe has none. */
async function paintsOf(level: ColorLevel): Promise<Paints> {
  if (level === 0) return plainPaints;
  const { Chalk } = await import('chalk');
  return new Chalk({ level });
}

export async function styleFor(
  io: Pick<Io, 'env' | 'stdout'>,
  choice: ColorChoice,
  linked: 'auto' | 'always' | 'never',
): Promise<Style> {
  const level = colorLevel(io, choice);
  const chalk = await paintsOf(level);
  // A listing in a pipe paints nothing, and needs no looks.
  let looks: ReturnType<typeof looksOf> | null = null;
  const links = linked === 'always' || (linked === 'auto' && io.stdout.isTTY && level > 0 && hasHyperlinks(io.env));
  return {
    chalk,
    level,
    paint(roles, text) {
      looks ??= looksOf(chalk);
      const painters = looks;
      return roles.reduceRight((painted, role) => painters[role](painted), text);
    },
    // ESC ]8 ends at ESC \, and the address is serialized by URL: it cannot hold either.
    link: (url, text) => (links && url ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text),
  };
}

function looksOf(chalk: Paints): Readonly<Record<Role, Paint>> {
  const plain = (text: string) => text;
  return {
    plain,
    strong: chalk.bold,
    emphasis: chalk.italic,
    code: chalk.cyan,
    deleted: chalk.strikethrough,
    link: chalk.underline,
    'link-number': chalk.dim,
    'link-host': chalk.dim,
    heading: chalk.bold,
    'quote-mark': chalk.dim,
    'list-mark': chalk.dim,
    rule: chalk.dim,
    image: chalk.dim,
    caption: (text) => chalk.dim(chalk.italic(text)),
    'table-border': chalk.dim,
    'table-head': chalk.bold,
    dim: chalk.dim,
    'syntax-keyword': chalk.magenta,
    'syntax-string': chalk.green,
    'syntax-comment': chalk.dim,
    'syntax-number': chalk.yellow,
  };
}

/** Terminals known to show OSC 8 links; under tmux and screen nobody can tell. */
function hasHyperlinks(env: Io['env']): boolean {
  if (env.TMUX || /^screen/.test(env.TERM ?? '')) return false;
  if (Number(env.VTE_VERSION ?? 0) >= 5000 || env.WT_SESSION || env.KONSOLE_VERSION || env.DOMTERM) return true;
  return (
    /^(iTerm\.app|WezTerm|vscode|ghostty|Hyper|rio|zed)$/i.test(env.TERM_PROGRAM ?? '') ||
    /kitty|foot|alacritty|ghostty/.test(env.TERM ?? '')
  );
}
