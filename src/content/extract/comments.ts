/** The readers' comments that a page itself holds, and how many it says there are. */
import type { Comment } from '../../core/article.ts';
import { blocksOf, goneMark, type Removed } from './blocks.ts';
import { isDateLine } from './line-shapes.ts';
import { isNamed, named } from './tokens.ts';
import { attribute, contains, type PageElement, type PageTree, textOf, upward } from './tree.ts';

/** Longest discussion that is kept with an article. */
const maxComments = 500;

const itemName =
  /(?:^|[\s_-])(?:comment|kommentar|commento|comentario|reply|response|post|message|talkback)(?:[\s_-]?(?:item|body|entry|wrap|wrapper|container|thread|box|row|\d+))?(?:$|\s)|\bcomment-\d+\b|(?:^|\s)(?:depth-\d|byuser|thread-(?:even|odd))/i;

/** Names that stand on one comment rather than on all of them. */
const single = new Set(['comment', 'kommentar', 'komentar', 'yorum']);

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

/** The comment elements inside the roots, outermost of the same comment only. */
function itemsIn(tree: PageTree, roots: readonly PageElement[]): PageElement[] {
  const items: PageElement[] = [];
  for (const root of roots) {
    const inside = tree.elements.slice(root.index + 1, root.last + 1).filter(isItem);
    const candidates = inside.length > 0 ? inside : repeatedIn(tree, root);
    for (const item of candidates) {
      // A wrapper's only item is the comment itself: <li class="comment"><div class="comment-body">.
      const before = items.at(-1);
      if (before && contains(before, item) && !isAnswer(before, item)) continue;
      items.push(item);
    }
    if (items.length === 0 && itemName.test(attribute(root, 'class'))) items.push(root);
  }
  return items.slice(0, maxComments);
}

/** Where no item has a name that is known: the elements of one kind that carry most of the discussion's text. */
function repeatedIn(tree: PageTree, root: PageElement): readonly PageElement[] {
  const groups = new Map<string, { readonly items: PageElement[]; size: number }>();
  for (const element of tree.elements.slice(root.index + 1, root.last + 1)) {
    const name = attribute(element, 'class');
    if (!['div', 'li', 'p', 'tr', 'dd', 'section'].includes(element.tag) || (name === '' && element.tag === 'div'))
      continue;
    const key = `${element.tag} ${name}`;
    const group = groups.get(key) ?? { items: [], size: 0 };
    groups.set(key, group);
    group.items.push(element);
    // A name and a text make a comment; the text alone would lose who wrote it.
    if (!element.children.every((child) => child.tag === null) || element.tag === 'li')
      group.size += textOf(element, 500).length;
  }
  let best: { readonly items: PageElement[]; size: number } | null = null;
  for (const group of groups.values()) if (group.size > (best?.size ?? 20)) best = group;
  return best?.items ?? [];
}

/** True where an element between them is a list of answers, or the inner one stands as an item of its own kind. */
function isAnswer(outer: PageElement, inner: PageElement): boolean {
  if (inner.tag === outer.tag && attribute(inner, 'class').split(' ')[0] === attribute(outer, 'class').split(' ')[0])
    return true;
  for (const between of upward(inner.parent)) {
    if (between === outer) return false;
    if (['ul', 'ol'].includes(between.tag) || /repl|children|answers|nested/i.test(attribute(between, 'class')))
      return true;
  }
  return false;
}

const authorName =
  /(?:^|[\s_-])(?:author|fn|user|username|user-name|name|nick|nickname|commenter|poster|by)(?:$|[\s_-])/i;
const furniture =
  /(?:^|[\s_-])(?:reply|answer-link|meta|metadata|date|time|actions?|vote|votes|likes?|share|report|flag|avatar|tools|controls|edit|permalink|rating|buttons?)(?:$|[\s_-])/i;

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
  const name =
    inner.find((one) => attribute(one, 'itemprop') === 'author' || attribute(one, 'itemprop') === 'name') ??
    inner.find((one) => one.tag !== 'img' && authorName.test(attribute(one, 'class'))) ??
    inner.find((one) => one.tag === 'cite') ??
    inner.find((one) => ['b', 'strong', 'span', 'h4', 'h5'].includes(one.tag) && isNameLike(textOf(one, 80)));
  const time = inner.find((one) => one.tag === 'time') ?? inner.find((one) => isNamed(one, 'date'));
  for (const one of inner) {
    const isName = name && (one === name || contains(name, one));
    if (
      isName ||
      one === time ||
      furniture.test(attribute(one, 'class')) ||
      ['form', 'button', 'footer', 'nav', 'time'].includes(one.tag)
    )
      remove(one);
  }
  const text = blocksOf(tree, parse.removed, item)
    .filter((block) => block.text !== '' && !(block.size < 25 && block.linkSize > 0.5 * block.size))
    .map((block) => block.text.replace(/^[:：]\s*/, ''))
    .join('\n\n');
  for (const at of marked) parse.removed[at] = 0;
  // Times, counts of votes and the form to answer stand in elements like those of comments.
  if (!/\p{L}/u.test(text) || isDateLine(text) || inner.some((one) => one.tag === 'textarea')) return null;
  const author = name
    ? textOf(name, 200)
        .replace(/\s*(?:says|said|schrieb|sagt|dice|a dit|wrote|disse|писал\(?а?\)?|пишет|يقول|אמר)?\s*:?$/iu, '')
        .trim()
    : '';
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
  return comments;
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
