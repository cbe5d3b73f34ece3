/**
 * The data that React streams to a page's program (React Server Components' "flight" rows, which Next.js pushes onto
 * self.__next_f): for pages whose elements hold no article because the program is to draw it.
 */
import names from '../../../data/extract/state.json' with { type: 'json' };
import { escapeHtml, escapeValue } from '../sanitize.ts';
import { isNode } from './json-ld.ts';
import { tagged } from './page-index.ts';
import { endOfValue } from './page-state.ts';
import type { PageTree } from './tree.ts';

/** More is not read: a page of that size holds much else besides an article. */
const maxLength = 4_000_000;
const maxRows = 20_000;
const maxVisits = 200_000;
/** No deeper than components nest. */
const maxDepth = 80;

const push = '__next_f.push(';

/** What the pushes of a script hand over, in order: strings of rows that may be cut anywhere. */
function* chunksOf(script: string): Generator<string> {
  for (let at = script.indexOf(push); at >= 0; at = script.indexOf(push, at + push.length)) {
    const from = at + push.length;
    const end = script.charAt(from) === '[' ? endOfValue(script, from) : -1;
    if (end < 0) continue;
    try {
      const value: unknown = JSON.parse(script.slice(from, end));
      // [1, "…"] is text; [0] begins the stream, [2, …] is the state of a form, [3, "…"] bytes.
      if (Array.isArray(value) && value[0] === 1 && typeof value[1] === 'string') yield value[1];
    } catch {
      // A push that is no JSON is no data.
    }
  }
}

/** All that was pushed as one text. */
function streamOf(tree: PageTree): string {
  const chunks: string[] = [];
  let length = 0;
  for (const { children } of tagged(tree, 'script')) {
    for (const child of children) {
      if (child.tag !== null || !child.text.includes(push)) continue;
      for (const chunk of chunksOf(child.text)) {
        length += chunk.length;
        if (length > maxLength) return chunks.join('');
        chunks.push(chunk);
      }
    }
  }
  return chunks.join('');
}

/** Where a piece of so many bytes of UTF-8 ends. */
function endOfBytes(text: string, from: number, bytes: number): number {
  let at = from;
  for (let left = bytes; left > 0 && at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Each half of a pair stands for two of its four bytes.
    left -= code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return at;
}

/** The rows of a stream by their ids: texts as they are, everything else as JSON. */
function rowsOf(stream: string): Map<string, unknown> {
  const rows = new Map<string, unknown>();
  const start = /([\da-f]*):(?:T([\da-f]+),)?/y;
  for (let at = 0; at < stream.length && rows.size < maxRows; ) {
    start.lastIndex = at;
    const match = start.exec(stream);
    const lineEnd = stream.indexOf('\n', at);
    const next = lineEnd < 0 ? stream.length : lineEnd;
    const [whole = '', id = '', size] = match ?? [];
    if (size !== undefined) {
      at = endOfBytes(stream, at + whole.length, Number.parseInt(size, 16));
      rows.set(id, stream.slice(match ? match.index + whole.length : at, at));
      continue;
    }
    // Rows of modules, hints and errors begin with a letter, and none of these is JSON.
    if (match && /[[{"]/.test(stream.charAt(at + whole.length))) {
      try {
        rows.set(id, JSON.parse(stream.slice(at + whole.length, next)));
      } catch {
        // A row that the page cut off says nothing.
      }
    }
    at = next + 1;
  }
  return rows;
}

type Element = readonly ['$', string, unknown, Readonly<Record<string, unknown>>];

/** An element of React: ["$", type, key, properties]. */
function isElement(value: unknown): value is Element {
  return Array.isArray(value) && value[0] === '$' && typeof value[1] === 'string' && isNode(value[3]);
}

const drawn = new Set(names.drawn);
const leastBlocks = 3;

/** True for elements of which most are paragraphs and what stands between them: a text that the server has drawn. */
function isText(value: readonly unknown[]): boolean {
  const blocks = value.filter((one) => isElement(one) && drawn.has(one[1]));
  return blocks.length >= leastBlocks && blocks.length >= 0.5 * value.length;
}

const kept = ['href', 'src', 'alt'];

/**
 * Writes elements as HTML; of components only what they were given to hold. Shared parts are written as often as they
 * are held, so the whole is bounded.
 */
function drawing(): (value: unknown) => string {
  let left = maxLength;
  const htmlOf = (value: unknown): string => {
    if (--left < 0) return '';
    if (typeof value === 'string' || typeof value === 'number') {
      left -= String(value).length;
      return escapeHtml(String(value));
    }
    if (!isElement(value)) return Array.isArray(value) ? value.map(htmlOf).join('') : '';
    const [, tag, , { children, dangerouslySetInnerHTML, ...rest }] = value;
    const raw = isNode(dangerouslySetInnerHTML) ? dangerouslySetInnerHTML.__html : null;
    const inner = typeof raw === 'string' ? raw : htmlOf(children);
    left -= inner.length;
    if (!/^[a-z][a-z\d]*$/.test(tag)) return inner;
    const attributes = kept.map((name) =>
      typeof rest[name] === 'string' ? ` ${name}="${escapeValue(rest[name])}"` : '',
    );
    return `<${tag}${attributes.join('')}>${inner}</${tag}>`;
  };
  return htmlOf;
}

/** Rows by their ids with the rows that they refer to in place ("$1c", "$L7"), and drawn texts as bodies in HTML. */
function resolver(rows: ReadonlyMap<string, unknown>): (id: string) => unknown {
  const htmlOf = drawing();
  const known = new Map<string, unknown>();
  let visits = 0;
  const row = (id: string, depth: number): unknown => {
    if (!known.has(id)) {
      known.set(id, null);
      known.set(id, resolved(rows.get(id) ?? null, depth + 1));
    }
    return known.get(id);
  };
  const text = (value: string, depth: number): unknown => {
    const reference = /^\$[L@]?([\da-f]+)$/.exec(value)?.[1];
    if (reference !== undefined && rows.has(reference)) return row(reference, depth);
    if (value.startsWith('$D')) return value.slice(2);
    if (value.startsWith('$$')) return value.slice(1);
    return value.startsWith('$') && /^\$(?:undefined|[A-Z])/.test(value) ? null : value;
  };
  const resolved = (value: unknown, depth: number): unknown => {
    if (++visits > maxVisits || depth > maxDepth) return null;
    if (typeof value === 'string') return text(value, depth);
    if (Array.isArray(value)) {
      const [mark, type, key, properties] = value;
      if (isElement(value)) return [mark, type, key, resolved(properties, depth + 1)];
      const all = value.map((one) => resolved(one, depth + 1));
      return isText(all) ? [{ body: htmlOf(all) }, ...all] : all;
    }
    if (!isNode(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolved(one, depth + 1)]));
  };
  return (id) => row(id, 0);
}

/** The streamed data of a page as one state; null where it streams none. */
export function flightState(tree: PageTree): unknown {
  const stream = streamOf(tree);
  if (stream === '') return null;
  const rows = rowsOf(stream);
  const resolve = resolver(rows);
  return [...rows].flatMap(([id, value]) => (typeof value === 'object' ? [resolve(id)] : []));
}
