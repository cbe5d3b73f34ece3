/** Page text to tree, with htmlparser2's tokenizer and bounds of our own on depth and size. */
import { type QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { inlineTags, type PageElement, type PageTree } from './tree.ts';

/** A browser stops nesting at 512; a page made by people stays under 60. */
const maxDepth = 256;
/** Elements and pieces of text; the longest live blogs have about 60,000. */
const maxNodes = 250_000;
const maxAttributes = 40;
const maxValue = 20_000;

const voidTags = new Set(
  'area base basefont br col command embed frame hr img input keygen link meta param source track wbr'.split(' '),
);
const headTags = new Set('head title meta link style script base noscript template'.split(' '));
const scopes = new Set(['html', 'table', 'td', 'th', 'caption', 'template', 'object', 'svg', 'button']);
const closesParagraph = new Set(
  (
    'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 ' +
    'h5 h6 header hgroup hr main menu nav ol p pre section summary table ul li dd dt'
  ).split(' '),
);
/** Which open elements end when another begins, and which elements they cannot be reached through. */
const siblings = new Map<string, { readonly ends: ReadonlySet<string>; readonly within: ReadonlySet<string> }>([
  ['li', { ends: new Set(['li']), within: new Set(['ul', 'ol', 'menu']) }],
  ['dd', { ends: new Set(['dd', 'dt']), within: new Set(['dl']) }],
  ['dt', { ends: new Set(['dd', 'dt']), within: new Set(['dl']) }],
  ['td', { ends: new Set(['td', 'th']), within: new Set(['tr', 'table']) }],
  ['th', { ends: new Set(['td', 'th']), within: new Set(['tr', 'table']) }],
  ['tr', { ends: new Set(['tr']), within: new Set(['tbody', 'thead', 'tfoot', 'table']) }],
  ['tbody', { ends: new Set(['tbody', 'thead', 'tfoot']), within: new Set(['table']) }],
  ['thead', { ends: new Set(['tbody', 'thead', 'tfoot']), within: new Set(['table']) }],
  ['tfoot', { ends: new Set(['tbody', 'thead', 'tfoot']), within: new Set(['table']) }],
  ['option', { ends: new Set(['option']), within: new Set(['select']) }],
]);
const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** The elements being built; `ignored` counts the open ones that were too deep to be kept. */
interface Builder {
  readonly html: string;
  readonly root: PageElement;
  readonly elements: PageElement[];
  readonly stack: PageElement[];
  /** The html and body elements: a second one only adds attributes. */
  readonly frames: Map<string, PageElement>;
  ignored: number;
  nodes: number;
  name: string;
  attributes: Record<string, string>;
  attributeCount: number;
  attributeName: string;
  attributeValue: string;
}

/**
 * What attributes inherit from, so that "__proto__" and "constructor" are ordinary words. Objects that inherit from
 * an empty one are smaller and faster than those that inherit from null.
 */
const nothing = Object.create(null) as object;

function newElement(builder: Builder, tag: string, attributes: Record<string, string>): PageElement {
  const parent = top(builder);
  const index = builder.elements.length;
  const element: PageElement = { tag, attributes, children: [], parent, index, last: index, named: null };
  parent.children.push(element);
  builder.elements.push(element);
  builder.nodes++;
  return element;
}

function top(builder: Builder): PageElement {
  return builder.stack.at(-1) ?? builder.root;
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

const paragraph = new Set(['p']);
const link = new Set(['a']);

/** Ends what HTML says an opening tag ends without a closing tag (HTML Living Standard 13.2.6.4.7, simplified). */
function endImplied(builder: Builder, name: string): void {
  const { stack } = builder;
  if (closesParagraph.has(name)) {
    const open = findOpen(builder, paragraph, scopes);
    if (open > 0) stack.length = open;
  }
  const rule = siblings.get(name);
  if (rule) {
    const open = findOpen(builder, rule.ends, rule.within);
    if (open > 0) stack.length = open;
  }
  if (headings.has(name) && headings.has(top(builder).tag)) stack.pop();
  if (name === 'a') {
    // Links do not nest: a forgotten </a> must not turn the rest of the page into link text.
    const open = findOpen(builder, link, closesParagraph);
    if (open > 0) stack.length = open;
  }
  if (top(builder).tag === 'head' && !headTags.has(name)) stack.pop();
}

function mergeAttributes(element: PageElement, more: Record<string, string>): void {
  const target = element.attributes as Record<string, string>;
  for (const [name, value] of Object.entries(more)) target[name] ??= value;
}

/** A template that says shadowrootmode is what readers see of its element (HTML Living Standard 4.12.3). */
const shadowTag = 'shadow-root';

function open(builder: Builder): void {
  const { name, attributes, stack } = builder;
  builder.name = '';
  if (name === '') return;
  if (builder.nodes >= maxNodes) return;
  const tag = name === 'template' && 'shadowrootmode' in attributes ? shadowTag : name;
  if (name === 'html' || name === 'body') {
    const earlier = builder.frames.get(name);
    if (earlier) {
      mergeAttributes(earlier, attributes);
      return;
    }
    if (name === 'body') {
      const html = stack.findIndex((element) => element.tag === 'html');
      stack.length = Math.max(html + 1, 1);
    }
  }
  endImplied(builder, tag);
  if (voidTags.has(tag)) newElement(builder, tag, attributes);
  else if (stack.length > maxDepth) builder.ignored++;
  else {
    const element = newElement(builder, tag, attributes);
    stack.push(element);
    if (name === 'html' || name === 'body') builder.frames.set(name, element);
  }
}

function close(builder: Builder, tagName: string): void {
  const { stack } = builder;
  const template = tagName === 'template' ? stack.findLast(({ tag }) => tag === 'template' || tag === shadowTag) : null;
  const name = template?.tag ?? tagName;
  if (voidTags.has(name)) {
    if (name === 'br' && builder.nodes < maxNodes) newElement(builder, 'br', {});
    return;
  }
  if (name === 'body' || name === 'html') return;
  if (builder.ignored > 0) {
    builder.ignored--;
    return;
  }
  const inline = inlineTags.has(name);
  for (let at = stack.length - 1; at > 0; at--) {
    const tag = stack[at]?.tag ?? '';
    if (tag === name) {
      // A closed link or emphasis leaves the blocks opened inside it open, as in browsers.
      if (inline && stack.slice(at + 1).some((element) => !inlineTags.has(element.tag))) stack.splice(at, 1);
      else stack.length = at;
      return;
    }
    if (
      (tag === 'td' || tag === 'th' || tag === 'table') &&
      !['tr', 'td', 'th', 'tbody', 'thead', 'tfoot', 'table'].includes(name)
    )
      break;
  }
  // A lone </p> still parts what stands before it from what comes after.
  if (name === 'p' && builder.nodes < maxNodes) newElement(builder, 'p', {});
}

function addText(builder: Builder, text: string): void {
  const parent = top(builder);
  const before = parent.children.at(-1);
  if (before?.tag === null) before.text += text;
  else if (builder.nodes < maxNodes) {
    parent.children.push({ tag: null, text, parent });
    builder.nodes++;
  }
}

function endAttribute(builder: Builder): void {
  const { attributeName, attributes } = builder;
  if (builder.attributeCount++ < maxAttributes && !(attributeName in attributes)) {
    attributes[attributeName] = builder.attributeValue.slice(0, maxValue);
  }
  builder.attributeValue = '';
}

function callbacks(builder: Builder): TokenizerCallbacks {
  const slice = (start: number, end: number): string => builder.html.slice(start, end);
  const inSvg = (): boolean => builder.stack.some((element) => element.tag === 'svg');
  return {
    onopentagname(start, end) {
      const name = slice(start, end).toLowerCase();
      builder.name = name === 'image' ? 'img' : name;
      builder.attributes = Object.create(nothing) as Record<string, string>;
      builder.attributeCount = 0;
    },
    onattribname(start, end) {
      builder.attributeName = slice(start, end).toLowerCase();
      builder.attributeValue = '';
    },
    onattribdata(start, end) {
      if (builder.attributeCount < maxAttributes) builder.attributeValue += slice(start, end);
    },
    onattribentity(codePoint) {
      if (builder.attributeCount < maxAttributes) builder.attributeValue += String.fromCodePoint(codePoint);
    },
    onattribend(_quote: QuoteType) {
      endAttribute(builder);
    },
    onopentagend() {
      open(builder);
    },
    onselfclosingtag() {
      const { name } = builder;
      open(builder);
      if (inSvg() && top(builder).tag === name) builder.stack.pop();
    },
    onclosetag(start, end) {
      close(builder, slice(start, end).trim().toLowerCase());
    },
    ontext(start, end) {
      addText(builder, slice(start, end));
    },
    ontextentity(codePoint) {
      addText(builder, String.fromCodePoint(codePoint));
    },
    oncdata(start, end, offset) {
      // Outside of drawings CDATA is a comment in HTML, but pages served as XHTML mean it as text.
      if (top(builder).tag !== 'script') addText(builder, slice(start, end - offset));
    },
    isInForeignContext: () => top(builder).tag === 'svg',
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  };
}

/** Controls that no text needs; a NUL ends words in some programs. Linear. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const controls = /[\0-\x08\x0b\x0e-\x1f\x7f]/g;

/**
 * Reads a page of any quality into a tree. Never throws and takes linear time; what lies deeper than 256 elements
 * is kept in the deepest one allowed, what comes after 250,000 nodes is left out.
 */
export function parseHtml(source: string): PageTree {
  const html = source.replace(controls, '');
  const root: PageElement = {
    tag: '#root',
    attributes: {},
    children: [],
    parent: null,
    index: 0,
    last: 0,
    named: null,
  };
  const builder: Builder = {
    html,
    root,
    elements: [root],
    stack: [root],
    frames: new Map(),
    ignored: 0,
    nodes: 0,
    name: '',
    attributes: {},
    attributeCount: 0,
    attributeName: '',
    attributeValue: '',
  };
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks(builder));
  tokenizer.write(html);
  tokenizer.end();
  for (let at = builder.elements.length - 1; at > 0; at--) {
    const element = builder.elements[at];
    if (element?.parent && element.parent.last < element.last) element.parent.last = element.last;
  }
  return { root, elements: builder.elements, cut: builder.nodes >= maxNodes };
}
