/** The line that is being typed: its editing, what happens while it is typed, and what Enter makes of it. */
import { type Effect, type Step, say, step } from './actions.ts';
import { complete } from './completion.ts';
import { type Command, commands } from './keymap.ts';
import { typedText } from './keys.ts';
import { editLine, insertText, splitWords } from './line-edit.ts';
import { linkOfLabel } from './link-labels.ts';
import { chosenAddress, find, followLink, visibleLinks } from './reduce-article.ts';
import { listed, moveBy, showView } from './reduce-list.ts';
import { saveQuery } from './reduce-queries.ts';
import type { InputLine, QueryProblem, State, View } from './state.ts';

/** `run` does one of the viewer's own commands; it is handed in so that this file need not know them all. */
export function inputKey(
  state: State,
  input: InputLine,
  key: string,
  run: (state: State, command: Command) => Step,
): Step {
  if (key === 'escape' || key === 'ctrl+c' || key === 'ctrl+g') return cancel(state, input);
  if (key === 'enter') return submit({ ...state, input: null }, input, run);
  if (key === 'backspace' && input.text === '') return cancel(state, input);
  if (key === 'tab' || key === 'shift+tab') {
    return typed(state, input, complete(state, input, key === 'tab' ? 1 : -1));
  }
  if (input.kind === 'filter' && (key === 'down' || key === 'up')) return moveBy(state, key === 'down' ? 1 : -1);
  const text = typedText(key);
  const label = text === null ? null : linkKey(state, input, text);
  if (label) return label;
  const edited = text === null ? editLine(input, key) : insertText(input, text);
  return edited ? typed(state, input, { ...input, ...edited, choices: [], choice: 0, problem: null }) : step(state);
}

export function inputPaste(state: State, input: InputLine, text: string): Step {
  return typed(state, input, { ...input, ...insertText(input, text), choices: [], choice: 0, problem: null });
}

/** In the link line a letter is a label at once; only digits are typed. A capital opens the browser. */
function linkKey(state: State, input: InputLine, text: string): Step | null {
  if (input.kind !== 'link' || /^\d$/.test(text)) return null;
  const closed = { ...state, input: null };
  const number = linkOfLabel(visibleLinks(state), text.toLowerCase());
  if (number === null) return step(say(closed, `No link in sight is marked "${text}"`, 'error'));
  if (text === text.toLowerCase()) return followLink(closed, number);
  const url = state.reading?.page.links[number - 1]?.url;
  return url === undefined ? step(closed) : step(closed, { kind: 'browse', url });
}

/** The state with the changed line; filters and finds follow every character. */
function typed(state: State, before: InputLine, input: InputLine): Step {
  const next = { ...state, input };
  if (input.text === before.text) return step(next);
  if (input.kind === 'find') return step(find(next, input.text));
  if (input.kind === 'filter') return showView(next, { ...state.list.view, typed: input.text });
  return step(next);
}

function cancel(state: State, input: InputLine): Step {
  const closed = { ...state, input: null };
  if (input.kind === 'find') return step(find(closed, ''));
  if (input.kind !== 'filter' || state.list.view.typed === '') return step(closed);
  return showView(closed, { ...state.list.view, typed: '' });
}

function submit(state: State, input: InputLine, run: (state: State, command: Command) => Step): Step {
  const text = input.text.trim();
  switch (input.kind) {
    case 'filter':
      return step(state.list.problem === null ? state : { ...state, input });
    case 'find':
      return step(
        text !== '' && state.reading?.find?.matches.length === 0
          ? say(state, `“${text}” is not in this article`)
          : state,
      );
    case 'search':
      return text === '' ? step(state) : search(state, text, input);
    case 'link':
      return text === '' ? step(state) : followLink(state, Number(text));
    case 'query-name':
      return text === '' ? step(state) : saveQuery(state, text, input.about);
    case 'command':
      return commandLine(state, input, run);
    default:
      return step(state, ...effectsOf(state, input, text));
  }
}

/** The best first, with the words around what matched. */
function search(state: State, text: string, input: InputLine): Step {
  const view: View = {
    label: `Search: ${text}`,
    query: text,
    typed: '',
    unreadOnly: false,
    sort: 'relevance',
    snippets: true,
  };
  const shown = showView({ ...state, focus: 'list' }, view);
  const { problem } = shown.state.list;
  return problem === null ? shown : step({ ...state, input: { ...input, problem: within(problem, input.text, text) } });
}

/** The problem of a part as one of the whole line that it stands in. */
function within(problem: QueryProblem, line: string, part: string): QueryProblem {
  return { ...problem, at: problem.at === null ? null : problem.at + Math.max(0, line.indexOf(part)) };
}

function effectsOf(state: State, input: InputLine, text: string): readonly Effect[] {
  const article = state.focus === 'article' ? state.reading?.article : listed(state)?.article;
  switch (input.kind) {
    case 'note':
      return article ? [{ kind: 'favorite', article, keep: true, note: text === '' ? null : text }] : [];
    case 'tag': {
      const words = splitWords(text).map((word) => word.replace(/^#/, ''));
      const remove = words.filter((word) => word.startsWith('-')).map((word) => word.slice(1).replace(/^#/, ''));
      const add = words.filter((word) => !word.startsWith('-')).map((word) => word.replace(/^\+/, ''));
      return article && words.length > 0 ? [{ kind: 'tag', article, add, remove }] : [];
    }
    case 'add':
      return text === '' ? [] : [{ kind: 'add-source', address: text }];
    case 'rename':
      return text === '' || input.about === null ? [] : [{ kind: 'rename-source', id: input.about, title: text }];
    default:
      return [];
  }
}

/** ":" takes the viewer's own commands by name, "list" and "search" in place, and every command of the tool. */
function commandLine(state: State, input: InputLine, run: (state: State, command: Command) => Step): Step {
  const text = input.text.trim();
  const words = splitWords(text.replace(/^(?:news|:)\s+/, ''));
  const [first, ...others] = words;
  if (first === undefined) return step(state);
  if (first === 'q' || first === 'q!' || first === 'wq' || first === 'exit') return run(state, 'quit');
  if (/^\d+$/.test(first) && state.focus === 'article') return followLink(state, Number(first));
  const rest = text.slice(text.indexOf(first) + first.length).trim();
  const plain = others.every((word) => !word.startsWith('--'));
  if (first === 'search' && rest !== '' && plain) return search(state, rest, input);
  if (first === 'list' && rest !== '' && plain) {
    const view: View = { label: rest, query: rest, typed: '', unreadOnly: false, sort: 'newest', snippets: false };
    const shown = showView({ ...state, focus: 'list' }, view);
    const { problem } = shown.state.list;
    return problem === null
      ? shown
      : step({ ...state, input: { ...input, problem: within(problem, input.text, rest) } });
  }
  if (others.length === 0 && (commands as readonly string[]).includes(first)) return run(state, first as Command);
  if (!state.preferences.canRun) return step(say(state, `There is nothing called "${first}" here`, 'error'));
  return step(say(state, `news ${words.join(' ')} …`), {
    kind: 'run',
    words: words.map((word) => (word === '%' ? (chosenAddress(state) ?? word) : word)),
  });
}
