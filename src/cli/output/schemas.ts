/** The JSON Schema (draft 2020-12) of each output; tests hold real output against them. */

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const maybeText: Schema = { type: ['string', 'null'] };
const texts: Schema = { type: 'array', items: text };
const count: Schema = { type: 'integer', minimum: 0 };
const maybeCount: Schema = { type: ['integer', 'null'], minimum: 0 };
const maybeTime: Schema = { type: ['string', 'null'], format: 'date-time' };
const address: Schema = { type: ['string', 'null'], format: 'uri' };
const maybe = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: Schema): Schema => ({ type: 'array', items });

function object(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

const failure = maybe(object({ code: text, message: text }));

const headline = {
  id: maybeText,
  guid: maybeText,
  title: maybeText,
  link: address,
  source: maybe(object({ id: text, title: text, link: address })),
  section: maybeText,
  authors: texts,
  published: maybeTime,
  updated: maybeTime,
  fetched: maybeTime,
  language: maybeText,
  direction: { enum: ['ltr', 'rtl', null] },
  tags: texts,
  ownTags: maybe(texts),
  summary: maybeText,
  image: address,
  imageAlt: maybeText,
  enclosures: list(object({ url: text, type: maybeText, length: maybeCount })),
  commentsLink: address,
  commentCount: maybeCount,
  minutes: maybeCount,
  read: maybeTime,
  favorite: maybeTime,
  story: maybe(object({ id: text, size: count })),
};

const comment = object({ author: maybeText, published: maybeTime, text, depth: count });

const body = {
  html: maybeText,
  text: maybeText,
  related: list(object({ title: text, link: text, published: maybeTime })),
  comments: list(comment),
  text_from: { enum: ['feed', 'page', null] },
  text_at: maybeTime,
  text_method: maybeText,
  partial: { type: ['boolean', 'null'] },
};

const article = object({ ...headline, ...body });
const listed = object({ ...headline, ...body, snippet: text }, [...Object.keys(body), 'snippet']);

const health = list(
  object({
    kind: {
      enum: ['dead', 'gone', 'failing', 'resting', 'moved', 'silent', 'summary-only', 'wrong-dates', 'untrusted-guids'],
    },
    level: { enum: ['problem', 'hint'] },
    message: text,
    since: maybeTime,
    until: maybeTime,
    advice: text,
  }),
);

const source = object({
  id: text,
  title: text,
  address: text,
  link: maybeText,
  language: maybeText,
  section: maybeText,
  tags: texts,
  interval: maybeText,
  userAgent: maybeText,
  headers: texts,
  credentials: { enum: ['command', 'address', 'headers', null] },
  fullText: { type: 'boolean' },
  keep: maybeText,
  added: maybeTime,
  tried: maybeTime,
  fetched: maybeTime,
  nextAt: maybeTime,
  failures: count,
  error: failure,
  gone: { type: 'boolean' },
  health,
  articles: count,
  unread: count,
});

const peeked = object({
  input: text,
  source: maybe(object({ title: maybeText, link: address, language: maybeText })),
  articles: list(article),
  error: failure,
});

const refreshed = object({
  id: text,
  title: text,
  status: { enum: ['refreshed', 'not-modified', 'failed'] },
  new: count,
  updated: count,
  error: failure,
  nextAt: maybeTime,
});

const favorite = object({
  id: text,
  title: text,
  link: maybeText,
  source: text,
  published: maybeTime,
  added: maybeTime,
  tags: texts,
  note: maybeText,
});

const saved = object({ saved: count, lost: count });

/** By the command whose --json it describes. */
export const schemas: Readonly<Record<string, Schema>> = {
  article,
  list: list(listed),
  search: list(listed),
  read: article,
  comments: list(comment),
  peek: peeked,
  add: object({ input: text, article: maybe(article), error: failure }),
  refresh: object({
    started: { type: 'string', format: 'date-time' },
    finished: { type: 'string', format: 'date-time' },
    sources: list(refreshed),
    new: count,
    updated: count,
    failed: count,
  }),
  prune: object({
    dryRun: { type: 'boolean' },
    articles: count,
    sources: list(object({ id: text, title: text, keep: text, articles: count, oldest: maybeTime, newest: maybeTime })),
  }),
  tags: list(object({ name: text, articles: count, unread: count })),
  sections: list(object({ name: text, articles: count, unread: count })),
  favorites: list(favorite),
  sources: list(source),
  source,
  catalog: list(
    object({
      name: maybeText,
      title: maybeText,
      address: text,
      link: maybeText,
      section: maybeText,
      tags: texts,
      language: maybeText,
    }),
  ),
  stats: object({
    unit: { enum: ['day', 'week'] },
    articles: count,
    periods: list(object({ start: { type: 'string', format: 'date-time' }, articles: count })),
    sections: list(object({ name: text, articles: count })),
    sources: list(object({ id: text, title: text, articles: count })),
  }),
  doctor: object({
    problems: count,
    findings: list(object({ name: text, detail: text, problem: maybeText, next: maybeText })),
    fixes: list(
      object({
        name: text,
        what: text,
        kept: maybeText,
        recovery: maybe(object({ kept: text, sources: saved, articles: saved, texts: saved })),
      }),
    ),
  }),
  backup: object({ backup: text, bytes: count }),
  status: object({
    articles: count,
    unread: count,
    fetched: maybeTime,
    failed: count,
    nextAt: maybeTime,
    timeZone: text,
    sources: list(object({ id: text, title: text, fetched: maybeTime, nextAt: maybeTime, error: failure, health })),
  }),
};
