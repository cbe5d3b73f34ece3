/** What lies over the panes: the keys, the output of a command, a menu. */

import { titleOf } from '../core/article.ts';
import { allOf, type Filter } from '../core/query.ts';
import { shareAddress } from '../core/share.ts';
import { type Effect, type Step, say, step } from './actions.ts';
import { helpLines } from './help.ts';
import type { Command } from './keymap.ts';
import { rowAt } from './pages.ts';
import { chosenAddress } from './reduce-article.ts';
import { listed, patchArticles } from './reduce-list.ts';
import type { MenuEffect, MenuItem, Overlay, State } from './state.ts';

/** Rows that an overlay has for its own lines: its title and the line of state are not among them. */
export function overlayHeight(state: State): number {
  return Math.max(1, state.rows - 3);
}

export function overlayLines(state: State, overlay: Overlay): number {
  switch (overlay.kind) {
    case 'help':
      return helpLines(state.preferences.keymap, state.columns).length;
    case 'output':
      return overlay.lines.length;
    case 'menu':
      return overlay.items.length;
  }
}

const moves: Partial<Record<Command, (height: number, lines: number) => number>> = {
  down: () => 1,
  up: () => -1,
  'page-down': (height) => height,
  'page-up': (height) => -height,
  'half-down': (height) => Math.ceil(height / 2),
  'half-up': (height) => -Math.ceil(height / 2),
  top: (_, lines) => -lines,
  end: (_, lines) => lines,
};

/** A key over an overlay; null where it means nothing special there. */
export function overlayKey(state: State, overlay: Overlay, key: string, command: Command | null): Step | null {
  if (overlay.kind === 'menu') {
    const index = overlay.items.findIndex((item) => item.key === key);
    if (index >= 0) return choose(state, overlay.items[index]);
    if (key === 'enter' || key === 'right' || key === 'l') return choose(state, overlay.items[overlay.cursor]);
  }
  const move = command === null ? undefined : moves[command];
  if (move)
    return step({ ...state, overlay: moved(state, overlay, move(overlayHeight(state), overlayLines(state, overlay))) });
  if (command === 'back' || command === 'close' || command === 'help' || key === 'enter')
    return step({ ...state, overlay: null });
  return null;
}

export function moved(state: State, overlay: Overlay, by: number): Overlay {
  const lines = overlayLines(state, overlay);
  if (overlay.kind === 'menu') return { ...overlay, cursor: Math.max(0, Math.min(overlay.cursor + by, lines - 1)) };
  return { ...overlay, top: Math.max(0, Math.min(overlay.top + by, lines - overlayHeight(state))) };
}

export function choose(state: State, item: MenuItem | undefined): Step {
  const closed: State = { ...state, overlay: null };
  return item ? perform(closed, item.effect) : step(closed);
}

function perform(state: State, effect: MenuEffect): Step {
  switch (effect.kind) {
    case 'share':
      return step(state, { kind: 'browse', url: effect.url, mail: true });
    case 'copy':
      return step(say(state, 'Copied', 'good'), { kind: 'copy', text: effect.text });
    case 'add-feed':
      return step(say(state, `Fetching ${effect.address}`), { ...effect, kind: 'add-source' });
    case 'mark':
      return markMany(state, effect.what);
  }
}

export function markMenu(state: State): Overlay {
  const { label } = state.list.view;
  const items: readonly MenuItem[] = [
    { key: 'a', label: 'this headline and all above it: read', effect: { kind: 'mark', what: 'above' } },
    { key: 'l', label: `all of “${label}”: read`, effect: { kind: 'mark', what: 'list' } },
    { key: 'u', label: `all of “${label}”: unread`, effect: { kind: 'mark', what: 'list-unread' } },
    { key: 'e', label: 'everything: read', effect: { kind: 'mark', what: 'everything' } },
  ];
  return { kind: 'menu', title: 'Mark', items, cursor: 0 };
}

/** Changes what is in sight at once and asks the store for the rest. */
function markMany(state: State, what: Extract<MenuEffect, { kind: 'mark' }>['what']): Step {
  const read = what !== 'list-unread';
  const filter = markedFilter(state, what);
  const held = [...state.list.pages.rows.values(), state.list.pages.tail?.rows ?? []]
    .flat()
    .map(({ article }) => article.id);
  const ids = what === 'above' ? idsAbove(state) : held;
  const patched = patchArticles(state, ids, { read: read ? state.now : null });
  return step(patched, { kind: 'mark', filter, read, quiet: false });
}

function markedFilter(state: State, what: Extract<MenuEffect, { kind: 'mark' }>['what']): Filter {
  if (what === 'everything') return { kind: 'all' };
  const { list } = state;
  const row = listed(state);
  if (what !== 'above' || !row) return list.filter;
  if (list.view.sort === 'newest') return allOf([list.filter, { kind: 'since', at: row.article.sortedAt }]);
  return { kind: 'id', ids: idsAbove(state) };
}

function idsAbove({ list }: State): readonly string[] {
  const ids: string[] = [];
  for (let index = list.cursor; index >= 0; index -= 1) {
    const row = rowAt(list.pages, index);
    if (row) ids.push(row.article.id);
  }
  return ids;
}

export function shareMenu(state: State): Step {
  const article = state.focus === 'article' ? state.reading?.article : listed(state)?.article;
  const url = chosenAddress(state);
  if (!article || url === null) return step(say(state, 'This article has no link to share'));
  const title = titleOf(article);
  const targets = state.preferences.shareTargets.map((target) => ({
    key: '',
    label: target.name,
    effect: { kind: 'share', url: shareAddress(target, { link: url, title }) } as const,
  }));
  const items: readonly MenuItem[] = [
    { key: '', label: 'Copy the link', effect: { kind: 'copy', text: url } },
    { key: '', label: 'Copy headline and link', effect: { kind: 'copy', text: `${title}\n${url}` } },
    ...targets,
  ];
  return step({ ...state, overlay: { kind: 'menu', title: 'Share', items: items.map(numbered), cursor: 0 } });
}

export function numbered(item: MenuItem, index: number): MenuItem {
  return { ...item, key: index < 9 ? String(index + 1) : '' };
}

export function effectsOfBrowse(url: string | null): readonly Effect[] {
  return url === null ? [] : [{ kind: 'browse', url }];
}
