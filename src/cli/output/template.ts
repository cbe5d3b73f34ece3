/** --template: "{id} {title}\n" filled from an object's fields. */
import { safeText } from '../../content/safe.ts';
import { NewsError } from '../../core/errors.ts';
import type { JsonObject } from './json.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', '0': '\0' };

type Part = string | { readonly field: string; readonly path: readonly string[] };

export interface Template {
  readonly fields: readonly string[];
  readonly fill: (object: JsonObject) => string;
}

/** `{field}` or `{source.title}` stands for its value, `\n`, `\t` and `\0` for what they do, `{{` for a brace. */
export function parseTemplate(text: string, valid: readonly string[]): Template {
  const parts = [...text.matchAll(/\{\{|\}\}|\{([^{}]*)\}|\\(.)|[^{}\\]+|[{}\\]/gs)].map(
    ([whole, name, letter]): Part => {
      if (name !== undefined) return placeholder(name, valid);
      if (letter !== undefined) return escapes[letter] ?? whole;
      return whole === '{{' || whole === '}}' ? whole.charAt(0) : whole;
    },
  );
  const fields = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.field]));
  const endsLine = /\n|\0/.test(
    parts
      .filter((part) => typeof part === 'string')
      .join('')
      .slice(-1),
  );
  const fill = (object: JsonObject) =>
    parts.map((part) => (typeof part === 'string' ? part : shown(valueAt(object, part.path)))).join('');
  return { fields, fill: (object) => (endsLine ? fill(object) : `${fill(object)}\n`) };
}

function placeholder(name: string, valid: readonly string[]): Part {
  const path = name.trim().split('.');
  const field = path[0] ?? '';
  if (!valid.includes(field)) {
    throw new NewsError(
      'usage',
      `the template names a field "${field}" that does not exist`,
      `Valid fields: ${valid.join(', ')}.`,
    );
  }
  return { field, path };
}

function valueAt(object: JsonObject, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === 'object' && Object.hasOwn(value, key) ? (value as JsonObject)[key] : null,
    object,
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return safeText(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
