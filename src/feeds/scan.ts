/**
 * Reads markup into a tree, mending what publishers break. A scanner of our own rather than a general tokenizer:
 * mending an unclosed CDATA section, quote or title needs a look ahead and a step back, which a streaming tokenizer
 * cannot give. Every look ahead that finds nothing is remembered, so the time is linear whatever the document.
 */
import { chainBase } from './addresses.ts';
import { canonicalName, openScope, outermost, type Scope } from './namespaces.ts';
import { decodeReferences, type Entities, readEntities } from './references.ts';
import {
  closesAtSibling,
  closesBefore,
  closesUpTo,
  holdsBody,
  isFrame,
  isStructural,
  isVoid,
  mayHold,
} from './repair.ts';
import { endOfName, readTag, startsName, type Tag } from './tag.ts';
import { type Element, noAttributes } from './tree.ts';

/** Elements deeper than this add their text to the one above. No vocabulary of feeds needs a third of it, */
const deepest = 60;
/** but XHTML in an item is as deep as a page: it has a bound of its own, counted from the element that holds it. */
const deepestInBody = 200;

interface Open {
  readonly element: Element;
  /** The qualified name in lower case. */
  readonly qualified: string;
  readonly scope: Scope;
}

interface Scanner {
  readonly text: string;
  readonly stack: Open[];
  /** How many open elements have a name, so that an end tag that closes none costs nothing. */
  readonly open: Map<string, number>;
  /** Strings that do not occur in the rest of the document. */
  readonly absent: Set<string>;
  /** Start tags below the deepest element. */
  overflow: number;
  /** Place in the stack of the outermost open element that holds a body; 0 where none is open. */
  bodyAt: number;
  entities: Entities | null;
  sawDoctype: boolean;
}

/** indexOf that remembers failure. */
function find(scanner: Scanner, what: string, from: number): number {
  if (scanner.absent.has(what)) return -1;
  const at = scanner.text.indexOf(what, from);
  if (at < 0) scanner.absent.add(what);
  return at;
}

function top(scanner: Scanner): Open {
  return scanner.stack[scanner.stack.length - 1] as Open;
}

function pop(scanner: Scanner): void {
  const gone = scanner.stack.pop() as Open;
  if (scanner.stack.length === scanner.bodyAt) scanner.bodyAt = 0;
  scanner.open.set(gone.qualified, (scanner.open.get(gone.qualified) ?? 1) - 1);
}

function popTo(scanner: Scanner, fits: (open: Open) => boolean): void {
  while (scanner.stack.length > 1) {
    const done = fits(top(scanner));
    pop(scanner);
    if (done) return;
  }
}

function addText(scanner: Scanner, raw: string, isCdata: boolean): void {
  const { element } = top(scanner);
  if (raw === '' || isStructural(element.name)) return;
  element.children.push(isCdata ? raw : decodeReferences(raw, scanner.entities));
}

/** The attributes by canonical name, and the scope that their namespace declarations open. */
function readAttributes(scanner: Scanner, tag: Tag): { readonly attributes: Element['attributes']; scope: Scope } {
  let { scope } = top(scanner);
  const isRss = /^(?:rss|channel)$/i.test(tag.name);
  if (tag.attributes.length === 0 && !isRss) return { attributes: noAttributes, scope };
  const declarations = new Map<string, string>();
  for (const [name, value] of tag.attributes) {
    const lower = name.toLowerCase();
    if (lower === 'xmlns') declarations.set('', value);
    else if (lower.startsWith('xmlns:')) declarations.set(lower.slice(6), value);
  }
  // RSS has no namespace of its own, though publishers give it Atom's and pages around it XHTML's.
  if (isRss) declarations.set('', '');
  if (declarations.size > 0) scope = openScope(scope, declarations, scanner.stack.length === 1);
  const attributes: Record<string, string> = Object.create(null);
  for (const [name, value] of tag.attributes) {
    const lower = name.toLowerCase();
    if (lower === 'xmlns' || lower.startsWith('xmlns:')) continue;
    const canonical = canonicalName(scope, lower, true);
    attributes[canonical] ??= decodeReferences(value, scanner.entities);
  }
  return { attributes, scope };
}

/** Whether a name means nothing to us where the scanner stands: an "item" of another vocabulary is no sibling. */
function isForeign(scanner: Scanner, qualified: string): boolean {
  return canonicalName(top(scanner).scope, qualified, false).startsWith('?');
}

/** How far an end tag is looked for: no author's description is longer. */
const nearby = 1000;

/** Whether the open element's own end tag comes before another of its name starts and before the one around it ends. */
function isClosedSoon(scanner: Scanner, from: number): boolean {
  const { qualified } = top(scanner);
  const around = scanner.stack.at(-2)?.qualified ?? '';
  const next = scanner.text.slice(from, from + nearby).toLowerCase();
  const end = next.indexOf(`</${qualified}`);
  const others = [next.indexOf(`<${qualified}`), next.indexOf(`</${around}`)].filter((at) => at >= 0);
  return end >= 0 && others.every((at) => at > end);
}

function isTooDeep({ stack, bodyAt }: Scanner): boolean {
  return stack.length > (bodyAt > 0 ? bodyAt + deepestInBody : deepest);
}

/** Structure is never lost below a heap of unclosed tags: a document's frame ends the heap. */
function endHeap(scanner: Scanner, qualified: string): void {
  if (!isFrame(qualified) || isForeign(scanner, qualified)) return;
  scanner.overflow = 0;
  while (scanner.stack.length > 1 && !isStructural(top(scanner).element.name)) pop(scanner);
}

function openElement(scanner: Scanner, tag: Tag): void {
  const qualified = tag.name.toLowerCase();
  if (closesBefore(qualified) && (scanner.open.get(qualified) ?? 0) > 0 && !isForeign(scanner, qualified)) {
    scanner.overflow = 0;
    popTo(scanner, (open) => open.qualified === qualified);
  }
  if (isTooDeep(scanner)) endHeap(scanner, qualified);
  if (isTooDeep(scanner)) {
    if (!tag.selfClosing && !isVoid(qualified)) scanner.overflow++;
    return;
  }
  const { attributes, scope } = readAttributes(scanner, tag);
  const name = canonicalName(scope, qualified, false);
  for (let up = closesUpTo(scanner.stack, name); up > 0; up--) pop(scanner);
  while (scanner.stack.length > 1 && closesAtSibling(top(scanner).element, name)) {
    if (mayHold(top(scanner).element.name) && isClosedSoon(scanner, tag.end)) break;
    pop(scanner);
  }
  const parent = top(scanner).element;
  const colon = tag.name.indexOf(':');
  const element: Element = {
    name,
    tag: tag.name.slice(colon + 1),
    attributes,
    children: [],
    base: chainBase(parent.base, attributes['xml:base']),
    language: attributes['xml:lang']?.trim() ?? parent.language,
    whole: true,
  };
  parent.children.push(element);
  if (tag.selfClosing || isVoid(name)) return;
  if (scanner.bodyAt === 0 && holdsBody(name)) scanner.bodyAt = scanner.stack.length;
  scanner.stack.push({ element, qualified, scope });
  scanner.open.set(qualified, (scanner.open.get(qualified) ?? 0) + 1);
}

/** An end tag closes the nearest element of its name, or nothing. */
function closeElement(scanner: Scanner, written: string): void {
  const qualified = written.toLowerCase();
  if (scanner.overflow > 0 && !isFrame(qualified)) {
    scanner.overflow--;
    return;
  }
  if ((scanner.open.get(qualified) ?? 0) === 0) return;
  scanner.overflow = 0;
  popTo(scanner, (open) => open.qualified === qualified);
}

/**
 * Reads the CDATA section at `from`. Where another section starts before this one ends, either this one was never
 * closed (its element's end tag comes first: the text ends there), or it holds a section as text.
 */
function readCdata(scanner: Scanner, from: number): number {
  const start = from + 9;
  const { text } = scanner;
  const endTag = `</${top(scanner).qualified}`;
  const close = find(scanner, ']]>', start);
  const body = close < 0 ? '' : text.slice(start, close);
  const inner = body.indexOf('<![CDATA[');
  if (close >= 0 && inner < 0) {
    addText(scanner, body, true);
    return close + 3;
  }
  const elementEnd = find(scanner, endTag, start);
  if (elementEnd >= 0 && (close < 0 || elementEnd < start + inner)) {
    addText(scanner, text.slice(start, elementEnd), true);
    return elementEnd;
  }
  const last = close < 0 || elementEnd < 0 ? close : Math.max(close, text.lastIndexOf(']]>', elementEnd));
  // "]]]]><![CDATA[>" is how the end of a section is written inside of one.
  addText(scanner, text.slice(start, last < 0 ? text.length : last).replaceAll(']]]]><![CDATA[>', ']]>'), true);
  return last < 0 ? text.length : last + 3;
}

/** Index after a DOCTYPE; the first one's internal subset may declare entities. */
function readDoctype(scanner: Scanner, from: number): number {
  const { text } = scanner;
  const gt = find(scanner, '>', from);
  if (gt < 0) return text.length;
  const bracket = text.slice(from, gt).indexOf('[');
  if (bracket < 0 || scanner.sawDoctype) return gt + 1;
  scanner.sawDoctype = true;
  const end = /\]\s{0,100}>/g;
  end.lastIndex = from + bracket;
  const found = end.exec(text);
  if (!found) return gt + 1;
  scanner.entities = readEntities(text.slice(from + bracket + 1, found.index));
  return found.index + found[0].length;
}

/** Index after what starts with "<!" or "<?" at `from`. */
function readDeclaration(scanner: Scanner, from: number): number {
  const { text } = scanner;
  if (text.startsWith('<![CDATA[', from)) return readCdata(scanner, from);
  if (text.startsWith('<!--', from)) {
    const end = find(scanner, '-->', from + 4);
    // A comment that never ends hides nothing: only its mark is dropped.
    return end >= 0 ? end + 3 : from + 4;
  }
  if (text.startsWith('<?', from)) {
    const end = find(scanner, '?>', from + 2);
    if (end >= 0) return end + 2;
  }
  if (/^<!doctype/i.test(text.slice(from, from + 9))) return readDoctype(scanner, from);
  const end = find(scanner, '>', from);
  return end < 0 ? text.length : end + 1;
}

/** Closes what the end tag at `from` names; the index after it. */
function readEndTag(scanner: Scanner, from: number): number {
  const { text } = scanner;
  const nameEnd = endOfName(text, from + 2);
  let end = nameEnd;
  while (end < text.length && text.charCodeAt(end) !== 62 && text.charCodeAt(end) !== 60) end++;
  closeElement(scanner, text.slice(from + 2, nameEnd));
  return text.charCodeAt(end) === 62 ? end + 1 : end;
}

/** Reads every tag and text up to the end of the document. */
function readAll(scanner: Scanner): void {
  const { text } = scanner;
  let from = 0;
  let lt = text.indexOf('<');
  while (lt >= 0) {
    const code = text.charCodeAt(lt + 1);
    const tag = startsName(code) ? readTag(text, lt) : null;
    const isEnd = code === 47 && startsName(text.charCodeAt(lt + 2));
    if (!tag && !isEnd && code !== 33 && code !== 63) {
      // A "<" that starts nothing is a character like others.
      lt = text.indexOf('<', lt + 1);
      continue;
    }
    // The text before belongs to the element that is still open.
    addText(scanner, text.slice(from, lt), false);
    if (tag) openElement(scanner, tag);
    from = tag ? tag.end : isEnd ? readEndTag(scanner, lt) : readDeclaration(scanner, lt);
    lt = text.indexOf('<', from);
  }
  addText(scanner, text.slice(from), false);
}

/** Reads a document (text without controls) into a root element named "#document". Never throws. */
export function scan(text: string): Element {
  const root: Element = {
    name: '#document',
    tag: '',
    attributes: noAttributes,
    children: [],
    base: null,
    language: null,
    whole: true,
  };
  const scanner: Scanner = {
    text,
    stack: [{ element: root, qualified: '#document', scope: outermost }],
    open: new Map(),
    absent: new Set(),
    overflow: 0,
    bodyAt: 0,
    entities: null,
    sawDoctype: false,
  };
  readAll(scanner);
  for (const { element } of scanner.stack) if (element !== root) element.whole = false;
  return root;
}
