/** What tab puts in: commands, fields of the query language and their values, the reader's tags. */
import { graphemes } from '../content/width.ts';
import { queryFields } from '../core/parse-query.ts';
import { commands } from './keymap.ts';
import type { InputLine, SideEntry, State } from './state.ts';

const most = 50;

/** The word that the cursor stands behind, and everything that it could become. */
export function completions(
  state: State,
  input: InputLine,
): { readonly word: string; readonly choices: readonly string[] } {
  const before = graphemes(input.text).slice(0, input.cursor).join('');
  const word = /\S*$/.exec(before)?.[0] ?? '';
  const choices = candidates(state, input, before, word).filter(
    (candidate) => startsLike(candidate, word) && candidate !== word,
  );
  return { word, choices: [...new Set(choices)].slice(0, most) };
}

function candidates(state: State, input: InputLine, before: string, word: string): readonly string[] {
  switch (input.kind) {
    case 'command': {
      const first = before.trimStart() === word;
      if (first) return [...state.preferences.words, ...commands].toSorted();
      return [...state.preferences.words.flatMap((words) => rest(words, before)), ...queryWords(state, word)];
    }
    case 'filter':
    case 'search':
      return queryWords(state, word);
    case 'tag':
      return state.tags.flatMap((tag) => [tag, `-${tag}`]);
    default:
      return [];
  }
}

/** "source add" completes "source " to "add". */
function rest(words: string, before: string): readonly string[] {
  const typed = before.trimStart();
  const cut = typed.lastIndexOf(' ') + 1;
  return words.startsWith(typed.slice(0, cut)) ? [words.slice(cut)] : [];
}

function queryWords(state: State, word: string): readonly string[] {
  const minus = word.startsWith('-') ? '-' : '';
  const field = /^-?(tag|section|source|is):/.exec(word)?.[1];
  if (field === 'is') return ['unread', 'read', 'fav'].map((value) => `${minus}is:${value}`);
  if (field === 'tag') return state.tags.map((tag) => `${minus}tag:${quoted(tag)}`);
  if (field) return labels(state.side.entries, field).map((label) => `${minus}${field}:${quoted(label)}`);
  return queryFields.map(({ name }) => `${minus}${name}:`);
}

function labels(entries: readonly SideEntry[], kind: string): readonly string[] {
  return entries.filter((entry) => entry.kind === kind).map(({ label }) => label);
}

export function quoted(value: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(value) ? value : `"${value.replace(/["\\]/g, ' ')}"`;
}

/** Quotation marks are put in, not asked for. */
function startsLike(candidate: string, word: string): boolean {
  const bare = (text: string) => text.replaceAll('"', '').toLowerCase();
  return bare(candidate).startsWith(bare(word));
}

/** The line with the next choice in place of the word; a first tab makes the choices, further ones go through them. */
export function complete(state: State, input: InputLine, direction: 1 | -1): InputLine {
  if (input.choices.length > 0) {
    const choice = (input.choice + direction + input.choices.length) % input.choices.length;
    return withChoice(input, input.choices[input.choice] ?? '', choice);
  }
  const { word, choices } = completions(state, input);
  if (choices.length === 0) return input;
  return withChoice({ ...input, choices }, word, direction > 0 ? 0 : choices.length - 1);
}

function withChoice(input: InputLine, standing: string, choice: number): InputLine {
  const characters = graphemes(input.text);
  const before = characters.slice(0, input.cursor).join('');
  const after = characters.slice(input.cursor).join('');
  const head = before.slice(0, before.length - standing.length) + (input.choices[choice] ?? '');
  return { ...input, text: head + after, cursor: graphemes(head).length, choice };
}
