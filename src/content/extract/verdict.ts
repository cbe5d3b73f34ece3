/** Whether a page holds an article at all. It says no only where it is sure: a wrong no loses a whole page. */
import { NewsError } from '../../core/errors.ts';
import { type Block, isProse } from './blocks.ts';
import type { Body } from './body.ts';
import { isOwnLink } from './filter-lines.ts';
import { claimsArticle, type Head, metaNamed } from './head.ts';
import { type Graph, type Node, typesOf } from './json-ld.ts';
import { beginsWith, holds, phrasesFor, plainWords } from './phrases.ts';
import { attribute, contains, type PageElement, type PageTree, textOf, upward } from './tree.ts';

export interface Evidence {
  readonly tree: PageTree;
  readonly head: Head;
  readonly graph: Graph;
  readonly article: Node | null;
  readonly body: Body;
  readonly title: string | null;
  readonly titleElement: PageElement | null;
  readonly published: number | null;
  readonly url: string | null;
  readonly language: string | null;
  /** Every block of the page. */
  readonly blocks: readonly Block[];
}

function refuse(what: string, evidence: Evidence): never {
  const page = evidence.url ?? 'The page';
  throw new NewsError('not-an-article', `${page} ${what}`, 'Give the address of a single article.');
}

function isMissing(evidence: Evidence): boolean {
  const { title, head, language, body } = evidence;
  // "Crew not found" is a headline too: what says that it is an article must have next to no text.
  if (body.size > (claimsArticle(evidence.head, evidence.article) ? 300 : 1_200)) return false;
  const phrases = phrasesFor('notFound', language);
  return [title, head.title].some(
    (text) => text !== null && text.length < 120 && holds(plainWords(text), phrases) !== null,
  );
}

function isLogin(evidence: Evidence): boolean {
  const { tree, title, language, body } = evidence;
  if (body.size > 800) return false;
  const asks = tree.elements.some(
    (element) => element.tag === 'input' && attribute(element, 'type').toLowerCase() === 'password',
  );
  if (!asks) return false;
  return body.size < 250 || beginsWith(plainWords(title ?? ''), phrasesFor('login', language)) !== null;
}

function isFrontAddress(url: string | null): boolean {
  const path = URL.parse(url ?? '')?.pathname;
  return (
    path !== undefined && /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/?)?(?:(?:index|default|home)(?:\.\w{2,5})?)?$/i.test(path)
  );
}

/** A linked headline that stays on the site: lists of shops and tools link away. */
function isHeadline(block: Block, host: string): boolean {
  if (block.linkSize < (block.kind === 'heading' ? 10 : 25) || block.linkSize < 0.8 * block.size) return false;
  return block.links.every((link) => isOwnLink(attribute(link, 'href'), host));
}

/** Many headlines that lead away, and nowhere paragraphs that follow each other under a headline of their own. */
function isFrontPage(evidence: Evidence): boolean {
  const { blocks, body, url, titleElement } = evidence;
  const front = isFrontAddress(url);
  if (claimsArticle(evidence.head, evidence.article) && !front) return false;
  const host = URL.parse(url ?? '')?.hostname ?? '';
  const headlines = blocks.filter((block) => isHeadline(block, host)).length;
  if (headlines < (front ? 8 : 12)) return false;
  const { container } = body;
  // On a front page headlines stand between the texts; below an article they stand behind it.
  const [first, last] = [body.words[0]?.parent.index ?? 0, body.words.at(-1)?.parent.index ?? 0];
  const between = blocks.filter((block) => block.parent.index >= first && block.parent.index <= last);
  const leading = between.filter((block) => isHeadline(block, host)).length;
  if (leading >= 4 && leading >= 0.7 * between.filter(isProse).length) return true;
  const paragraphs = body.words.filter((block) => block.size >= 80 && isProse(block)).length;
  const titled =
    titleElement !== null &&
    (contains(container, titleElement) || container.index - titleElement.last < 40) &&
    titleElement.index < container.last;
  return body.size < 400 && paragraphs < 3 && (front || !titled);
}

/** A list has at least this many entries; fewer teasers also stand below short articles. */
const enoughEntries = 5;
/** More text than an entry of a list shows of its article. */
const excerptSize = 600;
/** Less text than any article has: the rules of a forum, a word of welcome. */
const prefaceSize = 250;

/** Groups of like elements side by side, each with a link that could be a headline: entries of an index. */
function entriesOf({ tree, url }: Evidence): PageElement[][] {
  const host = URL.parse(url ?? '')?.hostname ?? '';
  const leads = new Uint8Array(tree.elements.length);
  for (const element of tree.elements) {
    if (element.tag !== 'a' || !isOwnLink(attribute(element, 'href'), host) || textOf(element, 40).length < 10)
      continue;
    for (const outer of upward(element)) {
      if (leads[outer.index] === 1) break;
      leads[outer.index] = 1;
    }
  }
  const groups: PageElement[][] = [];
  for (const parent of tree.elements) {
    const kinds = new Map<string, PageElement[]>();
    for (const child of parent.children) {
      if (child.tag === null || !['article', 'li', 'div', 'tr', 'section', 'dl'].includes(child.tag)) continue;
      if (leads[child.index] !== 1 || attribute(child, 'role') === 'navigation') continue;
      const kind = `${child.tag} ${attribute(child, 'class').trim().split(/\s/, 1)[0]}`.replace(/\d+/g, '');
      kinds.set(kind, [...(kinds.get(kind) ?? []), child].slice(-100));
    }
    for (const group of kinds.values()) if (group.length >= enoughEntries) groups.push(group);
  }
  return groups;
}

/** An index of a tag, an author or a forum: the "article" is one entry of many, or only what stands above them. */
function isIndex(evidence: Evidence): boolean {
  const { body, blocks } = evidence;
  const [first] = body.words;
  if (!first || body.size >= excerptSize || claimsArticle(evidence.head, evidence.article)) return false;
  const groups = entriesOf(evidence);
  const isEntry = (entry: PageElement): boolean => contains(entry, first.parent) && !contains(first.parent, entry);
  if (groups.some((group) => group.some(isEntry))) return true;
  const listed = new Uint8Array(evidence.tree.elements.length);
  for (const entry of groups.flat()) listed.fill(1, entry.index, entry.last + 1);
  const size = blocks.reduce((sum, block) => sum + (listed[block.parent.index] === 1 ? block.size : 0), 0);
  return body.size < prefaceSize && size > 2 * body.size;
}

/** A thing for sale with a short description: what tells more may be a review. */
const productSize = 1_500;

function isProduct({ head, graph, article, body }: Evidence): boolean {
  if (article !== null || body.size >= productSize) return false;
  return (
    /product/i.test(metaNamed(head, 'og:type')[0] ?? '') ||
    graph.nodes.some((node) => typesOf(node).includes('Product') && node.offers !== undefined)
  );
}

/** Throws NewsError('not-an-article') for front pages, login pages, error pages with status 200 and empty pages. */
export function judge(evidence: Evidence): void {
  const { body } = evidence;
  if (isMissing(evidence)) refuse('says that what was asked for is not there.', evidence);
  if (isLogin(evidence)) refuse('is a login page.', evidence);
  if (isFrontPage(evidence)) refuse('is a page of headlines, not an article.', evidence);
  if (isProduct(evidence)) refuse('sells something; it is not an article.', evidence);
  if (isIndex(evidence)) refuse('is a list of articles or threads, not one of them.', evidence);
  const letters = body.words.reduce((sum, block) => sum + (block.text.match(/\p{L}/gu)?.length ?? 0), 0);
  const enough = claimsArticle(evidence.head, evidence.article) || evidence.published !== null ? 20 : 80;
  if (letters < enough) refuse('holds no text of an article.', evidence);
}
