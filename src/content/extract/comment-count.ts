/** How many comments a page says it has. */
import { type Head, metaNamed } from './head.ts';
import { isNode, list, type Node, textIn, typesOf } from './json-ld.ts';
import { plainDigits } from './moments.ts';
import { attribute, type PageElement, type PageTree, textOf } from './tree.ts';

const counted =
  /^\W{0,3}(\d[\d.,\s]{0,8})\s*(?:comments?|replies|responses|reactions|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|kommenttia|komentarzy|komentarze|komentářů|yorum|σχόλια|комментари\p{L}+|коментар\p{L}+|تعليق\p{L}*|نظر|דעות|תגובות|टिप्पणियाँ|komentar|bình luận|评论|則留言|留言|件のコメント|コメント|개의 댓글)/iu;
const countedBehind =
  /^(?:comments?|replies|responses|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|komentarze|yorumlar?|комментари\p{L}+|коментар\p{L}+|التعليقات|تعليقات|نظرات|תגובות|评论|留言|コメント|댓글)\s*[:：(（[]?\s*(\d[\d.,]{0,8})\s*[)）\]]?$/iu;

/** The number in "12 comments" or "Comments (12)"; null for any other line. */
export function countIn(text: string): number | null {
  if (text.length > 60) return null;
  const line = plainDigits(text);
  const match = counted.exec(line) ?? countedBehind.exec(line);
  const count = match ? Number((match[1] ?? '').replace(/[^\d]/g, '')) : Number.NaN;
  return Number.isSafeInteger(count) ? count : null;
}

function fromStructured(article: Node | null): number | null {
  if (!article) return null;
  const said = textIn(article.commentCount);
  if (said !== null && /^\d+$/.test(said)) return Number(said);
  for (const statistic of list(article.interactionStatistic)) {
    if (!isNode(statistic)) continue;
    const kind = statistic.interactionType;
    const name = isNode(kind) ? typesOf(kind).join(' ') : String(kind);
    if (/CommentAction/.test(name)) return Number(textIn(statistic.userInteractionCount)) || 0;
  }
  return null;
}

/** How many comments the page says it has, or holds; null where it does not say. */
export function countComments(sources: {
  readonly tree: PageTree;
  readonly head: Head;
  readonly article: Node | null;
  readonly roots: readonly PageElement[];
  readonly held: number;
  readonly apart: (element: PageElement) => boolean;
}): number | null {
  const structured = fromStructured(sources.article);
  if (structured !== null) return structured;
  for (const root of sources.roots) {
    for (const element of sources.tree.elements.slice(Math.max(0, root.index - 6), root.index + 40)) {
      const count = element.last - element.index < 8 ? countIn(textOf(element, 200)) : null;
      if (count !== null) return count;
    }
  }
  for (const element of sources.tree.elements) {
    if (
      !/comments?-?_?(?:count|number|link|total)|(?:count|num|number)-?_?comments?/i.test(
        `${attribute(element, 'class')} ${attribute(element, 'id')} ${attribute(element, 'data-testid')}`,
      )
    )
      continue;
    if (element.last - element.index > 12 || sources.apart(element)) continue;
    const text = textOf(element, 100);
    const count =
      countIn(text) ??
      (/^\(?\d{1,6}\)?$/.test(plainDigits(text)) ? Number(plainDigits(text).replace(/\D/g, '')) : null);
    if (count !== null) return count;
  }
  const meta = metaNamed(sources.head, 'comment_count')[0];
  if (meta && /^\d+$/.test(meta)) return Number(meta);
  return sources.held > 0 ? sources.held : null;
}
