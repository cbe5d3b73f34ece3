/** The reader line by line, for screen readers and plain terminals: nothing is ever painted over. */
import { createInterface } from 'node:readline';
import { addFavorites, removeFavorites } from '../app/favorites.ts';
import { fetchDiscussion } from '../app/fetch-discussion.ts';
import { fetchFullText } from '../app/full-text.ts';
import { findPage } from '../app/list-articles.ts';
import { markRead } from '../app/mark-read.ts';
import { readArticle } from '../app/read-article.ts';
import { undo } from '../app/undo.ts';
import { safeLine, safeText } from '../content/safe.ts';
import { type Article, titleOf } from '../core/article.ts';
import { asNewsError, NewsError } from '../core/errors.ts';
import { parseQuery } from '../core/parse-query.ts';
import type { Ports } from '../core/ports.ts';
import type { Cursor, Sort } from '../core/query.ts';
import { age } from '../core/time.ts';
import { layOutArticle } from './article-page.ts';
import { refreshSources } from './effects-refresh.ts';
import { splitWords } from './line-edit.ts';
import type { ReaderStart, ReaderTerminal } from './open.tsx';

const pageSize = 20;
const help = [
  'A number reads that headline. Enter: more headlines.',
  'list [query], search <words>, unread, favorites: what is listed.',
  'next, previous: the next or previous article. again: its text once more.',
  'keep, unkeep, unread-mark, full, comments, open, link <number>: for the article that was read last.',
  'undo: takes the last change back. refresh: fetches what is due. Any other words: a command of news.',
  'help: this. quit: leaves.',
];

interface Talk {
  readonly ports: Ports;
  readonly terminal: ReaderTerminal;
  readonly say: (...lines: readonly string[]) => void;
  /** What was listed so far, by number. */
  listed: Article[];
  query: string;
  sort: Sort;
  next: Cursor | null;
  article: Article | null;
  /** Index of the article in `listed`, or -1. */
  index: number;
}

/** Reads commands, one a line, until "quit" or the end of input. */
export async function runPlainReader(ports: Ports, terminal: ReaderTerminal, start: ReaderStart): Promise<void> {
  const lines = createInterface({ input: terminal.stdin, output: terminal.stdout, prompt: '> ' });
  const talk: Talk = {
    ports,
    terminal,
    say: (...said) => terminal.stdout.write(`${said.map((line) => line.trimEnd()).join('\n')}\n`),
    listed: [],
    query: '',
    sort: 'newest',
    next: null,
    article: null,
    index: -1,
  };
  lines.on('SIGINT', () => lines.close());
  await attempt(talk, () => (start.screen === 'front' ? list(talk, start.query, 'newest') : begin(talk, start)));
  lines.prompt();
  for await (const line of lines) {
    const words = line.trim();
    if (/^(q|quit|exit|:q)$/.test(words)) break;
    await attempt(talk, () => obey(talk, words));
    lines.prompt();
  }
  lines.close();
}

async function attempt(talk: Talk, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const { message, next } = asNewsError(thrown);
    talk.say(safeText(message), safeText(next));
  }
}

async function begin(talk: Talk, start: Extract<ReaderStart, { screen: 'article' }>): Promise<void> {
  talk.listed = await Promise.all(start.list.slice(0, 200).map((id) => readArticle(talk.ports, id)));
  talk.index = talk.listed.findIndex(({ id }) => id === start.id);
  await show(talk, start.article ?? (await readArticle(talk.ports, start.id)));
}

const simple: Readonly<Record<string, (talk: Talk) => Promise<void>>> = {
  '': more,
  more,
  help: async (talk) => talk.say(...help),
  '?': async (talk) => talk.say(...help),
  next: (talk) => readNumber(talk, talk.index + 2),
  previous: (talk) => readNumber(talk, talk.index),
  again: async (talk) => show(talk, theArticle(talk)),
  unread: (talk) => list(talk, 'is:unread', 'newest'),
  favorites: (talk) => list(talk, 'is:fav', 'newest'),
  keep: async (talk) => {
    await addFavorites(talk.ports, [theArticle(talk)]);
    talk.say('Kept as a favorite.');
  },
  unkeep: async (talk) => {
    await removeFavorites(talk.ports, [theArticle(talk).id]);
    talk.say('No favorite any more.');
  },
  'unread-mark': async (talk) => {
    await markRead(talk.ports, { kind: 'id', ids: [theArticle(talk).id] }, false);
    talk.say('Marked unread.');
  },
  full: async (talk) => show(talk, await fetchFullText(talk.ports, theArticle(talk).id)),
  comments: async (talk) => show(talk, (await fetchDiscussion(talk.ports, theArticle(talk).id)).article),
  open: async (talk) => openLink(talk, theArticle(talk).link),
  undo: async (talk) => {
    const undone = await undo(talk.ports);
    talk.say(undone ? `Taken back: ${safeLine(undone.label)}.` : 'There is nothing to take back.');
  },
  refresh,
};

async function obey(talk: Talk, line: string): Promise<void> {
  if (/^\d+$/.test(line)) return readNumber(talk, Number(line));
  const known = Object.hasOwn(simple, line) ? simple[line] : undefined;
  if (known) return known(talk);
  const [first, ...rest] = line.split(' ');
  const words = rest.join(' ');
  if (first === 'list') return list(talk, words, 'newest');
  if (first === 'search') return list(talk, words, 'relevance');
  if (first === 'link') return openLink(talk, linksOf(talk)[Number(words) - 1]?.url ?? null);
  return run(talk, line);
}

async function run({ terminal, say }: Talk, line: string): Promise<void> {
  if (!terminal.runCommand) return say('There is no such command. "help" tells what there is.');
  const { output } = await terminal.runCommand(splitWords(line));
  say(safeText(output));
}

async function list(talk: Talk, query: string, sort: Sort): Promise<void> {
  parseQuery(query, talk.ports.now());
  Object.assign(talk, { listed: [], query, sort, next: null, index: -1 });
  await page(talk);
}

async function more(talk: Talk): Promise<void> {
  if (talk.listed.length > 0 && talk.next === null) return talk.say('That was the last headline.');
  await page(talk);
}

async function page(talk: Talk): Promise<void> {
  const filter = parseQuery(talk.query, talk.ports.now());
  const { found, next } = await findPage(talk.ports, {
    filter,
    sort: talk.sort,
    limit: pageSize,
    after: talk.next,
    bodies: false,
    snippets: false,
  });
  const first = talk.listed.length + 1;
  talk.listed.push(...found.map(({ article }) => article));
  talk.next = next;
  if (found.length === 0) return talk.say('No articles.');
  const now = talk.ports.now();
  talk.say(...found.map(({ article }, index) => `${first + index}. ${headline(article, now)}`));
  talk.say(
    next === null
      ? 'A number reads one. "help" tells the rest.'
      : 'A number reads one, enter shows more, "help" tells the rest.',
  );
}

function headline(article: Article, now: number): string {
  const marks = [...(article.read === null ? ['unread'] : []), ...(article.favorite === null ? [] : ['favorite'])];
  return [titleOf(article), article.source.title, age(article.sortedAt, now), ...marks].join(', ');
}

async function readNumber(talk: Talk, number: number): Promise<void> {
  const article = talk.listed[number - 1];
  if (!article)
    return talk.say(number < 1 ? 'There is nothing before the first.' : `There is no headline ${number} yet.`);
  talk.index = number - 1;
  await show(talk, await readArticle(talk.ports, article.id));
  await markRead(talk.ports, { kind: 'id', ids: [article.id] }, true);
}

async function show(talk: Talk, article: Article): Promise<void> {
  talk.article = article;
  talk.say(...lay(talk, article).lines.map(({ spans }) => spans.map(({ text }) => text).join('')));
}

/** In the order in which it is read: a screen reader speaks characters, it does not see them. */
function lay(talk: Talk, article: Article): ReturnType<typeof layOutArticle> {
  const width = Math.min(80, talk.terminal.stdout.columns || 80);
  return layOutArticle(article, { width, now: talk.ports.now(), order: 'logical' });
}

function linksOf(talk: Talk): readonly { readonly url: string }[] {
  return lay(talk, theArticle(talk)).links;
}

function theArticle({ article }: Talk): Article {
  if (article) return article;
  throw new NewsError('usage', 'no article has been read yet', 'Type the number of a headline.');
}

async function openLink(talk: Talk, url: string | null): Promise<void> {
  if (url === null) return talk.say('There is no such link.');
  await talk.terminal.openInBrowser(url);
  talk.say(`Opened ${safeLine(url)}`);
}

async function refresh(talk: Talk): Promise<void> {
  const hands = {
    ports: talk.ports,
    signal: new AbortController().signal,
    dispatch: (action: Parameters<Parameters<typeof refreshSources>[0]['dispatch']>[0]) => {
      if (action.kind === 'refresh-ended') talk.say(`${action.message.text}.`);
    },
  };
  await refreshSources(hands, { kind: 'refresh', force: false, sourceId: null });
}
