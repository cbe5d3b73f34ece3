/** From a row of the database to an article. */
import {
  type Article,
  type ArticleSource,
  type Draft,
  draft,
  type Enclosure,
  type Provenance,
} from '../../core/article.ts';
import { foldName } from '../../core/fold.ts';
import { readBody } from './bodies.ts';
import { type Database, intOf, jsonOf, numberOf, type Row, textOf } from './database.ts';
import type { Names } from './names.ts';
import { shortIdOf } from './short-ids.ts';

/** What a source gives to its articles. */
interface Giving {
  readonly source: ArticleSource;
  readonly section: string | null;
  readonly tags: readonly string[];
}

export interface ArticleReader {
  /** The article at a row, null where there is none. */
  readonly read: (row: number, bodies: boolean) => Article | null;
}

/** Reads articles within one moment: what it learns of sources is kept as long as it lives. */
export function articleReader(db: Database, names: Names): ArticleReader {
  const givings = new Map<number, Giving>();

  function giving(num: number): Giving {
    const known = givings.get(num);
    if (known) return known;
    const row = db.get('SELECT id, title, link, section, tags FROM source WHERE num = ?', num) ?? {};
    const source = { id: textOf(row.id) ?? '', title: textOf(row.title) ?? '', link: textOf(row.link) };
    const read = { source, section: textOf(row.section), tags: jsonOf<readonly string[]>(row.tags, []) };
    givings.set(num, read);
    return read;
  }

  return {
    read: (rowNumber, bodies) => {
      const row = db.get('SELECT * FROM article WHERE row = ?', rowNumber);
      if (!row) return null;
      const article = articleOf(db, names, row, giving(intOf(row.source)));
      return bodies ? { ...article, ...readBody(db, rowNumber) } : article;
    },
  };
}

interface Extra {
  readonly imageAlt?: string;
  readonly enclosures?: readonly Enclosure[];
}

/** What was stored of a draft, without its body. */
export function contentOf(names: Names, row: Row): Draft {
  const section = numberOf(row.section);
  const language = numberOf(row.language);
  const extra = jsonOf<Extra>(row.extra, {});
  return draft({
    guid: textOf(row.guid),
    link: textOf(row.link),
    title: textOf(row.title),
    section: section === null ? null : names.nameOf('section', section),
    authors: jsonOf<readonly string[]>(row.authors, []),
    published: numberOf(row.published),
    updated: numberOf(row.updated),
    language: language === null ? null : names.nameOf('language', language),
    direction: row.rtl === 1 ? 'rtl' : 'ltr',
    tags: jsonOf<readonly string[]>(row.tags, []),
    summary: textOf(row.summary),
    image: textOf(row.image),
    imageAlt: extra.imageAlt ?? null,
    enclosures: extra.enclosures ?? [],
    commentsLink: textOf(row.comments_link),
    commentCount: numberOf(row.comment_count),
  });
}

function articleOf(db: Database, names: Names, row: Row, given: Giving): Article {
  const { baseUrl, direction, ...content } = contentOf(names, row);
  const id = textOf(row.id) ?? '';
  const ownTags = jsonOf<readonly string[]>(row.own_tags, []);
  return {
    id,
    shortId: shortIdOf(db, id),
    source: given.source,
    ...content,
    section: content.section ?? given.section,
    direction: direction ?? 'ltr',
    fetched: intOf(row.fetched_at),
    sortedAt: intOf(row.sorted_at),
    tags: distinctTags([...content.tags, ...given.tags, ...ownTags]),
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
