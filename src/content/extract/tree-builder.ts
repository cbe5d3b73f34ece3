/** Building the tree of a page: how open elements nest and which tags end which, with bounds on depth and size. */
import { kindOf, type TagKind } from './html-tags.ts';
import { indexElements } from './page-index.ts';
import { noNames } from './tokens.ts';
import type { PageElement, PageNode, PageTree } from './tree.ts';

/** A browser stops nesting at 512; a page made by people stays under 60. */
const maxDepth = 256;
/** Elements and pieces of text; the longest live blogs have about 60,000. */
const maxNodes = 250_000;

/** The elements being built; `ignored` counts the open ones that were too deep to be kept. */
export interface Builder {
  readonly root: PageElement;
  readonly elements: PageElement[];
  /** The open elements, outermost first. */
  readonly stack: PageElement[];
  /** For every place on the stack where the paragraph and the link are that would end there; 0 for none. */
  readonly paragraphs: Uint16Array;
  readonly links: Uint16Array;
  /** The html and body elements: a second one only adds attributes. */
  readonly frames: Map<string, PageElement>;
  ignored: number;
  nodes: number;
}

/**
 * What attributes inherit from, so that "__proto__" and "constructor" are ordinary words. Objects that inherit from
 * an empty one are smaller and faster than those that inherit from null.
 */
const nothing = Object.create(null) as object;

export function newAttributes(): Record<string, string> {
  return Object.create(nothing) as Record<string, string>;
}

/** Most elements of many pages say nothing of themselves. */
const noAttributes = Object.freeze(newAttributes());

const noChildren: readonly PageNode[] = [];

function append(parent: PageElement, node: PageNode): void {
  if (parent.children.length === 0) parent.children = [node];
  else (parent.children as PageNode[]).push(node);
}

/**
 * Ends the open elements from a place on the stack on. An array that grew has room for many more children than came:
 * a copy is a third of the memory of a page.
 */
function endFrom({ stack }: Builder, place: number): void {
  for (let at = stack.length - 1; at >= place; at--) {
    const element = stack[at] as PageElement;
    if (element.children.length > 1) element.children = element.children.slice();
  }
  stack.length = place;
}

function newElement(builder: Builder, kind: TagKind, attributes: Readonly<Record<string, string>>): PageElement {
  const parent = top(builder);
  const index = builder.elements.length;
  const element: PageElement = {
    tag: kind.tag,
    kind,
    attributes,
    children: noChildren,
    parent,
    index,
    last: index,
    named: noNames,
  };
  append(parent, element);
  builder.elements.push(element);
  builder.nodes++;
  return element;
}

export function top(builder: Builder): PageElement {
  return builder.stack[builder.stack.length - 1] ?? builder.root;
}

/** The place on the stack of the innermost open element in `names` that is not behind one of `walls`; -1 if none. */
function findOpen(builder: Builder, names: ReadonlySet<string>, walls: ReadonlySet<string>): number {
  for (let at = builder.stack.length - 1; at > 0; at--) {
    const tag = builder.stack[at]?.tag ?? '';
    if (names.has(tag)) return at;
    if (walls.has(tag)) return -1;
  }
  return -1;
}

/** Notes what is open at a place on the stack; those below it are noted. */
function noteOpen({ stack, paragraphs, links }: Builder, at: number): void {
  const { kind } = stack[at] as PageElement;
  paragraphs[at] = kind.tag === 'p' ? at : kind.isScope ? 0 : (paragraphs[at - 1] ?? 0);
  // Links do not nest: a forgotten </a> must not turn the rest of the page into link text.
  links[at] = kind.tag === 'a' ? at : kind.endsParagraph ? 0 : (links[at - 1] ?? 0);
}

function push(builder: Builder, element: PageElement): void {
  noteOpen(builder, builder.stack.push(element) - 1);
}

/** Ends what HTML says an opening tag ends without a closing tag (HTML Living Standard 13.2.6.4.7, simplified). */
function endImplied(builder: Builder, kind: TagKind): void {
  const { stack, paragraphs, links } = builder;
  const end = (open: number | undefined): void => {
    if (open !== undefined && open > 0) endFrom(builder, open);
  };
  if (kind.endsParagraph) end(paragraphs[stack.length - 1]);
  if (kind.siblings) end(findOpen(builder, kind.siblings.ends, kind.siblings.within));
  if (kind.isHeading && top(builder).kind.isHeading) stack.pop();
  if (kind.tag === 'a') end(links[stack.length - 1]);
  if (top(builder).tag === 'head' && !kind.isInHead) stack.pop();
}

function mergeAttributes(element: PageElement, more: Record<string, string>): void {
  const target = element.attributes as Record<string, string>;
  for (const [name, value] of Object.entries(more)) target[name] ??= value;
}

/** A template that says shadowrootmode is what readers see of its element (HTML Living Standard 4.12.3). */
const shadow = kindOf('shadow-root');
const lineBreak = kindOf('br');
const paragraph = kindOf('p');

/** The whole page, and what readers see of it: a second tag of these only adds attributes to the first. */
function openFrame(builder: Builder, kind: TagKind, attributes: Record<string, string>): void {
  const { stack } = builder;
  const earlier = builder.frames.get(kind.tag);
  if (earlier) {
    mergeAttributes(earlier, attributes);
    return;
  }
  if (kind.tag === 'body') endFrom(builder, Math.max(stack.findIndex(({ tag }) => tag === 'html') + 1, 1));
  endImplied(builder, kind);
  if (stack.length > maxDepth) builder.ignored++;
  else {
    const element = newElement(builder, kind, attributes);
    push(builder, element);
    builder.frames.set(kind.tag, element);
  }
}

/** Begins an element; `attributes` is null for a tag without any. */
export function openTag(builder: Builder, tag: TagKind, attributes: Record<string, string> | null): void {
  const { stack } = builder;
  if (builder.nodes >= maxNodes) return;
  if (tag.tag === 'html' || tag.tag === 'body') {
    openFrame(builder, tag, attributes ?? newAttributes());
    return;
  }
  const kind = tag.tag === 'template' && attributes !== null && 'shadowrootmode' in attributes ? shadow : tag;
  endImplied(builder, kind);
  if (kind.isVoid) newElement(builder, kind, attributes ?? noAttributes);
  else if (stack.length > maxDepth) builder.ignored++;
  else push(builder, newElement(builder, kind, attributes ?? noAttributes));
}

/** Ends the element at a place on the stack, with what was left open in it. */
function closeAt(builder: Builder, at: number): void {
  const { stack } = builder;
  const isLast = at === stack.length - 1;
  // A closed link or emphasis leaves the blocks opened inside it open, as in browsers.
  if (isLast || !stack[at]?.kind.isInline || stack.slice(at).every(({ kind }) => kind.isInline)) endFrom(builder, at);
  else {
    stack.splice(at, 1);
    for (let place = at; place < stack.length; place++) noteOpen(builder, place);
  }
}

/** Ends the innermost open element of the kind, if it can be reached. */
export function closeTag(builder: Builder, closed: TagKind): void {
  const { stack } = builder;
  const isTemplate = closed.tag === 'template';
  const kind = isTemplate
    ? (stack.findLast(({ tag }) => tag === 'template' || tag === shadow.tag)?.kind ?? closed)
    : closed;
  const { tag: name } = kind;
  if (kind.isVoid) {
    if (name === 'br' && builder.nodes < maxNodes) newElement(builder, lineBreak, noAttributes);
    return;
  }
  if (name === 'body' || name === 'html') return;
  if (builder.ignored > 0) {
    builder.ignored--;
    return;
  }
  for (let at = stack.length - 1; at > 0; at--) {
    const element = stack[at] as PageElement;
    if (element.tag === name) {
      closeAt(builder, at);
      return;
    }
    if (element.kind.isCell && !kind.isTablePart) break;
  }
  // A lone </p> still parts what stands before it from what comes after.
  if (name === 'p' && builder.nodes < maxNodes) newElement(builder, paragraph, noAttributes);
}

export function addText(builder: Builder, text: string): void {
  const parent = top(builder);
  const before = parent.children[parent.children.length - 1];
  if (before?.tag === null) before.text += text;
  else if (builder.nodes < maxNodes) {
    append(parent, { tag: null, text, parent });
    builder.nodes++;
  }
}

export function newBuilder(): Builder {
  const root: PageElement = {
    tag: '#root',
    kind: kindOf('#root'),
    attributes: noAttributes,
    children: noChildren,
    parent: null,
    index: 0,
    last: 0,
    named: noNames,
  };
  return {
    root,
    elements: [root],
    stack: [root],
    paragraphs: new Uint16Array(maxDepth + 2),
    links: new Uint16Array(maxDepth + 2),
    frames: new Map(),
    ignored: 0,
    nodes: 0,
  };
}

/** The tree of all that was opened; the builder is of no use afterwards. */
export function builtTree({ root, elements, nodes }: Builder): PageTree {
  const parents = new Int32Array(elements.length);
  for (let at = elements.length - 1; at > 0; at--) {
    const { parent, last } = elements[at] as PageElement;
    if (!parent) continue;
    parents[at] = parent.index;
    if (parent.last < last) parent.last = last;
  }
  return { root, elements, parents, index: indexElements(elements), cut: nodes >= maxNodes };
}
