/** One table of everything a key can do: the key handling, the hints at the bottom, the help and the settings come from it. */
import { NewsError } from '../core/errors.ts';

/** Where a key means what it says: the pane that has the focus. */
export type Place = 'side' | 'list' | 'article' | 'overlay';

interface Binding {
  readonly keys: readonly string[];
  readonly places: readonly Place[];
  readonly help: string;
  /** A word or two for the line of hints; absent where it is not shown there. */
  readonly hint?: string;
  readonly group: 'Moving' | 'Reading' | 'Finding' | 'Keeping' | 'Sources' | 'Screen';
}

const panes = ['side', 'list', 'article'] as const;
const everywhere = ['side', 'list', 'article', 'overlay'] as const;
const stories = ['list', 'article'] as const;

const table = {
  down: {
    keys: ['j', 'down', 'ctrl+n'],
    places: everywhere,
    help: 'one line down, or the next headline',
    group: 'Moving',
  },
  up: { keys: ['k', 'up', 'ctrl+p'], places: everywhere, help: 'one line up, or the headline before', group: 'Moving' },
  'page-down': { keys: ['space', 'pagedown', 'ctrl+f'], places: everywhere, help: 'a page down', group: 'Moving' },
  'page-up': { keys: ['b', 'pageup', 'ctrl+b', 'shift+space'], places: everywhere, help: 'a page up', group: 'Moving' },
  'half-down': { keys: ['ctrl+d'], places: everywhere, help: 'half a page down', group: 'Moving' },
  'half-up': { keys: ['ctrl+u'], places: everywhere, help: 'half a page up', group: 'Moving' },
  top: { keys: ['g', 'home'], places: everywhere, help: 'to the top', group: 'Moving' },
  end: { keys: ['G', 'end'], places: everywhere, help: 'to the end', group: 'Moving' },
  enter: {
    keys: ['enter', 'l', 'right'],
    places: ['side', 'list'],
    help: 'read the headline, or show what is chosen at the left',
    hint: 'read',
    group: 'Moving',
  },
  back: {
    keys: ['h', 'left', 'backspace', 'escape'],
    places: everywhere,
    help: 'back: to the page before, the list, all articles',
    hint: 'back',
    group: 'Moving',
  },
  'next-pane': { keys: ['tab'], places: ['side', 'list'], help: 'to the next pane', group: 'Moving' },
  'previous-pane': { keys: ['shift+tab'], places: ['side', 'list'], help: 'to the pane before', group: 'Moving' },
  next: {
    keys: ['n', ']', 'J'],
    places: ['article'],
    help: 'the next article of the list (n: the next match, while words are being found)',
    hint: 'next',
    group: 'Reading',
  },
  previous: {
    keys: ['p', '[', 'K', 'N'],
    places: ['article'],
    help: 'the article before (N: the match before)',
    group: 'Reading',
  },
  'next-unread': { keys: ['n', ']'], places: ['list'], help: 'the next unread headline', group: 'Moving' },
  'previous-unread': { keys: ['p', '['], places: ['list'], help: 'the unread headline before', group: 'Moving' },
  'next-link': { keys: ['tab'], places: ['article'], help: 'choose the next link; enter follows it', group: 'Reading' },
  'previous-link': { keys: ['shift+tab'], places: ['article'], help: 'choose the link before', group: 'Reading' },
  'follow-chosen': { keys: ['enter'], places: ['article'], help: 'follow the chosen link here', group: 'Reading' },
  links: {
    keys: ['l', 'right'],
    places: ['article'],
    help: 'follow a link here by its letter or number (capital letter: in the browser)',
    hint: 'links',
    group: 'Reading',
  },
  images: { keys: ['i'], places: ['article'], help: 'draw the images, or only their texts', group: 'Reading' },
  'full-text': { keys: ['x'], places: stories, help: 'fetch the whole text from the article’s page', group: 'Reading' },
  open: {
    keys: ['o'],
    places: stories,
    help: 'open in the browser (the chosen link, else the article)',
    hint: 'browser',
    group: 'Reading',
  },
  comments: { keys: ['c'], places: stories, help: 'open the comments in the browser', group: 'Reading' },
  'fetch-comments': {
    keys: ['C'],
    places: stories,
    help: 'fetch the comments, and show them under the article',
    group: 'Reading',
  },
  filter: {
    keys: ['/'],
    places: ['side', 'list'],
    help: 'filter this list as you type (tag:x is:unread since:2d "exact words" -not)',
    hint: 'filter',
    group: 'Finding',
  },
  find: { keys: ['/'], places: ['article'], help: 'find words in this article', hint: 'find', group: 'Finding' },
  search: { keys: ['s'], places: panes, help: 'search everything', hint: 'search', group: 'Finding' },
  'toggle-unread-only': {
    keys: ['U'],
    places: ['side', 'list'],
    help: 'only unread articles, or all again',
    group: 'Finding',
  },
  'save-query': {
    keys: ['w'],
    places: ['side', 'list'],
    help: 'save what the list shows as a query of your own, at the left',
    group: 'Finding',
  },
  'toggle-read': { keys: ['m'], places: stories, help: 'mark read or unread', hint: 'mark', group: 'Keeping' },
  'mark-menu': { keys: ['M'], places: panes, help: 'mark many: all above, this list, everything', group: 'Keeping' },
  favorite: { keys: ['f'], places: stories, help: 'keep as a favorite, or let go', hint: 'keep', group: 'Keeping' },
  note: { keys: ['F'], places: stories, help: 'keep with a note', group: 'Keeping' },
  tag: { keys: ['t'], places: stories, help: 'your own tags: words to add, -word to take off', group: 'Keeping' },
  undo: { keys: ['u'], places: panes, help: 'take the last change back, whatever it was', group: 'Keeping' },
  copy: { keys: ['y'], places: stories, help: 'copy the link', group: 'Keeping' },
  share: { keys: ['S'], places: stories, help: 'share: mail, Telegram and others', group: 'Keeping' },
  refresh: { keys: ['r'], places: panes, help: 'fetch what is due', hint: 'refresh', group: 'Sources' },
  'refresh-all': {
    keys: ['R'],
    places: panes,
    help: 'fetch all sources, or the one chosen at the left',
    group: 'Sources',
  },
  add: { keys: ['a'], places: panes, help: 'add a source: the address of a feed or a site', group: 'Sources' },
  rename: { keys: ['e'], places: ['side'], help: 'give the chosen source another title', group: 'Sources' },
  delete: {
    keys: ['D', 'delete'],
    places: panes,
    help: 'remove the chosen source or saved query, or this article (u brings it back)',
    group: 'Sources',
  },
  command: { keys: [':'], places: everywhere, help: 'any command of the tool, with completion', group: 'Screen' },
  side: { keys: ['v'], places: panes, help: 'show or fold away the left pane', group: 'Screen' },
  zoom: { keys: ['z'], places: panes, help: 'the article on the whole screen, or beside the list', group: 'Screen' },
  theme: { keys: ['T'], places: panes, help: 'day or night colors', group: 'Screen' },
  redraw: { keys: ['ctrl+l'], places: everywhere, help: 'draw the screen anew', group: 'Screen' },
  suspend: { keys: ['ctrl+z'], places: everywhere, help: 'to the shell; "fg" comes back', group: 'Screen' },
  help: { keys: ['?', 'f1'], places: everywhere, help: 'these keys', hint: 'keys', group: 'Screen' },
  close: {
    keys: ['q'],
    places: everywhere,
    help: 'close the article; on the list: leave',
    hint: 'quit',
    group: 'Screen',
  },
  quit: { keys: ['Q', 'ctrl+c'], places: everywhere, help: 'leave at once', group: 'Screen' },
} as const satisfies Readonly<Record<string, Binding>>;

export type Command = keyof typeof table;
export const bindings: Readonly<Record<Command, Binding>> = table;
export const commands = Object.keys(table) as readonly Command[];

export interface Keymap {
  /** The command that a key has in a place, or null. */
  readonly find: (place: Place, key: string) => Command | null;
  readonly keysOf: (command: Command) => readonly string[];
}

/**
 * The table with the reader's own keys laid over it: `{ "favorite": "s", "search": ["ctrl+s"], "quit": [] }`. A key that is
 * given to a command is taken from whatever had it in the same place. Throws NewsError "config" that names the entry.
 */
export function makeKeymap(own: Readonly<Record<string, string | readonly string[]>>): Keymap {
  const keys = new Map<Command, readonly string[]>(commands.map((command) => [command, bindings[command].keys]));
  const ownEntries = Object.entries(own).map(([name, value]) => [checkCommand(name), checkKeys(name, value)] as const);
  for (const [command, given] of ownEntries) {
    for (const other of commands) {
      const shared = bindings[other].places.some((place) => bindings[command].places.includes(place));
      if (shared)
        keys.set(
          other,
          (keys.get(other) ?? []).filter((key) => !given.includes(key)),
        );
    }
  }
  for (const [command, given] of ownEntries) keys.set(command, given);
  checkClashes(ownEntries);
  if ((keys.get('quit') ?? []).length + (keys.get('close') ?? []).length === 0) {
    throw problem('keys.quit and keys.close are both without a key', 'Leave at least one way out.');
  }
  const byPlace = new Map<string, Command>();
  for (const command of commands) {
    for (const place of bindings[command].places) {
      for (const key of keys.get(command) ?? []) byPlace.set(`${place} ${key}`, command);
    }
  }
  return {
    find: (place, key) => byPlace.get(`${place} ${key}`) ?? null,
    keysOf: (command) => keys.get(command) ?? [],
  };
}

function checkCommand(name: string): Command {
  if (Object.hasOwn(table, name)) return name as Command;
  throw problem(
    `keys.${name}: there is nothing called "${name}" to give a key to`,
    `There are: ${commands.join(', ')}.`,
  );
}

const named =
  /^(?:(?:ctrl|alt|shift)\+)*(?:up|down|left|right|home|end|pageup|pagedown|insert|delete|backspace|enter|tab|space|escape|f[1-9]|f1[0-2])$/;
const typed = /^(?:(?:ctrl|alt)\+)*\S$/u;

function checkKeys(name: string, value: string | readonly string[]): readonly string[] {
  const keys = typeof value === 'string' ? [value] : value;
  for (const key of keys) {
    if (typeof key === 'string' && (named.test(key) || typed.test(key))) continue;
    throw problem(
      `keys.${name}: ${JSON.stringify(key)} is no key`,
      'A key is one character ("j", "G"), or a name such as "space", "pagedown", "f5", "ctrl+d", "alt+x".',
    );
  }
  return keys;
}

function checkClashes(entries: readonly (readonly [Command, readonly string[]])[]): void {
  for (const [index, [command, keys]] of entries.entries()) {
    for (const [other, otherKeys] of entries.slice(index + 1)) {
      const place = bindings[command].places.find((candidate) => bindings[other].places.includes(candidate));
      const key = keys.find((candidate) => otherKeys.includes(candidate));
      if (place === undefined || key === undefined) continue;
      throw problem(`keys.${other}: "${key}" is given to "${command}" too`, 'Give one of them another key.');
    }
  }
}

function problem(message: string, next: string): NewsError {
  return new NewsError('config', message, next);
}

/** A key as the help shows it. */
export function keyLabel(key: string): string {
  const names: Readonly<Record<string, string>> = {
    up: '↑',
    down: '↓',
    left: '←',
    right: '→',
    escape: 'esc',
    pageup: 'pgup',
    pagedown: 'pgdn',
    delete: 'del',
  };
  return key
    .split(/\+(?=.)/)
    .map((part) => names[part] ?? part)
    .join('+')
    .replace(/^ctrl\+/, '^');
}
