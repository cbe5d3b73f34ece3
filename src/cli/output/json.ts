/** Articles as JSON: one table of fields, from which --fields, --template and the schema are made. */
import type { Article, Comment, Draft } from '../../core/article.ts';
import { NewsError } from '../../core/errors.ts';
import { iso } from '../../core/time.ts';

type ArticleLike = Draft | Article;
type Get = (article: ArticleLike, id: string | null) => unknown;

interface Field {
  readonly name: string;
  /** True for what only `read`, `peek` and `add` give unless it is asked for. */
  readonly body: boolean;
  readonly get: Get;
}

function own<K extends keyof Article>(key: K): Get {
  return (article) => (key in article ? (article as Article)[key] : null) ?? null;
}

function time(key: 'published' | 'updated' | 'fetched' | 'read' | 'favorite'): Get {
  return (article) => iso((key in article ? (article as Article)[key] : null) ?? null);
}

function plain(name: keyof Article, body = false): Field {
  return { name, body, get: own(name) };
}

const fields: readonly Field[] = [
  { name: 'id', body: false, get: (article, id) => id ?? own('id')(article, id) },
  plain('guid'),
  plain('title'),
  plain('link'),
  plain('source'),
  plain('section'),
  plain('authors'),
  { name: 'published', body: false, get: time('published') },
  { name: 'updated', body: false, get: time('updated') },
  { name: 'fetched', body: false, get: time('fetched') },
  plain('language'),
  plain('direction'),
  plain('tags'),
  plain('ownTags'),
  plain('summary'),
  plain('image'),
  plain('imageAlt'),
  plain('enclosures'),
  plain('commentsLink'),
  plain('commentCount'),
  plain('minutes'),
  { name: 'read', body: false, get: time('read') },
  { name: 'favorite', body: false, get: time('favorite') },
  plain('story'),
  plain('html', true),
  plain('text', true),
  {
    name: 'related',
    body: true,
    get: (article) => article.related.map(({ title, link, published }) => ({ title, link, published: iso(published) })),
  },
  {
    name: 'comments',
    body: true,
    get: (article) => article.comments.map(commentJson),
  },
  { name: 'text_from', body: true, get: (article) => provenance(article)?.from ?? null },
  { name: 'text_at', body: true, get: (article) => iso(provenance(article)?.at ?? null) },
  { name: 'text_method', body: true, get: (article) => provenance(article)?.method ?? null },
  { name: 'partial', body: true, get: (article) => provenance(article)?.partial ?? null },
];

export function commentJson({ author, published, text, depth }: Comment): JsonObject {
  return { author, published: iso(published), text, depth };
}

function provenance(article: ArticleLike): Article['provenance'] {
  return 'provenance' in article ? article.provenance : null;
}

export const articleFields: readonly string[] = fields.map(({ name }) => name);
const bodyFields = new Set(fields.filter(({ body }) => body).map(({ name }) => name));

/** True where one of these fields needs the article's body. */
export function needsBodies(names: readonly string[]): boolean {
  return names.some((name) => bodyFields.has(name));
}

/** The names in "a,b"; throws "usage" that lists the valid ones. */
export function parseFields(text: string, valid: readonly string[] = articleFields): readonly string[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.find((name) => !valid.includes(name));
  if (unknown !== undefined || names.length === 0) {
    throw new NewsError('usage', `there is no field "${unknown ?? text}"`, `Valid fields: ${valid.join(', ')}.`);
  }
  return names;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** `id` stands in for a draft that is not stored. */
export function articleJson(
  article: ArticleLike,
  options: { readonly bodies: boolean; readonly id?: string | null },
): JsonObject {
  const id = options.id ?? null;
  return Object.fromEntries(
    fields.filter(({ body }) => options.bodies || !body).map(({ name, get }) => [name, get(article, id)]),
  );
}

/** The picked fields in the order asked for; null picks all. */
export function pick(object: JsonObject, names: readonly string[] | null): JsonObject {
  return names === null ? object : Object.fromEntries(names.map((name) => [name, object[name] ?? null]));
}

// C1 controls, bidi marks and the separators that end a line in some viewers: legal in JSON, hostile on a terminal.
const unsafe = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** JSON text, pretty for a person, compact for a script; nothing in it can reach a terminal as a control. */
export function toJson(value: unknown, pretty: boolean): string {
  return JSON.stringify(value, null, pretty ? 2 : undefined).replace(unsafe, (char) =>
    Array.from(
      { length: char.length },
      (_, index) => `\\u${char.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
