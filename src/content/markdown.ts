/** An article's body as Markdown: CommonMark 0.31 with the tables of GitHub's dialect. No text can make structure of its own. */
import type { Block, Inline, InlineText, ListItem, TableCell } from './block.ts';
import type { Role } from './line.ts';

/** The blocks as Markdown, parted by blank lines, without a line end at the end. */
export function markdownOf(blocks: readonly Block[]): string {
  return blocks
    .map(blockMarkdown)
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Any text as words of a Markdown paragraph on one line. */
export function escapeMarkdown(text: string): string {
  return atLineStart(inWords(text.replace(/\s+/g, ' ').trim()));
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return inlineMarkdown(block.text);
    case 'heading':
      return `${'#'.repeat(block.level)} ${inlineMarkdown(block.text).replaceAll('\\\n', ' ').replace(/#+$/, '\\$&')}`;
    case 'list':
      return listMarkdown(block.style, block.items);
    case 'quote':
      return markdownOf(block.blocks)
        .split('\n')
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n');
    case 'code':
      return fenced(block.text, block.language);
    case 'table':
      return tableMarkdown(block);
    case 'image': {
      const image = `![${inWords(block.alt)}](${destination(block.url)})`;
      const linked = block.link ? `[${image}](${destination(block.link.url)})` : image;
      return block.caption.length === 0 ? linked : `${linked}\n\n${inlineMarkdown(block.caption)}`;
    }
    case 'rule':
      return '---';
  }
}

function listMarkdown(style: 'bullet' | 'number' | 'none', items: readonly ListItem[]): string {
  const isTight = items.every((item) => item.blocks.every((block, index) => index === 0 || block.kind === 'list'));
  const lines = items.map((item) => {
    const mark = style === 'number' ? `${item.number}. ` : '- ';
    const indent = ' '.repeat(mark.length);
    const body = isTight ? item.blocks.map(blockMarkdown).join('\n') : markdownOf(item.blocks);
    return (
      mark +
      body
        .split('\n')
        .join(`\n${indent}`)
        .replace(/\n +(?=\n)/g, '\n')
    );
  });
  return lines.join(isTight ? '\n' : '\n\n');
}

/** A fence longer than any in the code. */
function fenced(code: string, language: string | null): string {
  const longest = (code.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language ?? ''}\n${code}\n${fence}`;
}

function tableMarkdown(table: Extract<Block, { kind: 'table' }>): string {
  const width = table.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const [first = [], ...others] = table.rows;
  const hasHead = first.every((cell) => cell.header);
  const rows = [hasHead ? first : [], ...(hasHead ? others : table.rows)].map((row) => rowMarkdown(row, width));
  rows.splice(1, 0, `|${' --- |'.repeat(width)}`);
  const caption = table.caption.length === 0 ? '' : `${inlineMarkdown(table.caption)}\n\n`;
  return caption + rows.join('\n');
}

function rowMarkdown(row: readonly TableCell[], width: number): string {
  const cells = row.map((cell) =>
    inlineMarkdown(cell.text)
      .replaceAll('\\\n', '<br>')
      .replaceAll('\n', ' ')
      .replace(/(?<!\\)\|/g, '\\|'),
  );
  while (cells.length < width) cells.push('');
  return `| ${cells.join(' | ')} |`;
}

/** Pieces of one link stand in one pair of brackets. */
function inlineMarkdown(text: InlineText): string {
  let out = '';
  for (let index = 0; index < text.length; ) {
    const link = text[index]?.link ?? null;
    let end = index;
    while (end < text.length && (text[end]?.link ?? null) === link) end += 1;
    const words = text.slice(index, end).map(pieceMarkdown).join('');
    out += link === null ? words : `[${words.trim()}](${destination(link.url)})${/\s$/.test(words) ? ' ' : ''}`;
    index = end;
  }
  return out.split('\n').map(atLineStart).join('\\\n').trim();
}

const marks: readonly (readonly [Role, string])[] = [
  ['emphasis', '*'],
  ['strong', '**'],
  ['deleted', '~~'],
];

function pieceMarkdown(piece: Inline): string {
  if (piece.roles.includes('code') && !piece.text.includes('\n')) return codeSpan(piece.text);
  const words = inWords(piece.text);
  const inner = words.trim();
  if (inner === '') return words;
  const before = words.slice(0, words.indexOf(inner));
  const after = words.slice(before.length + inner.length);
  const around = marks.filter(([role]) => piece.roles.includes(role)).map(([, mark]) => mark);
  return before + around.join('') + inner + around.reverse().join('') + after;
}

function codeSpan(code: string): string {
  const longest = (code.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const ticks = '`'.repeat(longest + 1);
  const padding = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${ticks}${padding}${code}${padding}${ticks}`;
}

/** Signs that could begin emphasis, links, HTML, entities or tables anywhere in a line. */
function inWords(text: string): string {
  return text.replace(/[\\`*_[\]<>~|]|&(?=[#\w])|!(?=\[)/g, '\\$&');
}

/** Signs that would make a heading, a list, a quote, a rule or a setext line of the line that they begin. */
function atLineStart(line: string): string {
  return line
    .replace(/^\s+/, '')
    .replace(/^(?:#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$))/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** An address with nothing in it that could end it early. */
function destination(url: string): string {
  return url.replace(/[\s<>()\\|`*_[\]]/g, (sign) => {
    const code = sign.charCodeAt(0);
    return sign === '_' || sign === '*' ? sign : `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
  });
}
