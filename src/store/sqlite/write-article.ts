/** Writes one article everywhere it stands: its row, body, tags, counters and the full-text index. */
import type { Discussion, Draft, Provenance } from '../../core/article.ts';
import { minutesOf } from '../../core/reading-time.ts';
import { contentOf, distinctTags, type Extra } from './article-rows.ts';
import { type Body, readBody, unpackBody } from './bodies.ts';
import type { Tally } from './counters.ts';
import { type Database, intOf, jsonOf, listJson, numberOf, type Row, textOf } from './database.ts';
import { indexArticle } from './full-text.ts';
import { identityKey, linkKey } from './keys.ts';
import { type NameKind, type Names, tagNumbers } from './names.ts';
import { writeBody } from './pack-body.ts';

interface Hand {
  readonly db: Database;
  readonly names: Names;
  readonly giveRow: (at: number) => number;
}

/** What is written of an article. Without `identity` and `fingerprint` those of the feed stay: a page has none. */
interface Content {
  readonly draft: Draft;
  readonly provenance: Provenance;
  readonly identity?: string;
  readonly fingerprint?: string;
}

interface NewArticle extends Required<Content> {
  readonly id: string;
  readonly source: number;
  readonly sortedAt: number;
  readonly now: number;
}

/** The columns that a rewrite replaces, in the order of valuesOf(). */
const columns = [
  'section',
  'language',
  'title',
  'link',
  'link_key',
  'tags',
  'authors',
  'published',
  'updated',
  'rtl',
  'minutes',
  'summary',
  'image',
  'comments_link',
  'comment_count',
  'guid',
  'text_length',
  'provenance',
  'extra',
] as const; // prettier-ignore

function valuesOf(names: Names, draft: Draft, provenance: Provenance): (string | number | null)[] {
  return [
    draft.section?.trim() ? names.give('section', draft.section) : null,
    draft.language ? names.give('language', draft.language) : null,
    draft.title,
    draft.link,
    linkKey(draft.link),
    listJson(draft.tags),
    listJson(draft.authors),
    draft.published,
    draft.updated,
    draft.direction === 'rtl' ? 1 : 0,
    minutesOf(draft.text),
    draft.summary,
    draft.image,
    draft.commentsLink,
    draft.commentCount,
    draft.guid,
    draft.text?.length ?? 0,
    JSON.stringify(provenance),
    extraJson(draft),
  ];
}

function extraJson({ imageAlt, enclosures, commentsFeed, comments }: Draft): string | null {
  const extra: Extra = {
    ...(imageAlt === null ? {} : { imageAlt }),
    ...(enclosures.length > 0 ? { enclosures } : {}),
    ...(commentsFeed === undefined ? {} : { commentsFeed }),
    ...(comments.length > 0 ? { comments: comments.length } : {}),
  };
  const json = JSON.stringify(extra);
  return json === '{}' ? null : json;
}

const given = [
  'row',
  'source',
  'sorted_at',
  'fetched_at',
  'id',
  'identity',
  'identity_key',
  'fingerprint',
  'favorite_at',
];
const insert = `INSERT INTO article (${[...given, ...columns].join(', ')})
  VALUES (${[...given, ...columns].map(() => '?').join(', ')})`;
const rewrite = `UPDATE article SET ${columns.map((column) => `${column} = ?`).join(', ')},
  identity = ?, identity_key = ?, fingerprint = ? WHERE row = ?`;

export function insertArticle({ db, names, giveRow }: Hand, article: NewArticle, counts: Tally): void {
  const { draft, source, id, identity } = article;
  const row = giveRow(article.sortedAt);
  const favorite = db.get('SELECT at FROM favorite WHERE id = ?', id);
  db.run(
    insert,
    ...[row, source, article.sortedAt, article.now, id, identity, identityKey(source, identity), article.fingerprint],
    numberOf(favorite?.at),
    ...valuesOf(names, draft, article.provenance),
  );
  writeBody(db, row, draft, draft.packed?.body);
  const tags = tagNumbers(names, draft.tags);
  for (const tag of tags) db.run('INSERT INTO article_tag VALUES (?, ?)', tag, row);
  counts.add({ source, section: sectionOf(names, draft), tags }, 1, 1);
  indexArticle(db, row, draft, true);
}

function sectionOf(names: Names, draft: Draft): number {
  return draft.section?.trim() ? names.give('section', draft.section) : 0;
}

/** Writes new content over a stored article; what is the reader's (read, favorite, own tags) and its place stay. */
export function rewriteArticle({ db, names }: Hand, stored: Row, content: Content, counts: Tally): void {
  const row = intOf(stored.row);
  const { draft, provenance } = settle(db, names, stored, content);
  const source = intOf(stored.source);
  const ownTags = jsonOf<readonly string[]>(stored.own_tags, []);
  const identity = content.identity ?? textOf(stored.identity) ?? '';
  const fingerprint = content.fingerprint ?? textOf(stored.fingerprint);
  db.run(rewrite, ...valuesOf(names, draft, provenance), identity, identityKey(source, identity), fingerprint, row);
  writeBody(db, row, draft, draft.packed?.body);

  const oldTags = tagNumbers(names, [...jsonOf<readonly string[]>(stored.tags, []), ...ownTags]);
  const tags = tagNumbers(names, [...draft.tags, ...ownTags]);
  replaceTags(db, row, oldTags, tags);
  if (stored.hidden === 0) {
    const unread = stored.read_at === null ? 1 : 0;
    counts.add({ source, section: intOf(stored.section), tags: oldTags }, -1, -unread);
    counts.add({ source, section: sectionOf(names, draft), tags }, 1, unread);
  }
  indexArticle(db, row, { ...draft, tags: distinctTags([...draft.tags, ...ownTags]) }, false);
}

export function replaceTags(db: Database, row: number, before: readonly number[], after: readonly number[]): void {
  for (const tag of before)
    if (!after.includes(tag)) db.run('DELETE FROM article_tag WHERE tag = ? AND row = ?', tag, row);
  for (const tag of after) if (!before.includes(tag)) db.run('INSERT INTO article_tag VALUES (?, ?)', tag, row);
}

/**
 * What the article becomes: a page fills in a feed's gaps, and a feed's teaser never replaces the text of a page. Comments
 * that are kept stay until there are as many others: a feed has none, and a page may show only a few.
 */
function settle(db: Database, names: Names, stored: Row, content: Content): { draft: Draft; provenance: Provenance } {
  const { provenance } = content;
  const draft = withComments(content.draft, keptDiscussion(db, stored));
  const storedProvenance = jsonOf<Provenance>(stored.provenance, provenance);
  if (provenance.from === 'page') return { draft: filled(storedContent(names, stored), draft), provenance };
  const length = draft.text?.length ?? 0;
  const keepsText = length === 0 || (storedProvenance.from === 'page' && length <= intOf(stored.text_length));
  if (!keepsText || intOf(stored.text_length) === 0) return { draft, provenance };
  const body = readBody(db, intOf(stored.row));
  const image = draft.image ?? textOf(stored.image);
  const { packed, ...rest } = draft; // the body that is not kept
  return { draft: { ...rest, ...body, image }, provenance: storedProvenance };
}

function withComments(draft: Draft, kept: Discussion): Draft {
  if (draft.comments.length >= kept.comments.length) return draft;
  const { packed, ...rest } = draft; // it holds no comments
  const html = packed ? unpackBody(packed.body).html : draft.html;
  return { ...rest, html, comments: kept.comments, commentCount: draft.commentCount ?? kept.commentCount };
}

/** Bodies are read only where one is known to hold comments: a refresh rewrites many articles. */
function keptDiscussion(db: Database, stored: Row): Discussion {
  const { comments = 0 } = jsonOf<Extra>(stored.extra, {});
  return {
    comments: comments > 0 ? readBody(db, intOf(stored.row)).comments : [],
    commentCount: numberOf(stored.comment_count),
  };
}

/** Keeps the discussion under an article in place of what was kept of it. */
export function writeDiscussion(db: Database, stored: Row, { comments, commentCount }: Discussion): void {
  const row = intOf(stored.row);
  const extra: Extra = { ...jsonOf<Extra>(stored.extra, {}), comments: comments.length };
  db.run('UPDATE article SET comment_count = ?, extra = ? WHERE row = ?', commentCount, JSON.stringify(extra), row);
  writeBody(db, row, { ...readBody(db, row), comments });
}

function storedContent(names: Names, stored: Row): Draft {
  const nameOf = (kind: NameKind, number: number | null) => (number === null ? null : names.nameOf(kind, number));
  const section = nameOf('section', numberOf(stored.section));
  return { ...contentOf(stored, section, nameOf('language', numberOf(stored.language))), baseUrl: null };
}

/** The stored article under the body of its page, and with what only the page says. */
function filled(known: Draft, page: Draft): Draft {
  const body: Body = page;
  return {
    ...known,
    html: body.html,
    text: body.text,
    related: body.related,
    comments: body.comments,
    title: known.title ?? page.title,
    section: known.section ?? page.section,
    authors: known.authors.length > 0 ? known.authors : page.authors,
    published: known.published ?? page.published,
    updated: page.updated ?? known.updated,
    language: page.language ?? known.language,
    direction: page.direction ?? known.direction,
    tags: known.tags.length > 0 ? known.tags : page.tags,
    summary: known.summary ?? page.summary,
    image: known.image ?? page.image,
    imageAlt: known.image ? known.imageAlt : page.imageAlt,
    commentsLink: known.commentsLink ?? page.commentsLink,
    commentCount: page.commentCount ?? known.commentCount,
  };
}
