import { Command } from 'commander';
import { findPage } from '../../app/list-articles.ts';
import { markRead } from '../../app/mark-read.ts';
import { readArticles } from '../../app/read-article.ts';
import { undo } from '../../app/undo.ts';
import { counted } from '../../core/counted.ts';
import { NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { toJson } from '../output/json.ts';
import { type FilterFlags, filterOf, filterOptions } from './listing-options.ts';
import { expandReferences, settleFailures } from './references.ts';

export function markCommand(cli: Cli): Command {
  const command = new Command('mark').description('mark articles read or unread');
  for (const state of ['read', 'unread'] as const) {
    const sub = new Command(state)
      .description(`mark articles ${state}`)
      .argument('[articles...]', 'ids, links, "-" for ids on standard input, or a query')
      .option('--all', 'every article')
      .option('--json', 'print what changed as JSON')
      .addHelpText(
        'after',
        `\nExamples:\n  news mark ${state} 3f9k\n  news mark ${state} section:sport until:1d\n  news list --unread tag:ads | news mark ${state} -`,
      );
    command.addCommand(
      filterOptions(sub).action((words: string[], flags: MarkFlags) => mark(cli, words, flags, state === 'read')),
    );
  }
  return command;
}

interface MarkFlags extends FilterFlags {
  readonly all?: boolean;
  readonly json?: boolean;
}

async function mark(cli: Cli, words: readonly string[], flags: MarkFlags, read: boolean): Promise<void> {
  if (words.length === 0 && !isFiltered(flags) && !flags.all) {
    throw new NewsError(
      'usage',
      'which articles?',
      `Give ids or a query, or --all: news mark ${read ? 'read' : 'unread'} --all`,
    );
  }
  const references = await expandReferences(cli, words);
  const changed = words.length > 0 && references.length === 0 ? 0 : await markAll(cli, references, words, flags, read);
  if (flags.json) await cli.io.stdout.write(`${toJson({ changed, read }, cli.io.stdout.isTTY)}\n`);
  else await cli.io.stderr.write(`Marked ${counted(changed, 'article')} ${read ? 'read' : 'unread'}.\n`);
}

/** Words are ids where an article has one of them, else a query. Throws "not-found" for a word that is neither. */
async function markAll(
  cli: Cli,
  references: readonly string[],
  words: readonly string[],
  flags: MarkFlags,
  read: boolean,
): Promise<number> {
  const filtered = isFiltered(flags);
  const mayBeIds = !filtered && !flags.all && references.length > 0 && references.every(couldBeId);
  const byId = mayBeIds
    ? await markByIds(cli, references, read, words.includes('-') || references.some(isSurelyId))
    : null;
  if (byId !== null) return byId;
  const filter = filterOf(references, flags, cli.ports.now());
  const changed = await markRead(cli.ports, filter, read);
  const [reference] = references;
  if (changed > 0 || !mayBeIds || references.length > 1 || reference === undefined) return changed;
  const { found } = await findPage(cli.ports, {
    filter,
    sort: 'newest',
    limit: 1,
    after: null,
    bodies: false,
    snippets: false,
  });
  if (found.length === 0)
    throw new NewsError(
      'not-found',
      `there is no article "${reference}", and none that holds this word`,
      'See "news list" for the ids.',
    );
  return changed;
}

const isFiltered = (flags: MarkFlags) => Object.keys(flags).some((flag) => flag !== 'all' && flag !== 'json');
const isLink = (word: string) => /^https?:\/\//i.test(word);
const couldBeId = (word: string) => isLink(word) || /^[0-9a-z]{4,16}$/i.test(word);
const isSurelyId = (word: string) => isLink(word) || /\d/.test(word);

/** Marks by ids; null where no word is one and they may be words of a query instead. */
async function markByIds(
  cli: Cli,
  references: readonly string[],
  read: boolean,
  surely: boolean,
): Promise<number | null> {
  const { articles, errors } = await readArticles(cli.ports, references);
  if (articles.length === 0 && !surely) return null;
  await settleFailures(cli, errors, references.length);
  return markRead(cli.ports, { kind: 'id', ids: articles.map(({ id }) => id) }, read);
}

export function undoCommand(cli: Cli): Command {
  return new Command('undo')
    .description('take back the last change (read state, tags, favorites, sources), also one of an earlier run')
    .option('--json', 'print what was taken back as JSON')
    .action(async (flags: { json?: boolean }) => {
      const undone = await undo(cli.ports);
      if (flags.json) await cli.io.stdout.write(`${toJson({ undone: undone?.label ?? null }, cli.io.stdout.isTTY)}\n`);
      else if (undone) await cli.io.stderr.write(`Taken back: ${undone.label}.\n`);
      else await cli.io.stderr.write('There is nothing to take back.\n');
    });
}
