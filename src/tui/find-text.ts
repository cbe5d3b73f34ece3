/** Finding words in laid-out lines, also where a match goes over the end of a line. Case and accents do not matter. */
import type { PageLine } from './article-page.ts';

/** One stretch of a line: characters from `start` to before `end`. */
export interface Stretch {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export interface Match {
  readonly stretches: readonly Stretch[];
}

/** More matches than this nobody walks through; finding stops there. */
const maxMatches = 10_000;

/** Every place of `words`, in order, none overlapping. Linear in the text for words of ordinary length. */
export function findText(lines: readonly PageLine[], words: string): readonly Match[] {
  const wanted = fold(words.trim()).text;
  if (wanted === '') return [];
  const matches: Match[] = [];
  let first = 0;
  while (first < lines.length && matches.length < maxMatches) {
    const block = lines[first]?.block;
    let end = first;
    while (end < lines.length && lines[end]?.block === block) end += 1;
    findInBlock(lines, first, end, wanted, matches);
    first = end;
  }
  return matches;
}

interface Folded {
  readonly text: string;
  /** For each folded character, the index of the character it came from. */
  readonly from: readonly number[];
}

function findInBlock(lines: readonly PageLine[], first: number, end: number, wanted: string, matches: Match[]): void {
  let text = '';
  const owner: { line: number; column: number }[] = [];
  for (let line = first; line < end; line += 1) {
    // A line end stands for one blank, as it did in the text before it was laid out.
    if (text !== '') {
      text += ' ';
      owner.push({ line: -1, column: 0 });
    }
    const folded = fold(lineText(lines[line]));
    text += folded.text;
    for (const column of folded.from) owner.push({ line, column });
  }
  for (
    let at = text.indexOf(wanted);
    at >= 0 && matches.length < maxMatches;
    at = text.indexOf(wanted, at + wanted.length)
  ) {
    matches.push({ stretches: stretches(owner.slice(at, at + wanted.length)) });
  }
}

function stretches(owners: readonly { readonly line: number; readonly column: number }[]): readonly Stretch[] {
  const found: { line: number; start: number; end: number }[] = [];
  for (const { line, column } of owners) {
    if (line < 0) continue;
    const last = found.at(-1);
    if (last?.line === line) last.end = Math.max(last.end, column + 1);
    else found.push({ line, start: column, end: column + 1 });
  }
  return found;
}

export function lineText(line: PageLine | undefined): string {
  return line ? line.spans.map(({ text }) => text).join('') : '';
}

/** Lower case without accents, character by character so that places can be told back. */
function fold(text: string): Folded {
  if (/^[\x20-\x7e]*$/.test(text)) return { text: text.toLowerCase(), from: Array.from(text, (_, index) => index) };
  let out = '';
  const from: number[] = [];
  let index = 0;
  for (const character of text) {
    const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    out += plain;
    for (let count = 0; count < plain.length; count += 1) from.push(index);
    index += character.length;
  }
  return { text: out, from };
}
