/** What an article is made of once its HTML has been read: blocks of text that can be laid out at any width. */
import type { Direction } from '../core/article.ts';
import type { Role } from './line.ts';

/** Where a link leads, and its number in the article (1-based; the same address has the same number everywhere). */
export interface BlockLink {
  readonly number: number;
  readonly url: string;
}

/** A piece of text of one look. "\n" in it is a line end that the author wants; other blanks are single. */
export interface Inline {
  readonly text: string;
  /** Innermost last. */
  readonly roles: readonly Role[];
  readonly link: BlockLink | null;
}

export type InlineText = readonly Inline[];

export interface TableCell {
  readonly text: InlineText;
  readonly header: boolean;
  /** How many columns and rows it covers, at least 1. */
  readonly columns: number;
  readonly rows: number;
}

export interface ListItem {
  /** What a numbered list counts here. */
  readonly number: number;
  readonly blocks: readonly Block[];
}

/** `direction` is the block's own, by its markup or else by its letters; null where it has no letters. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: InlineText; readonly direction: Direction | null }
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly text: InlineText;
      readonly direction: Direction | null;
    }
  | { readonly kind: 'list'; readonly style: 'bullet' | 'number' | 'none'; readonly items: readonly ListItem[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'code'; readonly language: string | null; readonly text: string }
  | {
      readonly kind: 'table';
      readonly caption: InlineText;
      readonly rows: readonly (readonly TableCell[])[];
      readonly direction: Direction | null;
    }
  | {
      readonly kind: 'image';
      readonly url: string;
      readonly alt: string;
      readonly caption: InlineText;
      readonly link: BlockLink | null;
      readonly direction: Direction | null;
    }
  | { readonly kind: 'rule' };

/** The words of a text without their looks. */
export function wordsOf(text: InlineText): string {
  return text.map((piece) => piece.text).join('');
}
