/** The readers' comments that a page itself holds, and how many it says there are. */
import times from '../../../data/extract/times.json' with { type: 'json' };
import type { Comment } from '../../core/article.ts';
import { type Block, goneMark, type Removed } from './blocks.ts';
import { isAnswerSubject, isSaying, sayingIn, startsWithPosted, withoutSays } from './comment-words.ts';
import { isAgoLine, isCreditsLine, isDateLine } from './line-shapes.ts';
import { anyPart, oneOf, setOf, wholeWord } from './name-words.ts';
import { splitNames } from './names.ts';
import { blocksIn } from './page-blocks.ts';
import { alternatives, startsWithBy } from './people-words.ts';
import { beginsWith, holds, phrasesFor, plainWords } from './phrases.ts';
import { isNamed, named } from './tokens.ts';
import { attribute, contains, type PageElement, type PageTree, textOf, upward } from './tree.ts';

/** Longest discussion that is kept with an article. */
const maxComments = 500;

const itemName = new RegExp(
  `(?:^|[\\s_-])${oneOf('comment')}(?:[\\s_-]?(?:${oneOf('commentParts')}|\\d+))?(?:$|\\s)|\\bcomment-\\d+\\b|(?:^|\\s)(?:depth-\\d|byuser|thread-(?:even|odd))`,
  'i',
);

/** Names that stand on one comment rather than on all of them. */
const single = setOf('oneComment');

function isItem(element: PageElement): boolean {
  if (
    attribute(element, 'itemtype').toLowerCase().endsWith('schema.org/comment') ||
    attribute(element, 'itemprop') === 'comment'
  )
    return true;
  if (!['li', 'div', 'article', 'section', 'dd', 'tr'].includes(element.tag)) return false;
  if (element.tag === 'article' || single.has(named(element).get('comments') ?? '')) return true;
  return itemName.test(`${attribute(element, 'class')} ${attribute(element, 'id')}`);
}

/** True for a root that is one of several comments, side by side: posts of a thread, boxes under a heading. */
function isOneOf(roots: readonly PageElement[], root: PageElement): boolean {
  const kind = (element: PageElement): string => `${element.tag} ${attribute(element, 'class').split(' ')[0]}`;
  return roots.some((other) => other !== root && other.parent === root.parent && kind(other) === kind(root));
}

/** True for the item at a place that only holds others of one kind, side by side: a tree of comments, called after them. */
function isWrapper(item: PageElement, at: number, items: readonly PageElement[]): boolean {
  const kinds = new Set<string>();
  for (let next = at + 1; next < items.length; next++) {
    const other = items[next] as PageElement;
    if (other.index > item.last) break;
    if (other.parent !== item && other.parent?.parent !== item) continue;
    const kind = `${other.tag} ${attribute(other, 'class')}`;
    if (kinds.has(kind) && kind !== `${item.tag} ${attribute(item, 'class')}`) return true;
    kinds.add(kind);
  }
  return false;
}

/** The comment elements inside the roots, outermost of the same comment only. */
function itemsIn(tree: PageTree, roots: readonly PageElement[]): PageElement[] {
  const items: PageElement[] = [];
  for (const root of roots) {
    const named = tree.elements.slice(root.index + 1, root.last + 1).filter(isItem);
    const inside = named.filter((one, at) => !isWrapper(one, at, named));
    const alone = inside.length === 0 && itemName.test(attribute(root, 'class'));
    if (alone || isOneOf(roots, root)) items.push(root);
    const candidates = inside.length > 0 || items.at(-1) === root ? inside : repeatedIn(tree, root);
    for (const item of candidates) {
      // A wrapper's only item is the comment itself: <li class="comment"><div class="comment-body">.
      const before = items.at(-1);
      if (before && contains(before, item) && !isAnswer(before, item)) continue;
      items.push(item);
    }
  }
  return items.slice(0, maxComments);
}

const mayRepeat = new Set(['div', 'li', 'p', 'tr', 'dd', 'section', 'article']);

/** Where no item has a name that is known: the elements of one kind that carry most of the discussion's text. */
function repeatedIn(tree: PageTree, root: PageElement): readonly PageElement[] {
  const groups = new Map<string, { readonly items: PageElement[]; size: number }>();
  for (const element of tree.elements.slice(root.index + 1, root.last + 1)) {
    if (!mayRepeat.has(element.tag)) continue;
    const name = attribute(element, 'class');
    // A box without a name is a comment only where it holds two things: who, and what was said.
    const parts = element.children.filter((child) => child.tag !== null && child.tag !== 'br').length;
    if (name === '' && element.tag === 'div' && parts < 2) continue;
    const key = `${element.tag} ${name}`;
    const group = groups.get(key) ?? { items: [], size: 0 };
    groups.set(key, group);
    group.items.push(element);
    // A name and a text make a comment; the text alone would lose who wrote it.
    if (parts > 0 || element.tag === 'li') group.size += textOf(element, 500).length;
  }
  let best: { readonly items: PageElement[]; size: number } | null = null;
  for (const group of groups.values()) if (group.size > (best?.size ?? 20)) best = group;
  return best?.items ?? [];
}

const answersName = anyPart('answers');

/** True where an element between them is a list of answers, or the inner one stands as an item of its own kind. */
function isAnswer(outer: PageElement, inner: PageElement): boolean {
  if (inner.tag === outer.tag && attribute(inner, 'class').split(' ')[0] === attribute(outer, 'class').split(' ')[0])
    return true;
  for (const between of upward(inner.parent)) {
    if (between === outer) return false;
    if (['ul', 'ol'].includes(between.tag) || answersName.test(attribute(between, 'class'))) return true;
  }
  return false;
}

const authorName = wholeWord('commenter');
const noAuthorName = anyPart('notCommenter');
const furniture = wholeWord('besideComment');

/** A date between the name and the words, in no element of its own. */
const leadingDate = new RegExp(
  `^\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\.?(?:[\\s,]+\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s?(?:${alternatives(Object.values(times.halfDays).flat())}))?)?\\s+`,
  'i',
);

/** A longer line with a year in it is what somebody said. */
const longestCredit = 45;

/** True for what templates put beside the words: when, how many liked it, "Re: …", one button. */
function isBesideWords({ kind, text, size, linkSize }: Block): boolean {
  if (!/\p{L}/u.test(text) || (size < 25 && linkSize > 0.5 * size)) return true;
  if (kind === 'heading' && isAnswerSubject(text)) return true;
  if (isSaying(text)) return true;
  const shortDate = text.length < 20 && /\d/.test(text) && (text.match(/\p{L}+/gu)?.length ?? 0) <= 2;
  return isAgoLine(text) || (text.length < longestCredit && isCreditsLine(text)) || isDateLine(text) || shortDate;
}

/** What was said: the blocks between the first and the last that are words. */
function wordsIn(blocks: readonly Block[]): string {
  const from = blocks.findIndex((block) => !isBesideWords(block));
  const to = blocks.findLastIndex((block) => !isBesideWords(block));
  return blocks
    .slice(Math.max(0, from), to + 1)
    .filter(({ text }) => text !== '')
    .map(({ text }) => text)
    .join('\n\n')
    .replace(/^[:：]\s*/, '')
    .replace(leadingDate, '');
}

/** Names that readers give themselves are short and no sentence. */
function isNameLike(text: string): boolean {
  return text.length > 1 && text.length < 40 && /\p{L}/u.test(text) && !/[!?…]$|[\p{Ll}]{3}\.$/u.test(text);
}

interface Parse {
  readonly tree: PageTree;
  /** Empty between two comments: one array serves them all. */
  readonly removed: Removed;
  readonly items: readonly PageElement[];
  readonly when: (element: PageElement) => number | null;
}

/** "field-name-body" holds the words, not the name. */
function isNamedAuthor(element: PageElement): boolean {
  const name = attribute(element, 'class');
  return authorName.test(name) && !noAuthorName.test(name);
}

/** The element that names the commenter: one that says so, else the first short text set apart. */
function findName(inner: readonly PageElement[]): PageElement | undefined {
  const short = (one: PageElement): boolean => {
    const text = textOf(one, 100);
    return text.length > 0 && text.length < 60 && !isDateLine(text);
  };
  return (
    inner.find((one) => ['author', 'name'].includes(attribute(one, 'itemprop')) && short(one)) ??
    inner.find((one) => isNamedAuthor(one) && short(one)) ??
    inner.find((one) => one.tag === 'cite' && short(one)) ??
    inner.find(
      (one) => ['b', 'strong', 'span', 'h4', 'h5'].includes(one.tag) && short(one) && isNameLike(textOf(one, 80)),
    )
  );
}

/** The line that says who and when in one: "Submitted by Anna on 3 May", "Anna wrote on 3 May". */
function creditOf(element: PageElement): { readonly author: string; readonly element: PageElement } | null {
  if (element.last - element.index > 8) return null;
  const text = (textOf(element, 140).split(/[·•|]/, 1)[0] ?? '').trimEnd();
  if (text.length > 100 || !/\d/.test(text)) return null;
  const saying = sayingIn(text);
  if (saying) return { author: text.slice(0, saying.at).trim(), element };
  if (!startsWithPosted(text) && !startsWithBy(text)) return null;
  const from = startsWithBy(text) ? text : text.replace(/^[\p{L}\p{M}]+[\s:]*/u, '');
  const [author] = splitNames(from, []);
  return author ? { author, element } : null;
}

function own(tree: PageTree, item: PageElement, nested: readonly PageElement[]): PageElement[] {
  const inner: PageElement[] = [];
  const answers = new Set(nested);
  for (let at = item.index + 1; at <= item.last; at++) {
    const element = tree.elements[at] as PageElement;
    if (answers.has(element)) at = element.last;
    else inner.push(element);
  }
  return inner;
}

function readComment(parse: Parse, item: PageElement, depth: number): Comment | null {
  const { tree } = parse;
  const nested = parse.items.filter((one) => one !== item && contains(item, one));
  const inner = own(tree, item, nested);
  const marked: number[] = [];
  const remove = (one: PageElement): void => {
    parse.removed[one.index] = goneMark;
    marked.push(one.index);
  };
  nested.forEach(remove);
  const credit = inner.map(creditOf).find((found) => found !== null) ?? null;
  const name = credit ? undefined : findName(inner);
  const time = inner.find((one) => one.tag === 'time') ?? credit?.element ?? inner.find((one) => isNamed(one, 'date'));
  for (const one of inner) {
    const isName = name && (one === name || contains(name, one));
    if (
      isName ||
      one === time ||
      one === credit?.element ||
      furniture.test(attribute(one, 'class')) ||
      ['form', 'button', 'footer', 'nav', 'time'].includes(one.tag)
    )
      remove(one);
  }
  const text = wordsIn(blocksIn(item, parse.removed));
  for (const at of marked) parse.removed[at] = 0;
  // Times, counts of votes and the form to answer stand in elements like those of comments.
  if (!/\p{L}/u.test(text) || isDateLine(text) || inner.some((one) => one.tag === 'textarea')) return null;
  // "Last updated:" is a label of what was taken out.
  if (/[:：]$/.test(text) && text.length < 30) return null;
  const author = name
    ? withoutSays(textOf(name, 200))
        .replace(/^\d{1,4}\.\s+/, '')
        .trim()
    : (credit?.author ?? '');
  return { author: author === '' ? null : author, published: time ? parse.when(time) : null, text, depth };
}

/** Reads the comments of a page in their order; `when` tells the time that an element shows. */
export function readComments(
  tree: PageTree,
  roots: readonly PageElement[],
  when: (element: PageElement) => number | null,
): Comment[] {
  const items = itemsIn(tree, roots);
  const removed = new Uint8Array(tree.elements.length);
  const open: PageElement[] = [];
  const comments: Comment[] = [];
  for (const item of items) {
    while (open.length > 0 && !contains(open.at(-1) as PageElement, item)) open.pop();
    const classes = /(?:^|\s)depth-(\d{1,2})(?:\s|$)/.exec(attribute(item, 'class'));
    const comment = readComment(
      { tree, removed, items: nearby(items, item), when },
      item,
      classes ? Math.max(0, Number(classes[1]) - 1) : open.length,
    );
    if (comment) {
      comments.push(comment);
      open.push(item);
    }
  }
  return comments.filter((comment, at) => !isOfForm(comment) && !isSame(comment, comments[at - 1]));
}

/** An element of a comment inside another one of the same. */
function isSame(comment: Comment, before: Comment | undefined): boolean {
  return (
    before !== undefined && comment.author === before.author && comment.text === before.text && comment.text.length > 20
  );
}

/** The words of a form stand in such elements, too: nobody said them at any time. */
function isOfForm({ author, published, text }: Comment): boolean {
  if (author !== null || published !== null) return false;
  const [first = ''] = text.split('\n');
  const heads = phrasesFor('tailHeadings', null);
  return beginsWith(plainWords(first), heads) === plainWords(first) || isAsked(text);
}

/** What forms say of the reader's address and of what may be written. */
function isAsked(text: string): boolean {
  const line = plainWords(text);
  return holds(line, phrasesFor('boilerplate', null)) !== null || holds(line, phrasesFor('commentForm', null)) !== null;
}

/** The items inside an item stand right behind it. */
function nearby(items: readonly PageElement[], item: PageElement): PageElement[] {
  const at = items.indexOf(item);
  const inside: PageElement[] = [];
  for (const other of items.slice(at + 1)) {
    if (!contains(item, other)) break;
    inside.push(other);
  }
  return inside;
}
