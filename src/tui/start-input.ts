/** Opens the line at the bottom in which something is typed. */
import { graphemes } from '../content/width.ts';
import type { InputKind, State } from './state.ts';

export function startInput(state: State, kind: InputKind, text = '', about: string | null = null): State {
  return {
    ...state,
    message: null,
    input: { kind, text, cursor: graphemes(text).length, choices: [], choice: 0, problem: null, about },
  };
}
