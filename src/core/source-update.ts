/** What a refresh of a source changes, and what came of it. */
import type { Change } from './merge.ts';
import type { FetchState } from './source.ts';

/** Everything that one refresh of one source changes: stored in one transaction, or not at all. */
export interface SourceUpdate {
  readonly sourceId: string;
  readonly state: FetchState;
  /** What the feed says of itself; null leaves what is stored. */
  readonly feed: {
    readonly title: string | null;
    readonly link: string | null;
    readonly language: string | null;
  } | null;
  /** The new address after a permanent redirect that parsed; null leaves it. */
  readonly address: string | null;
  readonly changes: readonly Change[];
  /** Identities of all that the document lists; left out where none was read. */
  readonly listed?: readonly string[];
}

/** How many articles an update added, and how many it changed. */
export interface UpdateResult {
  readonly added: number;
  readonly updated: number;
}
