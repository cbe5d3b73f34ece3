/** Character and entity references. */
import { decodeHTMLStrict } from 'entities/decode';

/** Entities declared in a document's internal subset, with what may still be spent on them. */
export interface Entities {
  readonly values: ReadonlyMap<string, string>;
  budget: number;
}

/** No expanded entity is longer, and all of them together add no more: a document cannot blow itself up. */
const longestEntity = 4 * 1024;
const entityBudget = 1024 * 1024;

/** C0 controls that XML does not allow (a reference can still make them), DEL, and noncharacters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]+/g;

/** The text without control characters. */
export function withoutControls(text: string): string {
  return text.replace(forbidden, '');
}

/**
 * Decodes references once: HTML's names with their semicolon, numbers (128 to 159 as windows-1252 means them),
 * and the document's own entities. A bare "&", an unknown name and "&copy=1" stay as they are.
 */
export function decodeReferences(text: string, entities: Entities | null = null): string {
  if (!text.includes('&')) return text;
  if (!entities) return withoutControls(decodeHTMLStrict(text));
  const decoded = text.replace(/&(?:#\w{1,8}|[\w.:-]{1,100});/g, (reference) => {
    const value = entities.values.get(reference.slice(1, -1));
    if (value === undefined) return decodeHTMLStrict(reference);
    if (value.length > entities.budget) return reference;
    entities.budget -= value.length;
    return value;
  });
  return withoutControls(decoded);
}

const builtIn = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/**
 * The general entities with a literal value in a DOCTYPE's internal subset. External and parameter entities are
 * ignored: nothing is ever fetched. A value that names another entity keeps that name as text.
 */
export function readEntities(subset: string): Entities | null {
  const values = new Map<string, string>();
  let at = subset.indexOf('<!ENTITY');
  while (at >= 0 && values.size < 10_000) {
    const next = subset.indexOf('<!ENTITY', at + 8);
    const declaration = subset.slice(at + 8, Math.min(next < 0 ? subset.length : next, at + 8 + longestEntity + 200));
    const found = /^\s{1,20}([\w.:-]{1,100})\s{1,20}(?:"([^"]*)"|'([^']*)')/.exec(declaration);
    const name = found?.[1] ?? '';
    const value = decodeHTMLStrict(found?.[2] ?? found?.[3] ?? '');
    if (found && !builtIn.has(name) && !values.has(name) && value.length <= longestEntity) values.set(name, value);
    at = next;
  }
  return values.size > 0 ? { values, budget: entityBudget } : null;
}
