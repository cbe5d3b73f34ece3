/** Everything that can be asked of the store at once. The text form is parsed in parse-query.ts. */

/** A condition on one article. */
export type Filter =
  | { readonly kind: 'all' } // no condition
  /** Full text. `phrase`: the words in this order; `prefix`: the last word may go on. `field` null means anywhere. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly phrase: boolean;
      readonly prefix: boolean;
      readonly field: 'title' | 'author' | null;
    }
  | { readonly kind: 'tag'; readonly tag: string } // case and width folded
  | { readonly kind: 'section'; readonly section: string }
  /** `name` fits a source by sourceMatches() (id, title, host or address). */
  | { readonly kind: 'source'; readonly name: string }
  | { readonly kind: 'language'; readonly language: string } // "en" fits en-GB
  | { readonly kind: 'since'; readonly at: number } // sortedAt >= at
  | { readonly kind: 'until'; readonly at: number } // sortedAt < at
  | { readonly kind: 'arrived'; readonly at: number } // fetched >= at
  | { readonly kind: 'read'; readonly read: boolean }
  | { readonly kind: 'favorite' }
  | { readonly kind: 'id'; readonly ids: readonly string[] } // full ids
  | { readonly kind: 'and'; readonly all: readonly Filter[] }
  | { readonly kind: 'or'; readonly any: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter };

/** "relevance" is the order of a search: best first. */
export type Sort = 'newest' | 'oldest' | 'relevance' | 'title' | 'source';
export const sorts: readonly Sort[] = ['newest', 'oldest', 'relevance', 'title', 'source'];

/** Where the next page goes on: opaque outside the store. */
export type Cursor = string;

export interface Query {
  readonly filter: Filter;
  readonly sort: Sort;
  /** Articles a page, at most. */
  readonly limit: number;
  readonly after: Cursor | null;
  /** Also html, text, related and comments. */
  readonly bodies: boolean;
  /** Also the words around what matched (search). */
  readonly snippets: boolean;
}

/** A found article; `snippet` parts alternate between plain and matched words, starting with plain. */
export interface Found<A> {
  readonly article: A;
  readonly snippet: readonly string[] | null;
}

export interface Page<A> {
  readonly found: readonly Found<A>[];
  readonly next: Cursor | null;
}

/** The conditions joined by "and", without needless nesting. */
export function allOf(filters: readonly Filter[]): Filter {
  const real = filters.flatMap((filter) =>
    filter.kind === 'all' ? [] : filter.kind === 'and' ? filter.all : [filter],
  );
  if (real.length === 0) return { kind: 'all' };
  return real.length === 1 && real[0] ? real[0] : { kind: 'and', all: real };
}

type TextFilter = Extract<Filter, { kind: 'text' }>;

/** The texts that an article must or may hold; those under "not" are left out. */
export function textsOf(filter: Filter): readonly TextFilter[] {
  switch (filter.kind) {
    case 'text':
      return [filter];
    case 'and':
      return filter.all.flatMap(textsOf);
    case 'or':
      return filter.any.flatMap(textsOf);
    default:
      return [];
  }
}
