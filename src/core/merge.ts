/** Decides what a batch of drafts changes. Nothing here touches the world. */
import type { Draft } from './article.ts';

/** One change to the articles of a source. */
export type Change =
  | {
      readonly kind: 'add';
      readonly id: string;
      readonly identity: string;
      readonly fingerprint: string;
      readonly draft: Draft;
      readonly sortedAt: number;
      readonly method: string;
    }
  | {
      readonly kind: 'update';
      readonly id: string;
      readonly identity: string;
      readonly fingerprint: string;
      readonly draft: Draft;
      readonly method: string;
    };
