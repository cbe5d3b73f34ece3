/** Collects the text of one paragraph: folds its blanks across the borders of elements and remembers what each piece means. */
import type { BlockLink, Inline } from './block.ts';
import type { Role } from './line.ts';

export interface InlineRun {
  readonly pieces: Inline[];
  /** The looks of a blank that is owed after the last piece, if more text follows. */
  blank: Omit<Inline, 'text'> | null;
  /** Line ends owed before the next word. */
  breaks: number;
}

export function emptyRun(): InlineRun {
  return { pieces: [], blank: null, breaks: 0 };
}

/** Adds text as it is written in HTML, where any run of blanks is one. Nothing that is already there is read again. */
export function addText(run: InlineRun, text: string, roles: readonly Role[], link: BlockLink | null): void {
  const folded = /[\t\n]| {2}/.test(text) ? text.replace(/[ \t\n]+/g, ' ') : text;
  const atBlank = run.blank !== null || run.breaks > 0 || run.pieces.length === 0;
  const begin = atBlank && folded.startsWith(' ') ? 1 : 0;
  const end = folded.endsWith(' ') ? folded.length - 1 : folded.length;
  if (begin >= end) {
    if (folded !== '' && !atBlank) run.blank = { roles, link };
    return;
  }
  const words = folded.slice(begin, end);
  if (run.breaks > 0 && run.pieces.length > 0) append(run, `\n${words}`, roles, link);
  else {
    if (run.blank) append(run, ' ', run.blank.roles, run.blank.link);
    append(run, words, roles, link);
  }
  run.breaks = 0;
  run.blank = end < folded.length ? { roles, link } : null;
}

function append(run: InlineRun, text: string, roles: readonly Role[], link: BlockLink | null): void {
  const last = run.pieces.at(-1);
  if (last && last.link === link && sameRoles(last.roles, roles)) {
    run.pieces[run.pieces.length - 1] = { ...last, text: last.text + text };
  } else {
    run.pieces.push({ text, roles, link });
  }
}

/** A line end that the author wants. */
export function addBreak(run: InlineRun): void {
  run.breaks += 1;
  run.blank = null;
}

function sameRoles(one: readonly Role[], other: readonly Role[]): boolean {
  return one === other || (one.length === other.length && one.every((role, index) => role === other[index]));
}

const raised = new Map([...'0123456789+-=()n'].map((sign, index) => [sign, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'[index] ?? sign]));
const lowered = new Map([...'0123456789+-=()'].map((sign, index) => [sign, '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'[index] ?? sign]));

/** Text of <sup> or <sub> in the raised or lowered signs that Unicode has; as it is where one is missing. */
export function shifted(text: string, tag: 'sup' | 'sub'): string {
  const signs = tag === 'sup' ? raised : lowered;
  const found = text.length <= 12 ? Array.from(text, (sign) => signs.get(sign)) : [undefined];
  return found.includes(undefined) ? text : found.join('');
}
