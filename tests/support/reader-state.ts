/** States of the reader for tests: invented articles, keys pressed, effects answered from memory. */
import type { Article } from '../../src/core/article.ts';
import type { Action, Effect } from '../../src/tui/actions.ts';
import { frameRows } from '../../src/tui/frame.ts';
import { graphicsOf } from '../../src/tui/graphics.ts';
import { makeKeymap } from '../../src/tui/keymap.ts';
import { readInput } from '../../src/tui/keys.ts';
import { pageSize } from '../../src/tui/pages.ts';
import { reduce } from '../../src/tui/reduce.ts';
import { showView } from '../../src/tui/reduce-list.ts';
import { startState } from '../../src/tui/start-state.ts';
import type { Preferences, State } from '../../src/tui/state.ts';

/** A Monday noon in the zone of the tests. */
export const noon = Date.UTC(2026, 10, 23, 12);

export function article(number: number, known: Partial<Article> = {}): Article {
  const at = noon - number * 3_600_000;
  return {
    id: `id${String(number).padStart(6, '0')}`,
    shortId: `i${number}`,
    guid: null,
    link: `https://paper.example/${number}`,
    title: `Headline number ${number}`,
    section: 'World',
    authors: ['Ada Example'],
    published: at,
    updated: null,
    language: 'en',
    tags: ['harbor'],
    summary: null,
    image: null,
    imageAlt: null,
    enclosures: [],
    commentsLink: null,
    commentCount: null,
    html: null,
    text: null,
    related: [],
    comments: [],
    source: { id: 's1', title: 'The Paper', link: null },
    direction: 'ltr',
    fetched: at,
    sortedAt: at,
    ownTags: [],
    minutes: 2,
    read: null,
    favorite: null,
    story: null,
    provenance: null,
    ...known,
  };
}

export function paragraphs(count: number): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `<p>Paragraph ${index} tells of the <a href="https://other.example/${index}">harbor</a>, at such length that it needs several lines on any screen that people use.</p>`,
  ).join('');
}

/** A reader at work on `articles`, all effects of the store answered at once; the others are kept in `asked`. */
export interface TestReader {
  state: State;
  readonly asked: Effect[];
  readonly press: (keys: string) => TestReader;
  readonly act: (action: Action) => TestReader;
  /** The rows of the screen as text. */
  readonly rows: () => readonly string[];
  readonly screen: () => string;
  articles: readonly Article[];
  readonly answerLayout: boolean;
}

export interface TestReaderOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly preferences?: Partial<Preferences>;
  /** False: the rest of a long article is laid out only by the test. */
  readonly answerLayout?: boolean;
}

export function testReader(articles: readonly Article[], options: TestReaderOptions = {}): TestReader {
  const preferences: Preferences = {
    keymap: makeKeymap({}),
    order: 'visual',
    measure: 72,
    shareTargets: [{ name: 'Mail', url: 'mailto:?subject={title}&body={link}' }],
    words: ['source add', 'source remove', 'status'],
    canRun: true,
    images: 'auto',
    graphics: 'blocks',
    colors: 3,
    ...options.preferences,
  };
  const { columns = 80, rows = 24 } = options;
  const reader: TestReader = {
    state: startState({
      columns,
      rows,
      now: noon,
      theme: 'night',
      preferences,
      graphics: graphicsOf(preferences.graphics, {}),
    }),
    asked: [],
    answerLayout: options.answerLayout ?? true,
    articles,
    act: (action) => {
      take(reader, reduce(reader.state, action));
      return reader;
    },
    press: (keys) => {
      for (const event of readInput(keys).events) reader.act({ kind: 'input', event });
      return reader;
    },
    rows: () => frameRows(reader.state).map((row) => row.map(({ text }) => text).join('')),
    screen: () =>
      reader
        .rows()
        .map((row) => row.trimEnd())
        .join('\n'),
  };
  take(reader, showView(reader.state, reader.state.list.view));
  return reader;
}

function take(reader: TestReader, { state, effects }: { state: State; effects: readonly Effect[] }): void {
  reader.state = state;
  for (const effect of effects) {
    const answer = answerTo(reader, effect);
    if (answer) reader.act(answer);
    else reader.asked.push(effect);
  }
}

/** The store in short: every list is all articles in their order, cursors are indexes. */
function answerTo(reader: TestReader, effect: Effect): Action | null {
  const { articles } = reader;
  const rowsFrom = (from: number, limit: number) =>
    articles.slice(from, from + limit).map((found) => ({ article: found, snippet: null }));
  switch (effect.kind) {
    case 'load-page': {
      const from = Number(effect.request.after ?? 0);
      const end = from + effect.request.limit;
      const next = end < articles.length ? String(end) : null;
      return {
        kind: 'page-loaded',
        generation: effect.generation,
        request: effect.request,
        found: rowsFrom(from, effect.request.limit),
        next,
      };
    }
    case 'load-tail': {
      const end = articles.length - Number(effect.after ?? 0);
      const from = Math.max(0, end - pageSize);
      const next = from > 0 ? String(articles.length - from) : null;
      return {
        kind: 'tail-loaded',
        generation: effect.generation,
        found: rowsFrom(from, end - from),
        next,
        total: effect.counted ? articles.length : null,
      };
    }
    case 'reload-list': {
      const next = effect.limit < articles.length ? String(effect.limit) : null;
      return { kind: 'list-reloaded', generation: effect.generation, found: rowsFrom(0, effect.limit), next };
    }
    case 'open-article': {
      const found = articles.find(({ id, link }) => id === effect.reference || link === effect.reference);
      return found
        ? { kind: 'article-loaded', wanted: effect.reference, article: found, place: null, how: effect.how }
        : { kind: 'open-failed', wanted: effect.reference, message: `there is no article "${effect.reference}"` };
    }
    case 'lay-out-more':
      return reader.answerLayout ? { kind: 'more-laid-out' } : null;
    default:
      return null;
  }
}
