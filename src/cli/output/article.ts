/** One article as text for a pipe, as Markdown, or as a whole HTML document. */
import { blocksOf } from '../../content/blocks.ts';
import { layOut } from '../../content/layout.ts';
import { escapeMarkdown, markdownOf } from '../../content/markdown.ts';
import { escapeHtml } from '../../content/sanitize.ts';
import { wrap } from '../../content/width.ts';
import { type Article, titleOf } from '../../core/article.ts';
import { ago, publishedTime } from '../../core/time.ts';
import { paintLine } from './ansi.ts';
import type { Style } from './style.ts';

export interface TextOptions {
  readonly style: Style;
  readonly width: number;
  readonly now: number;
  /** Who orders right-to-left text: we, on a terminal that does not; nobody, in a pipe. */
  readonly bidi: 'visual' | 'terminal';
}

/** What stands between headline and body: "World · By A. Writer · 22 Nov 2026, 01:09 (2 hours ago) · 3 min". */
export function metaLine(article: Article, now: number): string {
  const at = article.published ?? article.fetched;
  const parts = [
    article.source.title,
    article.section,
    article.authors.length > 0 ? `By ${article.authors.join(', ')}` : null,
    `${publishedTime(at)} (${ago(at, now)})`,
    article.minutes === null ? null : `${article.minutes} min`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Lines under the body: tags, comments, note, link. */
function endLines(article: Article): readonly string[] {
  const comments =
    article.commentCount === null
      ? article.commentsLink
      : `${article.commentCount}${article.commentsLink ? ` ${article.commentsLink}` : ''}`;
  return [
    article.tags.length > 0 ? `Tags: ${article.tags.join(', ')}` : null,
    ...article.enclosures.map(({ url, type }) => `Enclosure: ${url}${type ? ` (${type})` : ''}`),
    comments ? `Comments: ${comments}` : null,
    ...article.related.map(({ title, link }) => `Related: ${title} ${link}`),
    article.provenance?.partial ? 'The page showed only a part of this article.' : null,
    article.link,
  ].filter((line) => line !== null);
}

export function articleText(article: Article, { style, width, now, bidi }: TextOptions): string {
  const html = article.html ?? article.summary ?? '';
  const layout = layOut(blocksOf(html), {
    width,
    measure: width,
    direction: article.direction,
    links: 'numbered',
    bidi,
  });
  const title = wrap(titleOf(article), width).map((line) => style.chalk.bold(line));
  const meta = wrap(metaLine(article, now), width).map((line) => style.chalk.dim(line));
  const body = layout.lines.map((line) => paintLine(line, style));
  const links = layout.links.map(({ url }, index) => style.chalk.dim(`[${index + 1}] ${url}`));
  const parts = [[...title, ...meta], body, links, endLines(article).map((line) => style.chalk.dim(line))];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

export function articleMarkdown(article: Article, now: number): string {
  const parts = [
    `# ${escapeMarkdown(titleOf(article))}`,
    `_${escapeMarkdown(metaLine(article, now))}_`,
    markdownOf(blocksOf(article.html ?? '')).trim() || escapeMarkdown(article.summary ?? ''),
    article.link ? `<${article.link}>` : '',
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** A whole document; the body is the stored, allow-listed HTML. */
export function articleHtml(article: Article, now: number): string {
  const title = escapeHtml(titleOf(article));
  const language = article.language ? ` lang="${escapeHtml(article.language)}"` : '';
  const link = article.link ? `<p><a href="${escapeHtml(article.link)}">${escapeHtml(article.link)}</a></p>\n` : '';
  return `<!doctype html>
<html${language} dir="${article.direction}">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<article>
<h1>${title}</h1>
<p>${escapeHtml(metaLine(article, now))}</p>
${article.html ?? `<p>${escapeHtml(article.summary ?? '')}</p>`}
${link}</article>
</body>
</html>
`;
}
