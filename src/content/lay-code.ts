/** Code on lines: its own line ends are kept, long lines go on after a mark, colors by highlight.ts. */
import { highlight } from './highlight.ts';
import type { Span } from './line.ts';
import { advance, type Page, pageRoom, putLine } from './page.ts';
import { clusterWidth, graphemes, widthOf } from './width.ts';

const tabStop = 4;
/** Stands before what goes on from the line above. */
const goesOn: Span = { text: '↪ ', roles: ['dim'], link: null };
/** Code stands in from the text by this much, where there is room. */
const indent: Span = { text: '  ', roles: [], link: null };

export function layOutCode(page: Page, language: string | null, code: string): void {
  const room = pageRoom(page);
  const before = room >= 24 ? [indent] : [];
  const cells = room - before.length * 2;
  for (const line of sourceLines(code, language)) {
    putCodeLine(page, line, before, cells);
    advance(
      page,
      line.reduce((length, span) => length + span.text.length, 1),
    );
  }
}

/** The spans of each line of the source. */
function sourceLines(code: string, language: string | null): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  for (const token of highlight(code, language)) {
    const roles = token.role === null ? (['code'] as const) : (['code', token.role] as const);
    for (const [index, text] of token.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ text, roles, link: null });
    }
  }
  return lines;
}

function putCodeLine(page: Page, line: readonly Span[], before: readonly Span[], cells: number): void {
  let spans: Span[] = [...before];
  let used = 0;
  let start = 0;
  let place = 0;
  const mark = cells >= 8 ? [goesOn] : [];
  const end = () => {
    putLine(page, spans, used + before.length * 2, 'ltr', start);
    spans = [...before, ...mark];
    used = mark.length * 2;
    start = place;
  };
  for (const span of withoutTabs(line)) {
    if (used + widthOf(span.text) <= cells) {
      spans.push(span);
      used += widthOf(span.text);
      place += span.text.length;
      continue;
    }
    let text = '';
    for (const cluster of graphemes(span.text)) {
      const width = clusterWidth(cluster);
      if (used + width > cells && used > 0) {
        if (text !== '') spans.push({ ...span, text });
        text = '';
        end();
      }
      text += width > cells ? '…' : cluster;
      used += Math.min(width, cells);
      place += cluster.length;
    }
    if (text !== '') spans.push({ ...span, text });
  }
  end();
}

/** Tabs as blanks up to the next stop. */
function withoutTabs(line: readonly Span[]): readonly Span[] {
  if (!line.some((span) => span.text.includes('\t'))) return line;
  let column = 0;
  return line.map((span) => {
    let text = '';
    for (const [index, part] of span.text.split('\t').entries()) {
      if (index > 0) {
        const blanks = tabStop - (column % tabStop);
        text += ' '.repeat(blanks);
        column += blanks;
      }
      text += part;
      column += widthOf(part);
    }
    return { ...span, text };
  });
}
