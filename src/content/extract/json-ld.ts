/** Structured data (JSON-LD, schema.org): what a page says of itself to machines. Broken JSON is common and read anyway. */
import { decodeHTML } from 'entities';
import { oneOf } from './name-words.ts';
import { tagged } from './page-index.ts';
import type { PageTree } from './tree.ts';

export type Node = Readonly<Record<string, unknown>>;

/** A script longer than this is data of a program, not a description. */
const maxLength = 1_000_000;
const maxNodes = 2_000;

/** The end of a script, with what closes a comment round its JSON. */
const longestEnd = 100;

/** JSON as pages write it: in comments or CDATA, with control characters and trailing commas. Undefined if hopeless. */
function looseJson(text: string): unknown {
  const whole = text.trim().replace(/^(?:<!--|\/\*|\/\/)?\s*<!\[CDATA\[\s*(?:\*\/)?|^<!--/, '');
  // What closes a comment stands at the end; a pattern for it would be tried at every blank of the whole.
  const end = whole.slice(-longestEnd).replace(/(?:\/\/|\/\*)?\s*\]\]>\s*(?:\*\/|-->)?\s*$|-->\s*$/, '');
  const bare = (whole.slice(0, -longestEnd) + end).trim().replace(/;$/, '');
  try {
    return JSON.parse(bare);
  } catch {
    return mended(bare);
  }
}

function mended(text: string): unknown {
  // Line ends inside strings are the commonest fault; outside of strings a blank does no harm.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what breaks JSON.
  const flat = text.replace(/[\0-\x1f]+/g, ' ').replace(/,(\s*[}\]])/g, '$1');
  try {
    return JSON.parse(flat);
  } catch {
    try {
      return JSON.parse(`[${flat.replace(/\}\s{0,20}\{/g, '},{')}]`);
    } catch {
      return undefined;
    }
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a list: JSON-LD writes one thing as itself and several as an array. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, 200) : [value];
}

/** The types of a node without their namespace. */
export function typesOf(node: Node): readonly string[] {
  return list(node['@type']).flatMap((type) => (typeof type === 'string' ? [type.replace(/^.*[/:#]/, '')] : []));
}

/** The first text in a value: a string, or an object's name or @value. */
export function textIn(value: unknown): string | null {
  for (const one of list(value)) {
    const text = isNode(one) ? (one['@value'] ?? one.name ?? one.url) : one;
    if (typeof text === 'number') return String(text);
    if (typeof text === 'string' && text.trim() !== '') return decoded(text.trim());
  }
  return null;
}

/** Some publishers escape their text as if it stood in HTML. */
function decoded(text: string): string {
  return text.includes('&') ? decodeHTML(text) : text;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly byId: ReadonlyMap<string, Node>;
}

/** Every node of every JSON-LD script of the page, in order, the nested ones behind those that hold them. */
export function readGraph(tree: PageTree): Graph {
  const nodes: Node[] = [];
  for (const element of tagged(tree, 'script')) {
    if (!/ld\+json/i.test(element.attributes.type ?? '')) continue;
    const text = element.children.map((child) => (child.tag === null ? child.text : '')).join('');
    if (text.length <= maxLength) collect(looseJson(text), nodes);
  }
  const byId = new Map<string, Node>();
  for (const node of nodes) {
    const id = node['@id'];
    if (typeof id !== 'string') continue;
    const known = byId.get(id);
    // A bare reference is an object with an @id only; the real one says more.
    if (!known || Object.keys(node).length > Object.keys(known).length) byId.set(id, node);
  }
  return { nodes, byId };
}

/** Breadth first, so that no depth of nesting can exhaust the stack. */
function collect(value: unknown, into: Node[]): void {
  let level: unknown[] = [value];
  while (level.length > 0 && into.length < maxNodes) {
    const next: unknown[] = [];
    for (const one of level) {
      if (Array.isArray(one)) next.push(...one.slice(0, 500));
      else if (isNode(one)) {
        if (into.length >= maxNodes) return;
        into.push(one);
        for (const inner of Object.values(one)) if (typeof inner === 'object' && inner !== null) next.push(inner);
      }
    }
    level = next;
  }
}

/** The node that a reference ({"@id": …}) means, or the node itself. */
export function resolve(graph: Graph, value: unknown): unknown {
  if (!isNode(value)) return value;
  const id = value['@id'];
  return typeof id === 'string' ? (graph.byId.get(id) ?? value) : value;
}

const articleType = new RegExp(`${oneOf('articleTypes')}$`);

/** The node that describes the article, the one that knows most where there are several; null if none does. */
export function articleNode(graph: Graph): Node | null {
  let best: Node | null = null;
  let points = 0;
  for (const node of graph.nodes) {
    const types = typesOf(node);
    if (!types.some((type) => articleType.test(type))) continue;
    let own = 1;
    for (const name of ['headline', 'datePublished', 'author', 'articleBody', 'mainEntityOfPage', 'articleSection']) {
      if (node[name] !== undefined) own += name === 'headline' || name === 'datePublished' ? 2 : 1;
    }
    if (own > points) {
      best = node;
      points = own;
    }
  }
  return best;
}
