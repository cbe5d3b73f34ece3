/** Pages that list articles or threads instead of being one. */
import type { Block } from './blocks.ts';
import type { Body } from './body.ts';
import { isOwnLink } from './filter-lines.ts';
import { tagged } from './page-index.ts';
import { attribute, contains, type PageElement, type PageTree, textOf, upward } from './tree.ts';

interface IndexEvidence {
  readonly tree: PageTree;
  readonly body: Body;
  readonly url: string | null;
  /** Every block of the page. */
  readonly blocks: readonly Block[];
  /** True where the page tells machines when it was published: og:type says "article" on every page of some sites. */
  readonly dated: boolean;
}

/** A list has at least this many entries; fewer teasers also stand below short articles. */
const enoughEntries = 5;
/** More text than an entry of a list shows of its article. */
const excerptSize = 600;
/** Less text than any article has: the rules of a forum, a word of welcome. */
const prefaceSize = 250;

/** Groups of like elements side by side, each with a link that could be a headline: entries of an index. */
function entriesOf({ tree, url }: IndexEvidence): PageElement[][] {
  const host = URL.parse(url ?? '')?.hostname ?? '';
  const leads = new Uint8Array(tree.elements.length);
  for (const element of tagged(tree, 'a')) {
    if (!isOwnLink(attribute(element, 'href'), host) || textOf(element, 40).length < 10) continue;
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

/** For every element the first block of text in it. */
function firstBlocks(tree: PageTree, blocks: readonly Block[]): readonly (Block | undefined)[] {
  const first = new Array<Block | undefined>(tree.elements.length);
  for (const block of blocks) {
    if (block.size === 0) continue;
    for (const outer of upward(block.parent)) {
      if (first[outer.index]) break;
      first[outer.index] = block;
    }
  }
  return first;
}

/** True for an entry that begins with a link: a teaser. Paragraphs of an article begin with words. */
function isTeaser(first: Block | undefined): boolean {
  return first !== undefined && first.size >= 10 && first.linkSize >= 0.8 * first.size;
}

/** More text than this in teasers is an article that was written as a list. */
const longestIndex = 5_000;

/** An index of a tag, an author or a forum: the "article" is made of entries, is one of them, or only stands above them. */
export function isIndex(evidence: IndexEvidence): boolean {
  const { body, blocks, tree } = evidence;
  const [first] = body.words;
  if (!first || evidence.dated || body.size > longestIndex) return false;
  const groups = entriesOf(evidence);
  const isEntry = (entry: PageElement): boolean => contains(entry, first.parent) && !contains(first.parent, entry);
  if (body.size < excerptSize && groups.some((group) => group.some(isEntry))) return true;
  const firsts = firstBlocks(tree, blocks);
  const teasers = groups.filter((group) => group.every((entry) => isTeaser(firsts[entry.index])));
  const inTeasers = sizeInside(teasers, body.words, tree);
  if (inTeasers >= 0.6 * body.size) return true;
  return body.size < prefaceSize && sizeInside(groups, blocks, tree) > 2 * body.size;
}

/** How much of the text stands in the entries. */
function sizeInside(groups: readonly PageElement[][], blocks: readonly Block[], tree: PageTree): number {
  const listed = new Uint8Array(tree.elements.length);
  for (const entry of groups.flat()) listed.fill(1, entry.index, entry.last + 1);
  return blocks.reduce((sum, block) => sum + (listed[block.parent.index] === 1 ? block.size : 0), 0);
}
