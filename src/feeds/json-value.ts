/** Values of JSON that anybody may have written: every one may be of any kind, or not there. */
import { parseDate } from '../core/dates.ts';

export type Value = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list, a single value as one, and nothing as an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

/** A member's own value: inherited ones ("constructor") are nobody's. */
export function member(object: Value, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The first of these members that is text with something in it, trimmed; a number is taken for its digits. */
export function text(object: Value, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = member(object, name);
    if (typeof value === 'string' && value.trim()) return value.trim();
    if (typeof value === 'number') return String(value);
  }
  return null;
}

/** The first of these members that is a time, in any form in which documents write one. */
export function time(object: Value, ...names: readonly string[]): number | null {
  for (const name of names) {
    const given = text(object, name);
    const date = given === null ? null : parseDate(given);
    if (date) return date.at;
  }
  return null;
}

/** The value of a document in UTF-8; undefined where it is no JSON. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
