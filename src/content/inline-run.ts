/** Collects the text of one paragraph: folds its blanks across the borders of elements and remembers what each piece means. */
import type { BlockLink, Inline, InlineText } from './block.ts';
import type { Role } from './line.ts';

export interface InlineRun {
  pieces: Inline[];
  /** True where the text so far ends in a blank or a line end, or is empty, so that no other blank may follow. */
  atBlank: boolean;
  /** Line ends owed before the next word. */
  breaks: number;
}

export function emptyRun(): InlineRun {
  return { pieces: [], atBlank: true, breaks: 0 };
}

/** Adds text as it is written in HTML, where any run of blanks is one. */
export function addText(run: InlineRun, text: string, roles: readonly Role[], link: BlockLink | null): void {
  let folded = /[\t\n]| {2}/.test(text) ? text.replace(/[ \t\n]+/g, ' ') : text;
  if (run.atBlank && folded.startsWith(' ')) folded = folded.slice(1);
  if (folded === '') return;
  if (run.breaks > 0) {
    trimEnd(run);
    if (run.pieces.length > 0) folded = `\n${folded}`;
    run.breaks = 0;
  }
  const last = run.pieces.at(-1);
  if (last && last.link === link && sameRoles(last.roles, roles)) {
    run.pieces[run.pieces.length - 1] = { ...last, text: last.text + folded };
  } else {
    run.pieces.push({ text: folded, roles, link });
  }
  run.atBlank = folded.endsWith(' ');
}

/** A line end that the author wants. */
export function addBreak(run: InlineRun): void {
  run.breaks += 1;
  run.atBlank = true;
}

function sameRoles(one: readonly Role[], other: readonly Role[]): boolean {
  return one === other || (one.length === other.length && one.every((role, index) => role === other[index]));
}

function trimEnd(run: InlineRun): void {
  for (let last = run.pieces.at(-1); last !== undefined; last = run.pieces.at(-1)) {
    const text = last.text.replace(/[ \n]+$/, '');
    if (text !== '') {
      if (text.length < last.text.length) run.pieces[run.pieces.length - 1] = { ...last, text };
      return;
    }
    run.pieces.pop();
  }
}

/** The collected text, trimmed; empty where there is none. */
export function takeText(run: InlineRun): InlineText {
  trimEnd(run);
  return run.pieces;
}

const raised = new Map([...'0123456789+-=()n'].map((sign, index) => [sign, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'[index] ?? sign]));
const lowered = new Map([...'0123456789+-=()'].map((sign, index) => [sign, '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'[index] ?? sign]));

/** Text of <sup> or <sub> in the raised or lowered signs that Unicode has; as it is where one is missing. */
export function shifted(text: string, tag: 'sup' | 'sub'): string {
  const signs = tag === 'sup' ? raised : lowered;
  const found = text.length <= 12 ? Array.from(text, (sign) => signs.get(sign)) : [undefined];
  return found.includes(undefined) ? text : found.join('');
}
