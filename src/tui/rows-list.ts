/** The rows of the headlines' pane. */

import { visualOrder } from '../content/bidi.ts';
import { hasRightLetters } from '../content/language.ts';
import { cut, widthOf } from '../content/width.ts';
import { type Article, titleOf } from '../core/article.ts';
import { age } from '../core/time.ts';
import { type ListRow, visibleRows } from './headlines.ts';
import { knownLength } from './pages.ts';
import { fitRow, type Row, span, widthOfRow } from './paint.ts';
import type { State } from './state.ts';

/** `width` cells by `height` rows at most; fewer where the list is shorter. */
export function listRows(state: State, width: number, height: number): readonly Row[] {
  const { list } = state;
  const length = knownLength(list.pages);
  if (length === 0) return emptyRows(state, width);
  const rows = visibleRows(list, list.top, length, height, state.now);
  return rows.map((row) => fitRow(listRow(state, row, width), width));
}

function emptyRows(state: State, width: number): readonly Row[] {
  const { list } = state;
  if (!list.pages.ended) return [[span('  …', 'meta')]];
  const words =
    list.view.typed !== '' || list.view.query !== '' || list.view.unreadOnly
      ? list.view.unreadOnly && list.view.typed === ''
        ? 'Nothing unread here.'
        : 'Nothing fits.'
      : 'No articles yet. Press a to add a source, r to refresh.';
  return [[], [span(`  ${cut(words, Math.max(0, width - 2))}`, 'meta')]];
}

function listRow(state: State, row: ListRow, width: number): Row {
  switch (row.kind) {
    case 'day':
      return [span(`  ${row.label}`, 'day')];
    case 'gap':
      return [];
    case 'waiting':
      return [span('     ·', 'meta')];
    case 'snippet':
      return snippetRow(state, row.headline.snippet ?? [], width);
    case 'headline':
      return headlineRow(state, row.headline.article, row.index, width);
  }
}

/** Cells for the age ("12 min"), and from which widths on there is room for it, the source, the tags. */
const ageCells = 6;
const widthForAge = 30;
const widthForSource = 56;
const widthForTags = 90;

function headlineRow(state: State, article: Article, index: number, width: number): Row {
  const current = index === state.list.cursor;
  const unread = article.read === null;
  const mark = current ? span('▌', state.focus === 'list' ? 'cursor' : 'cursor-quiet') : span(' ');
  const dot = article.favorite !== null ? span('★', 'favorite') : unread ? span('•', 'unread') : span(' ');
  const when =
    width >= widthForAge
      ? [span(age(article.sortedAt, state.now).padStart(ageCells), 'meta'), span('  ')]
      : [span(' ')];
  const before: Row = [mark, dot, ...when];
  const after = width >= widthForSource ? sourceCells(state, article, width) : [];
  const room = Math.max(1, width - widthOfRow(before) - widthOfRow(after) - 1);
  const look = current && state.focus === 'list' ? 'title-current' : unread ? 'title' : 'title-read';
  return [...before, ...titleSpans(state, article, look, room, width), ...after, span(' ')];
}

function titleSpans(
  state: State,
  article: Article,
  look: 'title' | 'title-read' | 'title-current',
  room: number,
  width: number,
): Row {
  const extra = width >= widthForTags ? extras(article) : [];
  const title = cut(titleOf(article), room);
  const spare = room - widthOf(title);
  const tail = spare > widthOfRow(extra) + 1 ? extra : [];
  const rtl = article.direction === 'rtl' && hasRightLetters(title);
  if (!rtl) {
    const row = [span(title, look), ...tail];
    return fitRow(state.preferences.order === 'visual' ? visualOrder(row, 'ltr') : row, room);
  }
  // Read from the right edge: the title, then its tags, then the blanks.
  const blanks = ' '.repeat(Math.max(0, room - widthOf(title) - widthOfRow(tail)));
  const row = [span(title, look), ...tail, span(blanks)];
  return state.preferences.order === 'visual' ? visualOrder(row, 'rtl') : row;
}

function extras(article: Article): Row {
  const story = article.story && article.story.size > 1 ? [span(`  ${article.story.size} tell it`, 'count')] : [];
  const tags = article.tags.slice(0, 3).map((tag) => `#${tag}`);
  return tags.length === 0 ? story : [...story, span(`  ${tags.join(' ')}`, 'tag')];
}

function sourceCells(state: State, article: Article, width: number): Row {
  const cells = Math.min(22, Math.max(width < 60 ? 12 : 15, Math.floor(width / 5)));
  const title = cut(article.source.title, cells);
  const shown =
    state.preferences.order === 'visual' ? visualOrder([span(title, 'meta')], 'ltr') : [span(title, 'meta')];
  return [span('  '), ...shown, span(' '.repeat(cells - widthOf(title)))];
}

function snippetRow(state: State, snippet: readonly string[], width: number): Row {
  const indent = width >= widthForAge ? ageCells + 4 : 3;
  const parts: Row = snippet.map((part, index) => span(part.replace(/\s+/g, ' '), index % 2 === 1 ? 'match' : 'meta'));
  const fitted = fitRow(parts, Math.max(1, width - indent - 1));
  return [span(' '.repeat(indent)), ...(state.preferences.order === 'visual' ? visualOrder(fitted, 'ltr') : fitted)];
}
