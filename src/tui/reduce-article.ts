/** The open article: its place, its links, what is found in it, and how it comes and goes. */

import { hasRightLetters } from '../content/language.ts';
import type { Article } from '../core/article.ts';
import { type Action, andThen, type Effect, type HowToOpen, type Step, say, step } from './actions.ts';
import { layOutArticle, layOutMore, lineOfPlace, type PageOptions, placeOf } from './article-page.ts';
import { findText } from './find-text.ts';
import { rowAt } from './pages.ts';
import { articleWidth, panesOf } from './panes.ts';
import { listed, moveTo, patchArticles } from './reduce-list.ts';
import type { FindState, Reading, ReadingPlace, State } from './state.ts';

export function articleHeight(state: State): number {
  return panesOf(state).body;
}

/** Lines that are laid out at a time: under ten milliseconds, also of text that is read from right to left. */
const sliceLines = 120;

function pageOptions(state: State, width: number): PageOptions {
  const { now, preferences } = state;
  return {
    width,
    now,
    order: preferences.order,
    lines: sliceLines,
    ...(state.images && state.graphics && { pictures: state.pictures, graphics: state.graphics }),
  };
}

/** The open article with its next slice laid out; the place stays, because lines only come at the end. */
export function laidMore(state: State): State {
  return withPage(state, pageOptions(state, 0));
}

/** The open article laid out to its end. */
export function wholePage(state: State): State {
  return withPage(state, { ...pageOptions(state, 0), lines: Number.POSITIVE_INFINITY });
}

function withPage(state: State, options: PageOptions): State {
  const { reading } = state;
  if (!reading || reading.page.next === null) return state;
  return { ...state, reading: { ...reading, page: layOutMore(reading.page, reading.article, options) } };
}

function lastTop(reading: Reading, height: number): number {
  return Math.max(0, reading.page.lines.length - height);
}

export function scrollTo(state: State, line: number): State {
  if (!state.reading) return state;
  // Beyond what is laid out: so much more is needed at once.
  const beyond = line + articleHeight(state) - state.reading.page.lines.length;
  if (state.reading.page.next !== null && beyond > 0)
    return scrollTo(withPage(state, { ...pageOptions(state, 0), lines: beyond }), line);
  const { reading } = state;
  const top = Math.max(0, Math.min(line, lastTop(reading, articleHeight(state))));
  return top === reading.top ? state : { ...state, reading: { ...reading, top, anchor: null, link: null } };
}

export function scrollBy(state: State, lines: number): State {
  return state.reading ? scrollTo(state, state.reading.top + lines) : state;
}

/** How far the reader has come, 0 to 100: the last visible line counts. */
export function progressOf(state: State): number {
  const { reading } = state;
  if (!reading || reading.page.lines.length === 0) return 0;
  const seen = Math.min(reading.page.lines.length, reading.top + articleHeight(state));
  return Math.round((100 * seen) / reading.page.lines.length);
}

/** Opens what the list's cursor is on. */
export function openListed(state: State): Step {
  const row = listed(state);
  if (!row) return step(state);
  const { article } = row;
  if (state.reading?.article.id === article.id && !state.reading.passing) return opened(state, state.reading.article);
  return open({ ...state, focus: 'article' }, article.id, 'open');
}

/** Asks for an article; the answer to an older question will be dropped. */
export function open(state: State, reference: string, how: HowToOpen): Step {
  return andThen(savePlace(state), (saved) =>
    step({ ...saved, awaited: reference }, { kind: 'open-article', reference, how }),
  );
}

/** In a screen with room for it, the article under the cursor is shown beside the list. */
export function preview(state: State): Step {
  const row = listed(state);
  if (!row || state.focus === 'article' || !panesOf(state).article) return step(state);
  if (state.reading?.article.id === row.article.id || state.awaited === row.article.id) return step(state);
  return open(state, row.article.id, 'preview');
}

export function reduceArticleLoaded(state: State, action: Extract<Action, { kind: 'article-loaded' }>): Step {
  if (state.awaited !== action.wanted) return step(state);
  const trail =
    action.how === 'follow' && state.reading
      ? [...state.trail, state.reading]
      : action.how === 'follow'
        ? state.trail
        : [];
  const focus = action.how === 'preview' ? state.focus : 'article';
  const base: State = {
    ...state,
    awaited: null,
    trail,
    focus,
    message: state.message?.tone === 'plain' ? null : state.message,
  };
  const shown = show(base, action.article, action.place);
  return action.how === 'preview' ? step(shown) : opened(shown, action.article);
}

function show(state: State, article: Article, place: ReadingPlace | null): State {
  const page = layOutArticle(article, { ...pageOptions(state, articleWidth(state)), through: place });
  const reading: Reading = {
    article,
    page,
    top: 0,
    anchor: null,
    find: null,
    link: null,
    passing: article.source.id === '',
  };
  return scrollTo({ ...state, reading }, place === null ? 0 : lineOfPlace(page, place));
}

/** An opened article is a read one. */
function opened(state: State, article: Article): Step {
  const focused: State = { ...state, focus: 'article' };
  if (article.read !== null || article.source.id === '') return relaid(focused);
  const marked = patchArticles(focused, [article.id], { read: state.now });
  const effect: Effect = { kind: 'mark', filter: { kind: 'id', ids: [article.id] }, read: true, quiet: true };
  return andThen(relaid(marked), (laid) => step(laid, effect));
}

/** Lays the article out again if the room for it has changed; the place stays. */
export function relaid(state: State): Step {
  const { reading } = state;
  if (!reading) return step(state);
  const width = articleWidth(state);
  if (reading.page.width === width) {
    const anchor = anchorOf(reading);
    const { reading: scrolled, ...rest } = scrollTo(state, anchor === null ? 0 : lineOfPlace(reading.page, anchor));
    return step({ ...rest, reading: scrolled && { ...scrolled, anchor } });
  }
  return step({ ...state, reading: layAgain(reading, reading.article, width, state) });
}

/** The open article with another text (its full one, or new tags), at the same place. */
export function changed(state: State, article: Article): Step {
  const { reading } = state;
  if (!reading || reading.article.id !== article.id) return step(state);
  if (looksSame(reading.article, article)) return step({ ...state, reading: { ...reading, article } });
  return step({ ...state, reading: layAgain(reading, article, reading.page.width, state) });
}

/** Nothing that is laid out differs; the read time and the star stand elsewhere. */
function looksSame(before: Article, after: Article): boolean {
  const laidOut = ({ read, favorite, story, shortId, ...rest }: Article) => JSON.stringify(rest);
  return laidOut(before) === laidOut(after);
}

/** The place that a change of size must keep; null for the top. */
function anchorOf({ page, top, anchor }: Reading): ReadingPlace | null {
  return anchor ?? (top === 0 ? null : placeOf(page, top));
}

export function layAgain(reading: Reading, article: Article, width: number, state: State): Reading {
  const anchor = anchorOf(reading);
  // Found places need the whole text.
  const lines = reading.find ? Number.POSITIVE_INFINITY : sliceLines;
  const page = layOutArticle(article, { ...pageOptions(state, width), lines, through: anchor });
  const top =
    anchor === null ? 0 : Math.min(lineOfPlace(page, anchor), lastTop({ ...reading, page }, articleHeight(state)));
  const again = { ...reading, article, page, top, anchor };
  return { ...again, find: reading.find && { ...reading.find, ...search(again, reading.find.text, state) } };
}

/** Leaves the article for what is behind it: the page that a link was followed from, else the list. */
export function closeArticle(state: State): Step {
  const { reading, trail } = state;
  if (reading?.find) return step({ ...state, reading: { ...reading, find: null } });
  if (reading?.link != null) return step({ ...state, reading: { ...reading, link: null } });
  const before = trail.at(-1);
  if (before) return relaid({ ...state, reading: before, trail: trail.slice(0, -1), awaited: null });
  return andThen(savePlace(state), (saved) =>
    relaid({ ...saved, focus: 'list', single: false, zoomed: false, awaited: null }),
  );
}

/** Remembers where the reader is, for the next time. */
export function savePlace(state: State): Step {
  return step(state, ...placeEffects(state));
}

export function placeEffects({ reading, focus }: State): readonly Effect[] {
  if (!reading || reading.passing || focus !== 'article') return [];
  const place = reading.top === 0 ? null : placeOf(reading.page, reading.top);
  return [{ kind: 'save-place', id: reading.article.id, place }];
}

/** The next or previous article of the list, opened. */
export function openNeighbor(state: State, direction: 1 | -1): Step {
  const index = state.list.cursor + direction;
  if (!rowAt(state.list.pages, index)) {
    return step(
      say(state, direction > 0 ? 'This is the last article of the list' : 'This is the first article of the list'),
    );
  }
  return andThen(moveTo(state, index), (moved) => {
    const row = listed(moved);
    return row ? open(moved, row.article.id, 'open') : step(moved);
  });
}

/** Numbers of the links on the visible lines, in order. */
export function visibleLinks(state: State): readonly number[] {
  const { reading } = state;
  if (!reading) return [];
  const lines = reading.page.lines.slice(reading.top, reading.top + articleHeight(state));
  return [...new Set(lines.flatMap((line) => line.spans.flatMap(({ link }) => link ?? [])))];
}

export function chooseLink(state: State, direction: 1 | -1): State {
  const { reading } = state;
  if (!reading) return state;
  const visible = visibleLinks(state);
  if (visible.length === 0) return say(state, 'There is no link on this page of the article');
  const at = reading.link === null ? -1 : visible.indexOf(reading.link);
  const next = at < 0 ? (direction > 0 ? 0 : visible.length - 1) : (at + direction + visible.length) % visible.length;
  return { ...state, reading: { ...reading, link: visible[next] ?? null } };
}

export function followLink(state: State, number: number): Step {
  const { reading } = state;
  const link = reading?.page.links[number - 1];
  if (!reading || !link) return step(say(state, `There is no link ${number}`, 'error'));
  if (!/^https?:/i.test(link.url)) return step(say(state, `Link ${number} leads to no page: ${link.url}`, 'error'));
  const waiting = say(state, `Fetching ${link.url}`);
  const effect = { kind: 'open-article', reference: link.url, how: 'follow', from: reading.article } as const;
  return step({ ...waiting, awaited: link.url }, effect);
}

/** The address that "open" and "copy" mean: the chosen link's, else the article's own. */
export function chosenAddress(state: State): string | null {
  const { reading, focus } = state;
  if (focus !== 'article') return listed(state)?.article.link ?? null;
  return (reading?.link != null ? reading.page.links[reading.link - 1]?.url : null) ?? reading?.article.link ?? null;
}

export function find(state: State, text: string): State {
  if (!state.reading) return state;
  if (text.trim() === '') return { ...state, reading: { ...state.reading, find: null } };
  const whole = wholePage(state);
  if (!whole.reading) return state;
  const { reading } = whole;
  const found = search(reading, text, state);
  const ahead = found.matches.findIndex((match) => (match.stretches[0]?.line ?? 0) >= reading.top);
  return showMatch(whole, { text, ...found, current: Math.max(0, ahead) });
}

/** Words are found in the order in which they are read; where that is not the order of the page, it is laid out again for it. */
function search({ article, page }: Reading, text: string, state: State): Pick<FindState, 'lines' | 'matches'> {
  const mixed = page.order === 'visual' && (article.direction === 'rtl' || hasRightLetters(article.text ?? ''));
  const { pictures, graphics, now } = pageOptions(state, page.width);
  const lines = mixed
    ? layOutArticle(article, { width: page.width, now, order: 'logical', ...(pictures && { pictures, graphics }) })
        .lines
    : page.lines;
  return { lines, matches: findText(lines, text) };
}

export function findAgain(state: State, direction: 1 | -1): State {
  const found = state.reading?.find;
  if (!found || found.matches.length === 0) return state;
  const current = (found.current + direction + found.matches.length) % found.matches.length;
  return showMatch(state, { ...found, current });
}

/** Scrolls only if the match is not in sight, and then a third down the screen. */
function showMatch(state: State, found: FindState): State {
  const { reading } = state;
  if (!reading) return state;
  const line = found.matches[found.current]?.stretches[0]?.line;
  const shown = { ...state, reading: { ...reading, find: found } };
  if (line === undefined) return shown;
  const height = articleHeight(state);
  const inSight = line >= reading.top && line < reading.top + height;
  return inSight ? shown : scrollTo(shown, line - Math.floor(height / 3));
}
