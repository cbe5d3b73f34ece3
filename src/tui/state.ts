/** Everything that the screen shows, as one value. It is changed only by reduce(), and painted only from here. */
import type { Article } from '../core/article.ts';
import type { Filter, Sort } from '../core/query.ts';
import type { ShareTarget } from '../core/share.ts';
import type { Order } from './article-body.ts';
import type { ArticlePage } from './article-page.ts';
import type { Match } from './find-text.ts';
import type { Graphics, GraphicsAnswers, GraphicsSetting } from './graphics.ts';
import type { Keymap } from './keymap.ts';
import type { Pages } from './pages.ts';
import type { Pictures } from './picture.ts';
import type { ColorLevel, ThemeName } from './theme.ts';

export type Focus = 'side' | 'list' | 'article';

/** One row of the left pane: a heading, or something that can be shown in the list. */
export interface SideEntry {
  readonly kind: 'heading' | 'view' | 'section' | 'source' | 'tag' | 'saved';
  readonly label: string;
  /** In the query language; what the list shows when this is chosen. */
  readonly query: string;
  readonly unread: number | null;
  /** For a source, its id; for a saved query, its name as it is stored. */
  readonly id: string | null;
  readonly failed: boolean;
}

export interface SideState {
  readonly entries: readonly SideEntry[];
  readonly cursor: number;
  readonly top: number;
  /** Folded away by the reader. */
  readonly hidden: boolean;
}

/** What the list is asked to show. */
export interface View {
  readonly label: string;
  /** The query of what was chosen at the left, and what was typed over it. */
  readonly query: string;
  readonly typed: string;
  readonly unreadOnly: boolean;
  readonly sort: Sort;
  readonly snippets: boolean;
}

export interface QueryProblem {
  readonly message: string;
  /** Where in the text, in UTF-16 units; null where it is the whole. */
  readonly at: number | null;
}

export interface ListState {
  readonly view: View;
  readonly filter: Filter;
  /** Counts up with every new view; answers to older questions are dropped. */
  readonly generation: number;
  readonly pages: Pages;
  readonly cursor: number;
  readonly top: number;
  readonly loading: boolean;
  /** Why the typed filter does not parse (yet). */
  readonly problem: QueryProblem | null;
  /** Articles read while this view stood: an "unread" list keeps them until it is left, so that nothing jumps. */
  readonly sticky: readonly string[];
}

/** A place in an article that holds at every width. */
export interface ReadingPlace {
  readonly block: number;
  readonly offset: number;
}

export interface FindState {
  readonly text: string;
  /** The lines that were searched: those of the page in logical order. */
  readonly lines: ArticlePage['lines'];
  readonly matches: readonly Match[];
  readonly current: number;
}

export interface Reading {
  readonly article: Article;
  readonly page: ArticlePage;
  /** First visible line. */
  readonly top: number;
  /** Where the reader was when sizes began to change, so that a screen too large for the place does not lose it; null after a scroll. */
  readonly anchor: ReadingPlace | null;
  readonly find: FindState | null;
  /** Number of the chosen link, or null. */
  readonly link: number | null;
  /** True where the page was followed to and is not in the store. */
  readonly passing: boolean;
}

export type InputKind =
  | 'filter'
  | 'search'
  | 'find'
  | 'link'
  | 'note'
  | 'tag'
  | 'add'
  | 'rename'
  | 'query-name'
  | 'command';

/** The line at the bottom in which something is being typed. */
export interface InputLine {
  readonly kind: InputKind;
  readonly text: string;
  /** In characters (graphemes) from the beginning. */
  readonly cursor: number;
  /** What tab may put in, and which of it stands there now. */
  readonly choices: readonly string[];
  readonly choice: number;
  /** Why what stands there was not taken; null once it is changed. */
  readonly problem: QueryProblem | null;
  /** What the line is about (an article's or source's id), where that must not change while typing. */
  readonly about: string | null;
}

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly effect: MenuEffect;
}

export type MenuEffect =
  | { readonly kind: 'share'; readonly url: string }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'mark'; readonly what: 'above' | 'list' | 'everything' | 'list-unread' }
  | { readonly kind: 'add-feed'; readonly address: string; readonly namedBy: string };

export type Overlay =
  | { readonly kind: 'help'; readonly top: number }
  | { readonly kind: 'output'; readonly title: string; readonly lines: readonly string[]; readonly top: number }
  | { readonly kind: 'menu'; readonly title: string; readonly items: readonly MenuItem[]; readonly cursor: number };

export interface Message {
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'error';
}

export interface RefreshState {
  readonly done: number;
  readonly total: number;
  readonly added: number;
}

/** What the bottom line tells of the sources. */
export interface SourceStatus {
  readonly sources: number;
  readonly failed: number;
  readonly lastUpdate: number | null;
  readonly unread: number | null;
  /** After which the time zone is called. */
  readonly city: string | null;
}

export interface SavedQuery {
  readonly name: string;
  /** Null where there is none of this name. */
  readonly query: string | null;
}

/** What the reader set; it does not change while the screen stands. */
export interface Preferences {
  readonly keymap: Keymap;
  /** "logical": right-to-left text is left to a terminal that puts it in order itself. */
  readonly order: Order;
  readonly measure: number;
  readonly shareTargets: readonly ShareTarget[];
  /** Words that the ":" line completes. */
  readonly words: readonly string[];
  readonly canRun: boolean;
  /** "auto": drawn once the reader asks for them. */
  readonly images: 'auto' | 'always' | 'never';
  readonly graphics: GraphicsSetting;
  readonly colors: ColorLevel;
}

export interface State {
  readonly columns: number;
  readonly rows: number;
  readonly now: number;
  readonly preferences: Preferences;
  readonly theme: ThemeName;
  readonly focus: Focus;
  /** The article takes the whole screen although there would be room beside it. */
  readonly zoomed: boolean;
  /** Opened with one article and no list behind it: closing it leaves. */
  readonly single: boolean;
  readonly side: SideState;
  readonly list: ListState;
  readonly reading: Reading | null;
  /** Pages left by following a link, last one last. */
  readonly trail: readonly Reading[];
  /** The article being fetched; an answer for any other comes too late. */
  readonly awaited: string | null;
  readonly input: InputLine | null;
  readonly overlay: Overlay | null;
  readonly message: Message | null;
  readonly refresh: RefreshState | null;
  /** How many times the wheel has turned since something slow is under way; 0 where nothing is. */
  readonly spins: number;
  /** New since the reader last looked. */
  readonly fresh: number;
  readonly status: SourceStatus;
  readonly breaking: string | null;
  readonly tags: readonly string[];
  /** The saved query that was changed last, as it was before: undo puts it back. Null once something else was changed. */
  readonly putBack: SavedQuery | null;
  readonly version: number | null;
  /** Images are drawn in articles. */
  readonly images: boolean;
  /** How; null until the terminal has told, and it is asked only when there is something to draw. */
  readonly graphics: Graphics | null;
  /** What it has told so far; null before it was asked. */
  readonly answers: GraphicsAnswers | null;
  /** By address: what is drawn, or why not. */
  readonly pictures: Pictures;
}
