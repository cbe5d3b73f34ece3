/** From rows of the database to articles. */
import type { Article, Direction, Draft, Enclosure, Provenance } from '../../core/article.ts';
import { foldName } from '../../core/fold.ts';
import { readBody } from './bodies.ts';
import { type Database, intOf, jsonOf, numberOf, type Row, textOf } from './database.ts';
import { shortIdOf } from './short-ids.ts';

/** The columns that contentOf() and articleOf() read. */
const columns = [
  'guid link title tags own_tags authors published updated rtl summary image extra comments_link comment_count',
  'row id fetched_at sorted_at minutes read_at favorite_at provenance',
]
  .join(' ')
  .split(' ')
  .map((name) => `a.${name}`);

/** One statement for all rows. The loops are in the order written, and json_each gives its list in order. */
const select = `SELECT ${columns.join(', ')}, n.name AS section, l.name AS language,
    s.id AS source_id, s.title AS source_title, s.link AS source_link, s.section AS source_section, s.tags AS source_tags,
    (SELECT max(id) FROM article WHERE id < a.id) AS before, (SELECT min(id) FROM article WHERE id > a.id) AS after
  FROM json_each(?) j CROSS JOIN article a ON a.row = j.value CROSS JOIN source s ON s.num = a.source
    LEFT JOIN section n ON n.num = a.section LEFT JOIN language l ON l.num = a.language`;

/** The articles at these rows, in their order; rows without one are left out. */
export function readArticles(db: Database, rows: readonly number[], bodies: boolean): readonly StoredArticle[] {
  return db.all(select, JSON.stringify(rows)).map((stored) => {
    const row = intOf(stored.row);
    const article = articleOf(stored);
    return { row, article: bodies ? { ...article, ...readBody(db, row) } : article };
  });
}

export interface StoredArticle {
  readonly row: number;
  readonly article: Article;
}

/** What few articles have, as one column. */
export interface Extra {
  readonly imageAlt?: string;
  readonly enclosures?: readonly Enclosure[];
  readonly commentsFeed?: string;
  /** How many comments stand in the body. */
  readonly comments?: number;
}

type Content = Omit<Draft, 'baseUrl' | 'direction'> & { readonly direction: Direction };

const noExtra: Extra = {};

/** What was stored of a draft, without its body; `section` and `language` are numbers in a row of the table. */
export function contentOf(row: Row, section: string | null, language: string | null): Content {
  const extra = jsonOf<Extra>(row.extra, noExtra);
  return {
    guid: textOf(row.guid),
    link: textOf(row.link),
    title: textOf(row.title),
    section,
    authors: jsonOf<readonly string[]>(row.authors, none),
    published: numberOf(row.published),
    updated: numberOf(row.updated),
    language,
    direction: row.rtl === 1 ? 'rtl' : 'ltr',
    tags: jsonOf<readonly string[]>(row.tags, none),
    summary: textOf(row.summary),
    image: textOf(row.image),
    imageAlt: extra.imageAlt ?? null,
    enclosures: extra.enclosures ?? none,
    commentsLink: textOf(row.comments_link),
    commentCount: numberOf(row.comment_count),
    commentsFeed: extra.commentsFeed,
    html: null,
    text: null,
    related: none,
    comments: none,
  };
}

const none: readonly never[] = [];

/** A row of `select` as an article: what its source gives comes after its own. */
function articleOf(row: Row): Article {
  const id = textOf(row.id) ?? '';
  const content = contentOf(row, textOf(row.section) ?? textOf(row.source_section), textOf(row.language));
  const ownTags = jsonOf<readonly string[]>(row.own_tags, none);
  const sourceTags = jsonOf<readonly string[]>(row.source_tags, none);
  return {
    ...content,
    id,
    shortId: shortIdOf(id, textOf(row.before), textOf(row.after)),
    source: { id: textOf(row.source_id) ?? '', title: textOf(row.source_title) ?? '', link: textOf(row.source_link) },
    fetched: intOf(row.fetched_at),
    sortedAt: intOf(row.sorted_at),
    tags: distinctTags([...content.tags, ...sourceTags, ...ownTags]),
    ownTags,
    minutes: numberOf(row.minutes),
    read: numberOf(row.read_at),
    favorite: numberOf(row.favorite_at),
    story: null,
    provenance: jsonOf<Provenance | null>(row.provenance, null),
  };
}

/** Tags in order, the first spelling of each. */
export function distinctTags(tags: readonly string[]): readonly string[] {
  if (tags.length < 2) return tags;
  const byFolded = new Map<string, string>();
  for (const tag of tags) {
    const folded = foldName(tag);
    if (!byFolded.has(folded)) byFolded.set(folded, tag);
  }
  return [...byFolded.values()];
}
