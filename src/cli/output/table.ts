/** Headlines on a terminal: one row each, in columns that fit the width. */
import { cut, fit, widthOf } from '../../content/width.ts';
import { type Article, titleOf } from '../../core/article.ts';
import type { Found } from '../../core/query.ts';
import { age, dayName, startOfDay } from '../../core/time.ts';
import type { Style } from './style.ts';

export interface TableOptions {
  readonly style: Style;
  /** Cells in a row. */
  readonly width: number;
  readonly now: number;
  /** Days as headings: only where rows are in the order of time. */
  readonly byDay: boolean;
  /** Puts a text into the order in which its letters stand on the screen (bidi). */
  readonly ordered: (text: string) => string;
}

interface Columns {
  readonly id: number;
  readonly time: number;
  readonly source: number;
  readonly title: number;
  readonly tags: number;
}

/** What is left for the headline decides which columns there are: it never gets less than it needs to be read. */
function columnsFor(articles: readonly Article[], width: number): Columns {
  const id = Math.max(4, ...articles.map(({ shortId }) => shortId.length));
  const widest = (texts: readonly string[], most: number) => Math.min(most, Math.max(0, ...texts.map(widthOf)));
  const sourceWidth = widest(
    articles.map(({ source }) => source.title),
    Math.max(8, Math.floor(width / 6)),
  );
  const tagsWidth = widest(articles.map(tagsOf), Math.floor(width / 5));
  const time = width >= 40 ? 6 : 0;
  const source = width >= 60 ? sourceWidth : 0;
  const tags = width >= 90 ? tagsWidth : 0;
  const gaps = [id, 2, time, source, tags].filter((cells) => cells > 0).length * 2 - 1;
  return { id, time, source, tags, title: Math.max(1, width - id - 2 - time - source - tags - gaps) };
}

function tagsOf(article: Article): string {
  return article.tags.slice(0, 4).join(', ');
}

/** The rows as lines of text, without line ends. */
export function tableLines(found: readonly Found<Article>[], options: TableOptions): readonly string[] {
  const columns = columnsFor(
    found.map(({ article }) => article),
    options.width,
  );
  const lines: string[] = [];
  let day: number | null = null;
  for (const { article, snippet } of found) {
    const start = startOfDay(article.sortedAt);
    if (options.byDay && start !== day) {
      if (day !== null) lines.push('');
      lines.push(options.style.chalk.bold(cut(dayName(article.sortedAt, options.now), options.width)));
      day = start;
    }
    lines.push(row(article, columns, options));
    if (snippet) lines.push(snippetLine(snippet, columns.id + 5, options));
  }
  return lines;
}

function row(article: Article, columns: Columns, { style, now, ordered }: TableOptions): string {
  const { chalk } = style;
  const unread = article.read === null;
  const mark = `${unread ? chalk.cyan('●') : ' '}${article.favorite === null ? ' ' : chalk.yellow('★')}`;
  const title = ordered(cut(titleOf(article), columns.title));
  const shown = style.link(article.link, unread ? chalk.bold(title) : title);
  const tags = columns.tags > 0 ? ordered(cut(tagsOf(article), columns.tags)) : '';
  const padding = tags ? ' '.repeat(Math.max(0, columns.title - widthOf(title))) : '';
  const cells = [
    chalk.dim(fit(article.shortId, columns.id)),
    mark,
    columns.time > 0 ? chalk.dim(fit(age(article.sortedAt, now), columns.time, 'right')) : null,
    columns.source > 0 ? chalk.cyan(ordered(fit(article.source.title, columns.source))) : null,
    `${shown}${padding}`,
    tags ? chalk.dim(tags) : null,
  ];
  return cells
    .filter((cell) => cell !== null)
    .join('  ')
    .replace(/(^\S+) {2}/, '$1 ');
}

/** Snippet parts alternate between plain and matched words. */
function snippetLine(snippet: readonly string[], indent: number, { style, width }: TableOptions): string {
  let left = Math.max(1, width - indent);
  const parts: string[] = [];
  for (const [index, part] of snippet.entries()) {
    const shown = cut(part, left);
    left -= widthOf(shown);
    parts.push(index % 2 === 1 ? style.chalk.bold(shown) : style.chalk.dim(shown));
    if (left <= 0) break;
  }
  return ' '.repeat(Math.min(indent, width - 1)) + parts.join('');
}
