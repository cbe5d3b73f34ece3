/** A body without its markup: what is indexed, searched, piped and measured. */
import { type HtmlSink, readHtml } from './read-html.ts';
import { safeLine } from './safe.ts';

/** The text of `html`: paragraphs parted by a blank line, list items marked, table cells by " | ", code as written. */
export function plainText(html: string): string {
  if (!html.includes('<')) return unmarkedText(html);
  const writer = textWriter();
  readHtml(html, null, writer.sink);
  return writer.text();
}

/** Text in which nobody put any markup: its own blank lines part the paragraphs, and its lines stay. */
export function unmarkedText(html: string): string {
  let text = '';
  readHtml(html, null, { open: () => {}, close: () => {}, text: (piece) => (text += piece) });
  const lines = text.split('\n').map((line) => line.replace(/[ \t]+/g, ' ').trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The text of something that may be HTML or plain, on one line: summaries. */
export function htmlToLine(text: string): string {
  return safeLine(/[<&]/.test(text) ? plainText(text) : text);
}

const paragraphs: ReadonlySet<string> = new Set(
  'address blockquote details div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre table ul'.split(' '),
);
const rows: ReadonlySet<string> = new Set('caption dd dt figcaption li summary tr'.split(' '));

interface Writer {
  out: string;
  /** Line ends owed before the next text: 0, 1 or 2, and a blank. */
  breaks: number;
  blank: boolean;
  preformatted: number;
  /** Line ends at the end of the code so far: written only if more code follows. */
  codeBreaks: string;
  /** The open lists: the number of the next item, or null for a bullet. */
  readonly lists: (number | null)[];
  /** The mark of the item that was opened and has no text yet. */
  mark: string;
  cells: number;
}

/** A sink that writes what it is told as plain text. */
export function textWriter(): { readonly sink: HtmlSink; text(): string } {
  const writer: Writer = {
    out: '',
    breaks: 0,
    blank: false,
    preformatted: 0,
    codeBreaks: '',
    lists: [],
    mark: '',
    cells: 0,
  };
  return {
    sink: {
      open: (tag, attributes) =>
        open(writer, tag, attributes.find(([name]) => name === 'start' || name === 'value')?.[1]),
      close: (tag) => close(writer, tag),
      text: (text) => write(writer, text),
    },
    text: () => writer.out.trimEnd(),
  };
}

function open(writer: Writer, tag: string, number: string | undefined): void {
  if (paragraphs.has(tag)) {
    // Lists inside lists, and paragraphs inside items, stay close together.
    breakLine(writer, writer.lists.length > 0 ? 1 : 2);
    if (tag === 'pre') writer.preformatted += 1;
    if (tag === 'ul' || tag === 'dl') writer.lists.push(null);
    if (tag === 'ol') writer.lists.push(Number(number ?? 1));
  } else if (rows.has(tag)) {
    breakLine(writer, 1);
    if (tag === 'li') startItem(writer, number);
    writer.cells = 0;
  } else if (tag === 'br') {
    if (writer.preformatted > 0) writer.codeBreaks += '\n';
    else breakLine(writer, Math.min(2, writer.breaks + 1));
  } else if (tag === 'td' || tag === 'th') {
    if (writer.cells > 0) writer.mark = ' | ';
    writer.cells += 1;
  } else if (tag === 'rt') {
    write(writer, '(');
  }
}

function close(writer: Writer, tag: string): void {
  if (paragraphs.has(tag)) {
    if (tag === 'pre') writer.preformatted -= 1;
    writer.codeBreaks = '';
    if (tag === 'ul' || tag === 'ol' || tag === 'dl') writer.lists.pop();
    breakLine(writer, writer.lists.length > 0 ? 1 : 2);
  } else if (rows.has(tag)) {
    breakLine(writer, 1);
    writer.mark = '';
  } else if (tag === 'rt') {
    write(writer, ')');
  }
}

function startItem(writer: Writer, value: string | undefined): void {
  const depth = Math.max(0, writer.lists.length - 1);
  const next = value === undefined ? writer.lists.at(-1) : Number(value);
  const indent = '  '.repeat(Math.min(depth, 8));
  if (next === null || next === undefined) {
    writer.mark = `${indent}• `;
  } else {
    writer.mark = `${indent}${next}. `;
    writer.lists[writer.lists.length - 1] = next + 1;
  }
}

function breakLine(writer: Writer, breaks: number): void {
  writer.breaks = Math.max(writer.breaks, breaks);
  writer.blank = false;
}

function write(writer: Writer, text: string): void {
  if (writer.preformatted > 0) {
    writeCode(writer, text);
    return;
  }
  const folded = /[\t\n]| {2}/.test(text) ? text.replace(/[ \t\n]+/g, ' ') : text;
  if (folded === ' ') {
    writer.blank = true;
    return;
  }
  if (folded.startsWith(' ')) writer.blank = true;
  flush(writer);
  writer.out += folded.slice(folded.startsWith(' ') ? 1 : 0, folded.endsWith(' ') ? -1 : undefined);
  writer.blank = folded.endsWith(' ');
}

function writeCode(writer: Writer, text: string): void {
  let end = text.length;
  while (end > 0 && text[end - 1] === '\n') end -= 1;
  if (end > 0) {
    const atStart = writer.breaks > 0 || writer.out === '';
    flush(writer);
    writer.out += atStart ? text.slice(0, end).replace(/^\n+/, '') : writer.codeBreaks + text.slice(0, end);
    writer.codeBreaks = '';
  }
  writer.codeBreaks += text.slice(end);
}

/** Writes the breaks, the mark or the blank that are owed. */
function flush(writer: Writer): void {
  if (writer.breaks > 0) {
    if (writer.out !== '') writer.out += writer.breaks === 1 ? '\n' : '\n\n';
    writer.breaks = 0;
    writer.blank = false;
  }
  if (writer.mark !== '') writer.out += writer.mark;
  else if (writer.blank && writer.out !== '') writer.out += ' ';
  writer.mark = '';
  writer.blank = false;
}
