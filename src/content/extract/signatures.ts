/** Authors as they sign below a text: a name alone, a name in brackets, a line on who wrote. */
import words from '../../../data/extract/people.json' with { type: 'json' };
import { type Block, isProse } from './blocks.ts';
import { isCollective, splitNames } from './names.ts';
import { isEasternName } from './names-east.ts';
import { looksLikeName } from './people-words.ts';
import { attribute, collapse, contains } from './tree.ts';

/** A line that holds more than a name and a word or two. */
export const longestSignature = 60;
const marks = new Set(['i', 'em', 'b', 'strong']);

/** True for a line that is in italics or bold from end to end. */
export function inOwnLetters(block: Block): boolean {
  return block.pieces.every(({ node }) => {
    if (!node || !/\p{L}/u.test(node.text)) return true;
    return marks.has(node.parent.tag) || marks.has(node.parent.parent?.tag ?? '');
  });
}

/** "（山田太郎）" below a text or at the end of its last line, as Japanese papers sign. */
const signed = words.signed.map((pattern) => new RegExp(pattern, 'u'));
const kana = /\p{sc=Hiragana}/u;
const bios = words.bios.map((pattern) => new RegExp(pattern, 'u'));

/** "스카레 김민수": who sent it from where. */
const koreanEnd = /(?:^|\s)([가-힣]{3,4})$/;

/** Looks below the text for who signed it. */
export function signature(blocks: readonly Block[], sites: readonly string[]): string[] {
  const last = blocks.findLastIndex(isProse);
  for (const [at, block] of blocks.entries()) {
    if (block.size === 0 || !['text', 'paragraph'].includes(block.kind)) continue;
    const before = blocks.slice(Math.max(0, at - 5), at).findLast((one) => one.size > 0);
    const name =
      (block.size <= longestSignature ? nameAlone(block, before, blocks[at + 1]) : null) ??
      inLastLines(block, before, at >= last);
    const names = name === null || isCollective(name) ? [] : splitNames(name, sites);
    if (names.length > 0) return names;
  }
  return [];
}

/** A name to the right, set apart by its letters, or with a mail address: how old papers sign. */
function nameAlone(block: Block, before: Block | undefined, next: Block | undefined): string | null {
  const closed = before !== undefined && /[.!?…"”»]$/.test(before.text) && before.linkSize === 0;
  // Sentences behind it end a signature only where they stand in the same text.
  if (!closed || (next && isProse(next) && contains(block.parent.parent ?? block.parent, next.parent))) return null;
  const right =
    /right|end/.test(`${attribute(block.parent, 'align')} ${attribute(block.parent, 'style')}`) ||
    /(?:^|[\s_-])(?:right|text-end)(?:$|\s)/.test(attribute(block.parent, 'class'));
  const mail = block.pieces.some(({ node }) => /\S@\S/.test(node?.text ?? ''));
  const first = collapse(block.pieces.find(({ node }) => /\S/.test(node?.text ?? ''))?.node?.text ?? '');
  const dashed = /^[—–]\s*(.+)$/.exec(first)?.[1];
  // "(Ana Silva, 3.3.2026)"
  const dated = /^[(（]([^,()（）]{4,40}),\s[^()（）]{0,20}\d[^()（）]{0,20}[)）]$/.exec(block.text)?.[1];
  if (dated !== undefined && looksLikeName(dated)) return dated;
  const korean = mail ? (koreanEnd.exec(first.replace(/\s*[(（].*$/, ''))?.[1] ?? '') : '';
  if (isEasternName(korean)) return korean;
  const [name] = (dashed ?? first).split(/,\s/);
  const isSigned = right || mail || inOwnLetters(block) || (dashed !== undefined && block.quote === null);
  return isSigned && name !== undefined && looksLikeName(name) ? name : null;
}

/** "（山田太郎）" and "Ana Silva is a reporter of The Star." where the text ends. */
function inLastLines(block: Block, before: Block | undefined, isLast: boolean): string | null {
  if (!isLast) return null;
  for (const pattern of kana.test(`${before?.text ?? ''}${block.text}`) ? signed : []) {
    const name = pattern.exec(block.text.slice(-400))?.[1];
    if (name !== undefined) return name;
  }
  if (!inOwnLetters(block) || block.size > 400) return null;
  for (const pattern of bios) {
    const name = pattern.exec(block.text)?.[1];
    if (name !== undefined && looksLikeName(name)) return name;
  }
  return null;
}
