/** The line in which something is typed: the prompt, the text with its cursor, and beside it what helps or what is wrong. */
import { graphemes, widthOf } from '../content/width.ts';
import { fitRow, type Row, span } from './paint.ts';
import type { InputKind, InputLine, QueryProblem, State } from './state.ts';
import type { Look } from './theme.ts';

const prompts: Readonly<Record<InputKind, string>> = {
  filter: '/',
  search: 'search ',
  find: '/',
  link: 'link ',
  note: 'note ',
  tag: 'tags ',
  add: 'add ',
  rename: 'title ',
  'query-name': 'save as ',
  command: ':',
};

/** What to type, told while nothing is. */
const asides: Partial<Readonly<Record<InputKind, string>>> = {
  filter: 'words, or tag:x is:unread since:2d; tab completes',
  search: 'words in headlines and texts; tab completes',
  link: 'a letter, or a number and enter; capital: browser',
  add: 'address of a feed or site, or a catalog name',
  tag: 'words to add, -word to take off',
  note: 'why you keep it; may be empty',
  'query-name': 'a name for what the list shows',
  command: 'a command of news; tab completes',
};

/** The character at the cursor is inverted, so that the terminal's own cursor can stay hidden. */
export function inputRow(state: State, input: InputLine): Row {
  const prompt = ` ${prompts[input.kind]}`;
  const problem = input.kind === 'filter' ? state.list.problem : input.problem;
  const room = Math.max(1, state.columns - widthOf(prompt) - 1);
  const row = [span(prompt, 'brand'), ...typedSpans(input, problem, room)];
  const aside = problem ? span(`   ${problemWords(problem)}`, 'bar-error') : span(`   ${asideOf(input)}`, 'meta');
  return fitRow([...row, aside], state.columns);
}

/** As much of the text as there is room for around its cursor; what does not parse is marked from its place on. */
function typedSpans({ text, cursor }: InputLine, problem: QueryProblem | null, room: number): Row {
  const characters = [...graphemes(text), ' '];
  let first = cursor;
  for (let cells = widthOf(characters[cursor] ?? ' '); first > 0; first -= 1) {
    cells += widthOf(characters[first - 1] ?? '');
    // Half of the room before the cursor is enough once not everything fits.
    if (cells > room || (cells > room / 2 && widthOf(text) >= room && cursor < characters.length - 1)) break;
  }
  let at = characters.slice(0, first).join('').length;
  const row: Row[number][] = [];
  for (const [index, character] of characters.slice(first).entries()) {
    const looks: Look[] = ['input'];
    if (problem?.at !== undefined && problem.at !== null && at >= problem.at) looks.push('input-wrong');
    if (first + index === cursor) looks.push('label');
    row.push(span(character, ...looks));
    at += character.length;
  }
  return fitRow(
    row,
    Math.min(
      room,
      row.reduce((cells, { text: part }) => cells + widthOf(part), 0),
    ),
  );
}

function problemWords({ at, message }: QueryProblem): string {
  return at === null ? message : `at character ${at + 1}: ${message}`;
}

function asideOf({ kind, text, choices, choice }: InputLine): string {
  if (choices.length > 0) return choices.slice(choice + 1, choice + 9).join('  ');
  return text === '' ? (asides[kind] ?? '') : '';
}
