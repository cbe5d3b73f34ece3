/** The lines that one layout makes and two painters (pager text, viewer) paint. Text in them is safe to print. */
import type { Direction } from '../core/article.ts';

/** What a piece of text means; painters choose its looks. */
export type Role =
  | 'plain'
  | 'strong'
  | 'emphasis'
  | 'code'
  | 'deleted'
  | 'link'
  | 'link-number'
  | 'link-host'
  | 'heading'
  | 'quote-mark'
  | 'list-mark'
  | 'rule'
  | 'image'
  | 'caption'
  | 'table-border'
  | 'table-head'
  | 'dim'
  | 'syntax-keyword'
  | 'syntax-string'
  | 'syntax-comment'
  | 'syntax-number';

export interface Span {
  readonly text: string;
  /** Innermost last, e.g. ['link', 'strong']; empty is plain. */
  readonly roles: readonly Role[];
  /** Number of the link (1-based, index in Layout.links + 1) this span belongs to. */
  readonly link: number | null;
}

export interface Line {
  readonly spans: readonly Span[];
  /** Index of the block in the article that this line shows: keeps the reader's place when the width changes. */
  readonly block: number;
  /** How many characters of that block's text stand on earlier lines. */
  readonly offset: number;
  readonly direction: Direction;
}

export interface LineLink {
  readonly url: string;
  readonly text: string;
}

export interface Layout {
  readonly lines: readonly Line[];
  readonly links: readonly LineLink[];
  readonly images: readonly { readonly line: number; readonly url: string; readonly alt: string }[];
}
