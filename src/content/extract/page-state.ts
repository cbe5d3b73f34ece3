/** The data that a page's own program starts from (Next, Nuxt, Apollo and their like): JSON in script elements. */
import names from '../../../data/extract/state.json' with { type: 'json' };
import { tagged } from './page-index.ts';
import { alternatives } from './people-words.ts';
import type { PageTree } from './tree.ts';

/** Larger states are not read: parsing one costs more than a page is worth. */
const maxState = 4_000_000;
/** A page has one state, seldom two or three. */
const maxStates = 6;

/** Where an object or array that begins at `from` ends, by its brackets outside of strings; -1 if it never does. */
export function endOfValue(text: string, from: number): number {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 92) at++;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123 || code === 91) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return at + 1;
  }
  return -1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `undefined` is no JSON, but what frameworks print where a value is missing. */
function withoutUndefined(text: string): string {
  return text.replace(/([:[,]\s*)undefined(?=\s*[,}\]])/g, '$1null');
}

/** Long strings in a program that is no JSON, such as the function that Nuxt 2 writes. */
const longString = /"(?:[^"\\]|\\.){400,}"/g;
const maxStrings = 30;

function longStrings(program: string): readonly unknown[] {
  const found: unknown[] = [];
  for (const [literal] of program.matchAll(longString)) {
    const body = parsed(literal);
    if (typeof body === 'string') found.push({ body });
    if (found.length >= maxStrings) break;
  }
  return found;
}

const wrappers = new Set(names.wrappers);

/** Nuxt 3 writes its state as one flat array in which every value names the places of its parts (the devalue format). */
function unflattened(flat: readonly unknown[]): unknown {
  const known = new Map<number, unknown>();
  const valueAt = (at: unknown, depth: number): unknown => {
    if (typeof at !== 'number' || depth > 60) return null;
    if (known.has(at)) return known.get(at);
    known.set(at, null);
    const raw = flat[at];
    let value = raw;
    if (Array.isArray(raw)) {
      value = wrappers.has(String(raw[0])) ? valueAt(raw[1], depth + 1) : raw.map((one) => valueAt(one, depth + 1));
    } else if (typeof raw === 'object' && raw !== null) {
      value = Object.fromEntries(Object.entries(raw).map(([name, one]) => [name, valueAt(one, depth + 1)]));
    }
    known.set(at, value);
    return value;
  };
  return valueAt(0, 0);
}

const assignment = /(?:window|self|globalThis)(?:\.|\[["'])[\w$]+(?:["']\])?\s*=\s*/g;

/** The values that a script assigns to names of the window: objects as they are, or as a string for JSON.parse. */
function* assigned(script: string): Generator<unknown> {
  for (const match of script.matchAll(assignment)) {
    const from = match.index + match[0].length;
    const start = script.charAt(from);
    if (start === '{' || start === '[') {
      const end = endOfValue(script, from);
      if (end > 0) yield parsed(withoutUndefined(script.slice(from, end)));
      continue;
    }
    const quoted = /^JSON\.parse\(\s*("(?:[^"\\]|\\.)*")/.exec(script.slice(from, from + maxState));
    const inner = quoted ? parsed(quoted[1] ?? '') : undefined;
    if (typeof inner === 'string') yield parsed(inner);
    else if (script.startsWith('(function', from)) yield longStrings(script.slice(from));
  }
}

const isData = /^(?:application|text)\/(?:json|x-json)$/i;
const isProgram = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i;
/** What a program that carries a state calls it; other programs are not searched. */
const stateName = new RegExp(`__\\w+__|${alternatives(names.programs)}`, 'i');

/** The states of a page, largest scripts first. Reads at most six, none longer than four million characters. */
export function pageStates(tree: PageTree): unknown[] {
  const scripts = tagged(tree, 'script')
    .map(({ attributes, children }) => ({
      id: attributes.id ?? '',
      type: (attributes.type ?? '').trim(),
      text: children.map((child) => (child.tag === null ? child.text : '')).join(''),
    }))
    .filter(({ text }) => text.length > 400 && text.length <= maxState)
    .sort((one, other) => other.text.length - one.text.length);
  const states: unknown[] = [];
  for (const { id, type, text } of scripts) {
    if (states.length >= maxStates) break;
    const data = isData.test(type) ? parsed(text) : undefined;
    if (data !== undefined) states.push(Array.isArray(data) && /NUXT/i.test(id) ? unflattened(data) : data);
    else if (isProgram.test(type) && stateName.test(text.slice(0, 2_000))) states.push(...assigned(text));
  }
  return states.filter((state) => typeof state === 'object' && state !== null).slice(0, maxStates);
}
