/** A discussion as text: laid out for a person, a line each for a pipe. */
import { visualText } from '../../content/bidi.ts';
import { blocksOf } from '../../content/blocks.ts';
import { hasRightLetters, letterDirection } from '../../content/language.ts';
import { layOut } from '../../content/layout.ts';
import { safeLine } from '../../content/safe.ts';
import { escapeHtml } from '../../content/sanitize.ts';
import { cut, widthOf, wrap } from '../../content/width.ts';
import { type Article, type Comment, titleOf } from '../../core/article.ts';
import { shownText } from '../../core/comment-text.ts';
import { counted } from '../../core/counted.ts';
import { ago, iso } from '../../core/time.ts';
import { paintLine } from './ansi.ts';
import type { TextOptions } from './article.ts';

/** Answers move to the right as long as so many cells are left for their text. */
const leastRoom = 24;

/** depth, time, author, text: what a script cuts by column. */
export function commentRow({ depth, published, author, text }: Comment): string {
  return [depth, iso(published) ?? '', author ?? '', safeLine(text)].join('\t');
}

/** Under the headline each comment with who wrote it and when, answers indented under what they answer. */
export function discussionText(article: Article, comments: readonly Comment[], options: TextOptions): string {
  const { style, width } = options;
  const ordered = (line: string) => (options.bidi === 'visual' && hasRightLetters(line) ? visualText(line) : line);
  const title = wrap(titleOf(article), width).map((line) => style.chalk.bold(ordered(line)));
  const all = Math.max(article.commentCount ?? 0, article.comments.length);
  const count = style.chalk.dim(cut(counted(all, 'comment'), width));
  const parts = comments.map((comment) => commentLines(comment, options, ordered).join('\n'));
  return `${[[...title, count].join('\n'), ...parts].join('\n\n')}\n`;
}

function commentLines(
  comment: Comment,
  { style, width, now, bidi }: TextOptions,
  ordered: (line: string) => string,
): readonly string[] {
  const { author, published, depth } = comment;
  const text = shownText(comment);
  const indent = ' '.repeat(Math.max(0, Math.min(depth * 2, width - leastRoom)));
  const room = Math.max(1, width - indent.length);
  const name = cut(author ?? 'somebody', room);
  const time = published === null ? '' : ` · ${ago(published, now)}`;
  const direction = letterDirection(text);
  const blocks = blocksOf(asHtml(text));
  const { lines } = layOut(blocks, { width: room, measure: room, direction, links: 'numbered', bidi });
  const fits = widthOf(name) + widthOf(time) <= room;
  const head = `${style.chalk.cyan(ordered(name))}${fits ? style.chalk.dim(time) : ''}`;
  return [head, ...lines.map((line) => paintLine(line, style))].map((line) => `${indent}${line}`.trimEnd());
}

function asHtml(text: string): string {
  return text
    .split('\n\n')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
}
