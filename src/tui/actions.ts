/** What can happen to the screen (actions), and what it asks of the world (effects). */
import type { Read } from '../app/named-by.ts';
import type { Article } from '../core/article.ts';
import type { Cursor, Filter, Sort } from '../core/query.ts';
import type { Graphics } from './graphics.ts';
import type { InputEvent } from './keys.ts';
import type { Headline, PageRequest } from './pages.ts';
import type { PictureState } from './picture.ts';
import type { MenuItem, Message, ReadingPlace, SavedQuery, SideEntry, SourceStatus, State } from './state.ts';

export type Action =
  | { readonly kind: 'input'; readonly event: InputEvent }
  | { readonly kind: 'resized'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'ticked'; readonly now: number }
  /** Something slow is still under way, or no more. */
  | { readonly kind: 'spun'; readonly on: boolean }
  /** Another process, or an effect of ours, changed what is stored. */
  | { readonly kind: 'store-changed'; readonly version: number }
  | {
      readonly kind: 'side-loaded';
      readonly entries: readonly SideEntry[];
      readonly tags: readonly string[];
      readonly status: SourceStatus;
    }
  | {
      readonly kind: 'page-loaded';
      readonly generation: number;
      readonly request: PageRequest;
      readonly found: readonly Headline[];
      readonly next: Cursor | null;
    }
  | {
      readonly kind: 'tail-loaded';
      readonly generation: number;
      readonly found: readonly Headline[];
      readonly next: Cursor | null;
      readonly total: number | null;
    }
  /** The list anew, from the top; the cursor stays on its article. */
  | {
      readonly kind: 'list-reloaded';
      readonly generation: number;
      readonly found: readonly Headline[];
      readonly next: Cursor | null;
    }
  /** Where the list begins that stands around one article: older than this time, or at the newest. */
  | { readonly kind: 'list-begins'; readonly before: number | null }
  | { readonly kind: 'load-failed'; readonly generation: number; readonly message: string }
  | {
      readonly kind: 'article-loaded';
      readonly wanted: string;
      readonly article: Article;
      readonly place: ReadingPlace | null;
      readonly how: HowToOpen;
    }
  /** The open article as it now is, e.g. with its full text. */
  | { readonly kind: 'article-changed'; readonly article: Article }
  /** The rest of a long article, a slice at a time. */
  | { readonly kind: 'more-laid-out' }
  /** The terminal has had its time to answer. */
  | { readonly kind: 'answers-over' }
  | { readonly kind: 'picture-loaded'; readonly url: string; readonly picture: PictureState }
  | { readonly kind: 'open-failed'; readonly wanted: string; readonly message: string }
  | { readonly kind: 'patched'; readonly ids: readonly string[]; readonly patch: ArticlePatch }
  | { readonly kind: 'refresh-progress'; readonly done: number; readonly total: number; readonly added: number }
  | { readonly kind: 'refresh-ended'; readonly message: Message; readonly added: number }
  | { readonly kind: 'said'; readonly message: Message | null }
  | { readonly kind: 'output'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'choices'; readonly title: string; readonly items: readonly MenuItem[] };

export type ArticlePatch = Partial<Pick<Article, 'read' | 'favorite' | 'tags' | 'ownTags'>>;

/** `preview`: shown beside the list, not yet opened. `follow`: a link of the open article. */
export type HowToOpen = 'preview' | 'open' | 'follow';

export type Effect =
  | {
      readonly kind: 'load-page';
      readonly generation: number;
      readonly filter: Filter;
      readonly sort: Sort;
      readonly snippets: boolean;
      readonly request: PageRequest;
    }
  | {
      readonly kind: 'load-tail';
      readonly generation: number;
      readonly filter: Filter;
      readonly sort: Sort;
      readonly after: Cursor | null;
      readonly counted: boolean;
    }
  | {
      readonly kind: 'reload-list';
      readonly generation: number;
      readonly filter: Filter;
      readonly sort: Sort;
      readonly snippets: boolean;
      readonly limit: number;
    }
  /** Where a list must begin so that this article is near its top. */
  | { readonly kind: 'find-beginning'; readonly reference: string }
  | { readonly kind: 'load-side' }
  /** `from`: the article whose link is followed. */
  | { readonly kind: 'open-article'; readonly reference: string; readonly how: HowToOpen; readonly from?: Article }
  /** Asks for "more-laid-out" once keys and the screen had their turn. */
  | { readonly kind: 'lay-out-more' }
  /** What the terminal can draw; its answers come among the keys. */
  | { readonly kind: 'ask-graphics' }
  /** `article`: what the image stands in. */
  | {
      readonly kind: 'load-picture';
      readonly url: string;
      readonly article: Read;
      readonly graphics: Graphics;
    }
  | { readonly kind: 'full-text'; readonly id: string }
  /** Fetches the comments under an article. */
  | { readonly kind: 'discussion'; readonly id: string }
  | { readonly kind: 'mark'; readonly filter: Filter; readonly read: boolean; readonly quiet: boolean }
  | { readonly kind: 'favorite'; readonly article: Article; readonly keep: boolean; readonly note: string | null }
  | {
      readonly kind: 'tag';
      readonly article: Article;
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | { readonly kind: 'undo' }
  /** `done`: what is said afterwards. */
  | { readonly kind: 'save-query'; readonly saved: SavedQuery; readonly done: string }
  /** Looks at the open article again: something in the store has changed. */
  | { readonly kind: 'reread'; readonly id: string }
  | { readonly kind: 'refresh'; readonly force: boolean; readonly sourceId: string | null }
  /** `namedBy`: the page that named the address, where the reader did not. */
  | { readonly kind: 'add-source'; readonly address: string; readonly namedBy?: string }
  | { readonly kind: 'rename-source'; readonly id: string; readonly title: string }
  | { readonly kind: 'remove-source'; readonly id: string }
  | { readonly kind: 'remove-article'; readonly id: string }
  /** `mail`: the reader chose to share, so mailto: is meant; links in articles never do. */
  | { readonly kind: 'browse'; readonly url: string; readonly mail?: true }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'run'; readonly words: readonly string[] }
  | { readonly kind: 'save-place'; readonly id: string; readonly place: ReadingPlace | null }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'quit' };

/** A state, and what is to be done outside. */
export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export function step(state: State, ...effects: readonly Effect[]): Step {
  return { state, effects };
}

/** The step, then what `next` makes of its state; the effects of both, in order. */
export function andThen(first: Step, next: (state: State) => Step): Step {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

export function say(state: State, text: string, tone: Message['tone'] = 'plain'): State {
  return { ...state, message: { text, tone } };
}
