/** The body as structured data tells it: for pages that show little or nothing of it. */
import { decodeHTML } from 'entities';
import type { Comment } from '../../core/article.ts';
import { dropLines, type Place } from './filter-lines.ts';
import { type Graph, isNode, list, type Node, resolve, textIn } from './json-ld.ts';
import { blocksIn } from './page-blocks.ts';
import { parseHtml } from './parse-html.ts';
import type { StateArticle } from './state-article.ts';
import { collapse, type PageElement } from './tree.ts';
import { writeHtml, writeText } from './write-html.ts';

/** It must tell this many times more than the page shows: it is cut to an excerpt about as often as it is whole. */
const muchLonger = 2;
const worthwhile = 400;

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export interface DescribedBody {
  readonly html: string;
  readonly text: string;
  /** Links of lines that lead elsewhere. */
  readonly links: readonly PageElement[];
  /** "json-ld" for structured data, "state" for what the page's program starts from. */
  readonly method: 'json-ld' | 'state';
}

/** HTML that a page carries in its data, as its blocks without captions and without lines that are of no article. */
function fromHtml(source: string, base: string | null, place: Place): Omit<DescribedBody, 'method'> {
  const tree = parseHtml(source);
  const { kept, links } = dropLines(
    blocksIn(tree.root, null).filter((block) => block.kind !== 'caption'),
    place,
  );
  return {
    html: writeHtml(kept, tree.root, base),
    text: writeText(kept.filter((block) => block.kind !== 'image')),
    links,
  };
}

/**
 * The body that the page carries as data; null where its own elements (`shown` characters) tell as much. Structured data
 * goes before the state of the page's program.
 */
export function describedBody(
  { article, state, base }: { article: Node | null; state: StateArticle | null; base: string | null },
  place: Place,
  shown: number,
): DescribedBody | null {
  const said = article ? structuredBody(article, shown, base, place) : null;
  if (said || !state) return said;
  const body = fromHtml(state.html, base, place);
  const tells = body.text.length >= worthwhile && body.text.length >= muchLonger * shown;
  return tells ? { ...body, method: 'state' } : null;
}

/** articleBody as HTML and text. */
function structuredBody(article: Node, shown: number, base: string | null, place: Place): DescribedBody | null {
  const said = textIn(article.articleBody) ?? textIn(article.text);
  if (said === null || said.length < worthwhile || said.length < muchLonger * shown) return null;
  const plain = said.includes('&') ? decodeHTML(said) : said;
  if (/<(?:p|div|br|h[1-6]|ul|figure)\b/i.test(plain)) return { ...fromHtml(plain, base, place), method: 'json-ld' };
  const paragraphs = plain
    .split(/\r?\n\s*|\u2028|\u2029/)
    .map(collapse)
    .filter((text) => text !== '');
  const html = paragraphs.map((text) => `<p>${escapeText(text)}</p>`).join('');
  return { html, text: paragraphs.join('\n\n'), links: [], method: 'json-ld' };
}

/** The text of a node of structured data that may be written as HTML, as plain paragraphs. */
function plainOf(value: unknown): string {
  const said = textIn(value) ?? '';
  return /<[a-z/]/i.test(said)
    ? writeText(blocksIn(parseHtml(said).root, null).filter(({ kind }) => kind !== 'image'))
    : said;
}

/** Most comments that are read from structured data, and how deep answers may nest. */
const maxComments = 500;
const maxDepth = 10;

/** Readers' comments and answers as structured data tells them (schema.org Comment, Answer), depth first. */
export function describedComments(
  graph: Graph,
  article: Node | null,
  when: (text: string) => number | null,
): Comment[] {
  const found: Comment[] = [];
  const visit = (node: Node, depth: number): void => {
    for (const name of ['comment', 'acceptedAnswer', 'suggestedAnswer']) {
      for (const one of list(node[name])) {
        const comment = resolve(graph, one);
        if (!isNode(comment) || found.length >= maxComments) continue;
        const text = plainOf(comment.text ?? comment.description);
        const said = textIn(comment.dateCreated) ?? textIn(comment.datePublished);
        if (text !== '') {
          found.push({
            author: textIn(resolve(graph, comment.author)),
            published: said ? when(said) : null,
            text,
            depth,
          });
        }
        if (depth < maxDepth) visit(comment, depth + 1);
      }
    }
  };
  const question = article ? resolve(graph, article.mainEntity) : null;
  if (article) visit(article, 0);
  if (isNode(question)) visit(question, 0);
  return found;
}
